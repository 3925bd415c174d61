import { expect, test } from 'vitest'
import { ledgerCsv, ledgerJson } from '@/entrypoints/dashboard/state/ledger'
import type { LedgerLine } from '@/lib/ledger/entry'

const LINE: LedgerLine = {
  entry: {
    kind: 'disclosure',
    id: 'e',
    at: 0,
    origin: 'https://a.example',
    way: 'request',
    grant: 'g',
    values: [
      { claim: 'name', collection: 'names', record: 'r', form: 'full', versions: {} },
      { claim: 'bday', collection: 'dates', record: 's', form: 'over:18', versions: {} },
    ],
  },
  delivered: null,
}

test('the ledger leaves as a table with the form of each claim', () => {
  const [head, row] = ledgerCsv([LINE]).split('\r\n')
  expect(head).toBe('time,kind,origin,way,claims,grant,delivered,device')
  expect(row).toBe('1970-01-01T00:00:00.000Z,disclosure,https://a.example,request,"name, bday (over:18)",g,,')
})

test('a decision that names a formula is no formula in the table', () => {
  const entry = { kind: 'lifted', id: 'x', at: 0, origin: '=1+1', claims: [], until: null } as const
  expect(ledgerCsv([{ entry, delivered: null }])).toContain(",'=1+1,")
})

test('the ledger leaves as JSON with its times readable', () => {
  const file = JSON.parse(ledgerJson([LINE]))
  expect(file).toMatchObject({ format: 'selfstead-ledger', version: 1 })
  expect(file.entries[0]).toMatchObject({ time: '1970-01-01T00:00:00.000Z', delivered: null, grant: 'g' })
})

test('on several devices each line names the one on which it happened, and no name is a formula', () => {
  const deviceOf = (id: string) => (id === 'e' ? '=Desk, "upstairs"' : null)
  const [, row] = ledgerCsv([LINE], deviceOf).split('\r\n')
  expect(row).toContain(`,g,,"'=Desk, ""upstairs"""`)
  expect(JSON.parse(ledgerJson([LINE], deviceOf)).entries[0].device).toBe('=Desk, "upstairs"')
  expect(JSON.parse(ledgerJson([LINE])).entries[0]).not.toHaveProperty('device')
})
