import { describe, expect, test } from 'vitest'
import { mergeStates } from '@/lib/records/merge'
import type { FieldVersion, RecordState } from '@/lib/records/record'
import { createStamper } from '@/lib/records/stamp'
import { createLooking, differingFields } from '@/lib/services/looking'
import { createMemoryVault } from '../support/memory-vault'

const [A, B] = ['A'.repeat(22), 'B'.repeat(22)] as const
const at = (device: string, time: number) =>
  createStamper({ device: `${device}tagX`, now: () => time }).next()

const version = (device: string, time: number, value: FieldVersion['value']): FieldVersion => ({
  value,
  stamp: at(device, time),
})

/** The same record written on two devices, neither of which knew of the other. */
function both(
  fields: { readonly [field: string]: readonly [FieldVersion, FieldVersion] },
  collection = 'emails',
): RecordState {
  const half = (side: 0 | 1): RecordState => ({
    collection,
    id: `${'e'.repeat(21)}A`,
    fields: Object.fromEntries(Object.entries(fields).map(([field, pair]) => [field, [pair[side]]])),
  })
  return mergeStates(half(0), half(1))
}

describe('what the person sees of two versions', () => {
  test('is both, with what counts first', () => {
    const state = both({ email: [version(A, 1, 'a@one.example'), version(B, 2, 'b@two.example')] })
    expect(differingFields(state)).toMatchObject([
      { field: 'email', current: { value: 'b@two.example' }, others: [{ value: 'a@one.example' }] },
    ])
  })

  test('is the label as well, and nothing of what is ours', () => {
    const state = both({
      '~label': [version(A, 1, 'Work'), version(B, 2, 'Office')],
      '~confirmed': [version(A, 1, 10), version(B, 2, 20)],
      unheard: [version(A, 1, 'x'), version(B, 2, 'y')],
    })
    expect(differingFields(state).map(({ field }) => field)).toEqual(['~label'])
  })

  test('is not what follows from another field: that goes with it', () => {
    const pair = (one: string, other: string) => [version(A, 1, one), version(B, 2, other)] as const
    const state = both(
      { tel: pair('+442079460018', '+442079460019'), 'tel-national': pair('2079460018', '2079460019') },
      'phones',
    )
    expect(differingFields(state).map(({ field }) => field)).toEqual(['tel'])
  })

  test('is over once it was looked at, on every device that hears of it', async () => {
    const vault = createMemoryVault({ device: `${A}tagX`, now: () => 50 })
    const state = both({
      email: [version(A, 1, 'a@one.example'), version(B, 2, 'b@two.example')],
      '~label': [version(A, 1, 'Work'), version(B, 2, 'Office')],
    })
    await vault.commit(() => [state])
    const now = () => vault.get(state.collection, state.id) as RecordState
    expect(differingFields(now())).toHaveLength(2)
    await createLooking({ vault }).keep(state.collection, state.id)
    expect(differingFields(now())).toEqual([])
    expect(differingFields(mergeStates(state, now()))).toEqual([])
    // What comes later is new.
    const later = mergeStates(now(), { ...state, fields: { email: [version(B, 60, 'c@three.example')] } })
    const unheard = mergeStates(later, { ...state, fields: { email: [version(A, 55, 'd@four.example')] } })
    expect(differingFields(unheard).map(({ field }) => field)).toEqual(['email'])
  })
})
