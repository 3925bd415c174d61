import { describe, expect, it, vi } from 'vitest'
import type { LogDatabase, Row, RowKey } from '@/lib/vault/database'
import { decodeFrames, parseLogName } from '@/lib/vault/mirror'
import { createMirrorWriter } from '@/lib/vault/mirror-writer'
import { verifyVault } from '@/lib/vault/verify'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { held, newVault, open, put, settled } from '@/tests/vault/support'

const MB = 1_048_576
const head = new Uint8Array(9)

const rowsOf = (generation: number, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    generation,
    index,
    bytes: new Uint8Array(60_000).fill(generation),
  }))

function database(all: readonly Row[]) {
  const asked: RowKey[][] = []
  const stub = {
    keys: async () => ({ head, keys: all.map(({ generation, index }) => [generation, index] as const) }),
    rows: async (wanted: readonly RowKey[]) => {
      asked.push([...wanted])
      const names = new Set(wanted.map(String))
      return all.filter(({ generation, index }) => names.has(String([generation, index])))
    },
  }
  return { asked, stub: stub as unknown as LogDatabase }
}

const written = (device: MemoryDevice) =>
  [...device.files].flatMap(([name, bytes]) =>
    parseLogName(name) ? decodeFrames(bytes).map(({ generation, index }) => String([generation, index])) : [],
  )

describe('what waits for the mirror', () => {
  it('is asked of the database again, a little at a time, where others have it and there is much of it', async () => {
    const device = memoryDevice()
    const all = Array.from({ length: 8 }, (_, at) => rowsOf(at + 1, 20)).flat()
    const { asked, stub } = database(all)
    const writer = createMirrorWriter(device.context(), stub, 0, 'tag')
    for (let at = 1; at <= 8; at++) writer.note(at, head, rowsOf(at, 20), { lazy: true })
    await writer.flush()
    writer.stop()
    expect([...written(device)].sort()).toEqual(
      all.map(({ generation, index }) => String([generation, index])).sort(),
    )
    // The first three were few enough to wait here.
    expect(new Set(asked.flat().map(([generation]) => generation))).toEqual(new Set([4, 5, 6, 7, 8]))
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(16)
    for (const [name, { length }] of device.files)
      if (parseLogName(name)) expect(length).toBeLessThan(1.1 * MB)
  })

  it('waits until nothing more came for a while, where it lies elsewhere as well, but not past what may not wait', async () => {
    vi.useFakeTimers()
    try {
      const device = memoryDevice()
      const all = Array.from({ length: 4 }, (_, at) => rowsOf(at + 1, 1)).flat()
      const writer = createMirrorWriter(device.context(), database(all).stub, 0, 'tag')
      for (let at = 1; at <= 3; at++) {
        writer.note(at, head, rowsOf(at, 1), { patient: true })
        await vi.advanceTimersByTimeAsync(1_500)
        expect(written(device)).toEqual([])
      }
      await vi.advanceTimersByTimeAsync(1_000)
      expect(written(device)).toHaveLength(3)
      writer.note(4, head, rowsOf(4, 1))
      writer.note(5, head, rowsOf(5, 1), { patient: true })
      await vi.advanceTimersByTimeAsync(100)
      expect(written(device)).toHaveLength(5)
      writer.stop()
    } finally {
      vi.useRealTimers()
    }
  })

  it('stays in memory where it is this device’s own, and is written although the database is lost', async () => {
    const device = memoryDevice()
    const lost = {
      keys: async () => {
        throw new DOMException('gone', 'UnknownError')
      },
    } as unknown as LogDatabase
    const writer = createMirrorWriter(device.context(), lost, 0, 'tag')
    writer.note(1, head, rowsOf(1, 60))
    writer.note(2, head, rowsOf(2, 90), { lazy: true })
    writer.note(3, head, rowsOf(3, 60))
    await expect(writer.flush()).rejects.toMatchObject({ name: 'UnknownError' })
    writer.stop()
    const own = [...rowsOf(1, 60), ...rowsOf(3, 60)].map(({ generation, index }) =>
      String([generation, index]),
    )
    expect([...written(device)].sort()).toEqual(own.sort())
  })

  it('comes to the mirror whole, and fills a lost database again', async () => {
    const { vault: one } = await newVault()
    const { device, vault: other } = await newVault()
    for (let at = 0; at < 90; at++) await put(one, `r${at}`, `${at} `.padEnd(60_000, '.'))
    for await (const batch of one.chains.behind(new Map(), MB))
      await other.chains.absorb(batch.map(({ bytes }) => bytes))
    await other.mirrored()
    other.close()
    await settled()
    await device.dropDatabase()
    const again = await open(device)
    expect(again.all('contact')).toHaveLength(90)
    expect(held(again, 'r89')).toMatch(/^89 /)
    expect(again.health().damaged).toEqual([])
    expect(await verifyVault(again)).toMatchObject({ intact: true })
  })
})

describe('taking over', () => {
  it('asks nothing of the database before it writes, where what comes follows on what is there', async () => {
    const { vault: one } = await newVault()
    const { device, vault: other } = await newVault()
    await put(one, 'a', 'a')
    await put(one, 'b', 'b')
    const segments: Uint8Array[] = []
    for await (const batch of one.chains.behind(new Map(), 1))
      segments.push(...batch.map(({ bytes }) => bytes))
    const { database } = other.inside
    const asked = [vi.spyOn(database, 'keys'), vi.spyOn(database, 'follow')]
    const opened = await other.chains.open(segments.slice(0, 1))
    expect(other.all('contact')).toEqual([])
    expect(await other.chains.absorb(opened)).toEqual({ taken: 1, refused: [] })
    for (const spy of asked) expect(spy).not.toHaveBeenCalled()
    // Another context of the device was faster: what follows on that is taken all the same, and what is known is not taken again.
    const beside = await open(device)
    await beside.chains.absorb(segments.slice(1))
    await put(beside, 'own', 'own')
    expect(await other.chains.absorb(segments)).toEqual({ taken: 0, refused: [] })
    expect([held(other, 'b'), held(other, 'own')]).toEqual(['b', 'own'])
    await put(one, 'c', 'c')
    for await (const batch of one.chains.behind(new Map(), MB))
      expect(await other.chains.absorb(batch.map(({ bytes }) => bytes))).toEqual({ taken: 1, refused: [] })
    expect(await verifyVault(other)).toMatchObject({ intact: true })
  })

  it('finds out that the database was lost, mends it, and goes on', async () => {
    const { vault: one } = await newVault()
    const { device, vault: other } = await newVault()
    await put(one, 'a', 'from one')
    await put(other, 'b', 'own')
    await other.mirrored()
    const segments: Uint8Array[] = []
    for await (const batch of one.chains.behind(new Map(), MB))
      segments.push(...batch.map(({ bytes }) => bytes))
    await device.dropDatabase()
    expect(await other.chains.absorb(segments)).toEqual({ taken: 1, refused: [] })
    other.close()
    await settled()
    const again = await open(device)
    expect([held(again, 'a'), held(again, 'b')]).toEqual(['from one', 'own'])
    expect(await verifyVault(again)).toMatchObject({ intact: true })
  })
})
