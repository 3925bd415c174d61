/**
 * A site's request: `unknown` in, a cleaned and frozen `SiteRequest` out, or a sentence about the request and nothing
 * else. The request is copied through JSON text before anything is looked at, so that no getter or proxy can answer one
 * way while it is checked and another way while it is used. Limits: docs/PROTOCOL.md.
 */
import { depthOf } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import { isWellFormed, plainLine } from '@/lib/base/text'
import { DAY, endOfDate, type Instant, parseDuration } from '@/lib/base/time'
import { acceptableForm } from '@/lib/grants/coarseness'
import type { Access, ClaimRequest, Purpose, SiteRequest } from '@/lib/grants/request'
import { parseClaim } from '@/lib/records/claims'
import type { Form } from '@/lib/records/form'

export const MAX_REQUEST_LENGTH = 65_536
export const MAX_DEPTH = 16
export const MAX_CLAIMS = 64
export const MAX_PURPOSE = 280
export const MAX_REASON = 140
export const MAX_ACCESS = 366 * DAY
const MAX_FORMS = 16
const MAX_RETENTION = 100 * 366 * DAY
const MAX_POLICY = 2048

type Members = { readonly [key: string]: unknown }

/** What is wrong with the request; thrown inside this file only. */
class Flaw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/**
 * @param now when given, an `access.until` that has passed or lies more than 366 days ahead is refused too.
 * @returns the request, or what is wrong with it, such as `claims: "emial" is not a claim`. Never throws.
 */
export function parseSiteRequest(input: unknown, now: Instant | null = null): Result<SiteRequest, string> {
  try {
    return ok(freeze(readRequest(copy(input), now)))
  } catch (problem) {
    if (problem instanceof Flaw) return refused(problem.text)
    throw problem
  }
}

/** A copy made of JSON text alone: own members, plain objects, no code that could run again. */
function copy(input: unknown): unknown {
  let text: string | undefined
  try {
    text = JSON.stringify(input)
  } catch {
    throw new Flaw('request: is not JSON')
  }
  if (text === undefined) throw new Flaw('request: is not JSON')
  if (text.length > MAX_REQUEST_LENGTH) throw new Flaw('request: is larger than 64 KiB')
  const value: unknown = JSON.parse(text)
  if (depthOf(value, MAX_DEPTH + 1) > MAX_DEPTH) throw new Flaw(`request: is deeper than ${MAX_DEPTH}`)
  refuseUnsafe(value)
  return value
}

function refuseUnsafe(value: unknown): void {
  if (typeof value === 'string' && !isWellFormed(value)) throw new Flaw('request: holds a lone surrogate')
  if (value === null || typeof value !== 'object') return
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      throw new Flaw(`request: a member may not be called ${quoted(key)}`)
    if (!isWellFormed(key)) throw new Flaw('request: holds a lone surrogate')
    refuseUnsafe(item)
  }
}

function readRequest(value: unknown, now: Instant | null): SiteRequest {
  const members = object(value, 'request')
  if (members.collections !== undefined)
    throw new Flaw('collections: this version answers claims only, not collections')
  onlyMembers(members, ['purpose', 'claims', 'access', 'retention', 'nonce'], 'request')
  return {
    purpose: readPurpose(members.purpose),
    claims: readClaims(members.claims),
    access: readAccess(members.access, now),
    ...(members.retention === undefined ? {} : { retention: readRetention(members.retention) }),
    ...(members.nonce === undefined ? {} : { nonce: readNonce(members.nonce) }),
  }
}

function readPurpose(value: unknown): Purpose {
  const members = object(value, 'purpose')
  onlyMembers(members, ['text', 'type', 'policy'], 'purpose')
  return {
    text: line(members.text, MAX_PURPOSE, 'purpose.text'),
    ...(members.type === undefined ? {} : { type: line(members.type, 64, 'purpose.type') }),
    ...(members.policy === undefined ? {} : { policy: readPolicy(members.policy) }),
  }
}

/** Printable ASCII only, as `location.href` gives it, and no user name that would look like a host. */
const POLICY = /^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.?(?::\d{1,5})?(?:[/?#][!#-;=?-[\]_a-z~]*)?$/i

function readPolicy(value: unknown): string {
  if (typeof value !== 'string') throw new Flaw('purpose.policy: is not text')
  if (value.length > MAX_POLICY) throw new Flaw(`purpose.policy: is longer than ${MAX_POLICY} characters`)
  if (!POLICY.test(value)) throw new Flaw('purpose.policy: is not an https address')
  return value
}

function readClaims(value: unknown): readonly ClaimRequest[] {
  const entries = Object.entries(object(value, 'claims'))
  if (entries.length === 0) throw new Flaw('claims: is empty')
  if (entries.length > MAX_CLAIMS) throw new Flaw(`claims: has more than ${MAX_CLAIMS} members`)
  const claims = entries.map(([name, wish]) => readClaim(name, wish))
  const seen = new Set<string>()
  for (const { claim } of claims) {
    if (seen.has(claim)) throw new Flaw(`claims: ${quoted(claim)} is asked for twice`)
    seen.add(claim)
  }
  return claims
}

function readClaim(name: string, wish: unknown): ClaimRequest {
  const parsed = parseClaim(name)
  if (!parsed) throw new Flaw(`claims: ${quoted(name)} is not a claim`)
  const at = `claims ${quoted(name)}`
  const members = object(wish, at)
  onlyMembers(members, ['required', 'accepts', 'reason'], at)
  if (members.required !== undefined && typeof members.required !== 'boolean')
    throw new Flaw(`${at}: required is not true or false`)
  return {
    claim: parsed.claim,
    required: members.required === true,
    accepts: members.accepts === undefined ? [] : readForms(parsed.claim, members.accepts, at),
    ...(members.reason === undefined ? {} : { reason: line(members.reason, MAX_REASON, `${at}: reason`) }),
  }
}

/** `full` may be named, but says nothing new: a site can always work with the value itself. */
function readForms(claim: string, value: unknown, at: string): readonly Form[] {
  if (!Array.isArray(value)) throw new Flaw(`${at}: accepts is not a list`)
  if (value.length === 0) throw new Flaw(`${at}: accepts is empty`)
  if (value.length > MAX_FORMS) throw new Flaw(`${at}: accepts has more than ${MAX_FORMS} forms`)
  const forms: Form[] = []
  for (const item of value) {
    const form = acceptableForm(claim, item)
    if (form === null)
      throw new Flaw(
        `${at}: ${typeof item === 'string' ? quoted(item) : 'an entry of accepts'} is not a form of it`,
      )
    if (form !== 'full' && !forms.includes(form)) forms.push(form)
  }
  return forms
}

function readAccess(value: unknown, now: Instant | null): Access {
  if (value === undefined || value === 'once') return 'once'
  if (value === 'session') return 'session'
  if (typeof value === 'string') throw new Flaw(`access: ${quoted(value)} is not a length of time`)
  const members = object(value, 'access')
  onlyMembers(members, ['for', 'until'], 'access')
  if ((members.for === undefined) === (members.until === undefined))
    throw new Flaw('access: has to say either for or until')
  return members.until === undefined
    ? { for: readFor(members.for) }
    : { until: readUntil(members.until, now) }
}

function readFor(value: unknown): string {
  const length = typeof value === 'string' ? parseDuration(value) : null
  if (typeof value !== 'string' || length === null) throw new Flaw('access.for: is not an ISO 8601 duration')
  if (length > MAX_ACCESS) throw new Flaw('access.for: is longer than 366 days')
  return value
}

function readUntil(value: unknown, now: Instant | null): string {
  const end = typeof value === 'string' ? endOfDate(value) : null
  if (typeof value !== 'string' || end === null) throw new Flaw('access.until: is not a date like 2027-01-31')
  if (now !== null && end <= now) throw new Flaw('access.until: has passed')
  // A date means the end of that day, so the 366th day from now may end up to a day later.
  if (now !== null && end > now + MAX_ACCESS + DAY)
    throw new Flaw('access.until: is more than 366 days ahead')
  return value
}

function readRetention(value: unknown): string {
  const length = typeof value === 'string' ? parseDuration(value) : null
  if (typeof value !== 'string' || length === null) throw new Flaw('retention: is not an ISO 8601 duration')
  if (length > MAX_RETENTION) throw new Flaw('retention: is longer than 100 years')
  return value
}

function readNonce(value: unknown): string {
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,256}$/.test(value))
    throw new Flaw('nonce: is not 1 to 256 printable ASCII characters')
  return value
}

function object(value: unknown, at: string): Members {
  if (value === undefined) throw new Flaw(`${at}: is missing`)
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Flaw(`${at}: is not an object`)
  return value as Members
}

function onlyMembers(members: Members, known: readonly string[], at: string): void {
  for (const key of Object.keys(members)) {
    if (!known.includes(key)) throw new Flaw(`${at}: ${quoted(key)} is not a member of it`)
  }
}

/** Text of the site as one clean line. The limit counts characters as they came, so nothing is cut silently. */
function line(value: unknown, limit: number, at: string): string {
  if (value === undefined) throw new Flaw(`${at}: is missing`)
  if (typeof value !== 'string') throw new Flaw(`${at}: is not text`)
  if ([...value].length > limit) throw new Flaw(`${at}: is longer than ${limit} characters`)
  const clean = plainLine(value, limit)
  if (clean === '') throw new Flaw(`${at}: is empty`)
  return clean
}

/** The site's own word, quoted and harmless in a message. */
function quoted(word: string): string {
  return JSON.stringify(plainLine(word, 64))
}

function freeze<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object') {
    for (const item of Object.values(value)) freeze(item)
    Object.freeze(value)
  }
  return value
}
