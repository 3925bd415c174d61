import { afterEach, describe, expect, it } from 'vitest'
import { fromUtf8, toBase64Url } from '@/lib/base/bytes'
import { open as openSeal } from '@/lib/crypto/seal'
import type { Row } from '@/lib/vault/database'
import type { DeepVault } from '@/lib/vault/deep'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { createRecent } from '@/lib/vault/recent'
import { headerBytes } from '@/lib/vault/segment'
import { breakDatabaseCalls } from '@/tests/vault/break'
import { newVault, open, put, ROOT } from '@/tests/vault/support'

const keys = deriveLogKeys(ROOT)
let mended = () => {}
afterEach(() => mended())

const device = new Uint8Array(16).fill(9)

function row(generation: number, length = 100): Row {
  const bytes = new Uint8Array(length)
  const of = { vaultId: new Uint8Array(16), device, first: generation, last: generation }
  bytes.set(headerBytes({ ...of, previous: new Uint8Array(32) }))
  return { generation, index: 0, bytes }
}

const sizeOf = ({ held }: ReturnType<typeof createRecent>) =>
  [...held.values()].reduce((sum, { length }) => sum + length, 0)

describe('the rows written last', () => {
  it('stand with their places in the chain', () => {
    const recent = createRecent()
    recent.wrote([row(3), row(4)], [])
    expect([...recent.places.values()].map(({ device, first }) => [device, first])).toEqual([
      [toBase64Url(device), 3],
      [toBase64Url(device), 4],
    ])
    expect(recent.held.get('4,0')).toHaveLength(100)
  })

  it('are no more than a quarter of a megabyte, and a few thousand places: the oldest go', () => {
    const recent = createRecent()
    for (let at = 1; at <= 20; at++) recent.wrote([row(at, 60_000)], [])
    expect(sizeOf(recent)).toBeLessThanOrEqual(262_144)
    expect([...recent.held.keys()]).toEqual(['17,0', '18,0', '19,0', '20,0'])
    expect(recent.places.size).toBe(20)
    for (let at = 21; at <= 5_000; at++) recent.wrote([row(at)], [])
    expect(recent.places.size).toBe(4_096)
    expect(recent.places.has('5000,0')).toBe(true)
    expect(sizeOf(recent)).toBeLessThanOrEqual(262_144)
  })

  it('are forgotten once others stand for them, and one that is written anew counts once', () => {
    const recent = createRecent()
    for (let at = 1; at <= 3; at++) recent.wrote([row(at, 90_000)], [])
    recent.wrote([row(2, 90_000)], [])
    expect([...recent.held.keys()]).toEqual(['3,0', '2,0'])
    recent.wrote([row(7)], [[2, 0]])
    expect([...recent.held.keys()]).toEqual(['3,0', '7,0'])
    expect(recent.places.has('2,0')).toBe(false)
    for (let at = 10; at < 12; at++) recent.wrote([row(at, 80_000)], [])
    expect([...recent.held.keys()]).toEqual(['3,0', '7,0', '10,0', '11,0'])
    recent.wrote([], null)
    expect([recent.held.size, recent.places.size]).toEqual([0, 0])
  })
})

describe('what is new in a chain', () => {
  const textOf = (bytes: Uint8Array) => {
    const plain = openSeal(keys.segments, bytes.subarray(0, 88), bytes.subarray(88))
    return fromUtf8(plain?.map((byte) => byte & 0x7f) ?? new Uint8Array(0))
  }
  const textsBehind = async (vault: DeepVault, sequence: number) => {
    const texts: string[] = []
    const after = new Map([[vault.device, sequence]])
    for await (const batch of vault.chains.behind(after, 1_000_000, vault.device))
      for (const { bytes } of batch) texts.push(textOf(bytes))
    return texts.join()
  }
  const erase = (vault: DeepVault, id: string) =>
    vault.commit(() => [{ collection: 'contact', id, fields: {}, erased: vault.stamp() }])

  it('is given without asking the database', async () => {
    const { vault } = await newVault()
    for (const id of ['a', 'b', 'c']) await put(vault, id, `VALUE-${id}`)
    const broken = breakDatabaseCalls(() => true, 'AbortError')
    mended = broken.mend
    const text = await textsBehind(vault, 1)
    expect(broken.calls()).toBe(0)
    expect(text).toContain('VALUE-b')
    expect(text).toContain('VALUE-c')
    expect(text).not.toContain('VALUE-a')
  })

  it('is asked of the database where some of it was never here', async () => {
    const { device: disk, vault } = await newVault()
    for (const id of ['a', 'b']) await put(vault, id, `VALUE-${id}`)
    const again = await open(disk)
    await put(again, 'c', 'VALUE-c')
    const text = await textsBehind(again, 0)
    for (const id of ['a', 'b', 'c']) expect(text).toContain(`VALUE-${id}`)
  })

  it('holds nothing that was erased and packed, here or in another context', async () => {
    for (const where of ['here', 'there']) {
      const { device: disk, vault } = await newVault()
      const page = await open(disk)
      // Each full, so that the packing of the first one stands for that one alone.
      for (const id of ['a', 'b']) await put(vault, id, `VALUE-${id}`.padEnd(40_000, '.'))
      await erase(vault, 'a')
      await page.refresh()
      await (where === 'here' ? vault : page).chains.pack()
      await vault.refresh()
      const text = await textsBehind(vault, 0)
      expect(text).toContain('VALUE-b')
      expect(text).not.toContain('VALUE-a')
    }
  })
})
