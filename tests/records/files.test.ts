import { expect, test } from 'vitest'
import { type Bytes, equalBytes } from '@/lib/base/bytes'
import { checkField } from '@/lib/records/collections'
import { fileFields, fileOf, MAX_FILE } from '@/lib/records/files'
import { recordView } from './view-of'

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7) & 255) as Bytes
const file = (length: number) => ({ name: 'passport.pdf', type: 'application/pdf', bytes: bytesOf(length) })

test.each([0, 1, 29_999, 30_000, 30_001, 500_000, MAX_FILE])(
  'a file of %i bytes comes back as it was',
  (length) => {
    const fields = fileFields(file(length)) ?? {}
    for (const [field, value] of Object.entries(fields))
      expect(checkField('documents', field, value), field).toEqual({ value })
    const held = fileOf(recordView('documents', fields))
    expect([held?.name, held?.type, held?.bytes.length]).toEqual(['passport.pdf', 'application/pdf', length])
    expect(held && equalBytes(held.bytes, bytesOf(length))).toBe(true)
  },
)

test('a larger one is refused', () => expect(fileFields(file(MAX_FILE + 1))).toBeNull())

test('a smaller file leaves nothing of the larger one', () => {
  const before = fileFields(file(100_000)) ?? {}
  const after = fileFields(file(10), before) ?? {}
  expect(after).toMatchObject({ 'file/1': null, 'file/2': null, 'file/3': null, 'file-size': 10 })
  expect('file/4' in after).toBe(false)
})

test.each([
  ['no file', {}],
  ['a part missing', { ...fileFields(file(100_000)), 'file/1': null }],
  ['a damaged part', { ...fileFields(file(100)), 'file/0': '!' }],
  ['another size', { ...fileFields(file(100)), 'file-size': 99 }],
])('%s is no file', (_, fields) => expect(fileOf(recordView('documents', fields))).toBeNull())

test('only documents hold files', () =>
  expect(fileOf(recordView('notes', fileFields(file(10)) ?? {}))).toBeNull())
