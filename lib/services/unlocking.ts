import type { Result } from '@/lib/base/result'
import type { Sentinel } from '@/lib/vault/places'

/** What stands on this device, found before anything is unlocked. */
export type Examination =
  | { readonly state: 'none' }
  /** `generation` and `savedAt` are of the newest copy; shown at unlock. */
  | { readonly state: 'present'; readonly vaultId: string; readonly generation: number; readonly savedAt: number | null; readonly refilled: number }
  /** A sentinel or slots exist but the log is gone everywhere, or only an older part of it is left. */
  | { readonly state: 'lost'; readonly sentinel: Sentinel | null; readonly left: number; readonly expected: number }
  /** IndexedDB cannot be used here: Firefox's permanent private browsing. */
  | { readonly state: 'unusable' }

/** One answer for every cause, after one delay: a wrong passphrase and a damaged slot look the same. */
export type UnlockRefusal = 'wrong'

/** Making, unlocking and re-keying a vault, in a page (never in the background): Argon2id runs in that page's worker. */
export interface Unlocking {
  examine(): Promise<Examination>
  /** Makes a new vault, unlocks it, and returns its recovery phrase (24 words). Refused where one exists. */
  create(passphrase: string): Promise<{ readonly phrase: readonly string[] }>
  unlock(passphrase: string): Promise<Result<null, UnlockRefusal>>
  unlockWithPhrase(words: string): Promise<Result<null, UnlockRefusal>>
  /** Asks again while unlocked, for what is sensitive. */
  confirm(passphrase: string): Promise<Result<null, UnlockRefusal>>
  changePassphrase(current: string, next: string): Promise<Result<null, UnlockRefusal>>
  /** After unlocking with the recovery phrase: sets a new passphrase. */
  resetPassphrase(words: string, next: string): Promise<Result<null, UnlockRefusal>>
  replacePhrase(passphrase: string): Promise<Result<{ readonly phrase: readonly string[] }, UnlockRefusal>>
  /** On the recovery page: goes on with the older part that is left, keeping what is damaged aside. */
  acceptLeft(): Promise<void>
}
