import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { concatBytes, utf8 } from '@/lib/base/bytes'
import { sourceOf } from '@/lib/exchange/source'
import { readZip } from '@/lib/exchange/unzip'
import { zipPieces } from '@/lib/exchange/zip'
import { collect, unpackZip } from '../support/unpack-zip'
import { files, packZip } from './made-archive'

describe('the zip', () => {
  test('what shrinks like a bomb is stored as it is, and opens again', async () => {
    const dull = { 'history.ndjson': utf8('x'.repeat(5 * 1024 * 1024)), 'attachments/a': new Uint8Array(9) }
    const packed = await packZip(dull)
    const unpacked = await unpackZip(packed)
    expect(unpacked.ok && Object.keys(unpacked.value)).toEqual(Object.keys(dull))
  })

  test('in whatever pieces it is made, it holds the same, and is the same when it is made again', async () => {
    const written = {
      ...(await files()),
      'documents/a-Führerschein 運転.pdf': utf8('x'),
      'attachments/a': utf8('abc'),
    }
    expect(await unpackZip(await packZip(written))).toEqual({ ok: true, value: written })
    expect(await unpackZip(await packZip(written, 2))).toEqual({ ok: true, value: written })
    expect(await packZip(written, 2)).toEqual(await packZip(written, 2))
    expect(await unpackZip(zipSync(written))).toEqual({ ok: true, value: written })
  })

  test('refuses a bomb before unpacking it', async () => {
    const bomb = zipSync({ 'history.ndjson': new Uint8Array(64 * 1024 * 1024) }, { level: 9 })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await unpackZip(bomb)).toEqual({ ok: false, reason: 'too-large' })
  })

  test.each(['../escape', '/etc/passwd', 'a/../../b', 'a\\..\\b'])('refuses the path %s', async (path) => {
    expect(await unpackZip(zipSync({ [path]: utf8('x') }))).toEqual({ ok: false, reason: 'damaged' })
  })

  test.each([
    ['less, packed', 6, -1],
    ['more, packed', 6, 1],
    ['less, stored', 0, -1],
    ['more, stored', 0, 1],
  ] as const)('a file of which the list says that it is %s is not read', async (_name, level, by) => {
    const zip = zipSync({ 'a.txt': utf8('hello '.repeat(20)) }, { level })
    const view = new DataView(zip.buffer, zip.byteOffset)
    let listed = 0
    while (view.getUint32(listed, true) !== 0x02014b50) listed++
    expect(view.getUint32(listed + 24, true)).toBe(120)
    view.setUint32(listed + 24, 120 + by, true)
    await expect(unpackZip(zip)).rejects.toThrow(/^damaged$/)
  })

  test('more files than a zip counts are read, every one', async () => {
    async function* entries() {
      for (let n = 0; n < 65_540; n++)
        yield { path: `attachments/${n}`, content: [Uint8Array.of(n)], stored: true }
    }
    const packed = await collect(zipPieces(entries()))
    expect(new DataView(packed.buffer, packed.length - 22).getUint16(10, true)).toBe(4)
    const read = await readZip(sourceOf(packed))
    expect(read.ok && read.value.size).toBe(65_540)
    expect(await collect((read.ok && read.value.get('attachments/65539')?.pieces()) || [])).toEqual(
      Uint8Array.of(3),
    )
  })

  test('a list that has other entries than it says is refused', async () => {
    const packed = await packZip({ 'a.txt': utf8('hello'), 'b.txt': utf8('world') })
    const end = new DataView(packed.buffer, packed.length - 22)
    for (const count of [0, 1, 3]) {
      end.setUint16(10, count, true)
      expect(await unpackZip(packed), String(count)).toEqual({ ok: false, reason: 'truncated' })
    }
  })

  test('a file that is there twice is refused, whichever was meant', async () => {
    async function* entries() {
      for (const text of ['mine', 'theirs'])
        yield { path: 'history.ndjson', content: [utf8(text)], stored: true }
    }
    expect(await unpackZip(await collect(zipPieces(entries())))).toEqual({ ok: false, reason: 'duplicate' })
  })

  const MOST = 512 * 1024 * 1024

  /** A file of so many zeros and then these bytes. */
  const behind = (before: number, bytes: Uint8Array, heard = (_: number): unknown => undefined) => ({
    size: before + bytes.length,
    async read(from: number, to: number) {
      heard(to - from)
      const zeros = new Uint8Array(Math.max(0, Math.min(to, before) - from))
      return concatBytes(zeros, bytes.subarray(Math.max(0, from - before), Math.max(0, to - before)))
    },
  })

  /** A zip of two small files whose list gives the first another size, behind so many bytes that nobody reads. */
  const listed = async (size: number, { before = 0, method = 0, packed = size } = {}) => {
    const zip = zipSync({ 'a.txt': utf8('a'), 'b.txt': utf8('b') }, { level: 0 })
    const view = new DataView(zip.buffer, zip.byteOffset)
    let at = 0
    while (view.getUint32(at, true) !== 0x02014b50) at++
    view.setUint16(at + 10, method, true)
    view.setUint32(at + 20, packed, true)
    view.setUint32(at + 24, size, true)
    const end = zip.length - 22
    view.setUint32(end + 16, before + view.getUint32(end + 16, true), true)
    const read = await readZip(behind(before, zip))
    return { length: before + zip.length, result: read.ok ? 'read' : read.reason }
  }

  test('what would be too much unpacked is refused by the list alone', async () => {
    const { length } = await listed(1)
    expect((await listed(MOST + length - 1)).result).toBe('read')
    expect((await listed(MOST + length)).result).toBe('too-large')
  })

  test('a large archive is no bomb: what it holds may be as large as it is, and half a gigabyte more', async () => {
    const before = 3 * 1024 * 1024 * 1024
    expect((await listed(before, { before })).result).toBe('read')
    expect((await listed(before + MOST, { before })).result).toBe('read')
    expect((await listed(before + MOST + 1000, { before })).result).toBe('too-large')
  })

  test('a compressed file is unpacked in one go, and so may neither be nor become larger than that', async () => {
    const before = 1024 * 1024 * 1024
    const deflated = { before, method: 8 }
    expect((await listed(MOST, deflated)).result).toBe('read')
    expect((await listed(MOST + 1, deflated)).result).toBe('too-large')
    expect((await listed(MOST, { ...deflated, packed: MOST + 1 })).result).toBe('too-large')
  })

  test('a list that claims to be larger than is read in one go is not read', async () => {
    const zip = zipSync({ 'a.txt': utf8('a') }, { level: 0 })
    const view = new DataView(zip.buffer, zip.byteOffset)
    const before = 1024 * 1024 * 1024
    const end = zip.length - 22
    view.setUint32(end + 12, MOST + 1, true)
    view.setUint32(end + 16, 0, true)
    const asked: number[] = []
    const source = behind(before, zip, (bytes) => asked.push(bytes))
    expect(await readZip(source)).toEqual({ ok: false, reason: 'too-large' })
    expect(Math.max(...asked)).toBeLessThan(MOST)
  })

  test('an export that a zip cannot hold is not written', async () => {
    async function* entries() {
      yield { path: 'a', content: [new Uint8Array(600)], stored: true }
      yield { path: 'b', content: [new Uint8Array(600)], stored: true }
    }
    const whole = await collect(zipPieces(entries()))
    expect((await collect(zipPieces(entries(), whole.length))).length).toBe(whole.length)
    await expect(collect(zipPieces(entries(), whole.length - 1))).rejects.toThrow(RangeError)
  })

  test('every truncation is refused and throws nothing', async () => {
    const packed = await packZip({ 'a.txt': utf8('hello'), 'b.txt': utf8('world') })
    for (let length = 0; length < packed.length; length++)
      expect((await unpackZip(packed.subarray(0, length))).ok).toBe(false)
  })
})
