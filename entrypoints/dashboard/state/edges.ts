import type { RandomBytes } from '@/lib/base/ids'
import type { Clock } from '@/lib/base/time'
import type { FolderPicks } from '@/lib/platform/folders'
import type { AppNotice, AppParams, AppResult, AppVerb, SiteView } from '@/lib/protocol/app'
import type { Devices } from '@/lib/services/devices'
import type { Keeping } from '@/lib/services/keeping'
import type { Looking } from '@/lib/services/looking'
import type { Ruling } from '@/lib/services/ruling'
import type { Session } from '@/lib/services/session'
import type { Sharing } from '@/lib/services/sharing'
import type { Tasks } from '@/lib/services/tasks'
import type { Transfer } from '@/lib/services/transfer'
import type { Unlocking } from '@/lib/services/unlocking'
import type { Vault } from '@/lib/vault/vault'

/** The open vault with the services that work on it. */
export interface Opened {
  readonly vault: Vault
  readonly keeping: Keeping
  readonly sharing: Sharing
  readonly ruling: Ruling
  readonly tasks: Tasks
  readonly looking: Looking
  /** Heavy: loaded by the Transfer page only. */
  readonly transfer: () => Promise<Transfer>
  /** Loaded by the page of devices only. */
  readonly devices: () => Promise<Devices>
}

/** Everything outside the page that its state needs. Tests and the drawing board hand in their own. */
export interface DashboardEdges {
  readonly session: Session
  readonly unlocking: Unlocking
  /** The open vault, or null while it is locked; the same object while nothing changed. */
  readonly open: () => Promise<Opened | null>
  readonly siteView: (origin: string) => SiteView
  readonly callApp: <Verb extends AppVerb>(verb: Verb, params: AppParams<Verb>) => Promise<AppResult<Verb>>
  readonly onNotice: (listener: (notice: AppNotice['notice']) => void, signal: AbortSignal) => void
  /** Who may ask, as the browser keeps it. */
  readonly sites: {
    grantedOrigins(): Promise<{ readonly all: boolean; readonly origins: readonly string[] }>
    requestAll(): Promise<boolean>
    /** Takes match patterns back, or all of them. */
    removeSites(origins: readonly string[] | 'all'): Promise<boolean>
    onChanged(listener: () => void): void
  }
  /** Asks the browser for the host of a place, as a match pattern. Must be the first thing a press does. */
  readonly askPlace: (pattern: string) => Promise<boolean>
  /** Folders of this device as places. */
  readonly folders: () => Promise<FolderPicks>
  /** Whether the browser promises not to clear the vault when space is short. */
  readonly storage: { persisted(): Promise<boolean>; persist(): Promise<boolean> }
  /** The reader's languages, the preferred one first (BCP 47). */
  readonly languages: readonly string[]
  readonly openUrl: (url: string) => void
  /** Opens the page that makes a vault; with `#restore` where a backup is chosen. */
  readonly openWelcome: (hash?: '#restore') => void
  readonly download: (name: string, type: string, content: string | Uint8Array | Blob) => void
  readonly random: RandomBytes
  readonly now: Clock
  /** Calls `work` every `milliseconds` until the signal ends. */
  readonly every: (milliseconds: number, work: () => void, signal: AbortSignal) => void
}
