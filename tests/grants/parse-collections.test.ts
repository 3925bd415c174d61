import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askableFields } from '@/lib/grants/askable'
import { parseSiteOffer } from '@/lib/grants/parse-offer'
import { parseSiteRequest } from '@/lib/grants/parse-request'
import { ACTIONS } from '@/lib/grants/request'

const NOTES = 'app:notes@https://notes.example'
const of = (collections: unknown, more: object = {}) =>
  parseSiteRequest({ purpose: { text: 'x' }, collections, ...more })
const said = (parsed: ReturnType<typeof parseSiteOffer> | ReturnType<typeof parseSiteRequest>) =>
  parsed.ok ? 'accepted' : parsed.reason

describe('collections of a request', () => {
  it('are read whole, actions and fields in our order and once', () => {
    const parsed = of({
      'app:notes': { actions: ['delete', 'read', 'read'], required: true },
      contacts: { actions: ['read'], fields: ['email', 'name', 'email'], reason: ' To\ninvite ' },
      [NOTES]: { actions: ['create'] },
    })
    expect(parsed.ok && parsed.value).toEqual({
      purpose: { text: 'x' },
      claims: [],
      collections: [
        { collection: 'app:notes', actions: ['read', 'delete'], fields: null, required: true },
        {
          collection: 'contacts',
          actions: ['read'],
          fields: ['name', 'email'],
          required: false,
          reason: 'To invite',
        },
        { collection: NOTES, actions: ['create'], fields: null, required: false },
      ],
      access: 'once',
    })
  })

  it('stand beside claims, and empty claims are none', () => {
    const locker = { 'app:notes': { actions: ['read'] } }
    expect(said(of(locker, { claims: { email: {} } }))).toBe('accepted')
    expect(said(of(locker, { claims: {} }))).toBe('accepted')
    expect(said(of(undefined, { claims: {} }))).toBe('claims: is empty')
  })

  it.each<[string, object, unknown, string]>([
    [
      'once',
      { 'app:notes': { actions: ['read'] } },
      'once',
      'access: once is no time to work in a collection',
    ],
    [
      'once, in the person’s own',
      { contacts: { actions: ['read'], fields: ['name'] } },
      'once',
      'access: once is no time to work in a collection',
    ],
    ['however long the person says', { 'app:notes': { actions: ['read'] } }, undefined, 'accepted'],
    ['this session', { 'app:notes': { actions: ['read'] } }, 'session', 'accepted'],
    ['a day', { 'app:notes': { actions: ['read'] } }, { for: 'P1D' }, 'accepted'],
    [
      'once, what is picked',
      { contacts: { actions: ['read'], fields: ['name'], most: 1 } },
      'once',
      'accepted',
    ],
  ])('are asked for %s', (_name, collections, access, expected) => {
    expect(said(of(collections, access === undefined ? {} : { access }))).toBe(expected)
  })

  const contacts = (wish: unknown) => ({ contacts: wish })
  it.each<[string, unknown, string]>([
    ['none', {}, 'collections: is empty'],
    ['a list', [], 'collections: is not an object'],
    [
      'everything',
      { '*': { actions: ['read'] } },
      'collections: "*" is not a collection that can be asked for',
    ],
    [
      'cards',
      { cards: { actions: ['read'], fields: ['cc-number'] } },
      'collections: "cards" is not a collection that can be asked for',
    ],
    [
      'our own',
      { '~grants': { actions: ['read'] } },
      'collections: "~grants" is not a collection that can be asked for',
    ],
    [
      'a locker with capitals',
      { 'app:Notes': { actions: ['read'] } },
      'collections: "app:Notes" is not a collection that can be asked for',
    ],
    [
      'a locker of no origin',
      { 'app:notes@https://a@b.example': { actions: ['read'] } },
      'collections: "app:notes@https://a@b.example" is not a collection that can be asked for',
    ],
    [
      'a locker of an insecure origin',
      { 'app:notes@http://notes.example': { actions: ['read'] } },
      'collections: "app:notes@http://notes.example" is not a collection that can be asked for',
    ],
    [
      'a locker of an origin as no browser writes it',
      { 'app:notes@https://notes.example:443': { actions: ['read'] } },
      'collections: "app:notes@https://notes.example:443" is not a collection that can be asked for',
    ],
    ['a bare name', contacts(true), 'collections "contacts": is not an object'],
    ['no actions', contacts({ fields: ['name'] }), 'collections "contacts": actions is missing'],
    [
      'empty actions',
      contacts({ actions: [], fields: ['name'] }),
      'collections "contacts": actions is empty',
    ],
    [
      'every action',
      contacts({ actions: ['*'], fields: ['name'] }),
      'collections "contacts": "*" is not an action',
    ],
    [
      'an action that is no text',
      contacts({ actions: [1], fields: ['name'] }),
      'collections "contacts": an entry of actions is not an action',
    ],
    ['no fields', contacts({ actions: ['read'] }), 'collections "contacts": fields is missing'],
    ['empty fields', contacts({ actions: ['read'], fields: [] }), 'collections "contacts": fields is empty'],
    [
      'every field',
      contacts({ actions: ['read'], fields: ['*'] }),
      'collections "contacts": "*" is not a field of it',
    ],
    [
      'a field of ours',
      contacts({ actions: ['read'], fields: ['~label'] }),
      'collections "contacts": "~label" is not a field of it',
    ],
    [
      'a computed field',
      contacts({ actions: ['read'], fields: ['tel-national'] }),
      'collections "contacts": "tel-national" is not a field of it',
    ],
    [
      'a part of a file',
      { documents: { actions: ['read'], fields: ['file/0'] } },
      'collections "documents": "file/0" is not a field of it',
    ],
    [
      'fields of a locker',
      { 'app:notes': { actions: ['read'], fields: ['title'] } },
      'collections "app:notes": a locker has no fields to choose',
    ],
    [
      'an unknown member',
      contacts({ actions: ['read'], fields: ['name'], records: 'all' }),
      'collections "contacts": "records" is not a member of it',
    ],
    [
      '17 collections',
      Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`app:a${i}`, { actions: ['read'] }])),
      'collections: has more than 16 members',
    ],
  ])('%s', (_name, collections, expected) => {
    expect(said(of(collections))).toBe(expected)
  })

  it('a document is asked for with its file under one name', () => {
    expect(said(of({ documents: { actions: ['read'], fields: ['title', 'file'] } }))).toBe('accepted')
  })

  it('whatever is accepted keeps every promise of the type', () => {
    const name = fc.oneof(
      fc.constantFrom('contacts', 'notes', 'documents', 'cards', 'app:notes', NOTES, '*'),
      fc.string(),
    )
    const word = fc.oneof(fc.constantFrom<string>(...ACTIONS, 'name', 'title', 'file', '*'), fc.string())
    const wish = fc.record(
      {
        actions: fc.oneof(
          { weight: 4, arbitrary: fc.array(fc.constantFrom<string>(...ACTIONS), { maxLength: 4 }) },
          fc.array(word, { maxLength: 4 }),
          fc.jsonValue(),
        ),
        fields: fc.oneof(
          { weight: 4, arbitrary: fc.array(fc.constantFrom('name', 'title', 'note'), { maxLength: 3 }) },
          fc.array(word, { maxLength: 4 }),
          fc.jsonValue(),
        ),
        required: fc.oneof(fc.boolean(), fc.jsonValue()),
      },
      { requiredKeys: ['actions'] },
    )
    let accepted = 0
    fc.assert(
      fc.property(fc.dictionary(name, wish, { maxKeys: 2 }), (collections) => {
        const parsed = of(collections)
        if (!parsed.ok) return parsed.reason.length > 0 && parsed.reason.length < 400
        accepted++
        return (parsed.value.collections ?? []).every(({ collection, actions, fields }) => {
          const known = askableFields(collection)
          const right =
            known === null
              ? fields === null && collection.startsWith('app:')
              : fields !== null && fields.length > 0 && fields.every((field) => known.includes(field))
          return right && actions.length > 0 && actions.every((action) => ACTIONS.includes(action))
        })
      }),
      { numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(5)
  })
})

describe('an offer', () => {
  const good = { purpose: { text: 'Keep it' }, collection: 'addresses', fields: { country: 'DE' } }
  it('is read whole and frozen', () => {
    const parsed = parseSiteOffer(good)
    expect(parsed.ok && parsed.value).toEqual(good)
    expect(parsed.ok && Object.isFrozen(parsed.value.fields)).toBe(true)
  })

  it.each<[string, unknown, string]>([
    ['nothing', null, 'offer: is not an object'],
    ['too much', { ...good, fields: { country: 'x'.repeat(70_000) } }, 'offer: is larger than 64 KiB'],
    ['no purpose', { ...good, purpose: undefined }, 'purpose: is missing'],
    ['no collection', { ...good, collection: undefined }, 'offer collection: is missing'],
    [
      'a card',
      { ...good, collection: 'cards' },
      'offer collection: "cards" is not a collection that can be offered to',
    ],
    [
      'a locker',
      { ...good, collection: 'app:notes' },
      'offer collection: "app:notes" is not a collection that can be offered to',
    ],
    ['no fields', { ...good, fields: {} }, 'offer fields: is empty'],
    [
      'a field of another collection',
      { ...good, fields: { email: 'a@b.example' } },
      'offer fields: "email" is not a field of "addresses"',
    ],
    [
      'a computed field',
      { ...good, collection: 'phones', fields: { 'tel-national': '1' } },
      'offer fields: "tel-national" is not a field of "phones"',
    ],
    [
      'a file',
      { ...good, collection: 'documents', fields: { file: 'x' } },
      'offer fields: "file" is not a field of "documents"',
    ],
    ['a number', { ...good, fields: { country: 1 } }, 'offer fields "country": is not text'],
    ['blanks', { ...good, fields: { country: ' ' } }, 'offer fields: hold nothing'],
    ['a record', { ...good, record: 'x' }, 'offer: "record" is not a member of it'],
    ['__proto__', JSON.parse('{"fields":{"__proto__":{}}}'), 'offer: a member may not be called "__proto__"'],
  ])('of %s', (_name, input, expected) => {
    expect(said(parseSiteOffer(input))).toBe(expected)
  })

  it('arbitrary JSON never throws and is none', () => {
    fc.assert(fc.property(fc.jsonValue(), (input) => !parseSiteOffer(input).ok))
  })
})
