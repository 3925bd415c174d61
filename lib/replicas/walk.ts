import { assertPrefix, isObjectName, isPart } from '@/lib/replicas/names'
import type { ReplicaEntry } from '@/lib/replicas/replica'

/** What lies directly in one folder, under the names it has there. */
export interface Folder {
  readonly files: readonly ReplicaEntry[]
  readonly folders: readonly string[]
}

/**
 * A listing of places that keep folders: one page a folder, from the deepest one that `prefix` names downwards.
 *
 * @param open what lies in a folder, by its path: `''` or ending with a slash. Null when it is not there.
 */
export async function* walk(
  prefix: string,
  open: (path: string) => Promise<Folder | null>,
): AsyncIterable<readonly ReplicaEntry[]> {
  assertPrefix(prefix)
  const waiting = [prefix.slice(0, prefix.lastIndexOf('/') + 1)]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const folder = await open(path)
    if (!folder) continue
    const inside = folder.files
      .map(({ name, size }) => ({ name: path + name, size }))
      .filter(({ name }) => name.startsWith(prefix) && isObjectName(name))
    if (inside.length > 0) yield inside
    for (const name of folder.folders) {
      const next = `${path}${name}/`
      // One more part must fit below it, or nothing in it can be ours.
      const mayHold = next.startsWith(prefix) || prefix.startsWith(next)
      if (isPart(name) && mayHold && isObjectName(`${next}0`)) waiting.push(next)
    }
  }
}
