/** The edges of the vault, as arguments: where its bytes lie on this device, and how its contexts hear of each other. */

/** Files of the mirror: flat names, whole contents. Written after the acknowledgement. */
export interface MirrorPlace {
  read(name: string): Promise<Uint8Array | null>
  /** Replaces the file; when it resolves the bytes are on disk and were closed. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /**
   * As `write`, from parts that come one after the other, of which only one is held in memory. When one cannot be had the
   * promise rejects with its error, and no part of a file is left.
   */
  writeParts(name: string, parts: AsyncIterable<Uint8Array>): Promise<void>
  /** Bytes from `start` up to `end`, as far as the file reaches; null when there is no such file. */
  readPart(name: string, start: number, end: number): Promise<Uint8Array | null>
  /** Length in bytes; null when there is no such file. */
  size(name: string): Promise<number | null>
  remove(name: string): Promise<void>
  /** Gives the file another name, in one step where the device can. Nothing happens when there is no such file. */
  rename(name: string, next: string): Promise<void>
  list(): Promise<readonly string[]>
}

/** What `storage.local` remembers, so that an emptied database is never mistaken for a new person. Nothing in it is secret. */
export interface Sentinel {
  readonly vaultId: string
  readonly generation: number
  /** SHA-256 of the sealed head, base64url. */
  readonly head: string
  /** The key slots, base64url of their canonical bytes. */
  readonly slots: string
  readonly written: number
}

export interface SentinelPlace {
  read(): Promise<Sentinel | null>
  write(sentinel: Sentinel): Promise<void>
  clear(): Promise<void>
  /** Keeps a copy beside it that nothing reads or clears: its slots open what is found of the vault later. */
  keepAside(name: string, sentinel: Sentinel): Promise<void>
}

/** Which of the databases the log lies in (lib/vault/succession.ts): the first until one was given up, then the next, and so on. */
export interface OrdinalPlace {
  /** From 1. */
  read(): Promise<number>
  write(ordinal: number): Promise<void>
  /** Whichever context wrote it. */
  onChanged(listener: () => void, signal: AbortSignal): void
}

export interface Places {
  /** Name of the first IndexedDB database; the later ones have it with their number. */
  readonly database: string
  readonly ordinal: OrdinalPlace
  readonly mirror: MirrorPlace
  readonly sentinel: SentinelPlace
  /** Runs `work` while no other context of ours writes (a Web Lock). */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** Tells the other contexts that the log grew, and hears it from them. */
  readonly announce: () => void
  readonly onAnnounced: (listener: () => void, signal: AbortSignal) => void
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<void>
  /** Resolves when this context has nothing more urgent to do; absent where nothing is to be gained by waiting for it. */
  readonly idle?: () => Promise<void>
  readonly random: (length: number) => Uint8Array
}
