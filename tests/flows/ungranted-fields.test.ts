import { describe, expect, test } from 'vitest'
import type { FieldValues } from '@/lib/records/prepare'
import { call, grant, list, NOTES } from './locker-site'
import { createScene } from './site'

type Told = readonly unknown[]

/** What a site hears of a write to a record it sees in part, and what it sees of the record afterwards. */
async function told(
  collection: string,
  fields: readonly string[],
  kept: FieldValues,
  value: FieldValues,
): Promise<{ readonly told: Told; readonly after: FieldValues }> {
  const scene = await createScene()
  const actions = ['read', 'update'] as const
  const id = await grant(scene, NOTES, [{ collection, actions, fields, newToo: true }])
  const added = await scene.keeping.add(collection, '', kept)
  if (!added.ok) throw new Error(`not kept: ${JSON.stringify(added)}`)
  const page = scene.page(NOTES)
  const [record] = (await list(page, id, {}, collection)).records
  if (!record) throw new Error('not seen')
  const changes = [{ op: 'update', id: record.id, value }]
  const answer = await call(page, 'write', { grant: id, collection, changes })
  const [after] = (await list(page, id, {}, collection)).records
  return {
    told: [answer?.error ?? 'written', after?.value, after?.version === record.version],
    after: scene.keeping.get(collection, added.value.id)?.fields ?? {},
  }
}

describe('what a site hears of its writes', () => {
  const ADA = { name: 'Ada Lovelace', tel: '+442079460018' }
  const LEE = { name: 'Ann Lee', 'given-name': 'Ann' }
  const PERSON = ['name', 'given-name']

  test.each<[string, string, readonly string[], FieldValues, readonly FieldValues[], readonly FieldValues[]]>(
    [
      [
        'a contact',
        'contacts',
        ['name', 'tel'],
        ADA,
        [
          {},
          { email: 'ada@mail.example' },
          { country: 'GB' },
          { country: 'DE' },
          { organization: 'Engines' },
        ],
        [
          { name: null, tel: null },
          { name: null },
          { tel: null },
          { tel: '020 7946 0018' },
          { tel: '+49 30 901820' },
          { name: 'Ada King' },
        ],
      ],
      [
        'a contact of which nothing that names it is seen',
        'contacts',
        ['note'],
        { name: 'Ada', note: 'old' },
        [{}, { email: 'ada@mail.example' }],
        [{ note: 'new' }, { note: null }],
      ],
      [
        'a name',
        'names',
        PERSON,
        LEE,
        [{}, { 'family-name': 'Lee' }, { 'family-name': 'Leigh' }, { nickname: 'Annie' }],
        [{ 'given-name': 'Bo' }, { name: 'Bo Dean' }, { name: null }, { name: null, 'given-name': null }],
      ],
      [
        'an address',
        'addresses',
        ['postal-code'],
        { 'postal-code': 'SW1Y 4JH' },
        [{}, { country: 'GB' }, { 'address-level2': 'London' }],
        [{ 'postal-code': null }, { 'postal-code': '10115' }],
      ],
      [
        'a note',
        'notes',
        ['title'],
        { title: 'Milk' },
        [{}, { text: 'two litres' }],
        [{ title: null }, { title: 'Bread' }],
      ],
    ],
  )('tells nothing of the other fields of %s', async (_, collection, fields, shown, others, writes) => {
    for (const value of writes) {
      const answers: Told[] = []
      for (const other of others)
        answers.push((await told(collection, fields, { ...shown, ...other }, value)).told)
      for (const answer of answers) expect(answer, JSON.stringify(value)).toEqual(answers[0])
    }
  })

  test('is judged by what it sees and brings', async () => {
    const write = async (fields: readonly string[], value: FieldValues) =>
      (await told('contacts', fields, { ...ADA, country: 'GB' }, value)).told[0]
    expect(await write(['name', 'tel'], { tel: '020 7946 0018' })).toMatchObject({ name: 'TypeError' })
    expect(await write(['name', 'tel', 'country'], { tel: '020 7946 0018' })).toBe('written')
    expect(await write(['name', 'tel'], { name: null })).toBe('written')
    expect(await write(['name'], { name: null })).toMatchObject({ name: 'TypeError' })
    expect(await write(['url'], { url: 'https://ada.example' })).toBe('written')
  })

  test('leaves what it does not see as it is, but for what is computed', async () => {
    const keeps = async (
      collection: string,
      fields: readonly string[],
      kept: FieldValues,
      value: FieldValues,
    ) => (await told(collection, fields, kept, value)).after
    const birthday = { date: '1990-12-10', kind: 'birthday' }
    expect(await keeps('dates', ['date'], birthday, { date: '1990-12-11' })).toEqual({
      ...birthday,
      date: '1990-12-11',
    })
    expect(await keeps('dates', ['kind'], birthday, { kind: 'other' })).toEqual({
      ...birthday,
      kind: 'other',
    })
    const lease = { kind: 'contract', title: 'Lease' }
    expect(await keeps('documents', ['title'], lease, { title: 'Flat' })).toEqual({ ...lease, title: 'Flat' })
    expect(await keeps('contacts', ['name', 'tel'], ADA, { tel: null })).toEqual({ name: 'Ada Lovelace' })
    // A whole and its parts that said the same go on doing so where the site sees none of them move.
    const whole = { ...LEE, 'family-name': 'Lee' }
    expect(await keeps('names', ['given-name'], whole, { 'given-name': 'Bo' })).toMatchObject({
      name: 'Bo Lee',
    })
    expect(await keeps('names', ['name'], whole, { name: 'Bo Dean' })).toMatchObject({
      'given-name': 'Bo',
      'family-name': 'Dean',
    })
    expect(await keeps('names', PERSON, whole, { 'given-name': 'Bo' })).toMatchObject({ name: 'Ann Lee' })
  })
})
