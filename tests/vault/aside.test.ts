import { afterEach, expect, test } from 'vitest'
import { fromBase64Url } from '@/lib/base/bytes'
import { PHRASE_BYTES } from '@/lib/crypto/phrase'
import { encodeSlotTable } from '@/lib/crypto/slots'
import { wrapForPhrase } from '@/lib/crypto/wrap'
import { setAside } from '@/lib/vault/aside'
import { newestHead } from '@/lib/vault/mirror'
import { createVault, examineVault } from '@/lib/vault/open'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { breakDatabaseCalls } from '@/tests/vault/break'
import { rawRows } from '@/tests/vault/raw'
import { held, newVault, open, put, ROOT, SLOTS, settled, VAULT_ID } from '@/tests/vault/support'

const ID = fromBase64Url(VAULT_ID) ?? new Uint8Array(0)

let mend = () => {}
afterEach(() => mend())

async function closedVault(): Promise<MemoryDevice> {
  const { device, vault } = await newVault()
  for (const id of ['a', 'b', 'c']) await put(vault, id, id.repeat(3))
  await vault.mirrored()
  vault.close()
  await settled()
  return device
}

/** The whole device's parts but the sentinel are older by one commit. */
async function lostInPart(): Promise<MemoryDevice> {
  const device = await closedVault()
  const files = new Map(device.files)
  const vault = await open(device)
  await put(vault, 'd', 'later')
  await vault.mirrored()
  vault.close()
  await settled()
  await device.dropDatabase()
  device.files.clear()
  for (const [name, bytes] of files) device.files.set(name, bytes)
  expect(await examineVault(device.context())).toMatchObject({ state: 'lost', left: 4, expected: 5 })
  return device
}

/** The same, and the only sign of what is missing is the name of a damaged head in the mirror. */
async function lostByName(): Promise<MemoryDevice> {
  const device = await closedVault()
  await device.dropDatabase()
  const newest = [...device.files.keys()].find((name) => name === headOf(device)) ?? ''
  device.files.set(
    newest.replace(/\d$/, (digit) => String(Number(digit) + 1)),
    Uint8Array.of(1),
  )
  expect(await examineVault(device.context())).toMatchObject({ state: 'lost', left: 4, expected: 5 })
  return device
}

const headOf = (device: MemoryDevice) =>
  `head-${String(newestHead([...device.files.keys()])).padStart(16, '0')}`

async function goneWhole(): Promise<MemoryDevice> {
  const device = await closedVault()
  await device.dropDatabase()
  device.files.clear()
  expect(await examineVault(device.context())).toMatchObject({ state: 'lost', left: 0, expected: 4 })
  return device
}

async function asideRows(
  database: string,
): Promise<readonly { readonly store: string; readonly value: unknown }[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const all = opening.result.transaction('aside').objectStore('aside').getAll()
      all.onsuccess = () => {
        opening.result.close()
        resolve(all.result)
      }
    }
  })
}

/** Every file's bytes, whatever its name. */
const contents = (device: MemoryDevice) => [...device.files.values()].map(String).sort()

async function newVaultIsWhole(device: MemoryDevice): Promise<void> {
  expect(await examineVault(device.context())).toEqual({ state: 'none' })
  const vault = await createVault(device.context(), { vaultId: VAULT_ID, root: ROOT, slots: SLOTS })
  expect(vault.all('contact')).toEqual([])
  await put(vault, 'new', 'after')
  await vault.mirrored()
  vault.close()
  await settled()
  const again = await open(device)
  expect(held(again, 'new')).toBe('after')
  expect(again.get('contact', 'a')).toBeNull()
  expect(again.health()).toMatchObject({ damaged: [], repairs: [] })
  again.close()
  await settled()
}

test('what is left is kept under other names, and a new vault knows nothing of it', async () => {
  const device = await lostInPart()
  const before = contents(device)
  const { sentinel } = device
  const rows = await rawRows(device.database)
  await setAside(device.context())
  expect(contents(device)).toEqual(before)
  expect([...device.files.keys()].every((name) => /^aside-\d+-(log|head|slots)-/.test(name))).toBe(true)
  expect([...device.aside.values()]).toEqual([sentinel])
  expect(await rawRows(device.database)).toEqual([])
  const kept = await asideRows(device.database)
  expect(kept.filter(({ store }) => store === 'segments')).toHaveLength(rows.length)
  expect(kept.filter(({ store }) => store === 'meta').length).toBeGreaterThan(1)
  await newVaultIsWhole(device)
})

test('of a vault that is gone whole only the sentinel is left to be kept', async () => {
  const device = await goneWhole()
  const { sentinel } = device
  await setAside(device.context())
  expect([...device.aside.values()]).toEqual([sentinel])
  await newVaultIsWhole(device)
})

test('where nothing is, nothing happens', async () => {
  const device = memoryDevice()
  await setAside(device.context())
  expect([device.files.size, device.aside.size]).toEqual([0, 0])
})

test('a vault that can be opened is refused and stays as it is', async () => {
  const device = memoryDevice()
  const random = device.context().random
  const slot = wrapForPhrase({ vaultId: ID, root: ROOT, now: 1, random }, random(PHRASE_BYTES))
  const slots = encodeSlotTable({ vaultId: ID, generation: 1, slots: [slot] }, ROOT)
  const vault = await createVault(device.context(), { vaultId: VAULT_ID, root: ROOT, slots })
  await vault.mirrored()
  vault.close()
  await settled()
  const before = [new Map(device.files), device.sentinel, await rawRows(device.database)]
  await expect(setAside(device.context())).rejects.toMatchObject({ code: 'exists' })
  expect([device.files, device.sentinel, await rawRows(device.database)]).toEqual(before)
  expect(device.aside.size).toBe(0)
})

test('a vault of which no copy has a key slot that could be tried is moved like a lost one', async () => {
  const device = await closedVault()
  expect(await examineVault(device.context())).toMatchObject({ state: 'present' })
  await setAside(device.context())
  await newVaultIsWhole(device)
})

for (const make of [lostInPart, lostByName, goneWhole]) {
  test(`interrupted at any call of mirror or sentinel it is still lost, and goes on: ${make.name}`, async () => {
    for (let fail = 0; ; fail++) {
      const device = await make()
      const before = contents(device)
      let calls = 0
      device.before = () => {
        if (calls++ >= fail) throw new DOMException('broken', 'UnknownError')
      }
      const done = await setAside(device.context()).then(
        () => true,
        () => false,
      )
      device.before = () => {}
      const found = await examineVault(device.context())
      expect(found.state).toBe(done ? 'none' : 'lost')
      for (const bytes of before) expect(contents(device)).toContain(bytes)
      await setAside(device.context())
      if (fail % 4 === 0 || done) await newVaultIsWhole(device)
      if (done) break
      expect(fail).toBeLessThan(60)
    }
  })

  test(`interrupted at any call of the database it is still lost, and goes on: ${make.name}`, async () => {
    for (let fail = 0; ; fail++) {
      const device = await make()
      const broken = breakDatabaseCalls((at) => at >= fail, 'UnknownError')
      mend = broken.mend
      const done = await setAside(device.context()).then(
        () => true,
        () => false,
      )
      broken.mend()
      expect((await examineVault(device.context())).state).toBe(done ? 'none' : 'lost')
      await setAside(device.context())
      expect((await examineVault(device.context())).state).toBe('none')
      if (done) break
      expect(fail).toBeLessThan(120)
    }
  })
}
