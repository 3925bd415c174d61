import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/base/json'
import { HOUR, MINUTE } from '@/lib/base/time'
import type { Rule } from '@/lib/grants/rule'
import { readsRecord } from '@/lib/ledger/record'
import { mergeStates } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { isSpent } from '@/lib/services/budgets'
import { id, NOW, SHOP, stampAt } from '../grants/help'

const budget = (reads: number, origin: string | null = null): Rule => ({
  kind: 'budget',
  reads,
  origin,
  id: id(1),
  created: NOW,
})

let made = 10
const line = (at: number, entry: { readonly [member: string]: Json }): RecordState => {
  const name = id(made++)
  return {
    collection: '~ledger',
    id: name,
    fields: { entry: [{ value: { id: name, at, origin: SHOP, ...entry }, stamp: stampAt(at) }] },
  }
}
const shared = (at: number) => line(at, { kind: 'disclosure', way: 'records', grant: 'g', values: [] })
const filled = (at: number) => line(at, { kind: 'disclosure', way: 'fill', grant: null, values: [] })
const written = (at: number) =>
  line(at, { kind: 'written', grant: 'g', collection: 'contacts', action: 'create', records: ['a'] })

/** The entry of an hour of work in a locker, and how often was read in it: minutes from now, and times. */
function worked(begun: number, reads: readonly (readonly [minute: number, times: number])[], origin = SHOP) {
  const entry = line(begun, { kind: 'worked', grant: 'g', collection: 'app:notes@https://n.example', origin })
  const byMinute = Object.fromEntries(
    reads.map(([minute, times]) => [String(Math.floor(NOW / MINUTE) + minute), times]),
  )
  return mergeStates(entry, readsRecord(entry.id, byMinute, stampAt(begun + 1)))
}

const FAR = 'https://far.example'

describe('one more read is too much where three an hour are allowed', () => {
  it.each<[string, boolean, readonly RecordState[]]>([
    ['after nothing', false, []],
    ['after two of shared records', false, [shared(NOW - 2), shared(NOW - 1)]],
    ['after three of shared records', true, [shared(NOW - 3), shared(NOW - 2), shared(NOW - 1)]],
    ['after two in a locker', false, [worked(NOW - MINUTE, [[0, 2]])]],
    ['after three in a locker, in one minute', true, [worked(NOW - MINUTE, [[0, 3]])]],
    [
      'after three in a locker, in three minutes',
      true,
      [
        worked(NOW - 40 * MINUTE, [
          [-40, 1],
          [-20, 1],
          [0, 1],
        ]),
      ],
    ],
    ['after one of shared records and two in a locker', true, [worked(NOW - MINUTE, [[-1, 2]]), shared(NOW)]],
    ['after three in a locker in the minute an hour ago', true, [worked(NOW - 100 * MINUTE, [[-60, 3]])]],
    ['after three in a locker over an hour ago', false, [worked(NOW - 100 * MINUTE, [[-62, 3]])]],
    [
      'after three in a locker, of an hour of the clock that began long ago',
      true,
      [worked(NOW - 100 * MINUTE, [[-55, 3]])],
    ],
    ['after three in two lockers', true, [worked(NOW - 5, [[0, 1]]), worked(NOW - 4, [[0, 2]])]],
    ['after three of another site', false, [worked(NOW - 5, [[0, 3]], FAR)]],
    ['after much was written', false, [1, 2, 3, 4].map((ago) => written(NOW - ago))],
    ['after the person filled four forms', false, [1, 2, 3, 4].map((ago) => filled(NOW - ago))],
    ['after work in a locker that nothing was counted of', false, [worked(NOW - 5, [])]],
  ])('%s: %s', (_name, spent, ledger) => {
    expect(isSpent({ all: () => ledger }, [budget(3)], SHOP, NOW)).toBe(spent)
  })

  it('by the rule of that site alone, or of any', () => {
    const ledger = [worked(NOW - MINUTE, [[0, 3]])]
    expect(isSpent({ all: () => ledger }, [budget(3, SHOP)], SHOP, NOW)).toBe(true)
    expect(isSpent({ all: () => ledger }, [budget(3, FAR)], SHOP, NOW)).toBe(false)
    expect(isSpent({ all: () => ledger }, [], SHOP, NOW)).toBe(false)
    expect(isSpent({ all: () => [shared(NOW - HOUR - 1), shared(NOW)] }, [budget(2)], SHOP, NOW)).toBe(false)
  })
})
