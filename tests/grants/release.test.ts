import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashRequest } from '@/lib/grants/hash-request'
import { releaseValues } from '@/lib/grants/release'
import type { RecordView } from '@/lib/records/record'
import { ask, granted, id, request, stampAt, view } from './help'

const context = { today: '2026-05-03', aliasTag: 'shop-4f2' }
const home = view(
  'addresses',
  { 'street-address': '12 St James Sq', 'address-level2': 'London' },
  { id: id(1) },
)
const born = view('dates', { date: '1990-12-10', kind: 'birthday' }, { id: id(2) })
const mail = view('emails', { email: 'ada@example.org' }, { id: id(3) })

function release(claims: Parameters<typeof granted>[], records: readonly RecordView[] = [home, born, mail]) {
  const opened: string[] = []
  const result = releaseValues({
    claims: claims.map((one) => granted(...one)),
    view: (collection, record) => {
      opened.push(record)
      return records.find((one) => one.collection === collection && one.id === record) ?? null
    },
    context,
  })
  return { ...result, opened }
}

describe('what leaves', () => {
  it('is each value in its form, and the versions it was made of', () => {
    const { data, values, withheld, opened } = release([
      ['shipping street-address', 'full', id(1)],
      ['street-address', 'city', id(1)],
      ['bday', 'over:18', id(2)],
      ['email', 'alias', id(3)],
    ])
    expect(data).toEqual({
      'shipping street-address': '12 St James Sq',
      'street-address': { form: 'city', value: 'London' },
      bday: { form: 'over:18', value: true },
      email: { form: 'alias', value: 'ada+shop-4f2@example.org' },
    })
    expect(values.map(({ claim, form, record, versions }) => [claim, form, record, versions])).toEqual([
      ['shipping street-address', 'full', id(1), { 'street-address': stampAt(1000) }],
      ['street-address', 'city', id(1), { 'address-level2': stampAt(1001) }],
      ['bday', 'over:18', id(2), { date: stampAt(1000) }],
      ['email', 'alias', id(3), { email: stampAt(1000) }],
    ])
    expect(withheld).toEqual([])
    expect(new Set(opened)).toEqual(new Set([id(1), id(2), id(3)]))
  })

  it('the ledger entry holds no value', () => {
    const { values } = release([
      ['email', 'full', id(3)],
      ['bday', 'year', id(2)],
    ])
    expect(JSON.stringify(values)).not.toMatch(/ada|example\.org|1990/)
  })

  it('opens only the records named', () => {
    expect(release([['email', 'full', id(3)]]).opened).toEqual([id(3)])
    expect(release([]).opened).toEqual([])
  })

  it.each<[string, Parameters<typeof granted>, readonly RecordView[]]>([
    ['a record that is gone', ['email', 'full', id(9)], [mail]],
    ['a deleted record', ['email', 'full', id(3)], [{ ...mail, deleted: 5 }]],
    ['an emptied field', ['email', 'full', id(3)], [view('emails', {}, { id: id(3) })]],
    ['a form the record cannot give', ['street-address', 'region', id(1)], [home]],
    ['a form the claim has not', ['email', 'city', id(3)], [mail]],
    ['a claim that is none', ['emial', 'full', id(1)], [home]],
    [
      'an alias that cannot be made is never the address itself',
      ['email', 'alias', id(3)],
      [view('emails', { email: 'nonsense' }, { id: id(3) })],
    ],
  ])('%s is withheld', (_name, claim, records) => {
    expect(release([claim], records)).toMatchObject({ data: {}, values: [], withheld: [claim[0]] })
  })

  it('a record is never read as another collection, and not even opened', () => {
    let opened = 0
    const result = releaseValues({
      claims: [{ ...granted('email', 'full', id(1)), collection: 'addresses' }],
      view: () => {
        opened++
        return view('addresses', { email: 'x@y.example' }, { id: id(1) })
      },
      context,
    })
    expect(result).toEqual({ data: {}, values: [], withheld: ['email'] })
    expect(opened).toBe(0)
  })

  it('a view that answers with another record is not believed', () => {
    const result = releaseValues({
      claims: [granted('email', 'full', id(3))],
      view: () => ({ ...mail, id: id(4) }),
      context,
    })
    expect(result.data).toEqual({})
  })
})

describe('the hash of a request', () => {
  const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
  const asked = request(ask('email'))

  it('is frozen', () => {
    expect(hashRequest(id(1), 'https://shop.example', asked, sha256)).toBe(
      'azTRF87UCp4ojYFBYSHV9W2HxZEi3Yo820-TPp9lgzE',
    )
  })

  it('differs by id, origin and every part of the request', () => {
    const hashes = [
      hashRequest(id(1), 'https://shop.example', asked, sha256),
      hashRequest(id(2), 'https://shop.example', asked, sha256),
      hashRequest(id(1), 'https://shop.example.com', asked, sha256),
      hashRequest(id(1), 'https://shop.example', request(ask('email', { required: true })), sha256),
      hashRequest(id(1), 'https://shop.example', { ...asked, access: 'session' }, sha256),
      hashRequest(id(1), 'https://shop.example', { ...asked, nonce: 'n' }, sha256),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
