import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { setAside } from '@/lib/vault/aside'
import { databaseName, part } from '@/lib/vault/connect'
import { LogDatabase } from '@/lib/vault/database'
import { createVault, examineVault, openVault } from '@/lib/vault/open'
import { writeSlots } from '@/lib/vault/slot-writer'
import { verifyVault } from '@/lib/vault/verify'
import type { MemoryDevice } from '@/tests/support/memory-places'
import {
  databaseNames,
  emptyOfStores,
  mendDatabases,
  refusing,
  second,
  unopenable,
} from '@/tests/vault/broken'
import { rawBlobs, rawRows, rawWrite } from '@/tests/vault/raw'
import {
  closedVault,
  expectWhole,
  held,
  IDS,
  open,
  put,
  ROOT,
  SLOTS,
  settled,
  VAULT_ID,
} from '@/tests/vault/support'

afterEach(mendDatabases)

describe('a database that is broken', () => {
  const BROKEN: { readonly [how: string]: (device: MemoryDevice) => void | Promise<void> } = {
    'cannot be opened': (device) => unopenable(device.database),
    'has lost its stores': (device) => emptyOfStores(device.database),
    'is behind, and refuses to be put right': async (device) => {
      await rawWrite(device.database, ({ meta }) => meta.delete('head'))
      await rawWrite(device.database, ({ segments }) => segments.clear())
      refusing(device.database)
    },
  }
  test.each(Object.entries(BROKEN))('%s: the log goes on in the next, and says so', async (_, damage) => {
    const device = await closedVault()
    await damage(device)
    expect(await examineVault(device.context())).toMatchObject({ state: 'present', refilled: 5, moved: true })
    expect(device.ordinal).toBe(2)
    expect(await rawRows(second(device))).toHaveLength(5)

    const vault = await open(device)
    await put(vault, 'f', 'fff')
    await vault.mirrored()
    vault.close()
    await settled()
    const again = await open(device)
    expect(held(again, 'f')).toBe('fff')
    expect(await verifyVault(again)).toMatchObject({ intact: true, segments: 6 })
    expect(again.health().repairs).toEqual([])
    again.close()
    await settled()
    expect([...device.files.keys()]).not.toContain('probe')
  })

  test('is found so by the opening itself as well', async () => {
    const device = await closedVault()
    unopenable(device.database)
    const vault = await open(device)
    expect(vault.health().repairs).toEqual([
      { kind: 'database-left' },
      { kind: 'refilled-from-mirror', segments: 5 },
    ])
    vault.close()
    await settled()
    await expectWhole(device)
  })

  test('is found so by mending a part of it', async () => {
    const device = await closedVault()
    const key = (await rawRows(device.database))[2]?.key as IDBValidKey
    await rawWrite(device.database, ({ segments }) => segments.put(Uint8Array.of(1), key))
    refusing(device.database)
    await expectWhole(device)
    expect(device.ordinal).toBe(2)
  })

  test('stays where it is', async () => {
    const device = await closedVault()
    unopenable(device.database)
    await expectWhole(device)
    mendDatabases()
    expect(await rawRows(device.database)).toHaveLength(5)
  })

  test('and the next one too: the one after it', async () => {
    const device = await closedVault()
    unopenable(device.database)
    await expectWhole(device)
    unopenable(second(device))
    await expectWhole(device)
    expect(device.ordinal).toBe(3)
    // The note of the number goes with the sentinel.
    device.ordinal = 1
    device.sentinel = null
    await expectWhole(device)
    expect(device.ordinal).toBe(3)
  })
})

describe('a vault that is open', () => {
  test('goes on in the next when its database takes nothing any more, with all that lay in no mirror', async () => {
    const device = await closedVault()
    const [vault, other] = [await open(device), await open(device)]
    device.before = (call) => {
      if (call === 'mirror.write') throw new DOMException('broken', 'UnknownError')
    }
    await put(vault, 'f', 'fff')
    await other.refresh()
    refusing(device.database)
    device.before = () => undefined
    // Both find it so at once, and go on in the same one.
    await Promise.all([put(vault, 'g', 'ggg'), put(other, 'h', 'hhh')])
    for (const one of [vault, other]) {
      await one.refresh()
      expect([...IDS, 'f', 'g', 'h'].map((id) => held(one, id))).toEqual(
        [...IDS, 'f', 'g', 'h'].map((id) => id.repeat(3)),
      )
      expect(await verifyVault(one)).toMatchObject({ intact: true, segments: 8 })
    }
    expect(vault.health().repairs).toContainEqual({ kind: 'database-left' })
    expect(device.ordinal).toBe(2)
    expect(await databaseNames()).not.toContain(databaseName(device.database, 3))
    vault.close()
    other.close()
    await settled()
  })

  test('brings what only it still holds into the mirror, when nothing can be read any more', async () => {
    const device = await closedVault()
    const vault = await open(device)
    device.before = (call) => {
      if (call === 'mirror.write') throw new DOMException('broken', 'UnknownError')
    }
    await put(vault, 'f', 'fff')
    await settled()
    device.before = () => undefined
    await part(device.database)
    unopenable(device.database)
    await put(vault, 'g', 'ggg')
    expect(await verifyVault(vault)).toMatchObject({ intact: true, segments: 7 })
    vault.close()
    await settled()
    const again = await open(device)
    for (const id of [...IDS, 'f', 'g']) expect(held(again, id)).toBe(id.repeat(3))
    again.close()
    await settled()
  })

  test.each(['hears of the number', 'only loses its connection'])(
    'looks for the next one when another context went on there and it %s',
    async (how) => {
      const device = await closedVault()
      const places = device.context()
      const ordinal = { ...places.ordinal, onChanged: () => undefined }
      const vault = await open(device)
      const other = await openVault(how === 'hears of the number' ? places : { ...places, ordinal }, {
        vaultId: VAULT_ID,
        root: ROOT,
      })
      refusing(device.database)
      await put(vault, 'f', 'fff')
      mendDatabases()
      // The old one could be written to again, and must not be.
      await put(other, 'g', 'ggg')
      await vault.refresh()
      for (const one of [vault, other]) {
        expect(held(one, 'f')).toBe('fff')
        expect(held(one, 'g')).toBe('ggg')
        one.close()
      }
      await settled()
      expect(await rawRows(device.database)).toHaveLength(5)
      expect(await rawRows(second(device))).toHaveLength(7)
    },
  )

  test('goes on in the next when it is only asked for news', async () => {
    const device = await closedVault()
    const vault = await open(device)
    await part(device.database)
    unopenable(device.database)
    await vault.refresh()
    expect(device.ordinal).toBe(2)
    expect(await verifyVault(vault)).toMatchObject({ intact: true, segments: 5 })
    vault.close()
    await settled()
  })

  test('takes new slots in the next one', async () => {
    const device = await closedVault()
    refusing(device.database)
    const slots = new Uint8Array(100).fill(4)
    await writeSlots(device.context(), ROOT, slots)
    expect(device.ordinal).toBe(2)
    expect(await examineVault(device.context())).toMatchObject({ state: 'present', generation: 7, slots })
    await expectWhole(device)
  })
})

test('attachments that lie in no mirror are brought there', async () => {
  const device = await closedVault()
  const vault = await open(device)
  const writer = await vault.blobs.begin()
  await writer.append(new Uint8Array(100_000).fill(9))
  const { id } = await writer.finish()
  vault.close()
  await settled()
  expect(await rawBlobs(device.database)).not.toEqual([])
  await rawWrite(device.database, ({ meta }) => meta.delete('slots'))
  refusing(device.database)
  const again = await open(device)
  expect(device.ordinal).toBe(2)
  expect(await again.blobs.measure(id)).toMatchObject({ size: 100_000 })
  expect(await again.blobs.read(id, 1)).toEqual(new Uint8Array(100_000 - 65_536).fill(9))
  again.close()
  await settled()
})

describe('two contexts at once', () => {
  test('make one successor, whichever is first', async () => {
    const device = await closedVault()
    unopenable(device.database)
    const [one, other] = await Promise.all([open(device), open(device)])
    await Promise.all([put(one, 'f', 'fff'), put(other, 'g', 'ggg')])
    for (const vault of [one, other]) {
      await vault.refresh()
      for (const id of [...IDS, 'f', 'g']) expect(held(vault, id)).toBe(id.repeat(3))
      expect(await verifyVault(vault)).toMatchObject({ intact: true, segments: 7 })
      vault.close()
    }
    await settled()
    expect(device.ordinal).toBe(2)
    expect(await databaseNames()).not.toContain(databaseName(device.database, 3))
  })

  test('a successor with a log in it is gone on with as it is', async () => {
    const device = await closedVault()
    unopenable(device.database)
    const vault = await open(device)
    await put(vault, 'f', 'fff')
    await vault.mirrored()
    vault.close()
    await settled()
    // The note of the number is lost, and so is the mirror: only the second database has it all.
    device.ordinal = 1
    device.files.clear()
    device.sentinel = null
    const again = await open(device)
    for (const id of [...IDS, 'f']) expect(held(again, id)).toBe(id.repeat(3))
    again.close()
    await settled()
    expect(device.ordinal).toBe(2)
  })
})

test('interrupted at any call of mirror, sentinel or number, it is whole at the next opening', async () => {
  for (let fail = 0; ; fail++) {
    const device = await closedVault()
    unopenable(device.database)
    let calls = 0
    device.before = () => {
      if (calls++ >= fail) throw new DOMException('killed', 'AbortError')
    }
    const done = await examineVault(device.context()).then(
      () => true,
      () => false,
    )
    device.before = () => undefined
    await expectWhole(device)
    mendDatabases()
    if (done && calls <= fail) break
  }
})

test('what is left of a vault in a broken database can be set aside, and a new one made', async () => {
  const device = await closedVault()
  unopenable(device.database)
  device.files.clear()
  await setAside(device.context())
  expect(await examineVault(device.context())).toEqual({ state: 'none' })
  const vault = await createVault(device.context(), { vaultId: VAULT_ID, root: ROOT, slots: SLOTS })
  await put(vault, 'n', 'new')
  vault.close()
  await settled()
  mendDatabases()
  expect(await rawRows(device.database)).toHaveLength(5)
  expect(await rawRows(second(device))).toHaveLength(1)
})

test('one without its stores is set aside as well', async () => {
  const device = await closedVault()
  await emptyOfStores(device.database)
  device.files.clear()
  await setAside(device.context())
  expect(await examineVault(device.context())).toEqual({ state: 'none' })
})

test('a connection that is asked after the number changed is one to the next', async () => {
  const device = await closedVault()
  const places = device.context()
  const database = new LogDatabase(places)
  expect((await database.look()).rows).toBe(5)
  await places.ordinal.write(2)
  await Promise.resolve()
  expect((await database.look()).rows).toBe(0)
  database.close()
})

test('whatever breaks when: all that was acknowledged is there, in each context', async () => {
  const step = fc.constantFrom('write', 'write', 'other writes', 'break', 'reopen', 'other reopens', 'mend')
  await fc.assert(
    fc
      .asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const device = await closedVault()
        let [vault, other] = [await open(device), await open(device)]
        const acknowledged = [...IDS]
        for (const [at, what] of steps.entries()) {
          const id = `n${at}`
          if (what === 'break') refusing(databaseName(device.database, device.ordinal))
          else if (what === 'mend') mendDatabases()
          else if (what === 'reopen') {
            vault.close()
            vault = await open(device)
          } else if (what === 'other reopens') {
            other.close()
            other = await open(device)
          } else {
            await put(what === 'write' ? vault : other, id, id.repeat(3))
            acknowledged.push(id)
          }
        }
        for (const one of [vault, other, await open(device)]) {
          await one.refresh()
          for (const id of acknowledged) expect(held(one, id)).toBe(id.repeat(3))
          expect(one.health().damaged).toEqual([])
          expect(await verifyVault(one)).toMatchObject({ intact: true, segments: acknowledged.length })
          one.close()
        }
        await settled()
      })
      .afterEach(mendDatabases),
    { numRuns: 40 },
  )
})
