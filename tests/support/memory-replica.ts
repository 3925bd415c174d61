import { type Replica, type ReplicaEntry, ReplicaError } from '@/lib/replicas/replica'
import type { ReplicaProblem } from '@/lib/replication/problem'

/** A place in memory, with what real ones do wrong at hand. */
export interface MemoryReplica extends Replica {
  readonly objects: Map<string, Uint8Array<ArrayBuffer>>
  /** Called before each verb; throws or waits to have it fail or be late. */
  before: (verb: 'list' | 'get' | 'put' | 'delete', name: string) => Promise<void> | void
  /** What a listing shows of what there is. */
  shown: (entries: readonly ReplicaEntry[]) => readonly ReplicaEntry[]
  readonly asked: string[]
}

export function memoryReplica(pageSize = 50): MemoryReplica {
  const objects = new Map<string, Uint8Array<ArrayBuffer>>()
  const asked: string[] = []
  const call = async (verb: 'list' | 'get' | 'put' | 'delete', name: string) => {
    asked.push(`${verb} ${name}`)
    await replica.before(verb, name)
  }
  const replica: MemoryReplica = {
    objects,
    asked,
    before: () => {},
    shown: (entries) => entries,
    async *list(prefix) {
      await call('list', prefix)
      const all = [...objects].filter(([name]) => name.startsWith(prefix))
      const entries = replica.shown(all.map(([name, { length }]) => ({ name, size: length })))
      for (let at = 0; at < entries.length; at += pageSize) yield entries.slice(at, at + pageSize)
    },
    async get(name) {
      await call('get', name)
      return objects.get(name)?.slice() ?? null
    },
    async put(name, bytes) {
      const copy = bytes.slice()
      await call('put', name)
      objects.set(name, copy)
    },
    async delete(name) {
      await call('delete', name)
      objects.delete(name)
    },
  }
  return replica
}

export function failing(problem: ReplicaProblem): () => never {
  return () => {
    throw new ReplicaError(problem)
  }
}
