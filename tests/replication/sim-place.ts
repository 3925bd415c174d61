import { type Replica, type ReplicaEntry, ReplicaError } from '@/lib/replicas/replica'
import type { Chance, Scheduler } from '@/tests/replication/scheduler'

/** A place that does what places do on bad days. */
export interface SimPlace {
  readonly id: string
  readonly objects: Map<string, Uint8Array<ArrayBuffer>>
  /** The place as one device reaches it. */
  for(life: object, device: string): Replica
  /** Devices that do not reach it. */
  readonly cut: Set<string>
  /** What it has now, as it lists it. */
  entries(): readonly ReplicaEntry[]
  /** Shows what it had at this time, until it is set right. */
  stale: readonly ReplicaEntry[] | null
  /** Says yes to writes and forgets them. */
  lies: boolean
  wipe(): void
  flip(): void
  /** An old write comes once more. */
  replay(): void
  heal(): void
}

export function simPlace(id: string, scheduler: Scheduler, dice: Chance): SimPlace {
  const objects = new Map<string, Uint8Array<ArrayBuffer>>()
  const written: (readonly [string, Uint8Array<ArrayBuffer>])[] = []
  const entries = () => [...objects].map(([name, { length }]) => ({ name, size: length }))
  const place: SimPlace = {
    id,
    objects,
    entries,
    cut: new Set(),
    stale: null,
    lies: false,
    for(life, device) {
      const reach = async (verb: string) => {
        await scheduler.gate(life, `${verb} ${id}`)
        if (place.cut.has(device)) throw new ReplicaError('unreachable')
      }
      return {
        async *list(prefix) {
          await reach('list')
          const all = (place.stale ?? entries()).filter(({ name }) => name.startsWith(prefix))
          const half = Math.ceil(all.length / 2)
          yield all.slice(0, half)
          await reach('page')
          yield all.slice(half)
        },
        async get(name) {
          await reach('get')
          return objects.get(name)?.slice() ?? null
        },
        async put(name, bytes) {
          const copy = bytes.slice()
          await reach('put')
          written.push([name, copy])
          if (!place.lies) objects.set(name, copy)
          // The answer may be lost where the write was not.
          await reach('put answered')
        },
        async delete(name) {
          await reach('delete')
          objects.delete(name)
          await reach('delete answered')
        },
      }
    },
    wipe: () => objects.clear(),
    flip() {
      const bytes = dice.of([...objects.values()])
      if (bytes) bytes[dice.below(bytes.length)] = dice.below(256)
    },
    replay() {
      const again = dice.of(written)
      if (again) objects.set(again[0], again[1].slice())
    },
    heal() {
      place.cut.clear()
      place.stale = null
      place.lies = false
    },
  }
  return place
}
