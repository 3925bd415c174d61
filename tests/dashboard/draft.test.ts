import { expect, test } from 'vitest'
import { changedFields, createDraft } from '@/entrypoints/dashboard/state/draft'
import { homeCountry } from '@/entrypoints/dashboard/state/home-country'
import { monthFromTyped, monthToTyped, readTyped, toTyped } from '@/entrypoints/dashboard/state/typed'
import { fileOf } from '@/lib/records/files'
import type { RecordView } from '@/lib/records/record'
import { createKeeping } from '@/lib/services/keeping'
import { createMemoryVault } from '@/tests/support/memory-vault'

function keepingOf(clock = { time: 1_000 }) {
  const now = () => clock.time++
  const vault = createMemoryVault({ now })
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  return createKeeping({ vault, now, random })
}

test('a card’s end is typed as it stands on the card', () => {
  expect(monthToTyped('2030-05')).toBe('05/30')
  for (const text of ['5/30', '05/30', '05 / 2030', '05-30']) expect(monthFromTyped(text)).toBe('2030-05')
  expect(monthFromTyped('soon')).toBe('soon')
})

test('what is computed when a record is saved is not in its form', () => {
  expect(toTyped('phones', { tel: '+442079460018', 'tel-national': '020 7946 0018' })).toEqual({
    tel: '+442079460018',
  })
})

test('a number is read in its country, and refused where it cannot be one', async () => {
  expect(await readTyped('phones', { tel: '020 7946 0018' }, 'GB')).toEqual({
    values: { tel: '+442079460018' },
    problems: {},
  })
  expect((await readTyped('phones', { tel: '020 7946 0018' }, null)).problems).toEqual({ tel: 'not-a-phone' })
})

test('only what differs is written, and an emptied field becomes null', () => {
  expect(changedFields({ a: 'x', b: 'y' }, { a: 'x', b: ' ', c: 'z', d: '' })).toEqual({ b: null, c: 'z' })
})

test('a refused record keeps what was typed and says what is wrong until the field is changed', async () => {
  const keeping = keepingOf()
  const draft = createDraft(() => keeping, { collection: 'emails', record: null })
  draft.setLabel('Home')
  draft.set('email', 'ada@')
  expect(await draft.save()).toBeNull()
  expect(draft.values.value.email).toBe('ada@')
  expect(draft.problems.value.email).toBe('not-an-email')
  expect(draft.dirty.value).toBe(true)
  draft.set('email', 'ada@lovelace.example')
  expect(draft.problems.value.email).toBeUndefined()
  expect((await draft.save())?.label).toBe('Home')
  expect(draft.dirty.value).toBe(false)
  expect(keeping.list('emails')).toHaveLength(1)
})

test('changing a record keeps its other fields', async () => {
  const keeping = keepingOf()
  const added = await keeping.add('addresses', 'Home', { country: 'GB', 'address-level2': 'London' })
  if (!added.ok) throw new Error('not added')
  const draft = createDraft(() => keeping, { collection: 'addresses', record: added.value })
  draft.set('address-level2', 'Cambridge')
  await draft.save()
  expect(keeping.get('addresses', added.value.id)?.fields).toMatchObject({
    country: 'GB',
    'address-level2': 'Cambridge',
  })
})

test('a full disk is told apart, and nothing typed is lost', async () => {
  const full = Object.assign(new Error('no room'), { name: 'QuotaExceededError' })
  const keeping = { ...keepingOf(), add: () => Promise.reject(full) }
  const draft = createDraft(() => keeping, { collection: 'notes', record: null })
  draft.set('text', 'hello')
  expect(await draft.save()).toBeNull()
  expect(draft.state.value).toBe('full')
  expect(draft.values.value.text).toBe('hello')
})

test('the country a person most likely means', async () => {
  const keeping = keepingOf()
  expect(homeCountry([], ['en', 'de-AT'])).toBe('AT')
  await keeping.add('addresses', '', { country: 'FR', 'address-level2': 'Paris' })
  expect(homeCountry(keeping.list('addresses'), ['de-AT'])).toBe('FR')
  expect(homeCountry([], ['en'])).toBeNull()
})

test('a document keeps its file, gives it back byte for byte, and another or none takes its place', async () => {
  const keeping = keepingOf()
  const start = (record: RecordView | null) => createDraft(() => keeping, { collection: 'documents', record })
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251)
  const first = start(null)
  first.set('kind', 'contract')
  first.set('title', 'Lease')
  first.setFile({ name: 'lease.pdf', type: 'application/pdf', bytes })
  expect(first.dirty.value).toBe(true)
  const kept = await first.save()
  expect(kept && fileOf(kept)).toEqual({ name: 'lease.pdf', type: 'application/pdf', bytes })

  const second = start(kept)
  expect(second.file.value?.name).toBe('lease.pdf')
  second.setFile({ name: 'short.txt', type: 'text/plain', bytes: bytes.subarray(0, 3) })
  const replaced = await second.save()
  expect(replaced && fileOf(replaced)).toEqual({
    name: 'short.txt',
    type: 'text/plain',
    bytes: bytes.slice(0, 3),
  })

  const third = start(replaced)
  third.setFile(null)
  const emptied = await third.save()
  expect(emptied && fileOf(emptied)).toBeNull()
  expect(emptied?.fields.title).toBe('Lease')
})
