/**
 * A site's request: `unknown` in, a cleaned and frozen `SiteRequest` out, or a sentence about the request and nothing
 * else. The request is copied through JSON text before anything is looked at, so that no getter or proxy can answer one
 * way while it is checked and another way while it is used. Limits: docs/PROTOCOL.md.
 */
import type { Result } from '@/lib/base/result'
import { DAY, endOfDate, type Instant, parseDuration } from '@/lib/base/time'
import { acceptableForm } from '@/lib/grants/coarseness'
import { readCollections } from '@/lib/grants/parse-collections'
import {
  Flaw,
  list,
  object,
  onlyMembers,
  parsed,
  quoted,
  readPurpose,
  readReason,
  readRequired,
} from '@/lib/grants/parse-parts'
import type { Access, ClaimRequest, SiteRequest } from '@/lib/grants/request'
import { parseClaim } from '@/lib/records/claims'
import type { Form } from '@/lib/records/form'

export const MAX_CLAIMS = 64
export const MAX_ACCESS = 366 * DAY
const MAX_FORMS = 16
const MAX_RETENTION = 100 * 366 * DAY

/**
 * @param now when given, an `access.until` that has passed or lies more than 366 days ahead is refused too.
 * @returns the request, or what is wrong with it, such as `claims: "emial" is not a claim`. Never throws.
 */
export function parseSiteRequest(input: unknown, now: Instant | null = null): Result<SiteRequest, string> {
  return parsed(input, 'request', (value) => readRequest(value, now))
}

function readRequest(value: unknown, now: Instant | null): SiteRequest {
  const members = object(value, 'request')
  onlyMembers(members, ['purpose', 'claims', 'collections', 'access', 'retention', 'nonce'], 'request')
  const collections = members.collections === undefined ? null : readCollections(members.collections)
  const claims = readClaims(members.claims, collections !== null)
  const access = readAccess(members.access, now)
  const picks = collections?.some(({ most }) => most !== undefined) ?? false
  if (picks && access !== 'once') throw new Flaw('access: what is picked is given once')
  // Left out, it is for the person to say how long; one answer would be no use, and nobody could allow it.
  if (collections && !picks && members.access === 'once')
    throw new Flaw('access: once is no time to work in a collection')
  return {
    purpose:
      members.purpose === undefined && picks && claims.length === 0
        ? { text: '' }
        : readPurpose(members.purpose),
    claims,
    ...(collections && { collections }),
    access,
    ...(members.retention === undefined ? {} : { retention: readRetention(members.retention) }),
    ...(members.nonce === undefined ? {} : { nonce: readNonce(members.nonce) }),
  }
}

/** @param besides something else is asked for, so there need be no claims. */
function readClaims(value: unknown, besides: boolean): readonly ClaimRequest[] {
  if (value === undefined && besides) return []
  const entries = Object.entries(object(value, 'claims'))
  if (entries.length === 0 && !besides) throw new Flaw('claims: is empty')
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
  const known = parseClaim(name)
  if (!known) throw new Flaw(`claims: ${quoted(name)} is not a claim`)
  const at = `claims ${quoted(name)}`
  const members = object(wish, at)
  onlyMembers(members, ['required', 'accepts', 'reason'], at)
  return {
    claim: known.claim,
    required: readRequired(members, at),
    accepts: members.accepts === undefined ? [] : readForms(known.claim, members.accepts, at),
    ...readReason(members, at),
  }
}

/** `full` may be named, but says nothing new: a site can always work with the value itself. */
function readForms(claim: string, value: unknown, at: string): readonly Form[] {
  const forms: Form[] = []
  for (const item of list(value, MAX_FORMS, 'forms', `${at}: accepts`)) {
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
