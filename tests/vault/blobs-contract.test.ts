import { describe, expect, test } from 'vitest'
import { concatBytes, equalBytes } from '@/lib/base/bytes'
import { HOUR } from '@/lib/base/time'
import type { Vault } from '@/lib/vault/vault'
import { createMemoryVault } from '@/tests/support/memory-vault'
import { newVault } from '@/tests/vault/support'

const CHUNK = 65_536

/** Bytes that differ from place to place. */
function bytesOf(length: number, seed = 1): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 7 + seed) & 0xff)
}

async function store(vault: Vault, bytes: Uint8Array) {
  const writer = await vault.blobs.begin()
  for (let at = 0; at < bytes.length; at += CHUNK) await writer.append(bytes.subarray(at, at + CHUNK))
  return writer.finish()
}

async function load(vault: Vault, id: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const { chunks } = (await vault.blobs.measure(id)) ?? { chunks: 0 }
  for (let index = 0; index < chunks; index++) {
    const part = await vault.blobs.read(id, index)
    if (!part) throw new Error('a chunk is missing')
    parts.push(part)
  }
  if (chunks === 0) throw new Error('nothing is there')
  return concatBytes(...parts)
}

interface Rig {
  readonly vault: Vault
  readonly later: (milliseconds: number) => void
}

const rigs: { readonly [name: string]: () => Promise<Rig> } = {
  sealed: async () => {
    const { device, vault } = await newVault()
    return {
      vault,
      later: (milliseconds) => {
        device.now += milliseconds
      },
    }
  },
  'in memory': async () => {
    let now = 1_000_000
    return {
      vault: createMemoryVault({ now: () => now }),
      later: (milliseconds) => {
        now += milliseconds
      },
    }
  },
}

describe.each(Object.entries(rigs))('attachments, %s', (_, rig) => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5 * CHUNK + 17])('%i bytes', async (length) => {
    const { vault } = await rig()
    const bytes = bytesOf(length)
    const stored = await store(vault, bytes)
    expect(stored.id).toMatch(/^[\w-]{22}$/)
    const size = { size: length, chunks: Math.max(1, Math.ceil(length / CHUNK)) }
    expect(stored).toEqual({ id: stored.id, ...size })
    expect(await vault.blobs.measure(stored.id)).toEqual(size)
    expect(equalBytes(await load(vault, stored.id), bytes)).toBe(true)
    expect(await vault.blobs.read(stored.id, size.chunks)).toBeNull()
    expect(await vault.blobs.read(stored.id, -1)).toBeNull()
    expect(await vault.blobs.read(stored.id, 0.5)).toBeNull()
  })

  test.each([0, 1, 8 * CHUNK, 8 * CHUNK + 1, 17 * CHUNK, 24 * CHUNK - 1])(
    '%i bytes go in and out many chunks at a time',
    async (length) => {
      const { vault } = await rig()
      const bytes = bytesOf(length)
      const writer = await vault.blobs.begin()
      for (let at = 0; at < length; at += 8 * CHUNK) await writer.append(bytes.subarray(at, at + 8 * CHUNK))
      const { id, chunks } = await writer.finish()
      expect(chunks).toBe(Math.max(1, Math.ceil(length / CHUNK)))
      for (const [from, count] of [
        [0, 8],
        [8, 8],
        [5, 9],
        [0, 100],
        [16, 8],
      ] as const) {
        const wanted = bytes.subarray(from * CHUNK, (from + count) * CHUNK)
        const got = await vault.blobs.read(id, from, count)
        expect(from < chunks ? got && equalBytes(got, wanted) : got).toBe(from < chunks ? true : null)
      }
      expect(equalBytes(await load(vault, id), bytes)).toBe(true)
    },
  )

  test('several are written at once, and calls need not wait for each other', async () => {
    const { vault } = await rig()
    const all = await Promise.all(
      [1, 2, 3].map(async (seed) => {
        const bytes = bytesOf(9 * CHUNK + seed, seed)
        const writer = await vault.blobs.begin()
        const appends: Promise<void>[] = []
        for (let at = 0; at < bytes.length; at += CHUNK)
          appends.push(writer.append(bytes.subarray(at, at + CHUNK)))
        await Promise.all(appends)
        return { bytes, id: (await writer.finish()).id }
      }),
    )
    for (const { id, bytes } of all) expect(equalBytes(await load(vault, id), bytes)).toBe(true)
  })

  test('what was given may be used again once it was taken', async () => {
    const { vault } = await rig()
    const writer = await vault.blobs.begin()
    const bytes = bytesOf(3 * CHUNK)
    await writer.append(bytes)
    bytes.fill(0)
    const { id } = await writer.finish()
    expect(equalBytes(await load(vault, id), bytesOf(3 * CHUNK))).toBe(true)
  })

  test('only the last chunk may be short, none is longer, and no bytes are nothing', async () => {
    const { vault } = await rig()
    const writer = await vault.blobs.begin()
    await expect(writer.append(bytesOf(8 * CHUNK + 1))).rejects.toThrow(RangeError)
    await writer.append(new Uint8Array(0))
    await writer.append(bytesOf(10))
    await expect(writer.append(bytesOf(10))).rejects.toThrow(RangeError)
    expect(await writer.finish()).toMatchObject({ size: 10, chunks: 1 })
    await expect(writer.append(bytesOf(1))).rejects.toMatchObject({ code: 'closed' })
    await expect(writer.finish()).rejects.toMatchObject({ code: 'closed' })
  })

  test('nothing is left of one that was discarded, and nothing is lost by discarding a finished one', async () => {
    const { vault } = await rig()
    const gone = await vault.blobs.begin()
    for (let at = 0; at < 12; at++) await gone.append(bytesOf(CHUNK))
    await gone.discard()
    await gone.discard()
    expect(await vault.blobs.measure(gone.id)).toBeNull()
    expect(await vault.blobs.read(gone.id, 0)).toBeNull()
    await expect(gone.append(bytesOf(1))).rejects.toMatchObject({ code: 'closed' })
    await expect(gone.finish()).rejects.toMatchObject({ code: 'closed' })

    const kept = await vault.blobs.begin()
    await kept.append(bytesOf(5))
    await kept.finish()
    await kept.discard()
    expect(equalBytes(await load(vault, kept.id), bytesOf(5))).toBe(true)
  })

  test('one that is not finished cannot be measured', async () => {
    const { vault } = await rig()
    const writer = await vault.blobs.begin()
    for (let at = 0; at < 12; at++) await writer.append(bytesOf(CHUNK))
    expect(await vault.blobs.measure(writer.id)).toBeNull()
    await writer.discard()
  })

  test('removing takes exactly those', async () => {
    const { vault } = await rig()
    const [one, other] = [await store(vault, bytesOf(70_000)), await store(vault, bytesOf(9))]
    await vault.blobs.remove([one.id, 'no id', 'AAAAAAAAAAAAAAAAAAAAAA'])
    expect(await vault.blobs.measure(one.id)).toBeNull()
    expect(await vault.blobs.read(one.id, 0)).toBeNull()
    expect(equalBytes(await load(vault, other.id), bytesOf(9))).toBe(true)
  })

  test('the sweep takes what nobody names, once it is an hour old, but not what is being written', async () => {
    const { vault, later } = await rig()
    const [named, orphan] = [await store(vault, bytesOf(70_000)), await store(vault, bytesOf(9))]
    const writer = await vault.blobs.begin()
    for (let at = 0; at < 12; at++) await writer.append(bytesOf(CHUNK))
    expect(await vault.blobs.sweep(new Set([named.id]))).toBe(0)
    later(HOUR + 1_000)
    const young = await store(vault, bytesOf(3))
    expect(await vault.blobs.sweep(new Set([named.id]))).toBe(1)
    expect(await vault.blobs.measure(orphan.id)).toBeNull()
    expect(equalBytes(await load(vault, named.id), bytesOf(70_000))).toBe(true)
    expect(equalBytes(await load(vault, young.id), bytesOf(3))).toBe(true)
    expect(await writer.finish()).toMatchObject({ chunks: 12 })
    later(2 * HOUR)
    expect(await vault.blobs.sweep(new Set())).toBe(3)
    for (const id of [named.id, young.id, writer.id]) expect(await vault.blobs.measure(id)).toBeNull()
  })

  test('the sweep leaves what it was told to spare for an hour, and takes it then', async () => {
    const { vault, later } = await rig()
    const [spared, orphan] = [await store(vault, bytesOf(70_000)), await store(vault, bytesOf(9))]
    later(2 * HOUR)
    await vault.blobs.spare([spared.id])
    expect(await vault.blobs.sweep(new Set())).toBe(1)
    expect(await vault.blobs.measure(orphan.id)).toBeNull()
    expect(equalBytes(await load(vault, spared.id), bytesOf(70_000))).toBe(true)
    later(HOUR + 1_000)
    expect(await vault.blobs.sweep(new Set())).toBe(1)
    expect(await vault.blobs.measure(spared.id)).toBeNull()
  })

  test('ids that are none name nothing', async () => {
    const { vault } = await rig()
    for (const id of ['', '__proto__', 'AAAAAAAAAAAAAAAAAAAAAB', '../AAAAAAAAAAAAAAAAAAA']) {
      expect(await vault.blobs.read(id, 0)).toBeNull()
      expect(await vault.blobs.measure(id)).toBeNull()
    }
  })
})
