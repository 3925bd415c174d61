import { newId, type RandomBytes } from '@/lib/base/ids'
import { newPlace } from '@/lib/replication/places'
import type { Vault } from '@/lib/vault/vault'
import type { WelcomeEdges } from './edges'

/** Under what a folder is kept that was picked before there is a vault: its record comes with the vault. */
export const JOINED_FOLDER = 'joined'

/** The folder that a vault came from becomes a place of this device: there the vault is read, and written from now on. */
export async function keepJoinedFolder(
  vault: Pick<Vault, 'commit' | 'stamp' | 'device'>,
  { folders, random }: { readonly folders: WelcomeEdges['folders']; readonly random: RandomBytes },
): Promise<void> {
  const picks = await folders()
  const folder = await picks.take(JOINED_FOLDER)
  if (!folder) return
  const id = newId(random)
  await picks.keep(id, folder)
  const entered = { kind: 'folder', device: vault.device } as const
  await vault.commit(() => [newPlace(id, { name: folder.name, entered }, vault.stamp())])
}
