import { describe, expect, test } from 'vitest'
import { utf8 } from '@/lib/base/bytes'
import { readArchive } from '@/lib/exchange/archive'
import type { RecordState, Stamp } from '@/lib/records/record'
import { asZipped, collect } from '../support/unpack-zip'
import { files, NOW, read, record, SEED, STATES, SUMMARY, stamp, writeArchive } from './made-archive'

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
