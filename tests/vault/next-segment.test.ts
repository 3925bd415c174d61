import { expect, test } from 'vitest'
import { utf8 } from '@/lib/base/bytes'
import { headerAfter, ownTip } from '@/lib/vault/commit'
import type { Head } from '@/lib/vault/head'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { createNextSegment } from '@/lib/vault/next-segment'
import { openVault } from '@/lib/vault/open'
import { openSegment, sealSegment } from '@/lib/vault/segment'
import { verifyVault } from '@/lib/vault/verify'
import { memoryPlaces } from '@/tests/support/memory-places'
import { rawRows } from '@/tests/vault/raw'
import { held, newVault, open, put, ROOT, VAULT_ID } from '@/tests/vault/support'

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))
const idle = () => new Promise<void>((resolve) => setTimeout(resolve))
const keys = deriveLogKeys(ROOT)
const head = (sequence: number): Head => ({
  vaultId: new Uint8Array(16),
  generation: 1,
  savedAt: 0,
  rows: 0,
  tips: [{ device: new Uint8Array(16), sequence, hash: new Uint8Array(32).fill(sequence) }],
  device: 'AAAAAAAAAAAAAAAAAAAAAA',
  records: 0,
  slots: '',
})
const tip = (sequence: number) => ownTip(head(sequence))

test('the seal of the segment that follows is begun while nothing is to be done, and is given away once', async () => {
  const places = { ...memoryPlaces(), idle }
  const next = createNextSegment(keys, places, () => head(4))
  next.follow()
  expect(next.take(tip(4))).toBeNull()
  await settled()
  expect(next.take(tip(5))).toBeNull()
  // Of the same number, in another chain or after another segment.
  expect(next.take({ ...tip(4), hash: tip(5).hash })).toBeNull()
  expect(next.take({ ...tip(4), device: new Uint8Array(16).fill(1) })).toBeNull()
  const ahead = next.take(tip(4))
  expect(ahead).not.toBeNull()
  expect(next.take(tip(4))).toBeNull()
  const bytes = sealSegment(
    keys.segments,
    headerAfter(head(4).vaultId, tip(4)),
    [],
    utf8('[]'),
    places.random,
    ahead,
  )
  expect(openSegment(keys.segments, bytes)).toMatchObject({ first: 5, last: 5, changes: [] })
})

test('what was begun is forgotten with the vault, and nothing is begun after', async () => {
  const next = createNextSegment(keys, { ...memoryPlaces(), idle }, () => head(4))
  next.follow()
  await settled()
  next.forget()
  next.follow()
  await settled()
  expect(next.take(tip(4))).toBeNull()
})

test('a vault that begins seals ahead, beside another context: all is there, and no nonce twice', async () => {
  const { device, vault } = await newVault()
  vault.close()
  const context = () => openVault({ ...device.context(), idle }, { vaultId: VAULT_ID, root: ROOT })
  const [one, other] = [await context(), await context()]
  for (let at = 0; at < 12; at++) {
    await Promise.all([put(one, `one-${at}`, at), put(other, `other-${at}`, at)])
    if (at % 2) await settled()
  }
  one.close()
  other.close()
  await settled()
  const nonces = (await rawRows(device.database)).map(({ bytes }) => String(bytes.subarray(92, 116)))
  expect(new Set(nonces).size).toBe(nonces.length)
  const again = await open(device)
  for (let at = 0; at < 12; at++) {
    expect(held(again, `one-${at}`)).toBe(at)
    expect(held(again, `other-${at}`)).toBe(at)
  }
  expect(await verifyVault(again)).toMatchObject({ intact: true })
  again.close()
})
