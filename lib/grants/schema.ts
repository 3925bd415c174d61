/** Strict parsing of what the log holds: a grant or refusal that is not exactly as we write it allows nothing. */
import * as v from 'valibot'
import { isId } from '@/lib/base/ids'
import type { Grant, Refusal } from '@/lib/grants/grant'
import type { Form } from '@/lib/records/form'

const text = (limit: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(limit))

export const idSchema = v.custom<string>(isId)
/** Up to the last instant that a `Date` can hold. */
export const instantSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15))
export const originSchema = v.pipe(v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^\s/?#@\\]+$/))
export const claimNameSchema = text(200)
export const collectionSchema = text(200)
export const recordIdSchema = text(200)

const FORMS = ['full', 'year', 'city', 'region', 'country', 'given-name', 'alias', 'last:3']
export const formSchema = v.custom<Form>(
  (input) => typeof input === 'string' && (FORMS.includes(input) || /^over:[1-9]\d{0,2}$/.test(input)),
)

const purposeSchema = v.strictObject({
  text: text(280),
  type: v.exactOptional(text(64)),
  policy: v.exactOptional(text(2048)),
})

const grantedClaimSchema = v.strictObject({
  claim: claimNameSchema,
  collection: collectionSchema,
  record: recordIdSchema,
  form: formSchema,
})

const grantSchema = v.strictObject({
  id: idSchema,
  origin: originSchema,
  claims: v.pipe(v.array(grantedClaimSchema), v.minLength(1), v.maxLength(64)),
  withheld: v.pipe(v.array(claimNameSchema), v.maxLength(64)),
  purpose: purposeSchema,
  retention: v.exactOptional(text(40)),
  created: instantSchema,
  mode: v.picklist(['once', 'session', 'until']),
  ends: v.nullable(instantSchema),
  session: v.exactOptional(text(100)),
  requestHash: text(100),
  nonce: v.exactOptional(text(256)),
})

const refusalSchema = v.strictObject({
  id: idSchema,
  origin: originSchema,
  site: v.exactOptional(text(300)),
  claims: v.nullable(v.pipe(v.array(claimNameSchema), v.minLength(1), v.maxLength(64))),
  created: instantSchema,
  until: v.nullable(instantSchema),
  cause: v.picklist(['person', 'silence']),
})

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
