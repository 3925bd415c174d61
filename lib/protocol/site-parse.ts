import * as v from 'valibot'
import { isId } from '@/lib/base/ids'
import { depthOf } from '@/lib/base/json'
import { isWellFormed, plainLine } from '@/lib/base/text'
import { type ForwardedCall, MAX_CALL_LENGTH, type SiteCall } from '@/lib/protocol/site'
import { parseClaim } from '@/lib/records/claims'

/** A call that has an id to answer under and something wrong with it. */
export interface SiteCallProblem {
  readonly id: string
  /** Says what is wrong with the call and nothing else. */
  readonly problem: string
}

/** The request itself may be 16 deep; the call around it adds one. */
const MAX_DEPTH = 17
const MAX_CLAIMS = 64

const id = v.custom<string>(isId)
const names = v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(MAX_CLAIMS))

const callSchema = v.variant('verb', [
  v.strictObject({ id, verb: v.literal('hello') }),
  v.strictObject({ id, verb: v.literal('query'), claims: names }),
  v.strictObject({ id, verb: v.literal('request'), request: v.unknown() }),
  v.strictObject({ id, verb: v.literal('read'), grant: id, claims: v.optional(v.nullable(names), null) }),
  v.strictObject({ id, verb: v.literal('revoke'), grant: id }),
  v.strictObject({ id, verb: v.literal('cancel'), target: id }),
  v.strictObject({ id, verb: v.literal('ack'), target: id }),
])

/**
 * A page's call. Claims come out in their canonical spelling; the `request` of a request is still `unknown` and goes to
 * `parseSiteRequest`. Copied through JSON text first, so nothing is looked at twice that could change in between.
 * @returns null when there is no id to answer under, and a problem where there is one. Never throws.
 */
export function parseSiteCall(input: unknown): SiteCall | SiteCallProblem | null {
  const text = toText(input)
  if (text === null) return null
  if (text.length > MAX_CALL_LENGTH) {
    const own = idOf(input)
    return own === null ? null : { id: own, problem: 'call: is larger than 64 KiB' }
  }
  const call: unknown = JSON.parse(text)
  const own = idOf(call)
  if (own === null) return null
  if (depthOf(call, MAX_DEPTH + 1) > MAX_DEPTH)
    return { id: own, problem: `call: is deeper than ${MAX_DEPTH}` }
  const parsed = v.safeParse(callSchema, call)
  if (!parsed.success) return { id: own, problem: problemOf(call) }
  const found = parsed.output
  if ((found.verb === 'query' || found.verb === 'read') && found.claims !== null) {
    const claims = canonical(found.claims)
    return typeof claims === 'string' ? { id: own, problem: claims } : { ...found, claims }
  }
  return found
}

/** A `ForwardedCall` of the bridge, with its call read. */
export interface HeardCall {
  readonly call: SiteCall
  /** As the bridge saw it; only `true` is a gesture. */
  readonly active: boolean
}

/** What the bridge sends over its port: its own wrapper, and a page's call in it. Results as of `parseSiteCall`. */
export function parseForwardedCall(input: unknown): HeardCall | SiteCallProblem | null {
  const wrapper = v.safeParse(forwardedSchema, input)
  if (!wrapper.success) return null
  const call = parseSiteCall(wrapper.output.call)
  return call === null || 'problem' in call ? call : { call, active: wrapper.output.active }
}

const forwardedSchema: v.GenericSchema<unknown, ForwardedCall> = v.strictObject({
  call: v.unknown(),
  active: v.boolean(),
})

function toText(input: unknown): string | null {
  try {
    return JSON.stringify(input) ?? null
  } catch {
    return null
  }
}

function idOf(call: unknown): string | null {
  if (call === null || typeof call !== 'object') return null
  try {
    const own = (call as { readonly id?: unknown }).id
    return isId(own) ? own : null
  } catch {
    return null
  }
}

/** Canonical names, or what is wrong with them. */
function canonical(claims: readonly string[]): readonly string[] | string {
  const found: string[] = []
  for (const name of claims) {
    const claim = isWellFormed(name) ? parseClaim(name) : null
    if (!claim) return `claims: ${JSON.stringify(plainLine(name.toWellFormed(), 64))} is not a claim`
    if (!found.includes(claim.claim)) found.push(claim.claim)
  }
  return found
}

const VERBS = ['hello', 'query', 'request', 'read', 'revoke', 'cancel', 'ack']

function problemOf(call: unknown): string {
  const { verb, claims } = call as { readonly verb?: unknown; readonly claims?: unknown }
  if (typeof verb !== 'string' || !VERBS.includes(verb)) return 'call: has no verb that is known here'
  if (Array.isArray(claims) && claims.length === 0) return 'claims: is empty'
  if (Array.isArray(claims) && claims.length > MAX_CLAIMS)
    return `claims: has more than ${MAX_CLAIMS} members`
  return `call: is not a ${verb}`
}
