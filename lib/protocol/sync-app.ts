/** What our pages and the background say to each other of places and devices. Ids, times and numbers; no credentials come back. */
import type { Instant } from '@/lib/base/time'
import type { Place, PlaceSettings } from '@/lib/replication/places'
import type { ReplicaProblem } from '@/lib/replication/problem'

/** How one place is. */
export interface PlaceReport extends Pick<Place, 'id' | 'name' | 'isPaused'> {
  readonly kind: PlaceSettings['kind']
  /** What went wrong when it was last asked; null where nothing did, and while it is not asked. */
  readonly problem: ReplicaProblem | null
  /** Since when it is as it is; null while it was never asked. */
  readonly since: Instant | null
  /** When it is asked again after a failure. */
  readonly next: Instant | null
  /** When it last did what it was asked. */
  readonly lastSeen: Instant | null
  /** Objects that are known of and that it does not have. */
  readonly lacking: number
  /** It once had, by its own word, what it does not show any more. */
  readonly lost: number
  /** It is not asked, because the browser was not given leave: a host, or a folder of this device. */
  readonly needsPermission: boolean
  /** A folder of another device: nothing is known of it here. */
  readonly isElsewhere: boolean
}

export interface DeviceReport {
  readonly id: string
  readonly name: string
  readonly isThis: boolean
  readonly isRemoved: boolean
  /** When it last wrote something about itself, by its own clock; null where it never did. */
  readonly lastSeen: Instant | null
  /** How many changes it may still lack, by its own word; null where it gave none. */
  readonly behind: number | null
}

/** How all of it stands. */
export interface SyncReport {
  readonly places: readonly PlaceReport[]
  readonly devices: readonly DeviceReport[]
  /** Sequence number of this device's newest change, and up to which one all lie at two places. */
  readonly newest: number
  readonly safe: number
  /** Changes of this device that are not yet safe. */
  readonly unsafe: number
  /** Changes of other devices that are known of and nowhere to be had. */
  readonly missing: readonly { readonly device: string; readonly have: number; readonly known: number }[]
  /** Devices of which there are two, or that were set back; with where they part. */
  readonly forked: readonly { readonly device: string; readonly at: number }[]
  /** Objects that are of no use to this device: of nobody who counts, of an epoch it lacks, of a newer version. */
  readonly strange: { readonly objects: number; readonly locked: number; readonly newer: boolean }
  /** What was erased is still in an object at some place. */
  readonly isErasing: boolean
  /** Somebody with a place and the recovery phrase comes by all of it. */
  readonly isPhraseEnough: boolean
  /** This device was removed by another. */
  readonly isRemoved: boolean
  /** A round is under way. */
  readonly isRunning: boolean
  readonly lastRound: Instant | null
}

/** Why a place that was entered would not do. */
export type TestProblem =
  | ReplicaProblem
  /** What was entered is none. */
  | 'not-a-place'
  /** The browser was not given leave to ask it. */
  | 'needs-permission'

export interface SyncCalls {
  /** Null while the vault is locked. */
  'sync.health': { params: Record<string, never>; result: SyncReport | null }
  /** A round by the person's wish: no place is left out because it failed. Answers after a minute, even if it goes on. */
  'sync.run': { params: Record<string, never>; result: SyncReport }
  /** Has everything that was erased leave the places in the next rounds, without waiting for devices that are away. */
  'sync.condense': { params: Record<string, never>; result: SyncReport }
  /** Records whose newest change is not safe yet; null while that is not known, or where it is more than anybody would read. */
  'sync.unsafe': {
    params: Record<string, never>
    result: readonly { readonly collection: string; readonly id: string }[] | null
  }
  /**
   * Asks a place once what it has of this vault, before it is kept. The page asked the browser for leave in the same click.
   * `place`: as typed (lib/replicas/kinds.ts).
   */
  'sync.test': {
    params: { readonly place: { readonly [field: string]: string } }
    result: { readonly problem: TestProblem | null }
  }
}
