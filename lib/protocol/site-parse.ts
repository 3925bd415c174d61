import * as v from 'valibot'
import { isId } from '@/lib/base/ids'
import { depthOf } from '@/lib/base/json'
import { isWellFormed, plainLine } from '@/lib/base/text'
import {
  CHUNK_BYTES,
  type ForwardedCall,
  MAX_ATTACHMENT,
  MAX_CALL_LENGTH,
  MAX_GET,
  MAX_LIST,
  MAX_WRITE_LENGTH,
  MAX_WRITES,
  type SiteCall,
} from '@/lib/protocol/site'
import { parseClaim } from '@/lib/records/claims'
import { collectionOf } from '@/lib/records/collections'
import { isDocumentId, type SiteDocument } from '@/lib/records/locker'
import { isLocker, isLockerName } from '@/lib/records/locker-name'

/** A call that has an id to answer under and something wrong with it. */
export interface SiteCallProblem {
  readonly id: string
  /** Says what is wrong with the call and nothing else. */
  readonly problem: string
}

/** The request itself may be 16 deep; the call around it adds one. */
const MAX_DEPTH = 17
/** A written value may be as deep; the list of changes around it adds two more. */
const MAX_WRITE_DEPTH = 19
const MAX_CLAIMS = 64

const id = v.custom<string>(isId)
const names = v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(MAX_CLAIMS))

const collection = v.pipe(v.string(), v.maxLength(400))
const recordId = v.custom<string>((input) => typeof input === 'string' && isDocumentId(input))
const version = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const within = { id, grant: id, collection }
// Looked at member by member where it is written: what is wrong with a value is told as such.
const value = v.custom<SiteDocument>(
  (input) => input !== null && typeof input === 'object' && !Array.isArray(input),
)

const change = v.variant('op', [
  v.strictObject({ op: v.literal('create'), id: v.exactOptional(recordId), value }),
  v.strictObject({ op: v.literal('update'), id: recordId, value, base: v.exactOptional(version) }),
  v.strictObject({ op: v.literal('delete'), id: recordId, base: v.exactOptional(version) }),
])

const chunkSchema = v.strictObject({
  id,
  verb: v.literal('chunk'),
  upload: id,
  index,
  data: v.pipe(v.string(), v.maxLength(Math.ceil((CHUNK_BYTES * 4) / 3))),
})

const callSchema = v.variant('verb', [
  v.strictObject({ id, verb: v.literal('hello') }),
  v.strictObject({ id, verb: v.literal('query'), claims: names }),
  v.strictObject({ id, verb: v.literal('request'), request: v.unknown() }),
  v.strictObject({ id, verb: v.literal('read'), grant: id, claims: v.optional(v.nullable(names), null) }),
  v.strictObject({ id, verb: v.literal('revoke'), grant: id }),
  v.strictObject({
    verb: v.literal('list'),
    ...within,
    after: v.nullable(v.pipe(v.string(), v.maxLength(1_000))),
    limit: v.pipe(index, v.minValue(1), v.maxValue(MAX_LIST)),
    order: v.picklist(['created', 'changed']),
    reverse: v.boolean(),
  }),
  v.strictObject({
    verb: v.literal('get'),
    ...within,
    ids: v.pipe(v.array(recordId), v.minLength(1), v.maxLength(MAX_GET)),
  }),
  v.strictObject({ verb: v.literal('count'), ...within }),
  v.strictObject({
    verb: v.literal('write'),
    ...within,
    changes: v.pipe(v.array(change), v.minLength(1), v.maxLength(MAX_WRITES)),
  }),
  v.strictObject({ verb: v.literal('watch'), ...within }),
  v.strictObject({
    verb: v.literal('upload'),
    ...within,
    size: v.pipe(index, v.maxValue(MAX_ATTACHMENT)),
    type: v.pipe(v.string(), v.maxLength(127)),
    name: v.pipe(v.string(), v.maxLength(255)),
  }),
  chunkSchema,
  v.strictObject({
    verb: v.literal('download'),
    ...within,
    record: recordId,
    field: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    index,
    attachment: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  }),
  v.strictObject({ id, verb: v.literal('offer'), offer: v.unknown() }),
  v.strictObject({ id, verb: v.literal('cancel'), target: id }),
  v.strictObject({ id, verb: v.literal('ack'), target: id }),
])

/**
 * A page's call. Claims come out in their canonical spelling; the `request` of a request is still `unknown` and goes to
 * `parseSiteRequest`. Copied through JSON text first, so nothing is looked at twice that could change in between.
 * @returns null when there is no id to answer under, and a problem where there is one. Never throws.
 */
export function parseSiteCall(input: unknown): SiteCall | SiteCallProblem | null {
  const members = membersOf(input)
  const part = members === input ? null : partOf(members)
  if (part) return part
  const text = toText(members)
  if (text === null) return null
  if (text.length > MAX_WRITE_LENGTH) {
    const own = idOf(members)
    return own === null ? null : { id: own, problem: 'call: is larger than 1 MiB' }
  }
  const call: unknown = JSON.parse(text)
  const own = idOf(call)
  if (own === null) return null
  if (text.length > MAX_CALL_LENGTH && !isLarge(call))
    return { id: own, problem: 'call: is larger than 64 KiB' }
  const deepest = isLarge(call) ? MAX_WRITE_DEPTH : MAX_DEPTH
  if (depthOf(call, deepest + 1) > deepest) return { id: own, problem: `call: is deeper than ${deepest}` }
  const parsed = v.safeParse(callSchema, call)
  if (!parsed.success) return { id: own, problem: problemOf(call) }
  const found = parsed.output
  if ((found.verb === 'query' || found.verb === 'read') && found.claims !== null) {
    const claims = canonical(found.claims, found.verb === 'query')
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

/** The members of an object as they are now, each read once; what is no plain object stays as it is. */
function membersOf(input: unknown): unknown {
  if (input === null || typeof input !== 'object') return input
  try {
    return Object.getPrototypeOf(input) === Object.prototype ? { ...input } : input
  } catch {
    return null
  }
}

/**
 * A `chunk`, of which there are many and large ones: it holds no objects, so that having read each member once is as good as a
 * copy through text. Null for whatever is not wholly right, which is then told as any other call.
 */
function partOf(call: unknown): SiteCall | null {
  if (call === null || typeof call !== 'object' || !Object.hasOwn(call, 'verb')) return null
  if ((call as { readonly verb: unknown }).verb !== 'chunk') return null
  const parsed = v.safeParse(chunkSchema, call)
  return parsed.success ? parsed.output : null
}

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

/** Only what is written may be large. */
function isLarge(call: unknown): boolean {
  const { verb } = call as { readonly verb?: unknown }
  return verb === 'write' || verb === 'chunk'
}

/** Canonical names, or what is wrong with them. `withCollections`: names of collections stand for themselves. */
function canonical(claims: readonly string[], withCollections: boolean): readonly string[] | string {
  const found: string[] = []
  for (const name of claims) {
    if (withCollections && (isLockerName(name) || isLocker(name) || collectionOf(name))) {
      if (!found.includes(name)) found.push(name)
      continue
    }
    const claim = isWellFormed(name) ? parseClaim(name) : null
    if (!claim) return `claims: ${JSON.stringify(plainLine(name.toWellFormed(), 64))} is not a claim`
    if (!found.includes(claim.claim)) found.push(claim.claim)
  }
  return found
}

const VERBS: ReadonlySet<unknown> = new Set(callSchema.options.map(({ entries }) => entries.verb.literal))

function problemOf(call: unknown): string {
  const { verb, claims } = call as { readonly verb?: unknown; readonly claims?: unknown }
  if (!VERBS.has(verb)) return 'call: has no verb that is known here'
  if (Array.isArray(claims) && claims.length === 0) return 'claims: is empty'
  if (Array.isArray(claims) && claims.length > MAX_CLAIMS)
    return `claims: has more than ${MAX_CLAIMS} members`
  return `call: is not a ${verb}`
}
