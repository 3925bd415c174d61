import { currentVersion } from '@/lib/records/merge'
import { stampedBy } from '@/lib/records/stamp'
import type { AttachmentPart } from '@/lib/replication/attachment'
import { DEVICES, ends, readDevices } from '@/lib/replication/devices'
import { isOutdone, type Naming } from '@/lib/replication/naming'
import { type Situation, settled } from '@/lib/replication/plan'
import { tipOf } from '@/lib/services/sync-tips'
import type { DeepVault } from '@/lib/vault/deep'

/**
 * Whether a removed device's chain ends for good where it seems to. Another one may have taken over more of it before it heard of
 * the removal, and moves the end when it next says how far it has everything: so not before all that stay have acknowledged a
 * snapshot that holds the removal.
 */
export async function isEndFinal(vault: DeepVault, situation: Situation, device: string): Promise<boolean> {
  const record = vault.get(DEVICES, device)
  const removal = record && currentVersion(record, 'removed')
  if (!removal) return false
  const remover = stampedBy(removal.stamp)
  // Where the remover went on under another id, it said the removal again there.
  const isParted = readDevices(vault).some(({ id, parted }) => id === remover && parted)
  const chains = vault.chains.changesBehind(new Map(), isParted ? undefined : remover)
  for await (const { device: by, last, changes } of chains)
    if (
      changes.some(({ collection, id, fields }) => collection === DEVICES && id === device && fields.removed)
    )
      return settled(situation).some(({ covers }) => (covers.get(by) ?? 0) >= last)
  return false
}

/** Whether all that counts of a removed device's chain is here, and nothing of it will ever count that is not. */
async function isClosed(vault: DeepVault, situation: Situation, device: string): Promise<boolean> {
  const tip = tipOf(vault, device)
  const end = ends(readDevices(vault)).get(device)
  return end !== undefined && tip >= end && (await isEndFinal(vault, situation, device))
}

/** Whether what is not known here never comes to count, because it is out with a device that was removed. */
async function isOut(vault: DeepVault, situation: Situation, { stamp }: Naming, author: string) {
  const by = stampedBy(stamp)
  const devices = readDevices(vault)
  const isRemoved = (device: string) => devices.some(({ id, removed }) => id === device && removed !== null)
  if (isRemoved(by)) return isClosed(vault, situation, by)
  // Whom only the removed author knew is out with it: all that stay have since said whom they have, or have let in.
  const isKnown = devices.some(({ id, removed, has }) => id === by || (!removed && has.has(by)))
  return !isKnown && isRemoved(author) && isClosed(vault, situation, author)
}

/**
 * Whether an attachment that no record here names may go from the places, by what named it when a part was written
 * (docs/REPLICATION.md, "Attachments").
 */
export async function areForgotten(
  vault: DeepVault,
  situation: Situation,
  { author, id, namings }: Pick<AttachmentPart, 'author' | 'id' | 'namings'>,
): Promise<boolean> {
  for (const naming of namings) {
    const known = vault.known(naming.collection, naming.id)
    if (!isOutdone(naming, id, known) && !(await isOut(vault, situation, naming, author))) return false
  }
  return namings.length > 0
}
