import { openPlace, parsePlace, permissionOf, type Place as Settings } from '@/lib/replicas/kinds'
import type { Replica } from '@/lib/replicas/replica'
import type { Place } from '@/lib/replication/places'
import type { Unasked } from '@/lib/services/sync-report'
import type { Folders } from '@/lib/vault/folders'

export interface OpeningEdges {
  readonly folders: Folders
  /** Whether the browser lets us ask a host, by the pattern of its permission. */
  readonly mayReach: (pattern: string) => Promise<boolean>
  readonly mayWrite: (folder: FileSystemDirectoryHandle) => Promise<boolean>
  /** Opens what may be asked. */
  readonly open?: (settings: Settings, folder: FileSystemDirectoryHandle | null) => Replica
}

export type Opened =
  | { readonly place: Place; readonly unasked: null; readonly replica: Replica }
  | { readonly place: Place; readonly unasked: Unasked; readonly replica: null }

const openAny = (settings: Settings, folder: FileSystemDirectoryHandle | null) =>
  openPlace(settings, {}, folder)

/** A place of the vault as this device can use it now. Asks the browser, and the place itself nothing. */
export async function openEntered(place: Place, device: string, edges: OpeningEdges): Promise<Opened> {
  const { folders, mayWrite, open = openAny } = edges
  const not = (unasked: Unasked): Opened => ({ place, unasked, replica: null })
  const { entered } = place
  if (entered.kind === 'folder' && entered.device !== device) return not('elsewhere')
  if (place.isPaused) return not('paused')
  if (entered.kind === 'folder') {
    const folder = await folders.read(place.id)
    if (!folder) return not('no-place')
    if (!(await mayWrite(folder))) return not('needs-permission')
    return { place, unasked: null, replica: open({ kind: 'folder' }, folder) }
  }
  // What another device wrote is looked at as what was typed.
  const settings = parsePlace(entered)
  if (!settings.ok) return not('no-place')
  const replica = await openSettings(settings.value, edges)
  return replica ? { place, unasked: null, replica } : not('needs-permission')
}

/** @returns null where the browser gave no leave to ask its host. */
export async function openSettings(
  settings: Settings,
  { mayReach, open = openAny }: Pick<OpeningEdges, 'mayReach' | 'open'>,
): Promise<Replica | null> {
  const pattern = permissionOf(settings)
  return pattern === null || (await mayReach(pattern)) ? open(settings, null) : null
}
