import type { Place } from '@/lib/replicas/kinds'

/** A place on this machine, ready to be used: a real server with credentials of its own. */
export interface PlaceServer {
  /** As a person would enter it. */
  readonly place: Place
  /** Of the same server: what is refused, and a place that is not there. */
  readonly wrong: { readonly credentials: Place; readonly place: Place | null }
  /** Lays empty objects there beside its own door, since thousands of puts take long. */
  fill(names: readonly string[]): Promise<void>
  /** As if the machine lost power; what it keeps stays. */
  kill(): Promise<void>
  /** Starts it again at the same address. */
  restart(): Promise<void>
  /** Ends it; the folder it was given stays. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Folder for all it keeps; it may hold what an earlier start kept. */
  readonly directory: string
}
