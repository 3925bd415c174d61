/** The nine collections a person keeps: which fields a record has, in the order they are typed, and what they hold. */
import * as v from 'valibot'
import type { Json } from '@/lib/base/json'
import { COLLECTION_NAMES, type CollectionName } from '@/lib/records/collection-names'
import { COUNTRIES } from '@/lib/records/country'
import {
  type FieldKind,
  type FieldProblem,
  type FieldSchema,
  MAX_ADDRESS,
  schemaOf,
} from '@/lib/records/fields'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

export interface Field {
  readonly name: string
  readonly kind: FieldKind
  /** A record without it is refused. */
  readonly required: boolean
  /** Shown only when the person asks for it, and never found by search. */
  readonly sensitive: boolean
  /** Computed when the record is saved: no page edits it. */
  readonly derived: boolean
  /** Offered behind "more fields". */
  readonly seldom: boolean
  /** Codes to choose from; a page turns them into words. */
  readonly choices: readonly string[]
  readonly schema: FieldSchema
}

export interface Collection {
  readonly name: CollectionName
  /** In the order they are typed. */
  readonly fields: readonly Field[]
  /** Labels to offer, as codes; a page turns them into words, and the person may write any other. */
  readonly labels: readonly string[]
  /** One of these has to be there. */
  readonly needs: readonly string[]
}

export { COLLECTION_NAMES }

export const DATE_KINDS = ['birthday', 'anniversary', 'other'] as const
export const DOCUMENT_KINDS = [
  'passport',
  'identity-card',
  'driving-licence',
  'residence-permit',
  'visa',
  'social-security',
  'tax-number',
  'health-insurance',
  'birth-certificate',
  'membership',
  'contract',
  'other',
] as const

/** Kinds of document that prove who somebody is: released only after the passphrase was given again. */
const IDENTITY_KINDS: ReadonlySet<string> = new Set([
  'passport',
  'identity-card',
  'driving-licence',
  'residence-permit',
  'visa',
  'social-security',
  'tax-number',
  'health-insurance',
  'birth-certificate',
])

interface Wish {
  readonly required?: true
  readonly sensitive?: true
  readonly derived?: true
  readonly seldom?: true
  readonly choices?: readonly string[]
  readonly limit?: number
}

const seldom = { seldom: true } as const

const COLLECTIONS: { readonly [Name in CollectionName]: Collection } = {
  names: collection(
    'names',
    ['name', 'given-name', 'family-name', 'nickname'],
    ['legal', 'everyday', 'work', 'birth'],
    [
      field('name'),
      field('given-name'),
      field('additional-name', 'line', seldom),
      field('family-name'),
      field('honorific-prefix', 'line', seldom),
      field('honorific-suffix', 'line', seldom),
      field('order', 'choice', { seldom: true, choices: ['given-first', 'family-first'] }),
      field('nickname', 'line', seldom),
      field('organization-title', 'line', seldom),
      field('sex', 'line', seldom),
      field('language', 'language', seldom),
      field('url', 'url', seldom),
      field('photo', 'url', seldom),
      field('impp', 'url', seldom),
    ],
  ),
  addresses: collection(
    'addresses',
    ['street-address', 'address-level2', 'postal-code', 'organization', 'address-level1'],
    ['home', 'work', 'shipping', 'billing', 'holiday'],
    [
      field('country', 'country', { choices: COUNTRIES }),
      field('organization', 'line', seldom),
      field('street-address', 'text', { limit: MAX_ADDRESS }),
      field('address-level4', 'line', seldom),
      field('address-level3', 'line', seldom),
      field('postal-code', 'line', { limit: 20 }),
      field('address-level2'),
      field('address-level1'),
    ],
  ),
  emails: collection(
    'emails',
    ['email'],
    ['private', 'home', 'work', 'newsletters'],
    [field('email', 'email', { required: true })],
  ),
  phones: collection(
    'phones',
    ['tel'],
    ['mobile', 'home', 'work', 'fax', 'pager'],
    [
      field('tel', 'phone', { required: true }),
      field('tel-extension', 'digits', seldom),
      field('tel-country-code', 'digits', { derived: true }),
      field('tel-national', 'digits', { derived: true }),
    ],
  ),
  dates: collection(
    'dates',
    ['date'],
    ['birthday', 'anniversary', 'wedding', 'moved-in'],
    [
      field('date', 'date', { required: true }),
      field('kind', 'choice', { required: true, choices: DATE_KINDS }),
    ],
  ),
  cards: collection(
    'cards',
    ['cc-number'],
    ['private', 'work', 'credit', 'debit'],
    [
      field('cc-number', 'card-number', { required: true, sensitive: true }),
      field('cc-exp', 'month', { sensitive: true }),
      field('cc-name', 'line', { sensitive: true }),
      field('cc-csc', 'line', { sensitive: true, seldom: true, limit: 4 }),
    ],
  ),
  documents: collection(
    'documents',
    ['title', 'number', 'kind'],
    [...DOCUMENT_KINDS],
    [
      field('kind', 'choice', { required: true, choices: DOCUMENT_KINDS }),
      field('title'),
      field('number', 'line', { sensitive: true, limit: 100 }),
      field('holder'),
      field('issuer'),
      field('country', 'country', { choices: COUNTRIES }),
      field('issued', 'date'),
      field('expires', 'date'),
      field('note', 'text', seldom),
      field('file-name', 'line', { derived: true, limit: 255 }),
      field('file-type', 'line', { derived: true, limit: 127 }),
      field('file-size', 'number', { derived: true }),
    ],
  ),
  contacts: collection(
    'contacts',
    ['name', 'organization', 'email', 'tel'],
    ['family', 'friend', 'neighbour', 'work', 'emergency'],
    [
      field('name'),
      field('email', 'email'),
      field('tel', 'phone'),
      field('organization'),
      field('organization-title', 'line', seldom),
      field('country', 'country', { choices: COUNTRIES, seldom: true }),
      field('street-address', 'text', { limit: MAX_ADDRESS, seldom: true }),
      field('postal-code', 'line', { limit: 20, seldom: true }),
      field('address-level2', 'line', seldom),
      field('address-level1', 'line', seldom),
      field('bday', 'date', seldom),
      field('url', 'url', seldom),
      field('note', 'text', seldom),
      field('tel-country-code', 'digits', { derived: true }),
      field('tel-national', 'digits', { derived: true }),
    ],
  ),
  notes: collection(
    'notes',
    ['title', 'text'],
    ['idea', 'list', 'reminder'],
    [field('title'), field('text', 'text')],
  ),
}

/** Most parts of a file; with `MAX_CHUNK` about one mebibyte. */
export const MAX_CHUNKS = 36
const CHUNK = field('file/0', 'chunk', { derived: true, sensitive: true })

/** @returns null for a name that is none of the nine. */
export function collectionOf(name: string): Collection | null {
  return Object.hasOwn(COLLECTIONS, name) ? COLLECTIONS[name as CollectionName] : null
}

/** A field of a collection, or null. The parts of a document's file are called `file/0`, `file/1` … */
export function fieldOf(collection: string, name: string): Field | null {
  const part = collection === 'documents' ? /^file\/(0|[1-9]\d?)$/.exec(name) : null
  if (part) return Number(part[1]) < MAX_CHUNKS ? { ...CHUNK, name } : null
  return collectionOf(collection)?.fields.find((one) => one.name === name) ?? null
}

/** Whether records of this collection can ask for the passphrase again before anything of them leaves. */
export function isSensitiveCollection(name: string): boolean {
  return name === 'cards' || name === 'documents'
}

/** Whether the passphrase has to be given again before anything of this record leaves. */
export function isSensitive(view: Pick<RecordView, 'collection' | 'fields'>): boolean {
  if (view.collection === 'cards') return true
  // A document of a kind we do not know may be one of those.
  return view.collection === 'documents' && isIdentityKind(textOf(view, 'kind') ?? 'passport')
}

export function isIdentityKind(kind: string): boolean {
  return IDENTITY_KINDS.has(kind) || !(DOCUMENT_KINDS as readonly string[]).includes(kind)
}

/** Whether a page shows this field only when asked, and search leaves it out. */
export function isSensitiveField(view: Pick<RecordView, 'collection' | 'fields'>, name: string): boolean {
  const found = fieldOf(view.collection, name)
  if (!found) return true
  return view.collection === 'documents' && found.kind !== 'chunk'
    ? found.sensitive && isSensitive(view)
    : found.sensitive
}

/** Cleans one value. @returns the value to keep, or the code of what is wrong with it. */
export function checkField(
  collection: string,
  name: string,
  value: Json,
): { readonly value: Json } | { readonly problem: FieldProblem } {
  const found = fieldOf(collection, name)
  if (!found) return { problem: 'unknown-field' }
  if (value === null || (typeof value === 'string' && value.trim() === '')) return { value: null }
  const parsed = v.safeParse(found.schema, value)
  if (!parsed.success) return { problem: parsed.issues[0].message as FieldProblem }
  return { value: parsed.output === '' ? null : parsed.output }
}

function collection(
  name: CollectionName,
  needs: readonly string[],
  labels: readonly string[],
  fields: readonly Field[],
): Collection {
  return { name, needs, labels, fields }
}

function field(name: string, kind: FieldKind = 'line', { limit, choices = [], ...wish }: Wish = {}): Field {
  const flags = { required: false, sensitive: false, derived: false, seldom: false, ...wish }
  return { name, kind, choices, schema: schemaOf(kind, limit, choices), ...flags }
}
