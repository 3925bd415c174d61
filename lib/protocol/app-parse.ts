import * as v from 'valibot'
import { formSchema, idSchema, instantSchema, originSchema } from '@/lib/grants/schema'
import type { AppParams, AppVerb } from '@/lib/protocol/app'

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
const record = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

const term = v.variant('kind', [
  v.strictObject({ kind: v.literal('once') }),
  v.strictObject({ kind: v.literal('session') }),
  v.strictObject({ kind: v.literal('until'), at: instantSchema }),
  v.strictObject({ kind: v.literal('revoked') }),
])

const answer = v.variant('allow', [
  v.strictObject({
    allow: v.literal(true),
    id: idSchema,
    hash,
    choices: v.pipe(
      v.array(v.strictObject({ claim, record, form: formSchema })),
      v.minLength(1),
      v.maxLength(64),
    ),
    term,
  }),
  v.strictObject({
    allow: v.literal(false),
    id: idSchema,
    hash,
    until: v.union([v.picklist(['once', 'always']), instantSchema]),
    claims: v.nullable(v.pipe(v.array(claim), v.minLength(1), v.maxLength(64))),
  }),
])

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
  'prompt.answer': answer,
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
  'sites.registered': v.strictObject({
    tab: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
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
