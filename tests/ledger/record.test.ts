import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '@/lib/ledger/entry'
import {
  deliveredRecord,
  entryRecord,
  ledgerLines,
  parseEntry,
  unwrittenRecord,
  workRecord,
} from '@/lib/ledger/record'
import { writtenEntry } from '@/lib/ledger/written'
import { id, NOW, reader, SHOP, stampAt } from '../grants/help'

const disclosure: LedgerEntry = {
  kind: 'disclosure',
  id: id(1),
  at: NOW,
  origin: SHOP,
  way: 'request',
  grant: id(2),
  values: [
    { claim: 'email', collection: 'emails', record: id(3), form: 'alias', versions: { email: stampAt(1) } },
  ],
}
const entries: readonly LedgerEntry[] = [
  disclosure,
  { ...disclosure, way: 'read', values: [] },
  { ...disclosure, way: 'fill', grant: null },
  { ...disclosure, way: 'fill', grant: null, sendsTo: 'https://other.example' },
  { ...disclosure, way: 'attach', grant: null },
  {
    ...disclosure,
    way: 'records',
    values: Array.from({ length: 1_000 }, (_, n) => ({
      claim: 'contacts',
      collection: 'contacts',
      record: `r${n}`,
      form: 'full' as const,
      versions: { name: stampAt(n) },
    })),
  },
  { kind: 'worked', id: id(1), at: NOW, origin: SHOP, grant: id(2), collection: `app:notes@${SHOP}` },
  ...([null, id(2)] as const).map((grant) => ({
    kind: 'written' as const,
    id: id(1),
    at: NOW,
    origin: SHOP,
    grant,
    collection: 'contacts',
    action: 'create' as const,
    records: ['r1'],
  })),
  ...(['granted', 'revoked', 'paused', 'resumed'] as const).map((kind) => ({
    kind,
    id: id(1),
    at: NOW,
    origin: SHOP,
    grant: id(2),
    claims: ['email'],
    by: 'person' as const,
  })),
  ...(['refused', 'silenced', 'lifted'] as const).map((kind) => ({
    kind,
    id: id(1),
    at: NOW,
    origin: SHOP,
    claims: [],
    until: null,
  })),
  ...(['exported', 'imported', 'restored'] as const).map((kind) => ({
    kind,
    id: id(1),
    at: NOW,
    records: 3,
    encrypted: true,
  })),
]

describe('ledger entries', () => {
  it.each(entries.map((entry) => [entry.kind, entry] as const))(
    '%s is read as it was written',
    (_kind, entry) => {
      const record = JSON.parse(JSON.stringify(entryRecord(entry, stampAt(NOW))))
      expect(ledgerLines(reader(record))).toEqual([{ entry, delivered: null }])
    },
  )

  it('come newest first by their stamps, also where the clock was set back', () => {
    const lines = ledgerLines(
      reader(
        entryRecord({ ...disclosure, id: id(1), at: 500 }, stampAt(10, 1)),
        entryRecord({ ...disclosure, id: id(2), at: 100 }, stampAt(10, 2)),
        entryRecord({ ...disclosure, id: id(3), at: 300 }, stampAt(9)),
      ),
    )
    expect(lines.map(({ entry }) => entry.id)).toEqual([id(2), id(1), id(3)])
  })

  it('say whether they were delivered', () => {
    const all = reader(entryRecord(disclosure, stampAt(1)))
    all.apply(deliveredRecord(id(1), false, stampAt(2)))
    expect(ledgerLines(all)[0]?.delivered).toBe(false)
    all.apply(deliveredRecord(id(1), true, stampAt(3)))
    expect(ledgerLines(all)[0]?.delivered).toBe(true)
  })

  it('say how much was done in a locker, the last count alone', () => {
    const [worked] = entries.filter(({ kind }) => kind === 'worked')
    const all = reader(...(worked ? [entryRecord(worked, stampAt(1))] : []))
    const count = { read: 3, create: 1, update: 0, delete: 0 }
    all.apply(workRecord(id(1), { ...count, read: 1 }, stampAt(2)))
    all.apply(workRecord(id(1), count, stampAt(3)))
    expect(ledgerLines(all)).toEqual([{ entry: worked, delivered: null, work: count }])
    expect(all.get('~ledger', id(1))?.fields.work).toHaveLength(1)
    all.apply(workRecord(id(1), { ...count, read: -1 }, stampAt(4)))
    expect(ledgerLines(all)).toEqual([{ entry: worked, delivered: null }])
  })

  it('say which values of a form did not get into the page, and of what goes by a form only', () => {
    const filled = { ...disclosure, way: 'fill', grant: null } as const
    const all = reader(entryRecord(filled, stampAt(1)))
    all.apply(unwrittenRecord(id(1), [], stampAt(2)))
    expect(ledgerLines(all)).toEqual([{ entry: filled, delivered: null }])
    all.apply(unwrittenRecord(id(1), [0], stampAt(3)))
    const lines = ledgerLines(all)
    expect(lines).toEqual([{ entry: filled, delivered: null, unwritten: [0] }])
    expect(lines.map(writtenEntry)).toEqual([{ ...filled, values: [] }])
    expect(writtenEntry({ entry: filled, delivered: null, unwritten: [1] })).toEqual(filled)
    expect(writtenEntry({ entry: filled, delivered: null })).toEqual(filled)
    const written = entries.find(({ kind }) => kind === 'written')
    const other = reader(...(written ? [entryRecord(written, stampAt(1))] : []))
    other.apply(unwrittenRecord(id(1), [0], stampAt(2)))
    expect(ledgerLines(other)).toEqual([{ entry: written, delivered: null }])
  })

  it('count nothing for another kind', () => {
    const all = reader(entryRecord(disclosure, stampAt(1)))
    all.apply(workRecord(id(1), { read: 1, create: 0, update: 0, delete: 0 }, stampAt(2)))
    expect(ledgerLines(all)).toEqual([{ entry: disclosure, delivered: null }])
  })

  it('cannot be rewritten: what was written first stands', () => {
    const all = reader(
      entryRecord(disclosure, stampAt(1)),
      entryRecord({ ...disclosure, origin: 'https://other.example' }, stampAt(2)),
    )
    expect(ledgerLines(all)).toEqual([{ entry: disclosure, delivered: null }])
  })

  it('a delivery without an entry is no line', () => {
    expect(ledgerLines(reader(deliveredRecord(id(1), true, stampAt(1))))).toEqual([])
  })

  it.each<[string, unknown]>([
    ['another id', { ...disclosure, id: id(7) }],
    [
      'a value among the values',
      { ...disclosure, values: [{ ...disclosure.values[0], value: 'ada@example.org' }] },
    ],
    [
      'a version that is no stamp',
      { ...disclosure, values: [{ ...disclosure.values[0], versions: { email: 'new' } }] },
    ],
    ['an unknown form', { ...disclosure, values: [{ ...disclosure.values[0], form: 'all' }] }],
    ['more values than a request can ask', { ...disclosure, values: Array(65).fill(disclosure.values[0]) }],
    [
      'more records than one answer holds',
      { ...disclosure, way: 'records', values: Array(1_001).fill(disclosure.values[0]) },
    ],
    ['a fill by a grant', { ...disclosure, way: 'fill' }],
    ['an attachment put in by a grant', { ...disclosure, way: 'attach' }],
    ['a read by no grant', { ...disclosure, way: 'read', grant: null }],
    ['a read that goes on to another site', { ...disclosure, sendsTo: 'https://other.example' }],
    ['a write of nothing', { ...entries.find(({ kind }) => kind === 'written'), records: [] }],
    ['an unknown kind', { ...disclosure, kind: 'leaked' }],
    ['a kind with members of another', { ...disclosure, kind: 'granted' }],
    ['no time', { ...disclosure, at: '2026' }],
    ['an origin that is none', { ...disclosure, origin: 'shop' }],
    ['nothing', null],
  ])('%s is no entry', (_name, value) => {
    const record = {
      collection: '~ledger',
      id: id(1),
      fields: { entry: [{ value: value as never, stamp: stampAt(1) }] },
    }
    expect(ledgerLines(reader(record))).toEqual([])
  })

  it('arbitrary JSON is none', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => parseEntry(value) === null))
  })
})
