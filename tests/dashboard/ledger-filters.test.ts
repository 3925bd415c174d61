import { signal } from '@preact/signals'
import { describe, expect, test } from 'vitest'
import type { Dashboard } from '@/entrypoints/dashboard/state/dashboard'
import { addDays, startOfDay } from '@/entrypoints/dashboard/state/days'
import type { DashboardEdges } from '@/entrypoints/dashboard/state/edges'
import { createLedger, PAGE } from '@/entrypoints/dashboard/state/ledger'
import { TOGETHER } from '@/entrypoints/dashboard/state/who-has'
import type { DisclosedValue, LedgerEntry, LedgerLine } from '@/lib/ledger/entry'

const NOW = new Date(2026, 4, 3, 12).getTime()
const SHOP = 'https://shop.example'
const BANK = 'https://bank.example'
const NOTES = 'app:notes@https://notes.example'
const ago = (days: number) => addDays(startOfDay(NOW), -days) + 3_600_000

type Part<Kind extends LedgerEntry['kind']> = Partial<Extract<LedgerEntry, { kind: Kind }>>

const value = (collection: string, record: string): DisclosedValue => ({
  claim: collection,
  collection,
  record,
  form: 'full',
  versions: {},
})
const got = (id: string, days: number, change: Part<'disclosure'>): LedgerLine => ({
  entry: {
    kind: 'disclosure',
    id,
    at: ago(days),
    origin: SHOP,
    way: 'read',
    grant: 'g',
    values: [],
    ...change,
  },
  delivered: true,
})
const wrote = (id: string, days: number, change: Part<'written'>): LedgerLine => ({
  entry: {
    kind: 'written',
    id,
    at: ago(days),
    origin: SHOP,
    grant: 'g',
    collection: 'contacts',
    action: 'create',
    records: [],
    ...change,
  },
  delivered: null,
})
const refused: LedgerLine = {
  entry: { kind: 'refused', id: 'no', at: ago(1), origin: BANK, claims: ['tel'], until: null },
  delivered: null,
}
const exported: LedgerLine = {
  entry: { kind: 'exported', id: 'out', at: ago(1), records: 2, encrypted: true },
  delivered: null,
}

const LINES = [
  got('home to shop', 0, { values: [value('addresses', 'home')] }),
  exported,
  refused,
  got('mail and home to bank', 2, {
    origin: BANK,
    values: [value('emails', 'mail'), value('addresses', 'home')],
  }),
  wrote('bob by shop', 3, { records: ['bob'] }),
  got('mail to shop', 9, { values: [value('emails', 'mail')] }),
  {
    ...got('a form that took no mail', 10, {
      way: 'fill',
      grant: null,
      values: [value('emails', 'mail'), value('names', 'ada')],
    }),
    unwritten: [0],
  },
  {
    entry: { kind: 'worked', id: 'notes', at: ago(11), origin: BANK, grant: 'g', collection: NOTES },
    delivered: null,
  },
] satisfies readonly LedgerLine[]

/** The page's ledger over those lines; `files` are what was saved. */
function open(lines: readonly LedgerLine[] = LINES) {
  const files: { name: string; content: string }[] = []
  const opened = {
    sharing: { ledger: () => lines, sites: () => [] },
    vault: { get: () => null },
  }
  const dashboard = { tick: signal(0), opened: signal(opened) } as unknown as Dashboard
  const edges = {
    now: () => NOW,
    download: (name: string, _: string, content: string) => files.push({ name, content }),
  } as unknown as DashboardEdges
  const ledger = createLedger(edges, dashboard)
  return { ledger, files, shown: () => ledger.lines.value.map(({ entry }) => entry.id) }
}

describe('the ledger', () => {
  test('shows everything while nothing is chosen', () => {
    const { ledger, shown } = open()
    expect(shown()).toEqual(LINES.map(({ entry }) => entry.id))
    expect(ledger.origins.value).toEqual([BANK, SHOP])
  })

  test('of one site shows what names that site', () => {
    const { ledger, shown } = open()
    ledger.choose({ site: BANK })
    expect(shown()).toEqual(['no', 'mail and home to bank', 'notes'])
  })

  test('of one value shows what gave it away, what wrote it, and nothing that only asked for it', () => {
    const { ledger, shown } = open()
    ledger.choose({ value: 'addresses/home' })
    expect(shown()).toEqual(['home to shop', 'mail and home to bank'])
    ledger.choose({ value: 'contacts/bob' })
    expect(shown()).toEqual(['bob by shop'])
    ledger.choose({ value: `${NOTES}/` })
    expect(shown()).toEqual(['notes'])
  })

  test('of a value leaves out the form that did not take it', () => {
    const { ledger, shown } = open()
    ledger.choose({ value: 'emails/mail' })
    expect(shown()).toEqual(['mail and home to bank', 'mail to shop'])
  })

  test('offers each value once, and as one what many of a collection are alike in', () => {
    const people = Array.from({ length: TOGETHER }, (_, place) => `p${place}`)
    const { ledger, shown } = open([
      got('all people', 1, { values: people.map((id) => value('contacts', id)) }),
      got('home', 2, { values: [value('addresses', 'home')] }),
      got('home again', 3, { values: [value('addresses', 'home')] }),
    ])
    expect(ledger.values.value.map(({ collection, records }) => [collection, records])).toEqual([
      ['contacts', TOGETHER],
      ['addresses', 1],
    ])
    ledger.choose({ value: ledger.values.value[0]?.key ?? '' })
    expect(shown()).toEqual(['all people'])
  })

  test('of a time on the strip shows what falls into it, and the strip counts what site and value leave', () => {
    const { ledger, shown } = open()
    ledger.choose({ value: 'emails/mail' })
    expect(ledger.bars.value.reduce((sum, { count }) => sum + count, 0)).toBe(2)
    const last = ledger.bars.value.length - 1
    ledger.chooseTime({ first: last - 2, last })
    expect(shown()).toEqual(['mail and home to bank'])
    ledger.chooseTime({ first: last - 9, last: last - 9 })
    expect(shown()).toEqual(['mail to shop'])
    ledger.chooseTime(null)
    expect(shown()).toHaveLength(2)
  })

  test('holds site, value and time together, down to nothing', () => {
    const { ledger, shown } = open()
    ledger.choose({ site: BANK })
    ledger.choose({ value: 'addresses/home' })
    expect([ledger.site.value, shown()]).toEqual([BANK, ['mail and home to bank']])
    const last = ledger.bars.value.length - 1
    ledger.chooseTime({ first: last, last })
    expect(shown()).toEqual([])
    // Another site has another strip: the time is chosen anew there.
    ledger.choose({ site: SHOP })
    expect([ledger.brush.value, shown()]).toEqual([null, ['home to shop']])
  })

  test('begins at the first page again when something else is chosen', () => {
    const { ledger } = open()
    ledger.limit.value = 3 * PAGE
    ledger.choose({ site: SHOP })
    expect(ledger.limit.value).toBe(PAGE)
    ledger.limit.value = 3 * PAGE
    ledger.chooseTime({ first: 0, last: 3 })
    expect(ledger.limit.value).toBe(PAGE)
  })

  test('leaves nothing out for a value that came apart meanwhile', () => {
    const { ledger, shown } = open()
    ledger.choose({ value: 'contacts [["https://gone.example",true,true]]' })
    expect(shown()).toHaveLength(LINES.length)
  })

  test('leaves as a file with what the filters leave', () => {
    const { ledger, files } = open()
    ledger.choose({ site: SHOP, value: 'emails/mail' })
    ledger.exportJson()
    ledger.exportCsv()
    expect(files.map(({ name }) => name.slice(-4))).toEqual(['json', '.csv'])
    const [json, csv] = files.map(({ content }) => content)
    expect(JSON.parse(json ?? '').entries.map(({ id }: { id: string }) => id)).toEqual(['mail to shop'])
    expect(csv?.trim().split('\r\n')).toHaveLength(2)
    expect(csv).toContain(new Date(ago(9)).toISOString())
  })
})
