import { describe, expect, it } from 'vitest'
import { utf8 } from '@/lib/base/bytes'
import { DAY } from '@/lib/base/time'
import type { Holding, LedgerLine } from '@/lib/ledger/entry'
import { letterFacts } from '@/lib/ledger/letters'
import { receiptOf } from '@/lib/ledger/receipt'
import { parseReceipt } from '@/lib/ledger/receipt-schema'
import { id, makeGrant, NOW, SHOP } from '../grants/help'

const held = (claim: string, first: number, last: number, more: Partial<Holding> = {}): Holding => ({
  origin: SHOP,
  collection: 'emails',
  record: id(900),
  claim,
  form: 'full',
  versions: {},
  first,
  last,
  times: 1,
  ways: ['request'],
  held: [],
  current: true,
  live: false,
  ...more,
})
const worked: LedgerLine = {
  entry: { kind: 'worked', id: id(5), at: NOW, origin: SHOP, grant: id(1), collection: `app:notes@${SHOP}` },
  delivered: null,
}
const body = (n: number, more: Parameters<typeof makeGrant>[0] = {}) =>
  receiptOf(makeGrant({ id: id(n), ...more }), utf8('k'))

describe('what a letter can say', () => {
  it('all of one site, oldest first, and nothing of another', () => {
    const holdings = [
      held('tel', 20, 30),
      held('email', 10, 15),
      held('email', 5, 12, { record: id(901) }),
      held('email', 1, 99, { origin: 'https://other.example' }),
    ]
    const receipts = [
      body(2, { created: NOW, retention: 'P30D', nonce: 'order-2' }),
      body(1, { created: NOW - DAY, retention: 'P90D' }),
      body(3, { origin: 'https://other.example' }),
    ]
    const elsewhere = {
      ...worked,
      entry: { ...worked.entry, origin: 'https://other.example', collection: 'app:b@https://other.example' },
    } as LedgerLine
    expect(letterFacts(SHOP, holdings, [worked, elsewhere, worked], receipts)).toEqual({
      origin: SHOP,
      claims: [
        { claim: 'email', form: 'full', first: 5, last: 15, records: 2 },
        { claim: 'tel', form: 'full', first: 20, last: 30, records: 1 },
      ],
      lockers: [`app:notes@${SHOP}`],
      first: 5,
      last: 30,
      receipts: [
        {
          id: id(1),
          created: '2026-05-02T12:00:00.000Z',
          purpose: 'Send order 1234',
          retention: 'P90D',
          nonce: null,
        },
        {
          id: id(2),
          created: '2026-05-03T12:00:00.000Z',
          purpose: 'Send order 1234',
          retention: 'P30D',
          nonce: 'order-2',
        },
      ],
      key: 'aw',
      promised: 30 + 90 * DAY,
    })
  })

  it('one receipt without a promise makes it none', () => {
    expect(letterFacts(SHOP, [], [], [body(1, { retention: 'P90D' }), body(2)]).promised).toBeNull()
    expect(letterFacts(SHOP, [], [], [])).toMatchObject({
      first: null,
      last: null,
      key: null,
      promised: null,
    })
  })
})

describe('a kept receipt', () => {
  const collections = [
    { collection: 'contacts', actions: ['read' as const], fields: ['name'], newToo: false },
  ]
  const receipt = { body: body(1, { collections }), signature: 's', key: 'aw' }
  it('is read as it was written, from its text', () => {
    expect(parseReceipt(JSON.parse(JSON.stringify(receipt)))).toEqual(receipt)
  })
  it.each<[string, unknown]>([
    ['none', null],
    ['another standard', { ...receipt, body: { ...receipt.body, standard: 'selfstead-receipt/2' } }],
    [
      'with a value in it',
      { ...receipt, body: { ...receipt.body, data: [{ claim: 'tel', form: 'full', value: '1' }] } },
    ],
    ['without a signature', { body: receipt.body, key: 'aw' }],
  ])('%s is not', (_name, input) => {
    expect(parseReceipt(input)).toBeNull()
  })
})
