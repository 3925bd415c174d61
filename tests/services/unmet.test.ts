import { expect, it } from 'vitest'
import { fromBase64Url } from '@/lib/base/bytes'
import { DEVICES } from '@/lib/replication/devices'
import { deriveNameKeys, deviceTag } from '@/lib/replication/object-name'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, put } from '@/tests/vault/support'

async function party(replicas: readonly MemoryReplica[]): Promise<Party> {
  const { device, vault } = await newVault(memoryDevice({ random }))
  return { device, vault, syncing: syncingOf(vault, replicas) }
}

it('a device that others spoke of before anything came that names its key is read all the same', async () => {
  const [place, elsewhere] = [memoryReplica(), memoryReplica()]
  const [author, other] = [await party([place]), await party([elsewhere])]
  await put(author.vault, 'a', 'from the author')
  await author.syncing.run(true)
  const stamp = other.vault.stamp()
  const name = { name: [{ value: 'spoken of', stamp }] }
  await other.vault.commit(() => [{ collection: DEVICES, id: author.vault.device, fields: name }])
  await other.syncing.run(true)
  for (const [name, bytes] of elsewhere.objects) place.objects.set(name, bytes)
  const reader = await party([place])
  const keys = deriveNameKeys(reader.vault.derive('replicas'))
  const id = fromBase64Url(reader.vault.id) as Uint8Array
  const authorTag = deviceTag(keys, id, fromBase64Url(author.vault.device) as Uint8Array)
  // Its objects come too late for the first round.
  const late = [...place.objects].filter(([name]) => name.includes(authorTag))
  expect(late.length).toBeGreaterThan(0)
  for (const [name] of late) place.objects.delete(name)
  await reader.syncing.run(true)
  expect(held(reader.vault, 'a')).toBeUndefined()
  for (const [name, bytes] of late) place.objects.set(name, bytes)
  await reader.syncing.run(true)
  expect(held(reader.vault, 'a')).toBe('from the author')
  expect(reader.syncing.health().strange.objects).toBe(0)
})
