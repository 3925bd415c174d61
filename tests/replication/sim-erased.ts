import { fromBase64Url } from '@/lib/base/bytes'
import { readDevices } from '@/lib/replication/devices'
import { deriveObjectKey } from '@/lib/replication/envelope'
import { openObject } from '@/lib/replication/object'
import { deriveNameKeys, parseObjectName, parseSlotsName, vaultTag } from '@/lib/replication/object-name'
import { changeToText } from '@/lib/vault/changes'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { openSegment } from '@/lib/vault/segment'
import { isAttachment } from '@/tests/replication/sim-attachments'
import { SIM_ROOT, SIM_VAULT, type SimDevice } from '@/tests/replication/sim-device'
import type { SimPlace } from '@/tests/replication/sim-place'
import { told } from '@/tests/replication/sim-states'

/** Of a joining that nobody saw to its end. */
function isOfMeeting(name: string): boolean {
  return /^v1\/[0-9a-f]{32}\/[a-z]{2,6}-[0-9a-f]{32}$/.test(name)
}

/**
 * What was erased is in no object that lies anywhere.
 * @param isAwaited a device that is gone was not removed: what of it lies behind a gap waits for it, and is said to be missing.
 */
export async function checkErased(
  places: readonly SimPlace[],
  device: SimDevice,
  isAwaited: boolean,
): Promise<void> {
  const { missing } = device.syncing.health()
  const waits = (author: string, first: number) =>
    isAwaited && missing.some(({ device, have }) => device === author && first > have + 1)
  const vaultId = fromBase64Url(SIM_VAULT) as Uint8Array
  const names = deriveNameKeys(device.vault.derive('replicas'))
  const tag = vaultTag(names, vaultId)
  const epochs = [...(await (await device.syncing.identity()).epochs()).values()].map(deriveObjectKey)
  const keys = deriveLogKeys(SIM_ROOT)
  const living = new Set(device.vault.all('notes').map(({ id }) => id))
  for (const place of places) {
    for (const [name, bytes] of place.objects) {
      const parsed = parseObjectName(names, tag, name)
      const isOther = parseSlotsName(name) !== null || isOfMeeting(name) || isAttachment(name, names, vaultId)
      if (!parsed && !isOther) throw new Error(`${place.id} has ${name}`)
      if (!parsed) continue
      const ring = { keys: epochs, unwrap: async () => null }
      const opened = await openObject(ring, { vaultId, vaultTag: tag }, parsed, bytes, async () => true)
      if (!('object' in opened)) continue
      const { author } = opened.object
      // What a device that was never let in has written nobody else judges.
      if (!readDevices(device.vault).some(({ id }) => id === author)) continue
      if (waits(author, opened.object.place.first)) continue
      for (const segment of opened.object.segments) {
        for (const change of openSegment(keys.segments, segment)?.changes ?? []) {
          if (change.collection !== 'notes' || living.has(change.id) || change.erased) continue
          const text = new TextDecoder().decode(changeToText(change))
          throw new Error(
            `${place.id} still has ${text.slice(0, 120)} of ${author.slice(0, 4)} ${JSON.stringify(opened.object.place)}\n${told(device)}`,
          )
        }
      }
    }
  }
}
