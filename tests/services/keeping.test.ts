import { beforeEach, describe, expect, test } from 'vitest'
import { isId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { DAY } from '@/lib/base/time'
import type { RecordView } from '@/lib/records/record'
import { createKeeping, type FieldProblems, type Keeping, RESTORABLE } from '@/lib/services/keeping'
import { words } from '@/lib/services/searching'
import type { Vault } from '@/lib/vault/vault'
import { createMemoryVault } from '../support/memory-vault'

let clock = 0
let vault: Vault
let keeping: Keeping
let commits = 0

/** Distinct, well-formed ids without randomness. */
function counting(): (length: number) => Uint8Array {
  let made = 0
  return (length) => new Uint8Array(length).fill(++made)
}

beforeEach(() => {
  clock = Date.UTC(2026, 0, 1)
  commits = 0
  vault = createMemoryVault({ now: () => clock })
  vault.subscribe(() => commits++)
  keeping = createKeeping({ vault, now: () => clock, random: counting() })
})

type Fields = { readonly [field: string]: Json }

async function added(collection: string, label: string, fields: Fields): Promise<RecordView> {
  clock += 1_000
  const answer = await keeping.add(collection, label, fields)
  if (!answer.ok) throw new Error(JSON.stringify(answer.reason))
  return answer.value
}

async function problems(collection: string, fields: Fields, label = ''): Promise<FieldProblems | null> {
  const answer = await keeping.add(collection, label, fields)
  return answer.ok ? null : answer.reason
}

const address = {
  'street-address': '12 St James Sq',
  'address-level2': 'London',
  'postal-code': 'SW1Y 4JH',
  country: 'gb',
}

describe('adding', () => {
  test('keeps values, label, provenance and when it was confirmed', async () => {
    const view = await added('addresses', ' Home ', address)
    expect(isId(view.id)).toBe(true)
    expect(view).toMatchObject({
      collection: 'addresses',
      label: 'Home',
      created: clock,
      changed: clock,
      confirmed: clock,
      deleted: null,
      history: 0,
    })
    expect(view.fields).toEqual({ ...address, country: 'GB' })
    expect(view.sources.country).toEqual({ by: 'person', at: clock })
    expect(Object.keys(view.versions).sort()).toEqual(Object.keys(address).sort())
    expect(keeping.get('addresses', view.id)).toBe(view)
  })

  test('does not call confirmed what a site or a file said', async () => {
    const from = { by: 'site', origin: 'https://shop.example', at: clock } as const
    const answer = await keeping.add('emails', '', { email: 'ada@ada.example' }, from)
    expect(answer.ok && answer.value).toMatchObject({ confirmed: null, sources: { email: from } })
  })

  test('lists the newest first', async () => {
    const first = await added('notes', '', { title: 'a' })
    const second = await added('notes', '', { title: 'b' })
    expect(keeping.list('notes').map((view) => view.id)).toEqual([second.id, first.id])
    expect(keeping.list('emails')).toEqual([])
  })

  test('reads a telephone number in the country of the newest address, and keeps what a site is answered with', async () => {
    expect(await problems('phones', { tel: '020 7946 0018' })).toEqual({ tel: 'not-a-phone' })
    await added('addresses', '', address)
    const view = await added('phones', 'Work', { tel: '020 7946 0018', 'tel-national': 'forged' })
    expect(view.fields).toEqual({
      tel: '+442079460018',
      'tel-country-code': '+44',
      'tel-national': '020 7946 0018',
    })
    const german = createKeeping({ vault, now: () => clock, random: counting(), country: () => 'DE' })
    expect(await german.add('phones', '', { tel: '030 901820' })).toMatchObject({
      ok: true,
      value: { fields: { tel: '+4930901820' } },
    })
  })

  test('takes the kind of a date from its label', async () => {
    expect((await added('dates', 'Birthday', { date: '1815-12-10' })).fields.kind).toBe('birthday')
    expect((await added('dates', 'Mum', { date: '1815-12-11' })).fields.kind).toBe('other')
    expect((await added('dates', 'x', { date: '1815-12-10', kind: 'birthday' })).fields.kind).toBe('birthday')
    expect((await added('documents', 'passport', { title: 'Mine' })).fields.kind).toBe('passport')
  })

  test.each([
    ['names', {}, { name: 'missing' }],
    ['emails', {}, { email: 'missing' }],
    ['emails', { email: 'ada' }, { email: 'not-an-email' }],
    ['emails', { email: 'a@b.example', nickname: 'x' }, { nickname: 'unknown-field' }],
    [
      'emails',
      Object.fromEntries([
        ['__proto__', 'x'],
        ['email', 'a@b.example'],
      ]),
      Object.fromEntries([['__proto__', 'unknown-field']]),
    ],
    ['addresses', { country: 'GB' }, { 'street-address': 'missing' }],
    ['documents', { title: 'x' }, { kind: 'missing' }],
    [
      'cards',
      { 'cc-number': '4242424242424241', 'cc-exp': '2030' },
      { 'cc-number': 'not-a-card', 'cc-exp': 'not-a-date' },
    ],
    ['notes', { text: '\uD800' }, { text: 'not-text' }],
    ['~grants', { grant: 'x' }, { grant: 'unknown-field' }],
    ['~grants', {}, { '': 'unknown-field' }],
    ['toString', {}, { '': 'unknown-field' }],
  ])('refuses %s %j and keeps nothing', async (collection, fields, expected) => {
    expect(await problems(collection, fields)).toEqual(expected)
    expect(commits).toBe(0)
  })

  test('refuses a label that cannot be kept', async () => {
    expect(await problems('notes', { title: 'x' }, 'x'.repeat(61))).toEqual({ '~label': 'too-long' })
    expect(await problems('notes', {}, '\uD800')).toEqual({ '~label': 'not-text', title: 'missing' })
    expect((await added('notes', 'a\u202Eb\nc', { title: 'x' })).label).toBe('ab c')
  })

  test('does not keep the same record twice', async () => {
    const first = await added('emails', 'Home', { email: 'ada@ada.example' })
    const again = await added('emails', 'Home', { email: ' ada@ada.example ' })
    expect(again).toBe(first)
    expect(commits).toBe(1)
    const relabelled = await added('emails', 'Work', { email: 'ada@ada.example' })
    expect(relabelled).toMatchObject({ id: first.id, label: 'Work', created: first.created })
    expect((await added('emails', '', { email: 'ada@ada.example' })).label).toBe('Work')
    expect(keeping.list('emails').length).toBe(1)
    await keeping.remove('emails', first.id)
    expect((await added('emails', '', { email: 'ada@ada.example' })).id).not.toBe(first.id)
  })

  test('finds the same record also when two are added at once', async () => {
    await Promise.all([1, 2, 3].map(() => keeping.add('emails', '', { email: 'ada@ada.example' })))
    expect(keeping.list('emails').length).toBe(1)
  })
})

describe('editing', () => {
  test('changes only what is given, and keeps the older version', async () => {
    const before = await added('addresses', 'Home', address)
    clock += DAY
    const answer = await keeping.edit('addresses', before.id, {
      fields: { 'address-level2': 'Paris', 'postal-code': null, country: 'GB' },
    })
    const after = keeping.get('addresses', before.id)
    expect(answer).toEqual({ ok: true, value: after })
    expect(after).toMatchObject({
      label: 'Home',
      changed: clock,
      confirmed: clock,
      created: before.created,
      history: 2,
    })
    expect(after?.fields).toEqual({
      'street-address': '12 St James Sq',
      'address-level2': 'Paris',
      country: 'GB',
    })
    expect(after?.versions.country).toBe(before.versions.country)
    expect(after?.sources['address-level2']).toEqual({ by: 'person', at: clock })
    expect(keeping.history('addresses', before.id)).toMatchObject({
      'address-level2': [{ value: 'London' }],
      'postal-code': [{ value: 'SW1Y 4JH' }],
    })
  })

  test('writes nothing where nothing changes', async () => {
    const view = await added('addresses', 'Home', address)
    expect(await keeping.edit('addresses', view.id, { label: 'Home', fields: { country: ' gb ' } })).toEqual({
      ok: true,
      value: view,
    })
    expect(commits).toBe(1)
  })

  test('refuses what would leave nothing needed, and changes nothing', async () => {
    const mail = await added('emails', '', { email: 'ada@ada.example' })
    expect(await keeping.edit('emails', mail.id, { fields: { email: null } })).toEqual({
      ok: false,
      reason: { email: 'missing' },
    })
    expect(await keeping.edit('emails', mail.id, { fields: { email: 'x' }, label: 'x'.repeat(61) })).toEqual({
      ok: false,
      reason: { email: 'not-an-email', '~label': 'too-long' },
    })
    expect(keeping.get('emails', mail.id)).toBe(mail)
    await expect(keeping.edit('emails', 'nobody', { label: 'x' })).rejects.toThrow()
    await expect(keeping.edit('~grants', mail.id, { label: 'x' })).rejects.toThrow()
  })

  test('computes the national number anew', async () => {
    const phone = await added('phones', '', { tel: '+44 20 7946 0018' })
    await keeping.edit('phones', phone.id, { fields: { tel: '+49 30 901820' } })
    expect(keeping.get('phones', phone.id)?.fields).toEqual({
      tel: '+4930901820',
      'tel-country-code': '+49',
      'tel-national': '030 901820',
    })
    const contact = await added('contacts', '', { name: 'Bob', tel: '+44 20 7946 0018' })
    await keeping.edit('contacts', contact.id, { fields: { tel: null } })
    expect(keeping.get('contacts', contact.id)?.fields).toEqual({ name: 'Bob' })
  })

  test('moves whole and parts of a name along with each other', async () => {
    const name = await added('names', '', { name: 'Ada Byron', 'given-name': 'Ada', 'family-name': 'Byron' })
    await keeping.edit('names', name.id, { fields: { 'family-name': 'Lovelace' } })
    expect(keeping.get('names', name.id)?.fields.name).toBe('Ada Lovelace')
    await keeping.edit('names', name.id, { fields: { name: 'Augusta King Lovelace' } })
    expect(keeping.get('names', name.id)?.fields).toEqual({
      name: 'Augusta King Lovelace',
      'given-name': 'Augusta',
      'additional-name': 'King',
      'family-name': 'Lovelace',
    })
    const own = await added('names', '', {
      name: 'The Countess',
      'given-name': 'Ada',
      'family-name': 'Byron',
    })
    await keeping.edit('names', own.id, { fields: { 'family-name': 'Lovelace' } })
    expect(keeping.get('names', own.id)?.fields.name).toBe('The Countess')
  })
})

describe('what happens to a record', () => {
  test('confirmed', async () => {
    const { id } = await added('notes', '', { title: 'x' })
    clock += DAY
    await keeping.confirm('notes', id)
    expect(keeping.get('notes', id)).toMatchObject({ confirmed: clock, changed: clock - DAY, history: 0 })
    expect(keeping.history('notes', id)).toEqual({})
  })

  test('deleted, restored, and erased after 30 days', async () => {
    const { id } = await added('notes', '', { title: 'x' })
    const other = await added('notes', '', { title: 'y' })
    await keeping.remove('notes', id)
    expect(keeping.list('notes').map((view) => view.id)).toEqual([other.id])
    expect(keeping.deleted()).toMatchObject([{ id, deleted: clock }])
    await keeping.restore('notes', id)
    expect(keeping.deleted()).toEqual([])
    expect(keeping.list('notes').length).toBe(2)

    await keeping.remove('notes', id)
    clock += 1
    await keeping.remove('notes', other.id)
    expect(keeping.deleted().map((view) => view.id)).toEqual([other.id, id])
    clock += RESTORABLE
    expect(await keeping.purge()).toBe(1)
    expect(keeping.get('notes', id)).toBeNull()
    expect(keeping.get('notes', other.id)).not.toBeNull()
    clock -= 90 * DAY
    expect(await keeping.purge()).toBe(0)
  })

  test('its history erased, the current values kept', async () => {
    const { id, created } = await added('notes', 'a', { title: 'one' })
    clock += 1
    await keeping.edit('notes', id, { label: 'b', fields: { title: 'two' } })
    expect(keeping.history('notes', id)).toMatchObject({
      title: [{ value: 'one' }],
      '~label': [{ value: 'a' }],
    })
    await keeping.eraseHistory('notes', id)
    expect(keeping.history('notes', id)).toEqual({})
    expect(JSON.stringify(vault.get('notes', id))).not.toContain('one')
    expect(keeping.get('notes', id)).toMatchObject({
      label: 'b',
      fields: { title: 'two' },
      created,
      history: 0,
    })
    const before = commits
    await keeping.eraseHistory('notes', id)
    expect(commits).toBe(before)
  })

  test('erased at once and for good', async () => {
    const { id } = await added('notes', '', { title: 'x' })
    await keeping.erase('notes', id)
    expect(keeping.get('notes', id)).toBeNull()
    expect(keeping.deleted()).toEqual([])
    await expect(keeping.restore('notes', id)).rejects.toThrow()
    await expect(keeping.confirm('notes', id)).rejects.toThrow()
  })
})

describe.each(['letter by letter', 'by the index'])('searching %s', (way) => {
  const found = (text: string) => keeping.search(text).map((view) => String(Object.values(view.fields)[0]))
  const ready = async () => (way === 'by the index' ? keeping.prepareSearch() : undefined)

  test('finds labels and values, whatever case and accents', async () => {
    await added('names', 'Legal', { name: 'José Núñez' })
    await added('emails', 'Work', { email: 'ada@lovelace.example' })
    await added('phones', 'Mobile', { tel: '+44 20 7946 0018' })
    await added('addresses', '', {
      'street-address': 'Unter den Linden 77',
      'address-level2': 'Berlin',
      country: 'DE',
    })
    await added('names', '', { name: '山田太郎' })
    await ready()
    expect(found('jose')).toEqual(['José Núñez'])
    expect(found('NUÑ')).toEqual(['José Núñez'])
    expect(found('work')).toEqual(['ada@lovelace.example'])
    expect(found('lovel ada')).toEqual(['ada@lovelace.example'])
    expect(found('02079460018')).toEqual(['+442079460018'])
    expect(found('germany berlin')).toEqual(['Unter den Linden 77'])
    expect(found('太郎')).toEqual(['山田太郎'])
    expect(found('ada nobody')).toEqual([])
    expect(found('  ')).toEqual([])
    expect(found('"<>*')).toEqual([])
  })

  test('never finds what is sensitive, but a card by its last digits', async () => {
    await added('cards', '', { 'cc-number': '4242424242424242', 'cc-csc': '987', 'cc-name': 'Ada' })
    await added('documents', 'passport', { number: 'C01X00T47', title: 'Mine' })
    await ready()
    expect(keeping.search('4242').length).toBe(1)
    for (const text of ['424242', '987', 'C01X00', 'C01X00T47'])
      expect(keeping.search(text), text).toEqual([])
  })

  test('follows every change', async () => {
    await ready()
    const { id } = await added('notes', '', { title: 'butterfly' })
    expect(found('butterfly')).toEqual(['butterfly'])
    await keeping.edit('notes', id, { fields: { title: 'dragon' } })
    expect(found('butterfly')).toEqual([])
    expect(found('dragon')).toEqual(['dragon'])
    await keeping.remove('notes', id)
    expect(found('dragon')).toEqual([])
    await keeping.restore('notes', id)
    expect(found('dragon')).toEqual(['dragon'])
    await keeping.erase('notes', id)
    expect(found('dragon')).toEqual([])
  })
})

test('the index forgives a slip and puts labels first', async () => {
  await added('notes', '', { title: 'holiday plans' })
  await added('notes', 'holiday', { title: 'x' })
  await keeping.prepareSearch()
  expect(keeping.search('holidya').length).toBe(2)
  expect(keeping.search('holiday').map((view) => view.label)).toEqual(['holiday', ''])
})

test('words are cut without case, accents and punctuation, and in pairs where a script does not part them', () => {
  expect(words('Ada’s Café_2, ÉTÉ!')).toEqual(['ada', 's', 'cafe', '2', 'ete'])
  expect(words('東京都')).toEqual(['東京', '京都'])
  expect(words('東 山田')).toEqual(['東', '山田'])
})
