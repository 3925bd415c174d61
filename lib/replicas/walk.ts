import { assertPrefix, folderOfPrefix, hasFolders, isPart, nameAt } from '@/lib/replicas/names'
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
  const waiting = [folderOfPrefix(prefix)]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const folder = await open(path)
    if (!folder) continue
    const inside = folder.files.flatMap((file) => {
      const name = nameAt(path + file.name)
      return name?.startsWith(prefix) ? [{ name, size: file.size }] : []
    })
    if (inside.length > 0) yield inside
    if (!hasFolders(path)) continue
    for (const name of folder.folders) {
      const next = `${path}${name}/`
      if (isPart(name) && (next.startsWith(prefix) || prefix.startsWith(next))) waiting.push(next)
    }
  }
}
