/** Strict parsing of what the log holds: a grant or refusal that is not exactly as we write it allows nothing. */
import * as v from 'valibot'
import { isId } from '@/lib/base/ids'
import { askableFields, isAskableLocker } from '@/lib/grants/askable'
import type { Grant, Refusal } from '@/lib/grants/grant'
import { MAX_COLLECTIONS } from '@/lib/grants/parse-collections'
import { ACTIONS } from '@/lib/grants/request'
import type { Rule } from '@/lib/grants/rule'
import { hasForm, parseClaim } from '@/lib/records/claims'
import type { Form } from '@/lib/records/form'

const text = (limit: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(limit))

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))
const isUnique = (items: unknown[]): boolean => new Set(items).size === items.length
const unique = <Item>() => v.check<Item[]>(isUnique)

export const idSchema = v.custom<string>(isId)
/** Up to the last instant that a `Date` can hold. */
export const instantSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15))
export const originSchema = v.pipe(v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^\s/?#@\\]+$/))
export const claimNameSchema = text(200)
/** A locker's full name holds an origin. */
export const collectionSchema = text(400)
export const recordIdSchema = text(200)

const FORMS = ['full', 'year', 'city', 'region', 'country', 'given-name', 'alias', 'last:3']
export const formSchema = v.custom<Form>(
  (input) => typeof input === 'string' && (FORMS.includes(input) || /^over:[1-9]\d{0,2}$/.test(input)),
)

const purposeSchema = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(280)),
  type: v.exactOptional(text(64)),
  policy: v.exactOptional(text(2048)),
})

const grantedClaimSchema = v.strictObject({
  claim: claimNameSchema,
  collection: collectionSchema,
  record: recordIdSchema,
  form: formSchema,
})

const grantedCollectionSchema = v.pipe(
  v.strictObject({
    collection: collectionSchema,
    actions: v.pipe(v.array(v.picklist(ACTIONS)), v.minLength(1), unique()),
    fields: v.nullable(v.pipe(v.array(text(64)), v.minLength(1), unique())),
    newToo: v.boolean(),
  }),
  v.check(({ collection, fields, newToo }) => {
    if (fields === null) return newToo && isAskableLocker(collection)
    const known = askableFields(collection)
    return known !== null && fields.every((field) => known.includes(field))
  }),
)

const grantSchema = v.pipe(
  v.strictObject({
    id: idSchema,
    origin: originSchema,
    claims: v.pipe(v.array(grantedClaimSchema), v.maxLength(64)),
    collections: v.exactOptional(
      v.pipe(
        v.array(grantedCollectionSchema),
        v.minLength(1),
        v.maxLength(MAX_COLLECTIONS),
        v.check((all) => isUnique(all.map(({ collection }) => collection))),
      ),
    ),
    withheld: v.pipe(v.array(collectionSchema), v.maxLength(64 + MAX_COLLECTIONS)),
    purpose: purposeSchema,
    retention: v.exactOptional(text(40)),
    created: instantSchema,
    mode: v.picklist(['once', 'session', 'until']),
    ends: v.nullable(instantSchema),
    session: v.exactOptional(text(100)),
    requestHash: text(100),
    nonce: v.exactOptional(text(256)),
  }),
  v.check(({ claims, collections }) => claims.length > 0 || collections !== undefined),
)

const refusalSchema = v.strictObject({
  id: idSchema,
  origin: originSchema,
  site: v.exactOptional(text(300)),
  claims: v.nullable(v.pipe(v.array(collectionSchema), v.minLength(1), v.maxLength(64 + MAX_COLLECTIONS))),
  created: instantSchema,
  until: v.nullable(instantSchema),
  cause: v.picklist(['person', 'silence']),
})

const ruleHead = { id: idSchema, created: instantSchema }
/** In one spelling, or a collection of the vault. */
const ruledSchema = v.pipe(
  collectionSchema,
  v.check(
    (name) => parseClaim(name)?.claim === name || askableFields(name) !== null || isAskableLocker(name),
  ),
)

const ruleSchema = v.variant('kind', [
  v.strictObject({ ...ruleHead, kind: v.literal('never'), claim: ruledSchema }),
  v.pipe(
    v.strictObject({
      ...ruleHead,
      kind: v.literal('only'),
      claim: claimNameSchema,
      forms: v.pipe(v.array(formSchema), v.minLength(1), v.maxLength(16), unique()),
    }),
    v.check(
      ({ claim, forms }) =>
        parseClaim(claim)?.claim === claim && forms.every((form) => form !== 'full' && hasForm(claim, form)),
    ),
  ),
  v.strictObject({ ...ruleHead, kind: v.literal('longest'), days: whole(1, 3_660) }),
  v.strictObject({ ...ruleHead, kind: v.literal('optional-only') }),
  v.strictObject({ ...ruleHead, kind: v.picklist(['ask-always', 'refuse-always']), origin: originSchema }),
  v.strictObject({
    ...ruleHead,
    kind: v.literal('budget'),
    reads: whole(1, 100_000),
    origin: v.nullable(originSchema),
  }),
])

/** @returns null for anything that is not exactly a rule. */
export function parseRule(input: unknown): Rule | null {
  const parsed = v.safeParse(ruleSchema, input)
  return parsed.success ? parsed.output : null
}

/** @returns null for anything that is not exactly a grant. */
export function parseGrant(input: unknown): Grant | null {
  const parsed = v.safeParse(grantSchema, input)
  return parsed.success ? parsed.output : null
}

/** @returns null for anything that is not exactly a refusal. */
export function parseRefusal(input: unknown): Refusal | null {
  const parsed = v.safeParse(refusalSchema, input)
  return parsed.success ? parsed.output : null
}
