import { fromBase64Url } from '@/lib/base/bytes'
import {
  attachmentsTag,
  attachmentTag,
  openAttachment,
  parseAttachmentName,
} from '@/lib/replication/attachment'
import { readDevices } from '@/lib/replication/devices'
import { deriveObjectKey } from '@/lib/replication/envelope'
import { deriveNameKeys, type NameKeys, vaultTag } from '@/lib/replication/object-name'
import type { Chance } from '@/tests/replication/scheduler'
import { SIM_VAULT, type SimDevice } from '@/tests/replication/sim-device'
import type { SimPlace } from '@/tests/replication/sim-place'
import { ownTip } from '@/tests/replication/sim-states'

export const FILES = 'files'

/** An attachment that was written, and what must become of it. */
export interface SimAttachment {
  readonly by: SimDevice
  /** Of the record that names it. */
  readonly id: string
  readonly blob: string
  sequence: number
  /** Said to lie at two places. */
  safe: boolean
  /** By whom, and with which of its changes. */
  erased: { readonly by: SimDevice; readonly sequence: number } | null
}

const CHUNK = 65_536

/** Mostly small ones; some of two parts. */
export async function attachTo(
  device: SimDevice,
  dice: Chance,
  serial: number,
): Promise<Omit<SimAttachment, 'sequence'>> {
  const { vault } = device
  const isLong = dice.next() < 0.1
  const writer = await vault.blobs.begin()
  if (isLong) await writer.append(new Uint8Array(8 * CHUNK).fill(serial))
  await writer.append(new Uint8Array(1 + dice.below(500)).fill(serial))
  const { id: blob } = await writer.finish()
  const id = `file-${serial}`
  const value = { 'selfstead:blob': blob }
  await vault.commit(() => [{ collection: FILES, id, fields: { file: [{ value, stamp: vault.stamp() }] } }])
  return { by: device, id, blob, safe: false, erased: null }
}

/** Erases the record that names it, on whichever device has it. */
export async function detach(device: SimDevice, one: SimAttachment): Promise<null> {
  const { vault } = device
  await vault.commit(() => [{ collection: FILES, id: one.id, fields: {}, erased: vault.stamp() }])
  await vault.blobs.remove([one.blob])
  one.erased = { by: device, sequence: ownTip(device) }
  return null
}

/** What was said to be safe is whole on every device that stays; what was erased lies nowhere. */
export async function checkAttachments(
  stay: readonly SimDevice[],
  { out, isAwaited }: { readonly out: readonly SimDevice[]; readonly isAwaited: boolean },
  places: readonly SimPlace[],
  attached: readonly SimAttachment[],
  counts: (by: SimDevice, sequence: number) => boolean,
): Promise<void> {
  const [first] = stay
  if (!first) return
  const names = deriveNameKeys(first.vault.derive('replicas'))
  const vaultId = fromBase64Url(SIM_VAULT) as Uint8Array
  const tag = attachmentsTag(names, vaultId)
  const context = { vaultId, vaultTag: vaultTag(names, vaultId), tag }
  const epochs = [...(await (await first.syncing.identity()).epochs()).values()].map(deriveObjectKey)
  const ring = { keys: epochs, unwrap: async () => null }
  for (const { by, id, blob, sequence, safe, erased } of attached) {
    for (const { vault, name } of stay) {
      if (erased || !safe || !counts(by, sequence)) continue
      if (!vault.get(FILES, id)) throw new Error(`${name} lost ${id}, which was said to be safe`)
      if ((await vault.sealedBlobs.groups(blob)) === null || (await vault.sealedBlobs.read(blob, 0)) === null)
        throw new Error(`${name} lost the attachment of ${id} by ${by.name}, which was said to be safe`)
    }
    if (stay.some(({ vault }) => vault.get(FILES, id)) || !erased || isAwaited) continue
    // Who is out without anybody knowing it, and has not heard of the erasure, puts it back.
    if (out.some((one) => one.vault.get(FILES, id) && !isKnown(stay, one)) || !isKnown(stay, by)) continue
    const left: { readonly place: string; readonly author: string | null }[] = []
    for (const place of places)
      for (const [name, bytes] of place.objects) {
        const parsed = parseAttachmentName(names, tag, name)
        if (parsed?.attachment !== attachmentTag(names, blob)) continue
        const opened = await openAttachment(ring, names, context, parsed, bytes, async () => true)
        left.push({ place: place.id, author: 'part' in opened ? opened.part.author : null })
      }
    // What a device that was never let in has written nobody else judges, and it may name what others wrote as well.
    const isJudged = left.every(({ author }) => readDevices(first.vault).some((one) => one.id === author))
    if (left[0] && isJudged) throw new Error(`${left[0].place} still has the attachment of the erased ${id}`)
  }
}

/** What nobody that stays ever knew of, nobody judges. */
function isKnown(stay: readonly SimDevice[], by: SimDevice): boolean {
  return stay.every(({ vault }) => vault.chains.tips().some(({ device }) => device === by.vault.device))
}

export function isAttachment(name: string, names: NameKeys, vaultId: Uint8Array): boolean {
  return parseAttachmentName(names, attachmentsTag(names, vaultId), name) !== null
}
