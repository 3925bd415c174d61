import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { equalBytes, fromHex } from '@/lib/base/bytes'
import { HOUR } from '@/lib/base/time'
import { SEALED_CHUNK } from '@/lib/vault/blob'
import type { Vault } from '@/lib/vault/vault'
import { verifyVault } from '@/lib/vault/verify'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { breakDatabaseCalls } from '@/tests/vault/break'
import { rawBlobs, rawRows, rawWrite } from '@/tests/vault/raw'
import { held, newVault, open, put } from '@/tests/vault/support'

const CHUNK = 65_536
const LOCKER = 'app:notes@https://notes.example'

let mended = () => {}
afterEach(() => mended())

const bytesOf = (length: number, seed = 1) =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 7 + seed) & 0xff)

async function store(vault: Vault, bytes: Uint8Array): Promise<string> {
  const writer = await vault.blobs.begin()
  for (let at = 0; at < bytes.length; at += CHUNK) await writer.append(bytes.subarray(at, at + CHUNK))
  return (await writer.finish()).id
}

/** Stores bytes and commits a record that names them. */
async function attach(vault: Vault, bytes: Uint8Array, record = 'a'): Promise<string> {
  const id = await store(vault, bytes)
  await put(vault, record, { 'selfstead:blob': id, size: bytes.length }, LOCKER)
  return id
}

async function expectThere(vault: Vault, id: string, bytes: Uint8Array): Promise<void> {
  const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK))
  expect(await vault.blobs.measure(id)).toEqual({ size: bytes.length, chunks })
  for (let index = 0; index < chunks; index++) {
    const part = await vault.blobs.read(id, index)
    expect(part && equalBytes(part, bytes.subarray(index * CHUNK, (index + 1) * CHUNK))).toBe(true)
  }
}

async function closed(vault: Vault): Promise<void> {
  vault.close()
  await new Promise((resolve) => setTimeout(resolve, 30))
}

const filesOf = (device: MemoryDevice) => [...device.files.keys()].filter((name) => name.startsWith('blob-'))

test('nothing of an attachment can be read in the database or the mirror', async () => {
  const { device, vault } = await newVault()
  await attach(vault, new TextEncoder().encode('a secret'.repeat(10_000)))
  await vault.mirrored()
  const all = [
    ...(await rawBlobs(device.database))
      .map(({ value }) => value)
      .filter((value) => value instanceof Uint8Array),
    ...device.files.values(),
  ]
  expect(all.length).toBeGreaterThan(3)
  for (const bytes of all) expect(Buffer.from(bytes).includes('secret')).toBe(false)
})

test('the mirror gets an attachment once a commit names it, and health counts it until then', async () => {
  const { device, vault } = await newVault()
  const id = await store(vault, bytesOf(2 * CHUNK))
  await vault.mirrored()
  expect(filesOf(device)).toEqual([])
  await put(vault, 'a', { 'selfstead:blob': id }, LOCKER)
  expect(vault.health().unmirrored).toBe(1)
  await vault.mirrored()
  expect(vault.health().unmirrored).toBe(0)
  expect(filesOf(device)).toEqual([`blob-${id}`])
})

test.each([0, 5, CHUNK, 2 * CHUNK, 3 * CHUNK + 9, 8 * CHUNK, 9 * CHUNK, 16 * CHUNK - 1, 17 * CHUNK + 3])(
  '%i bytes are whole after the database was lost',
  async (length) => {
    const { device, vault } = await newVault()
    const bytes = bytesOf(length)
    const id = await attach(vault, bytes)
    await vault.mirrored()
    await closed(vault)
    await device.dropDatabase()
    const again = await open(device)
    await expectThere(again, id, bytes)
    device.files.delete(`blob-${id}`)
    await expectThere(again, id, bytes)
  },
)

test('what was put back in part is measured by its true end, and mirrored again', async () => {
  const { device, vault } = await newVault()
  const bytes = bytesOf(11 * CHUNK + 9)
  const id = await attach(vault, bytes)
  await vault.mirrored()
  await closed(vault)
  await device.dropDatabase()
  const again = await open(device)
  expect(await again.blobs.read(id, 1)).not.toBeNull()
  await expectThere(again, id, bytes)
})

test('a damaged chunk is mended from the mirror, and without one it is named as missing', async () => {
  const { device, vault } = await newVault()
  const bytes = bytesOf(10 * CHUNK + 9)
  const id = await attach(vault, bytes)
  await vault.mirrored()
  const rows = await rawBlobs(device.database)
  for (const { key, value } of rows) {
    if (!(value instanceof Uint8Array)) continue
    const damaged = value.slice()
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] as number) ^ 4
    await rawWrite(device.database, ({ blobs }) => blobs.put(damaged, key))
    await expectThere(vault, id, bytes)
  }
  const healed = await rawBlobs(device.database)
  expect(healed.map(({ value }) => value)).toEqual(
    expect.arrayContaining(rows.slice(1).map(({ value }) => value)),
  )

  device.files.clear()
  const group = (await rawWrite(device.database, ({ blobs }) => blobs.get([id, 1]))) as Uint8Array
  await rawWrite(device.database, ({ blobs }) => blobs.put(group.fill(7, SEALED_CHUNK), [id, 1]))
  expect(await vault.blobs.read(id, 9)).toBeNull()
  expect(await vault.blobs.read(id, 8, 3)).toBeNull()
  expect(await vault.blobs.read(id, 8)).not.toBeNull()
  await rawWrite(device.database, ({ blobs }) => blobs.put(new Uint8Array(9), [id, 0]))
  expect(await vault.blobs.read(id, 0)).toBeNull()
})

test('a group that is damaged in the mirror too loses no sound chunk to it', async () => {
  const { device, vault } = await newVault()
  const bytes = bytesOf(3 * CHUNK)
  const id = await attach(vault, bytes)
  await vault.mirrored()
  const flip = (whole: Uint8Array, chunk: number) => {
    const damaged = whole.slice()
    damaged[chunk * SEALED_CHUNK + 999] = (damaged[chunk * SEALED_CHUNK + 999] as number) ^ 1
    return damaged
  }
  const group = (await rawWrite(device.database, ({ blobs }) => blobs.get([id, 0]))) as Uint8Array
  await rawWrite(device.database, ({ blobs }) => blobs.put(flip(group, 1), [id, 0]))
  device.files.set(`blob-${id}`, flip(device.files.get(`blob-${id}`) as Uint8Array, 0))
  await expectThere(vault, id, bytes)
  await expectThere(vault, id, bytes)
})

test('chunks that changed places, within one attachment or between two, are not read', async () => {
  const { device, vault } = await newVault()
  const [one, other] = [await store(vault, bytesOf(17 * CHUNK)), await store(vault, bytesOf(17 * CHUNK, 2))]
  const get = (key: IDBValidKey) => rawWrite(device.database, ({ blobs }) => blobs.get(key))
  const set = (key: IDBValidKey, value: unknown) =>
    rawWrite(device.database, ({ blobs }) => blobs.put(value, key))
  const saved = (await get([one, 1])) as Uint8Array
  const turned = saved.slice()
  turned.set(saved.subarray(0, SEALED_CHUNK), SEALED_CHUNK)
  turned.set(saved.subarray(SEALED_CHUNK, 2 * SEALED_CHUNK), 0)
  for (const strange of [await get([one, 0]), await get([other, 1]), turned]) {
    await set([one, 1], strange)
    for (const index of [8, 9]) expect(await vault.blobs.read(one, index)).toBeNull()
  }
  await set([one, 1], saved)
  expect(await vault.blobs.read(one, 8)).not.toBeNull()
})

test('an attachment whose end was cut off has no size', async () => {
  const { device, vault } = await newVault()
  const id = await store(vault, bytesOf(11 * CHUNK))
  const end = (await rawWrite(device.database, ({ blobs }) => blobs.get([id, 1]))) as Uint8Array
  await rawWrite(device.database, ({ blobs }) => blobs.put(end.slice(0, 2 * SEALED_CHUNK), [id, 1]))
  expect(await vault.blobs.measure(id)).toBeNull()
  await rawWrite(device.database, ({ blobs }) => blobs.delete([id, 1]))
  expect(await vault.blobs.measure(id)).toBeNull()
})

test('what was removed is in no place', async () => {
  const { device, vault } = await newVault()
  const id = await attach(vault, bytesOf(2 * CHUNK))
  await vault.mirrored()
  await vault.blobs.remove([id])
  expect(filesOf(device)).toEqual([])
  expect(await rawBlobs(device.database)).toEqual([])
  await vault.mirrored()
  expect(vault.health().unmirrored).toBe(0)
})

test('what is removed while it is copied into the mirror does not come back', async () => {
  const { device, vault } = await newVault()
  const id = await attach(vault, bytesOf(6 * CHUNK))
  let removed: Promise<void> | null = null
  device.before = (call) => {
    if (call === 'mirror.writeParts') removed ??= vault.blobs.remove([id])
  }
  await vault.mirrored()
  await removed
  device.before = () => {}
  await vault.mirrored()
  expect(filesOf(device)).toEqual([])
})

test('without room an upload fails, nothing is left of it, and the rest stands', async () => {
  const { device, vault } = await newVault()
  const kept = await attach(vault, bytesOf(CHUNK))
  const before = (await rawBlobs(device.database)).length
  for (const fail of [0, 1, 2, 4]) {
    let puts = 0
    const broken = breakDatabaseCalls((_, call) => call === 'put' && puts++ >= fail, 'QuotaExceededError')
    mended = broken.mend
    await expect(store(vault, bytesOf(27 * CHUNK))).rejects.toMatchObject({ code: 'full' })
    broken.mend()
    expect(await rawBlobs(device.database)).toHaveLength(before)
  }
  await expectThere(vault, kept, bytesOf(CHUNK))
  await store(vault, bytesOf(27 * CHUNK))
})

test('a mirror without room leaves no half file, and the attachment is counted until there is room', async () => {
  const { device, vault } = await newVault()
  device.before = (call) => {
    if (call === 'mirror.writeParts') throw new DOMException('full', 'QuotaExceededError')
  }
  const id = await attach(vault, bytesOf(CHUNK))
  await expect(vault.mirrored()).rejects.toThrow('full')
  expect(vault.health()).toMatchObject({ unmirrored: 1, mirrored: true })
  expect(filesOf(device)).toEqual([])
  device.before = () => {}
  await vault.mirrored()
  expect(filesOf(device)).toEqual([`blob-${id}`])
})

test('closing gives up what is being written, and still mirrors what was committed', async () => {
  const { device, vault } = await newVault()
  const id = await attach(vault, bytesOf(CHUNK))
  const writer = await vault.blobs.begin()
  for (let at = 0; at < 12; at++) await writer.append(bytesOf(CHUNK))
  await closed(vault)
  await new Promise((resolve) => setTimeout(resolve, 200))
  await expect(writer.append(bytesOf(1))).rejects.toMatchObject({ code: 'closed' })
  await expect(vault.blobs.begin()).rejects.toMatchObject({ code: 'closed' })
  await expect(vault.blobs.read(id, 0)).rejects.toMatchObject({ code: 'closed' })
  expect(filesOf(device)).toEqual([`blob-${id}`])
  expect((await rawBlobs(device.database)).filter(({ key }) => String(key).startsWith(writer.id))).toEqual([])
})

test('what another context committed and did not live to mirror is mirrored at the next opening', async () => {
  const { device, vault } = await newVault()
  device.before = (call) => {
    if (call === 'mirror.writeParts') throw new Error('gone')
  }
  const named = await attach(vault, bytesOf(CHUNK))
  await store(vault, bytesOf(9))
  await closed(vault)
  device.before = () => {}
  const again = await open(device)
  await again.mirrored()
  expect(filesOf(device)).toEqual([`blob-${named}`])
})

test('the sweep also takes files of the mirror that nothing needs, and spares all while the log is damaged', async () => {
  const { device, vault } = await newVault()
  const id = await attach(vault, bytesOf(CHUNK))
  await put(vault, 'b', 2)
  await vault.mirrored()
  const left = 'AAAAAAAAAAAAAAAAAAAAAA'
  device.files.set(`blob-${left}`, new Uint8Array(9))
  device.files.set(`blob-${id}.tag`, new Uint8Array(9))
  device.files.set(`blob-${left}.tag`, new Uint8Array(9))
  expect(await vault.blobs.sweep(new Set([id]))).toBe(1)
  expect(filesOf(device)).toEqual([`blob-${id}`])
  await closed(vault)

  const first = (await rawRows(device.database))[0]
  await rawWrite(device.database, ({ segments }) => segments.delete(first?.key as IDBValidKey))
  for (const name of [...device.files.keys()]) if (name.startsWith('log-')) device.files.delete(name)
  device.now += 2 * HOUR
  const again = await open(device)
  expect(again.health().damaged).toHaveLength(1)
  expect(await again.blobs.sweep(new Set())).toBe(0)
  await expectThere(again, id, bytesOf(CHUNK))
})

test('two contexts: one reads what the other stored, and does not sweep what it is writing', async () => {
  const { device, vault: one } = await newVault()
  const two = await open(device)
  const id = await attach(one, bytesOf(CHUNK + 1))
  await expectThere(two, id, bytesOf(CHUNK + 1))
  const writer = await one.blobs.begin()
  for (let at = 0; at < 12; at++) await writer.append(bytesOf(CHUNK))
  device.now += HOUR - 60_000
  expect(await two.blobs.sweep(new Set([id]))).toBe(0)
  for (let at = 0; at < 12; at++) await writer.append(bytesOf(CHUNK))
  device.now += HOUR - 60_000
  expect(await two.blobs.sweep(new Set([id]))).toBe(0)
  expect(await writer.finish()).toMatchObject({ chunks: 24 })
})

test('a database lost in the middle of an upload fails it instead of keeping its end', async () => {
  const { device, vault } = await newVault()
  const writer = await vault.blobs.begin()
  for (let at = 0; at < 20; at++) await writer.append(bytesOf(CHUNK))
  await device.dropDatabase()
  const rest = async () => {
    for (let at = 0; at < 20; at++) await writer.append(bytesOf(CHUNK))
    await writer.finish()
  }
  await expect(rest()).rejects.toMatchObject({ code: 'unreachable' })
  expect(await rawBlobs(device.database)).toEqual([])
})

test('a database of version 1 opens, keeps everything, and takes attachments', async () => {
  const frozen = JSON.parse(
    readFileSync(new URL('../vectors/vault/version-1.json', import.meta.url), 'utf8'),
  ) as {
    readonly segments: readonly { readonly key: number[]; readonly bytes: string }[]
    readonly meta: { readonly [name: string]: string }
    readonly aside: readonly { readonly key: string; readonly value: string }[]
  }
  const device = memoryDevice()
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(device.database, 1)
    opening.onupgradeneeded = () => {
      const database = opening.result
      const segments = database.createObjectStore('segments')
      const meta = database.createObjectStore('meta')
      const aside = database.createObjectStore('aside', { autoIncrement: true })
      for (const { key, bytes } of frozen.segments) segments.put(fromHex(bytes), key)
      for (const [name, bytes] of Object.entries(frozen.meta)) meta.put(fromHex(bytes), name)
      for (const one of frozen.aside) aside.add(one)
    }
    opening.onsuccess = () => {
      opening.result.close()
      resolve()
    }
    opening.onerror = () => reject(opening.error)
  })
  const vault = await open(device)
  expect([held(vault, 'a'), held(vault, 'b')]).toEqual(['third', 'second'])
  expect(await verifyVault(vault)).toMatchObject({ intact: true, segments: 3 })
  expect(await rawWrite(device.database, ({ aside }) => aside.getAll())).toEqual(frozen.aside)
  const id = await attach(vault, bytesOf(CHUNK + 3))
  await expectThere(vault, id, bytesOf(CHUNK + 3))
})
