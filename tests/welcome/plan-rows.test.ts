import { describe, expect, it } from 'vitest'
import { shownRows, takenOf } from '@/entrypoints/dashboard/views/transfer/rows'
import type { ImportPlan, ImportRow } from '@/lib/services/transfer'

const row = (id: string, outcome: ImportRow['outcome'], collection = 'names'): ImportRow => ({
  collection,
  id,
  label: id,
  text: '',
  outcome,
})

const plan: ImportPlan = {
  summary: { vaultId: 'v', generation: 1, created: 1, records: {}, grants: 0, ledger: 0 },
  from: 'own',
  encrypted: true,
  rows: [row('a', 'same'), row('b', 'changed'), row('c', 'older'), row('d', 'new'), row('e', 'new', 'cards')],
}

describe('the rows of a plan', () => {
  it('show what changes something, new ones first and kinds together', () => {
    expect(shownRows(plan, false).map(({ id }) => id)).toEqual(['e', 'd', 'b'])
  })

  it('show the rest below where asked for', () => {
    expect(shownRows(plan, true).map(({ id }) => id)).toEqual(['e', 'd', 'b', 'c', 'a'])
  })

  it('count what is ticked and changes something', () => {
    expect(takenOf(plan, new Set())).toBe(3)
    expect(takenOf(plan, new Set(['d', 'a']))).toBe(2)
  })
})
