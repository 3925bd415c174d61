import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { utf8 } from '@/lib/base/bytes'
import { decryptAge, encryptAge } from '@/lib/exchange/age'
import { readArchive, writeArchive } from '@/lib/exchange/archive'
import { toCsv } from '@/lib/exchange/csv'
import { packZip, unpackZip } from '@/lib/exchange/zip'
import type { RecordState, Stamp } from '@/lib/records/record'

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
const files = () => ({ ...writeArchive(STATES, SUMMARY, SEED) })

describe('the archive', () => {
  test('reads back what was written, history and erasures included', () => {
    const read = readArchive(files(), NOW, SEED)
    expect(read).toEqual({
      ok: true,
      value: { summary: SUMMARY, states: STATES, attachments: new Map(), own: true },
    })
  })

  test('knows its own vault by the seed only', () => {
    expect(readArchive(files(), NOW, new Uint8Array(32))).toMatchObject({ value: { own: false } })
    expect(readArchive(files(), NOW, null)).toMatchObject({ value: { own: false } })
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
  ])('refuses %s', (_name, spoil, reason) => {
    const spoilt = files()
    spoil(spoilt)
    expect(readArchive(spoilt, NOW, SEED)).toEqual({ ok: false, reason })
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
  ])('refuses %s', (_name, states, reason) => {
    expect(readArchive(writeArchive(states as RecordState[], SUMMARY, SEED), NOW, SEED)).toEqual({
      ok: false,
      reason,
    })
  })

  test('a field named __proto__ changes nothing and comes in from nowhere', () => {
    const hostile = JSON.parse(
      `{"collection":"names","id":"a","fields":{"__proto__":[{"value":"x","stamp":"${stamp(1)}"}]}}`,
    )
    expect(readArchive(writeArchive([hostile], SUMMARY, SEED), NOW, SEED)).toMatchObject({ ok: false })
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
  const packed = () => ({ ...writeArchive([note], SUMMARY, SEED, new Map([[ID, bytes]])) })

  test('travel with it, and a person can read the documents', () => {
    const written = packed()
    const read = readArchive(written, NOW, SEED)
    expect(read.ok && [...read.value.attachments]).toEqual([[ID, bytes]])
    const documents = written['lockers/notes/https+notes.example+8443/documents.json']
    expect(JSON.parse(new TextDecoder().decode(documents))).toEqual([
      { id: 'first', value: { text: 'hello', file: { 'selfstead:blob': ID, size: 3 } } },
    ])
  })

  test('an attachment that was changed, is missing or is called otherwise is refused', () => {
    const path = `attachments/${ID}`
    expect(readArchive({ ...packed(), [path]: Uint8Array.of(1, 2, 4) }, NOW, SEED).ok).toBe(false)
    const { [path]: _, ...without } = packed()
    expect(readArchive(without, NOW, SEED)).toEqual({ ok: false, reason: 'damaged' })
    const named = writeArchive([note], SUMMARY, SEED, new Map([['../x', bytes]]))
    expect(readArchive(named, NOW, SEED)).toEqual({ ok: false, reason: 'damaged' })
  })

  test('a document with as many members as there may be comes back', () => {
    const fields = Object.fromEntries(
      Array.from({ length: 256 }, (_, at) => [`.m${at}`, [{ value: at, stamp: stamp(1) }]]),
    )
    const large: RecordState = { ...note, fields: { ...fields, '~created': [{ value: 1, stamp: stamp(1) }] } }
    expect(readArchive(writeArchive([large], SUMMARY, SEED), NOW, SEED).ok).toBe(true)
  })

  test('a file of version 1 is read', () => {
    const written = { ...files() }
    const manifest = JSON.parse(new TextDecoder().decode(written['manifest.json']))
    expect(manifest.version).toBe(2)
    written['manifest.json'] = utf8(JSON.stringify({ ...manifest, version: 1 }))
    expect(readArchive(written, NOW, null)).toMatchObject({ ok: true, value: { states: STATES } })
  })
})

describe('the zip', () => {
  test('what shrinks like a bomb is stored as it is, and opens again', () => {
    const dull = { 'history.ndjson': utf8('x'.repeat(5 * 1024 * 1024)), 'attachments/a': new Uint8Array(9) }
    const packed = packZip(dull, (path) => path.startsWith('attachments/'))
    const unpacked = unpackZip(packed)
    expect(unpacked.ok && Object.keys(unpacked.value)).toEqual(Object.keys(dull))
  })

  test('packs and unpacks', () => {
    const packed = packZip(files())
    const unpacked = unpackZip(packed)
    expect(unpacked.ok && Object.keys(unpacked.value).sort()).toEqual(Object.keys(files()).sort())
  })

  test('refuses a bomb before unpacking it', () => {
    const bomb = zipSync({ 'history.ndjson': new Uint8Array(64 * 1024 * 1024) }, { level: 9 })
    expect(bomb.length).toBeLessThan(200_000)
    expect(unpackZip(bomb)).toEqual({ ok: false, reason: 'too-large' })
  })

  test.each(['../escape', '/etc/passwd', 'a/../../b', 'a\\..\\b'])('refuses the path %s', (path) => {
    expect(unpackZip(zipSync({ [path]: utf8('x') }))).toEqual({ ok: false, reason: 'damaged' })
  })

  test('every truncation is refused and throws nothing', () => {
    const packed = packZip({ 'a.txt': utf8('hello'), 'b.txt': utf8('world') })
    for (let length = 0; length < packed.length; length++)
      expect(unpackZip(packed.subarray(0, length)).ok).toBe(false)
  })
})

describe('age', () => {
  /** Made once: scrypt is meant to be slow. */
  let sealed: Uint8Array
  beforeAll(async () => {
    sealed = await encryptAge(packZip(files()), 'right')
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
    expect(await decryptAge(sealed, 'wrong')).toEqual({ ok: false, reason: 'wrong-passphrase' })
    expect(await decryptAge(sealed.subarray(0, -3), 'right')).toEqual({ ok: false, reason: 'truncated' })
    expect(await decryptAge(sealed.subarray(0, 60), 'right')).toEqual({ ok: false, reason: 'truncated' })
    const opened = await decryptAge(sealed, 'right')
    expect(opened.ok && opened.value).toEqual(packZip(files()))
  })

  test('a file that asks for hours of work is refused before any is done', async () => {
    const costly = fromLatin(sealed).replace(/^(-> scrypt \S+ )18$/m, '$130')
    expect(await decryptAge(toLatin(costly), 'right')).toEqual({ ok: false, reason: 'too-large' })
  })

  test('a header of thousands of stanzas is refused', async () => {
    const header = `age-encryption.org/v1\n${'-> X25519 abc\nabc\n'.repeat(3_000)}--- abc\n`
    expect((await decryptAge(utf8(header), 'right')).ok).toBe(false)
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
