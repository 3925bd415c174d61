import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { utf8 } from '@/lib/base/bytes'
import { canonicalJson, type Json } from '@/lib/base/json'
import { readArchive } from '@/lib/exchange/archive'
import { sourceOf } from '@/lib/exchange/source'
import { readZip } from '@/lib/exchange/unzip'
import type { RecordState, Stamp } from '@/lib/records/record'
import { collect } from '../support/unpack-zip'
import { NOW, record, SEED, SUMMARY, stamp, writeArchive } from './made-archive'

/** What is inside the age file of an export (docs/FORMAT.md, "Archive"), as it was written once. */
const FILE = new URL('../vectors/exchange/archive-2.json', import.meta.url)

const ATTACHMENT = 'CgsMDQ4PEBESExQVFhcYGQ'
const CONTENT = utf8('what a site attached')
const STATES: readonly RecordState[] = [
  record('a'),
  {
    collection: 'emails',
    id: 'b',
    fields: {
      email: [
        {
          value: 'ada@lovelace.example',
          stamp: stamp(5),
          over: [`${stamp(4).slice(0, 16)}-device-b` as Stamp],
          from: { by: 'site', origin: 'https://shop.example', at: NOW - 5_000 },
        },
      ],
      '~label': [{ value: '=private', stamp: stamp(6), from: { by: 'person', at: NOW - 4_000 } }],
    },
    floors: { email: stamp(3) },
  },
  { collection: 'notes', id: 'c', fields: {}, erased: stamp(7) },
  {
    collection: 'app:notes@https://notes.example',
    id: 'd',
    fields: {
      title: [{ value: 'Straße 東京', stamp: stamp(8) }],
      '.scan': [{ value: { 'selfstead:blob': ATTACHMENT, size: CONTENT.length }, stamp: stamp(9) }],
    },
  },
]

/** All but the words for people, which may be said better one day. */
const isFrozen = (path: string): boolean => path !== 'README.txt' && path !== 'manifest.json'

async function produce() {
  const files = await writeArchive(STATES, new Map([[ATTACHMENT, [CONTENT]]]))
  const texts = Object.entries(files).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const)
  const manifest = JSON.parse(Object.fromEntries(texts)['manifest.json'] ?? '')
  return { manifest, files: Object.fromEntries(texts.filter(([path]) => isFrozen(path))) }
}

interface Frozen {
  readonly manifest: {
    readonly files: { readonly [path: string]: string }
    readonly [member: string]: unknown
  }
  readonly files: { readonly [path: string]: string }
  /** The whole zip, base64. */
  readonly zip: string
}
const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as Frozen

test('every file of an archive but its README is written as it was', async () => {
  const { manifest, files } = await produce()
  expect(Object.keys(files)).toEqual(Object.keys(frozen.files))
  expect(files).toEqual(frozen.files)
  const { files: hashes, seal: _, ...rest } = manifest
  const { files: theirs, seal: __, ...others } = frozen.manifest
  expect(rest).toEqual(others)
  expect({ ...hashes, 'README.txt': null }).toEqual({ ...theirs, 'README.txt': null })
})

test('a file’s hash, and the seal by which a vault knows its own, are what the paper says', () => {
  for (const [path, text] of Object.entries(frozen.files))
    expect(createHash('sha256').update(text).digest('base64url'), path).toBe(frozen.manifest.files[path])
  const { seal, ...rest } = frozen.manifest
  const key = Buffer.from(hkdfSync('sha256', SEED, new Uint8Array(0), 'selfstead/v1/archive', 32))
  const sealed = canonicalJson(rest as unknown as Json)
  expect(createHmac('sha256', key).update(sealed).digest('base64url')).toBe(seal)
})

test('a zip that was written once is read, whatever is written today', async () => {
  const zip = await readZip(sourceOf(Uint8Array.from(Buffer.from(frozen.zip, 'base64'))))
  if (!zip.ok) throw new Error(zip.reason)
  const read = await readArchive(zip.value, NOW, SEED)
  if (!read.ok) throw new Error(read.reason)
  const { attachments, ...archive } = read.value
  expect(archive).toEqual({ summary: SUMMARY, states: STATES, own: true })
  const attached = attachments.get(ATTACHMENT)
  expect(attached && (await collect(attached.pieces()))).toEqual(CONTENT)
})
