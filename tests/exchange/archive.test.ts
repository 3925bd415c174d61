import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { concatBytes, utf8 } from '@/lib/base/bytes'
import { archiveEntries, type OutgoingAttachment, readArchive } from '@/lib/exchange/archive'
import { toCsv } from '@/lib/exchange/csv'
import { sourceOf } from '@/lib/exchange/source'
import { readZip } from '@/lib/exchange/unzip'
import { type Files, shrinksTooFar, zipPieces } from '@/lib/exchange/zip'
import type { RecordState, Stamp } from '@/lib/records/record'
import { ageHere } from '../support/age-here'
import { asZipped, collect, unpackZip } from '../support/unpack-zip'

const NOW = Date.UTC(2026, 4, 3)
const SEED = new Uint8Array(32).fill(7)
const stamp = (n: number) => `${(NOW - 1_000_000 + n).toString(16).padStart(12, '0')}0000-device-a` as Stamp

function record(id: string, name = 'Ada Lovelace'): RecordState {
  return {
    collection: 'names',
    id,
    fields: {
      name: [
        { value: name, stamp: stamp(2) },
        { value: 'Ada Byron', stamp: stamp(1) },
      ],
    },
  }
}

const STATES = [
  record('a'),
  record('b', '=HYPERLINK("x")'),
  { collection: 'notes', id: 'c', fields: {}, erased: stamp(3) },
]
const SUMMARY = {
  vaultId: 'A'.repeat(22),
  generation: 4,
  created: NOW,
  records: { names: 2 },
  grants: 0,
  ledger: 0,
}

/** A zip of these, as an archive is made; `cut` says in which pieces. */
async function packZip(packed: Files, cut = 1_000_000_000): Promise<Uint8Array> {
  async function* entries() {
    for (const [path, bytes] of Object.entries(packed))
      yield {
        path,
        content: [bytes.subarray(0, cut), bytes.subarray(cut)],
        stored: path.startsWith('attachments/') || shrinksTooFar(bytes),
      }
  }
  return await collect(zipPieces(entries()))
}

/** What stands in the archive, by path. */
async function writeArchive(
  states: readonly RecordState[],
  attachments: ReadonlyMap<string, readonly (Uint8Array | null)[]> = new Map(),
): Promise<Record<string, Uint8Array>> {
  async function* outgoing(): AsyncGenerator<OutgoingAttachment> {
    for (const [id, pieces] of attachments)
      yield {
        id,
        async *pieces() {
          yield* pieces
        },
      }
  }
  const written: Record<string, Uint8Array> = {}
  for await (const { path, content } of archiveEntries(states, SUMMARY, SEED, outgoing()))
    written[path] = await collect(content)
  return written
}
const files = () => writeArchive(STATES)
const read = (written: Files, seed: Uint8Array | null = SEED) => readArchive(asZipped(written), NOW, seed)

describe('the archive', () => {
  test('reads back what was written, history and erasures included', async () => {
    expect(await read(await files())).toEqual({
      ok: true,
      value: { summary: SUMMARY, states: STATES, attachments: new Map(), own: true },
    })
  })

  test('knows its own vault by the seed only', async () => {
    expect(await read(await files(), new Uint8Array(32))).toMatchObject({ value: { own: false } })
    expect(await read(await files(), null)).toMatchObject({ value: { own: false } })
  })

  test.each([
    ['no manifest', (f: Record<string, Uint8Array>) => void delete f['manifest.json'], 'foreign'],
    [
      'another program’s manifest',
      (f: Record<string, Uint8Array>) => void Object.assign(f, { 'manifest.json': utf8('{"format":"x"}') }),
      'foreign',
    ],
    [
      'a newer version',
      (f: Record<string, Uint8Array>) =>
        void Object.assign(f, { 'manifest.json': utf8('{"format":"selfstead-archive","version":3}') }),
      'newer-version',
    ],
    [
      'a file changed',
      (f: Record<string, Uint8Array>) => void Object.assign(f, { 'records/names.csv': utf8('x') }),
      'damaged',
    ],
    ['a file missing', (f: Record<string, Uint8Array>) => void delete f['history.ndjson'], 'damaged'],
    [
      'markup instead of JSON',
      (f: Record<string, Uint8Array>) => void Object.assign(f, { 'manifest.json': utf8('<html>') }),
      'foreign',
    ],
  ])('refuses %s', async (_name, spoil, reason) => {
    const spoilt = await files()
    spoil(spoilt)
    expect(await read(spoilt)).toEqual({ ok: false, reason })
  })

  test.each([
    ['a record twice', [record('a'), record('a')], 'duplicate'],
    [
      'a stamp of next year',
      [
        {
          collection: 'names',
          id: 'a',
          fields: {
            name: [
              { value: 'x', stamp: `${(NOW + 4e10).toString(16).padStart(12, '0')}0000-device-a` as Stamp },
            ],
          },
        },
      ],
      'damaged',
    ],
    [
      'versions out of order',
      [
        {
          collection: 'names',
          id: 'a',
          fields: {
            name: [
              { value: 'x', stamp: stamp(1) },
              { value: 'y', stamp: stamp(2) },
            ],
          },
        },
      ],
      'damaged',
    ],
    ['a member we do not write', [{ ...record('a'), extra: 1 }], 'damaged'],
  ])('refuses %s', async (_name, states, reason) => {
    expect(await read(await writeArchive(states as RecordState[]))).toEqual({
      ok: false,
      reason,
    })
  })

  test('a field named __proto__ changes nothing and comes in from nowhere', async () => {
    const hostile = JSON.parse(
      `{"collection":"names","id":"a","fields":{"__proto__":[{"value":"x","stamp":"${stamp(1)}"}]}}`,
    )
    expect(await read(await writeArchive([hostile]))).toMatchObject({ ok: false })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('lockers and attachments', () => {
  const ID = 'AAAAAAAAAAAAAAAAAAAAAA'
  const note: RecordState = {
    collection: 'app:notes@https://notes.example:8443',
    id: 'first',
    fields: {
      '.text': [{ value: 'hello', stamp: stamp(1) }],
      '.file': [{ value: { 'selfstead:blob': ID, size: 3 }, stamp: stamp(1) }],
    },
  }
  const bytes = Uint8Array.of(1, 2, 3)
  const packed = () => writeArchive([note], new Map([[ID, [bytes.subarray(0, 1), bytes.subarray(1)]]]))

  test('travel with it, and a person can read the documents', async () => {
    const written = await packed()
    const found = await read(written)
    const attachment = found.ok ? found.value.attachments.get(ID) : undefined
    expect(attachment?.size).toBe(3)
    expect(await collect(attachment?.pieces() ?? [])).toEqual(bytes)
    const documents = written['lockers/notes/https+notes.example+8443/documents.json']
    expect(JSON.parse(new TextDecoder().decode(documents))).toEqual([
      { id: 'first', value: { text: 'hello', file: { 'selfstead:blob': ID, size: 3 } } },
    ])
  })

  test('an attachment that was changed, is missing or is called otherwise is refused', async () => {
    const path = `attachments/${ID}`
    const changed = { ...(await packed()), [path]: Uint8Array.of(1, 2, 4) }
    expect(await read(changed)).toEqual({ ok: false, reason: 'damaged' })
    const { [path]: _, ...without } = await packed()
    expect(await read(without)).toEqual({ ok: false, reason: 'damaged' })
    const named = await writeArchive([note], new Map([['../x', [bytes]]]))
    expect(await read(named)).toEqual({ ok: false, reason: 'damaged' })
  })

  test('an attachment that is changed after it was looked at is refused when it is read again', async () => {
    const path = `attachments/${ID}`
    const written = await packed()
    const zipped = new Map(asZipped(written))
    let times = 0
    zipped.set(path, {
      size: 3,
      async *pieces() {
        yield times++ === 0 ? bytes : Uint8Array.of(1, 2, 4)
      },
    })
    const found = await readArchive(zipped, NOW, SEED)
    if (!found.ok) throw new Error(found.reason)
    await expect(collect(found.value.attachments.get(ID)?.pieces() ?? [])).rejects.toThrow(/^damaged$/)
  })

  test('a text that is larger than is read in one go is not read', async () => {
    const zipped = new Map(asZipped(await packed()))
    zipped.set('manifest.json', {
      size: 512 * 1024 * 1024 + 1,
      pieces: () => {
        throw new Error('was read')
      },
    })
    expect(await readArchive(zipped, NOW, SEED)).toEqual({ ok: false, reason: 'too-large' })
  })

  test('one that is damaged in the middle is not named, and everything else is whole', async () => {
    const written = await writeArchive([note], new Map([[ID, [bytes, null]]]))
    expect(written[`attachments/${ID}`]).toEqual(bytes)
    const found = await read(written)
    expect(found).toMatchObject({ ok: true, value: { states: [note], own: true } })
    expect(found.ok && found.value.attachments.size).toBe(0)
  })

  test('a document with as many members as there may be comes back', async () => {
    const fields = Object.fromEntries(
      Array.from({ length: 256 }, (_, at) => [`.m${at}`, [{ value: at, stamp: stamp(1) }]]),
    )
    const large: RecordState = { ...note, fields: { ...fields, '~created': [{ value: 1, stamp: stamp(1) }] } }
    expect((await read(await writeArchive([large]))).ok).toBe(true)
  })

  test('a file of version 1 is read', async () => {
    const written = await files()
    const manifest = JSON.parse(new TextDecoder().decode(written['manifest.json']))
    expect(manifest.version).toBe(2)
    written['manifest.json'] = utf8(JSON.stringify({ ...manifest, version: 1 }))
    expect(await read(written, null)).toMatchObject({ ok: true, value: { states: STATES } })
  })
})

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

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

const openAge = async (file: Uint8Array, passphrase: string) => {
  const opened = await ageHere.open(sourceOf(file), passphrase)
  return opened.ok ? { ok: true, value: await opened.value.read(0, opened.value.size) } : opened
}

describe('age', () => {
  /** Made once: scrypt is meant to be slow. */
  let sealed: Uint8Array
  beforeAll(async () => {
    sealed = await collect(ageHere.encrypt(inPieces(await packZip(await files())), 'right'))
  })

  test('as a text it may be half a gigabyte, as it is read in one go', async () => {
    const armored = utf8('-----BEGIN AGE ENCRYPTED FILE-----')
    const asked: number[] = []
    const source = {
      size: 512 * 1024 * 1024 + 1,
      async read(from: number, to: number) {
        asked.push(to - from)
        return armored.subarray(from, to)
      },
    }
    expect(await ageHere.open(source, 'right')).toEqual({ ok: false, reason: 'too-large' })
    expect(asked).toEqual([64])
  })

  test('the age tool opens what we encrypt, and unzip finds the archive whole', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'selfstead-age-'))
    writeFileSync(join(folder, 'export.age'), sealed)
    // age reads a passphrase from a terminal only, so script(1) gives it one.
    const command = `age -d -o ${join(folder, 'export.zip')} ${join(folder, 'export.age')}`
    const run = spawnSync('script', ['-qec', command, '/dev/null'], { input: 'right\n', timeout: 60_000 })
    expect(run.status, String(run.stdout)).toBe(0)
    expect(execFileSync('unzip', ['-t', join(folder, 'export.zip')], { encoding: 'utf8' })).toContain(
      'No errors detected',
    )
    expect(
      execFileSync('unzip', ['-p', join(folder, 'export.zip'), 'records/names.json'], { encoding: 'utf8' }),
    ).toContain('Ada Lovelace')
  })

  test('a wrong passphrase, a cut file and a foreign file are told apart', async () => {
    expect(await openAge(sealed, 'wrong')).toEqual({ ok: false, reason: 'wrong-passphrase' })
    expect(await openAge(sealed.subarray(0, -3), 'right')).toEqual({ ok: false, reason: 'truncated' })
    expect(await openAge(sealed.subarray(0, 60), 'right')).toEqual({ ok: false, reason: 'truncated' })
    const opened = await openAge(sealed, 'right')
    expect(opened.ok && opened.value).toEqual(await packZip(await files()))
  })

  test('a file that asks for hours of work is refused before any is done', async () => {
    const costly = fromLatin(sealed).replace(/^(-> scrypt \S+ )18$/m, '$130')
    expect(await openAge(toLatin(costly), 'right')).toEqual({ ok: false, reason: 'too-large' })
  })

  test('a header of thousands of stanzas is refused', async () => {
    const header = `age-encryption.org/v1\n${'-> X25519 abc\nabc\n'.repeat(3_000)}--- abc\n`
    expect((await openAge(utf8(header), 'right')).ok).toBe(false)
  })
})

test('CSV quotes after RFC 4180 and runs no formula', () => {
  const rows = [
    { a: '=1+1', b: 'x,"y"\nz' },
    { a: '＝1', b: null },
    { a: '-5', b: 'plain' },
    { a: '\t=1', b: 3 },
  ]
  expect(toCsv(['a', 'b'], rows)).toBe('a,b\r\n\'=1+1,"x,""y""\nz"\r\n\'＝1,\r\n\'-5,plain\r\n\'\t=1,3\r\n')
})

function fromLatin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function toLatin(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}
