import { expect, test, vi } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import { acceptLeft, createVault, examineVault, openVault } from '@/lib/vault/open'
import { writeSlots } from '@/lib/vault/slot-writer'
import { verifyVault } from '@/lib/vault/verify'
import { memoryDevice, memoryPlaces } from '@/tests/support/memory-places'
import { rawRows, rawWrite } from '@/tests/vault/raw'
import {
  closedVault,
  expectWhole,
  held,
  newVault,
  open,
  put,
  ROOT,
  SLOTS,
  settled,
  VAULT_ID,
} from '@/tests/vault/support'

test('a device without any trace has no vault', async () => {
  expect(await examineVault(memoryPlaces())).toEqual({ state: 'none' })
})

test('an emptied database is filled again from the mirror, and this is told', async () => {
  const device = await closedVault()
  await device.dropDatabase()
  expect(await examineVault(device.context())).toMatchObject({
    state: 'present',
    generation: 6,
    refilled: 5,
    slots: SLOTS,
  })
  await expectWhole(device)
})

test('opening refills by itself', async () => {
  const device = await closedVault()
  await device.dropDatabase()
  const vault = await open(device)
  expect(vault.health().repairs).toContainEqual({ kind: 'refilled-from-mirror', segments: 5 })
  vault.close()
  await expectWhole(device)
})

test('an emptied database and a lost sentinel are still no new person', async () => {
  const device = await closedVault()
  await device.dropDatabase()
  device.sentinel = null
  expect(await examineVault(device.context())).toMatchObject({
    state: 'present',
    vaultId: VAULT_ID,
    refilled: 5,
  })
})

test('a lost mirror is written again', async () => {
  const device = await closedVault()
  device.files.clear()
  const vault = await open(device)
  expect(vault.health().repairs).toContainEqual({ kind: 'mirror-rewritten' })
  await vault.mirrored()
  vault.close()
  await settled()
  await device.dropDatabase()
  await expectWhole(device)
})

test('a lost sentinel is written again', async () => {
  const device = await closedVault()
  device.sentinel = null
  const vault = await open(device)
  expect(vault.health().repairs).toEqual([{ kind: 'sentinel-rewritten' }])
  await vault.mirrored()
  expect(device.sentinel).toMatchObject({ generation: 6, slots: toBase64Url(SLOTS) })
})

test('database and mirror gone: lost, and nothing new may be made', async () => {
  const device = await closedVault()
  await device.dropDatabase()
  device.files.clear()
  expect(await examineVault(device.context())).toMatchObject({ state: 'lost', left: 0, expected: 6 })
  await expect(open(device)).rejects.toMatchObject({ code: 'lost' })
  await expect(
    createVault(device.context(), { vaultId: VAULT_ID, root: ROOT, slots: SLOTS }),
  ).rejects.toMatchObject({ code: 'exists' })
})

test('an older mirror: lost in part, and going on with it is possible once', async () => {
  const device = await closedVault()
  const files = new Map(device.files)
  let vault = await open(device)
  const before = vault.device
  await put(vault, 'f', 'later')
  await vault.mirrored()
  vault.close()
  await settled()
  await device.dropDatabase()
  device.files.clear()
  for (const [name, bytes] of files) device.files.set(name, bytes)

  expect(await examineVault(device.context())).toMatchObject({ state: 'lost', left: 6, expected: 7 })
  await expect(open(device)).rejects.toMatchObject({ code: 'lost' })
  await acceptLeft(device.context())
  vault = await open(device)
  expect(held(vault, 'e')).toBe('eee')
  expect(vault.get('contact', 'f')).toBeNull()
  expect(vault.health().generation).toBe(8)
  expect(vault.device).not.toBe(before)
  await put(vault, 'g', 'again')
  expect(await verifyVault(vault)).toMatchObject({ intact: true, segments: 6 })
  await vault.mirrored()
  vault.close()
  await settled()
  expect(await examineVault(device.context())).toMatchObject({ state: 'present', generation: 9 })
})

test('a database behind the others gets what it lacks and keeps the rest', async () => {
  const device = await closedVault()
  const rows = await rawRows(device.database)
  await rawWrite(device.database, (stores) => stores.segments.delete(rows.at(-1)?.key as IDBValidKey))
  await expectWhole(device)
})

test('a flipped byte of a segment is mended from the mirror, wherever it is', async () => {
  const device = await closedVault()
  const { key, bytes } = (await rawRows(device.database))[2] as { key: IDBValidKey; bytes: Uint8Array }
  for (let at = 0; at < bytes.length; at += 7) {
    const flipped = bytes.slice()
    flipped[at] = (flipped[at] as number) ^ (1 << (at % 8))
    await rawWrite(device.database, (stores) => stores.segments.put(flipped, key))
    const vault = await open(device)
    expect(held(vault, 'c')).toBe('ccc')
    expect(vault.health().repairs).toContainEqual({ kind: 'segment-from-mirror', sequence: 3 })
    vault.close()
  }
})

test('a damaged segment without a mirror is named, and the rest opens', async () => {
  const device = await closedVault()
  device.files.clear()
  const { key, bytes } = (await rawRows(device.database))[2] as { key: IDBValidKey; bytes: Uint8Array }
  for (let at = 0; at < bytes.length; at += 11) {
    const flipped = bytes.slice()
    flipped[at] = (flipped[at] as number) ^ (1 << (at % 8))
    await rawWrite(device.database, (stores) => stores.segments.put(flipped, key))
    device.files.clear()
    const vault = await open(device)
    expect(vault.health().damaged).toEqual([{ device: vault.device, sequence: 3 }])
    expect(vault.get('contact', 'c')).toBeNull()
    for (const id of ['a', 'b', 'd', 'e']) expect(held(vault, id)).toBe(id.repeat(3))
    expect(await verifyVault(vault)).toMatchObject({ intact: false })
    vault.close()
    await settled()
  }
})

test('a flipped byte of the head is mended, wherever it is', async () => {
  const device = await closedVault()
  const files = new Map(device.files)
  const sentinel = device.sentinel
  for (const withMirror of [true, false]) {
    const head = (await rawWrite(device.database, (stores) => stores.meta.get('head'))) as Uint8Array
    for (let at = 0; at < head.length; at += 13) {
      const flipped = head.slice()
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8))
      await rawWrite(device.database, (stores) => stores.meta.put(flipped, 'head'))
      device.sentinel = sentinel
      device.files.clear()
      if (withMirror) for (const [name, bytes] of files) device.files.set(name, bytes)
      await expectWhole(device)
      await rawWrite(device.database, (stores) => stores.meta.put(head, 'head'))
    }
  }
})

test('a connection lost under an open vault is opened again, and nothing is lost', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 1)
  await device.dropDatabase()
  await put(vault, 'b', 2)
  await vault.refresh()
  expect([held(vault, 'a'), held(vault, 'b')]).toEqual([1, 2])
  vault.close()
  const again = await open(device)
  expect([held(again, 'a'), held(again, 'b')]).toEqual([1, 2])
  expect(await verifyVault(again)).toMatchObject({ intact: true, segments: 2 })
})

test('the wrong key opens nothing and changes nothing', async () => {
  const device = await closedVault()
  const root = new Uint8Array(32).fill(8)
  await expect(openVault(device.context(), { vaultId: VAULT_ID, root })).rejects.toMatchObject({
    code: 'wrong-key',
  })
  await expectWhole(device)
})

test('slots: after a crash at any point two copies agree', async () => {
  const next = new Uint8Array(120).fill(9)
  for (let fail = 0; ; fail++) {
    const device = await closedVault()
    let calls = 0
    device.before = (call) => {
      if (/write|remove/.test(call) && calls++ >= fail) throw new Error('crash')
    }
    const done = await writeSlots(device.context(), ROOT, next).then(
      () => true,
      () => false,
    )
    device.before = () => {}
    const found = await examineVault(device.context())
    if (found.state !== 'present') throw new Error('must be present')
    expect([toBase64Url(SLOTS), toBase64Url(next)]).toContain(toBase64Url(found.slots))
    await expectWhole(device)
    if (!done) continue
    expect(found.slots).toEqual(next)
    await device.dropDatabase()
    expect(await examineVault(device.context())).toMatchObject({ state: 'present', slots: next })
    break
  }
})

test('permanent private browsing is told from every other trouble', async () => {
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('A mutation operation was attempted', 'InvalidStateError')
  })
  const places = memoryDevice().context()
  expect(await examineVault(places)).toEqual({ state: 'unusable' })
  // Firefox refuses the mirror there as well, and it is asked first.
  const list = () => Promise.reject(new DOMException('refused', 'SecurityError'))
  const refused = { ...places, mirror: { ...places.mirror, list } }
  expect(await examineVault(refused)).toEqual({ state: 'unusable' })
  open.mockImplementation(() => {
    throw new DOMException('Internal error opening backing store', 'UnknownError')
  })
  await expect(examineVault(memoryDevice().context())).rejects.toMatchObject({ code: 'unreachable' })
  open.mockRestore()
})

test('new slots leave no part out that the mirror did not have yet', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 1)
  await vault.mirrored()
  device.before = (call) => {
    if (call.startsWith('mirror.write')) throw new DOMException('broken', 'UnknownError')
  }
  await put(vault, 'b', 2)
  vault.close()
  await settled()
  device.before = () => undefined
  await writeSlots(device.context(), ROOT, SLOTS)
  await device.dropDatabase()
  const again = await open(device)
  expect(['a', 'b'].map((id) => held(again, id))).toEqual([1, 2])
  expect(again.health().damaged).toEqual([])
  again.close()
})
