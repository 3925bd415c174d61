import * as v from 'valibot'
import type { Json } from '@/lib/base/json'
import { MAX_COLLECTIONS } from '@/lib/grants/parse-collections'
import { ACTIONS } from '@/lib/grants/request'
import { collectionSchema, formSchema, idSchema, instantSchema, originSchema } from '@/lib/grants/schema'
import type { AppParams, AppVerb } from '@/lib/protocol/app'
import { FILL_WISHES, MAX_PICKS, MAX_READ } from '@/lib/protocol/fill'
import { MOST_CONTROLS } from '@/lib/protocol/fill-parse'

/** A call of one of our pages, with parameters of the shape its handler takes. */
export type AppCall = {
  readonly [Verb in AppVerb]: { readonly verb: Verb; readonly params: AppParams<Verb> }
}[AppVerb]

/** A list without members would pass as an empty object. */
const none = v.pipe(
  v.custom<Record<string, never>>((input) => !Array.isArray(input)),
  v.strictObject({}),
)
const one = v.strictObject({ id: idSchema })
const claim = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** What may be refused: a claim, or a collection by its name in the vault. */
const refused = collectionSchema
const record = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

const term = v.variant('kind', [
  v.strictObject({ kind: v.literal('once') }),
  v.strictObject({ kind: v.literal('session') }),
  v.strictObject({ kind: v.literal('until'), at: instantSchema }),
  v.strictObject({ kind: v.literal('revoked') }),
])

/** More records than a person keeps; each once. */
const MOST_PICKED = 100_000
/** A record of the person's own has some forty fields at most. */
const MOST_FIELDS = 64

const tab = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const fieldName = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

const picked = v.strictObject({
  collection: collectionSchema,
  actions: v.pipe(v.array(v.picklist(ACTIONS)), v.minLength(1), v.maxLength(ACTIONS.length)),
  fields: v.nullable(v.pipe(v.array(fieldName), v.minLength(1), v.maxLength(MOST_FIELDS))),
  records: v.pipe(v.array(record), v.maxLength(MOST_PICKED)),
  newToo: v.boolean(),
})

/** Fields of a record are texts and numbers; null empties one. */
const fields = v.pipe(
  v.record(fieldName, v.union([v.null(), v.pipe(v.string(), v.maxLength(60_000)), v.number()])),
  v.check((all) => Object.keys(all).length <= MOST_FIELDS),
) satisfies v.GenericSchema<unknown, { readonly [field: string]: Json }>

const answer = v.variant('allow', [
  v.strictObject({
    allow: v.literal(true),
    id: idSchema,
    hash,
    choices: v.pipe(v.array(v.strictObject({ claim, record, form: formSchema })), v.maxLength(64)),
    collections: v.exactOptional(v.pipe(v.array(picked), v.minLength(1), v.maxLength(MAX_COLLECTIONS))),
    term,
  }),
  v.strictObject({
    allow: v.literal(false),
    id: idSchema,
    hash,
    until: v.union([v.picklist(['once', 'always']), instantSchema]),
    claims: v.nullable(v.pipe(v.array(refused), v.minLength(1), v.maxLength(64 + MAX_COLLECTIONS))),
  }),
])

/** An answer that allows has to allow something. */
const answerOfSomething = v.pipe(
  answer,
  v.check((one) => !one.allow || one.choices.length > 0 || one.collections !== undefined),
)

const control = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MOST_CONTROLS))
const controls = v.strictObject({ id: idSchema, controls: v.pipe(v.array(control), v.maxLength(MAX_READ)) })
const filled = v.pipe(v.string(), v.maxLength(10_000))
/** Of a file as base64url: a document is one mebibyte at most. */
const MOST_BYTES = 1_500_000

const pick = v.strictObject({
  control,
  claim,
  record,
  form: formSchema,
  text: filled,
})

const remembered = v.strictObject({
  records: v.record(v.pipe(v.string(), v.maxLength(200)), record),
  forms: v.record(claim, formSchema),
})

const copy = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  type: v.pipe(v.string(), v.maxLength(127)),
  data: v.pipe(v.string(), v.maxLength(MOST_BYTES)),
})

/** As many fields as the largest kind has, and some; which are which is said where places are opened. */
const MOST_PLACE_FIELDS = 12
/** What is longer is none. */
const MOST_INVITATION = 10_000
const placeFields = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(20)), v.pipe(v.string(), v.maxLength(4_096))),
  v.check((all) => Object.keys(all).length <= MOST_PLACE_FIELDS),
)

/** One schema per verb: adding a verb to the wire without one is a compile error. */
const PARAMS: { readonly [Verb in AppVerb]: v.GenericSchema<unknown, AppParams<Verb>> } = {
  'session.state': none,
  'session.unlocked': none,
  'session.lock': none,
  'session.touch': none,
  'vault.changed': none,
  'prompt.view': one,
  'prompt.shown': v.strictObject({
    id: idSchema,
    registrable: v.pipe(v.string(), v.regex(/^[a-z0-9._:[\]-]{1,253}$/)),
  }),
  'prompt.next': none,
  'prompt.answer': answerOfSomething,
  'prompt.records': v.strictObject({ id: idSchema, collection: collectionSchema }),
  'prompt.keep': v.strictObject({
    id: idSchema,
    hash,
    record: v.nullable(record),
    label: v.pipe(v.string(), v.maxLength(200)),
    fields,
  }),
  'prompt.room': v.strictObject({ id: idSchema, hash }),
  'prompt.open': one,
  'popup.view': v.strictObject({ origin: v.nullable(originSchema) }),
  'grant.revoke': v.strictObject({ grant: idSchema, claim: v.nullable(claim) }),
  'grant.notify': v.strictObject({
    grant: idSchema,
    claims: v.pipe(v.array(claim), v.minLength(1), v.maxLength(64)),
  }),
  'grant.pause': v.strictObject({ grant: idSchema, paused: v.boolean() }),
  'site.refuse': v.strictObject({
    origin: originSchema,
    until: v.union([v.literal('always'), instantSchema]),
  }),
  'refusal.lift': one,
  'sites.registered': none,
  'fill.start': v.strictObject({ tab, wish: v.picklist(FILL_WISHES) }),
  'fill.view': one,
  'fill.commit': v.strictObject({
    id: idSchema,
    picks: v.pipe(v.array(pick), v.minLength(1), v.maxLength(MAX_PICKS)),
    remember: remembered,
  }),
  'fill.undo': one,
  'fill.look': controls,
  'fill.read': controls,
  'fill.keep': v.strictObject({
    id: idSchema,
    collection: collectionSchema,
    record: v.nullable(record),
    label: v.pipe(v.string(), v.maxLength(200)),
    fields,
    typed: v.pipe(v.array(fieldName), v.maxLength(MOST_FIELDS)),
  }),
  'fill.document': v.strictObject({ id: idSchema, record }),
  'fill.attach': v.strictObject({
    id: idSchema,
    control,
    files: v.pipe(
      v.array(v.strictObject({ record, copy: v.nullable(copy) })),
      v.minLength(1),
      v.maxLength(20),
    ),
  }),
  'sync.health': none,
  'sync.run': none,
  'sync.condense': none,
  'sync.unsafe': none,
  'sync.test': v.strictObject({ place: placeFields }),
  'sync.invite': none,
  'sync.invite.look': none,
  'sync.invite.admit': none,
  'sync.invite.cancel': none,
  'join.invitation': v.strictObject({
    text: v.pipe(v.string(), v.maxLength(MOST_INVITATION)),
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  }),
  'join.phrase': v.strictObject({
    place: placeFields,
    words: v.pipe(v.string(), v.maxLength(1_000)),
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  }),
  'join.look': none,
  'join.forget': none,
  'picker.let': v.strictObject({ origin: v.nullable(originSchema), on: v.boolean() }),
}

const messageSchema = v.strictObject({ app: v.string(), params: v.unknown() })

/** True for the name of a call that exists. */
export function isAppVerb(verb: unknown): verb is AppVerb {
  return typeof verb === 'string' && Object.hasOwn(PARAMS, verb)
}

/** @returns null for a message that is not ours, a verb we do not know, or parameters that are not its own. */
export function parseAppMessage(input: unknown): AppCall | null {
  const message = v.safeParse(messageSchema, input)
  if (!message.success || !isAppVerb(message.output.app)) return null
  const verb = message.output.app
  const params = v.safeParse(PARAMS[verb], message.output.params)
  return params.success ? ({ verb, params: params.output } as AppCall) : null
}
