import type { Secret } from '@/lib/base/secret'
import type { Instant } from '@/lib/base/time'
import type { Vault } from '@/lib/vault/vault'

/** What is kept in memory of the browser while the vault is unlocked (`storage.session`, trusted contexts only). */
export interface StoredSession {
  /** Root key, base64url. */
  readonly root: string
  readonly vaultId: string
  /** The vault locks at this instant; enforced at every use, not only by a timer. */
  readonly deadline: Instant
  /** When the passphrase was last given. */
  readonly authenticated: Instant
}

export interface SessionStore {
  read(): Promise<StoredSession | null>
  write(session: StoredSession): Promise<void>
  clear(): Promise<void>
  /** Id of this browser session: made at its first use, gone when the browser ends. */
  browserSession(): Promise<string>
  onChange(listener: () => void, signal: AbortSignal): void
}

/** The unlocked vault of this context, opened on demand and closed at the deadline or when another context locks. */
export interface Session {
  /** The open vault, or null while it is locked. Enforces the deadline and follows the log's tail. */
  vault(): Promise<Vault | null>
  /** Takes the root key over. */
  begin(root: Secret, vaultId: string): Promise<void>
  /** Moves the deadline to now + the person's auto-lock time. */
  touch(): Promise<void>
  lock(): Promise<void>
  deadline(): Promise<Instant | null>
  /** Whether the passphrase was given within the last two minutes. */
  isFresh(): Promise<boolean>
  /** Notes that the passphrase was given just now. */
  refresh(): Promise<void>
  browserSession(): Promise<string>
  onChange(listener: () => void, signal: AbortSignal): void
}
