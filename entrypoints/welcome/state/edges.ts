import type { RandomBytes } from '@/lib/base/ids'
import type { Result } from '@/lib/base/result'
import type { Clock } from '@/lib/base/time'
import type { FolderPicks } from '@/lib/platform/folders'
import type { AppParams, AppResult, AppVerb } from '@/lib/protocol/app'
import type { JoinState } from '@/lib/protocol/meeting-app'
import type { Joined } from '@/lib/services/joining'
import type { Keeping } from '@/lib/services/keeping'
import type { Session } from '@/lib/services/session'
import type { ArchiveSummary, ImportProblem, Transfer } from '@/lib/services/transfer'
import type { Unlocking } from '@/lib/services/unlocking'
import type { Vault } from '@/lib/vault/vault'

/** The open vault with the services this page needs. */
export interface Opened {
  readonly vault: Vault
  readonly keeping: Keeping
  readonly transfer: () => Promise<Transfer>
}

/** Everything outside the page that its state needs. */
export interface WelcomeEdges {
  readonly session: Pick<Session, 'onChange'>
  readonly unlocking: Unlocking
  readonly open: () => Promise<Opened | null>
  readonly callApp: <Verb extends AppVerb>(verb: Verb, params: AppParams<Verb>) => Promise<AppResult<Verb>>
  /** Reads a backup without a vault, so that a wrong file is found before a vault is made for it. */
  readonly readBackup: (
    file: Blob,
    passphrase: string | null,
  ) => Promise<Result<ArchiveSummary, ImportProblem>>
  readonly isEncrypted: (file: Blob) => Promise<boolean>
  readonly sites: {
    grantedOrigins(): Promise<{ readonly all: boolean }>
    /** Must be the first thing a press does. */
    requestAll(): Promise<boolean>
    /** Takes it back that all sites may ask. False where the browser kept it. */
    removeAll(): Promise<boolean>
  }
  /** Asks the browser for the hosts of places, as match patterns. Must be the first thing a press does. */
  readonly askPlaces: (patterns: readonly string[]) => Promise<boolean>
  /** What came here by joining: a vault's keys, on their way into a vault of this device. */
  readonly readJoined: () => Promise<Joined | null>
  /** Folders of this device. Loaded when they are first asked for. */
  readonly folders: () => Promise<FolderPicks>
  /** The same as asking a place with the words, in a folder that was picked. */
  readonly joinFromFolder: (
    folder: FileSystemDirectoryHandle,
    words: string,
    name: string,
  ) => Promise<JoinState>
  /** What this device calls itself. */
  readonly deviceName: () => Promise<string>
  /** Calls `work` every `milliseconds` until the signal ends. */
  readonly every: (milliseconds: number, work: () => void, signal: AbortSignal) => void
  readonly download: (name: string, content: Blob) => void
  readonly openDashboard: (hash?: string) => void
  /** The page was opened to restore a backup. */
  readonly wantsRestore: () => boolean
  /** Leaves this page for the dashboard, which knows what to do about a vault that is gone. */
  readonly goToDashboard: () => void
  /** Opens the example shop, or null when there is none. */
  readonly openShop: (() => void) | null
  readonly random: RandomBytes
  /** A number in [0, 1), for which words are asked back. */
  readonly chance: () => number
  /** The reader's languages, the preferred one first (BCP 47). */
  readonly languages: readonly string[]
  readonly now: Clock
}
