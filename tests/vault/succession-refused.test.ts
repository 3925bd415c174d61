import { afterEach, describe, expect, test } from 'vitest'
import { acceptLeft, examineVault } from '@/lib/vault/open'
import { verifyVault } from '@/lib/vault/verify'
import type { MemoryDevice } from '@/tests/support/memory-places'
import { expectNoSecond, fullDisk, mendDatabases, refusing, second, unopenable } from '@/tests/vault/broken'
import { rawWrite } from '@/tests/vault/raw'
import { closedVault, expectWhole, held, IDS, open, put, settled } from '@/tests/vault/support'

afterEach(mendDatabases)

describe('nothing is given up', () => {
  test.each(['QuotaExceededError', 'VersionError', 'AbortError', 'InvalidStateError'])(
    'for %s',
    async (error) => {
      const device = await closedVault()
      unopenable(device.database, error)
      await examineVault(device.context()).catch(() => undefined)
      mendDatabases()
      await expectNoSecond(device)
      await expectWhole(device)
    },
  )

  test.each([1, 3, 5])('for an error that is gone again after %i openings', async (times) => {
    const device = await closedVault()
    unopenable(device.database, 'UnknownError', times)
    expect(await examineVault(device.context())).toMatchObject({ state: 'present', refilled: 0 })
    await expectNoSecond(device)
  })

  test('on a full disk, whatever its database says', async () => {
    const device = await closedVault()
    unopenable(device.database)
    fullDisk(device)
    const places = device.context()
    const waits: number[] = []
    const wait = (milliseconds: number) => {
      waits.push(milliseconds)
      return places.wait(milliseconds)
    }
    await expect(examineVault({ ...places, wait })).rejects.toMatchObject({ code: 'unreachable' })
    // Nobody is kept waiting for a second try: there was one look for room.
    expect(waits).toHaveLength(1)
    await expectNoSecond(device)
    device.before = () => undefined
    mendDatabases()
    await expectWhole(device)
  })

  test('on a full disk, also by a write, which is refused and not kept', async () => {
    const device = await closedVault()
    const vault = await open(device)
    refusing(device.database)
    fullDisk(device)
    await expect(put(vault, 'f', 'fff')).rejects.toMatchObject({ code: 'unreachable' })
    expect(held(vault, 'f')).toBeUndefined()
    device.before = () => undefined
    mendDatabases()
    await put(vault, 'g', 'ggg')
    vault.close()
    await settled()
    await expectNoSecond(device)
  })

  test('where the disk keeps only part of a file', async () => {
    const device = await closedVault()
    unopenable(device.database)
    const places = device.context()
    const cut = { ...places, mirror: { ...places.mirror, size: async () => 65_536 } }
    await expect(examineVault(cut)).rejects.toMatchObject({ code: 'unreachable' })
    await expectNoSecond(device)
  })

  test('on a disk that fills up between the tries', async () => {
    const device = await closedVault()
    unopenable(device.database)
    let written = 0
    device.before = (call) => {
      if (call === 'mirror.writeParts' && ++written > 1)
        throw new DOMException('no room', 'QuotaExceededError')
    }
    await expect(examineVault(device.context())).rejects.toMatchObject({ code: 'unreachable' })
    await expectNoSecond(device)
  })

  test('where a file is never written to its end', async () => {
    const device = await closedVault()
    unopenable(device.database)
    const places = device.context()
    const slow = { ...places, mirror: { ...places.mirror, writeParts: () => new Promise<void>(() => {}) } }
    await expect(examineVault(slow)).rejects.toMatchObject({ code: 'unreachable' })
    await expectNoSecond(device)
  })

  test('where the next database does not keep what it is given', async () => {
    const device = await closedVault()
    unopenable(device.database)
    const original = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
      return this.transaction.db.name === second(device) ? this.get(key) : original.call(this, value, key)
    } as never
    await expect(examineVault(device.context())).rejects.toMatchObject({ code: 'unreachable' })
    IDBObjectStore.prototype.put = original
    expect(device.ordinal).toBe(1)
  })

  test('where the mirror is gone: what stands in the sentinel is expected, and nothing is left', async () => {
    const device = await closedVault()
    unopenable(device.database)
    device.files.clear()
    expect(await examineVault(device.context())).toMatchObject({ state: 'lost', left: 0, expected: 6 })
    await expectNoSecond(device)
    mendDatabases()
    await expectWhole(device)
  })

  test('where nothing tells of a vault', async () => {
    const device = await closedVault()
    unopenable(device.database)
    device.files.clear()
    device.sentinel = null
    await expect(examineVault(device.context())).rejects.toMatchObject({ code: 'unreachable' })
    await expectNoSecond(device)
  })
})

describe('a mirror that has less than the sentinel knows', () => {
  async function behind(): Promise<MemoryDevice> {
    const device = await closedVault()
    const vault = await open(device)
    device.before = (call) => {
      if (call.startsWith('mirror.write')) throw new DOMException('broken', 'UnknownError')
    }
    await put(vault, 'f', 'fff')
    vault.close()
    await settled()
    device.before = () => undefined
    expect(device.sentinel).toMatchObject({ generation: 7 })
    return device
  }

  test('gives nothing up by itself; the person may go on with it', async () => {
    const device = await behind()
    unopenable(device.database)
    expect(await examineVault(device.context())).toMatchObject({ state: 'lost', left: 6, expected: 7 })
    await expectNoSecond(device)
    await acceptLeft(device.context())
    expect(device.ordinal).toBe(2)
    const vault = await open(device)
    for (const id of IDS) expect(held(vault, id)).toBe(id.repeat(3))
    expect(held(vault, 'f')).toBeUndefined()
    await put(vault, 'g', 'ggg')
    vault.close()
    await settled()
  })

  test('gets what can still be read of one that only refuses writes, attachments too', async () => {
    const device = await behind()
    await rawWrite(device.database, ({ meta }) => meta.delete('slots'))
    refusing(device.database)
    expect(await examineVault(device.context())).toMatchObject({
      state: 'present',
      generation: 7,
      moved: true,
    })
    const vault = await open(device)
    for (const id of [...IDS, 'f']) expect(held(vault, id)).toBe(id.repeat(3))
    expect(await verifyVault(vault)).toMatchObject({ intact: true, segments: 6 })
    vault.close()
    await settled()
  })
})
