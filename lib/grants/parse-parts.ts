/** What the readers of a site's requests and offers have in common. Limits: docs/PROTOCOL.md. */
import { depthOf } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import { isWellFormed, plainLine } from '@/lib/base/text'
import type { Purpose } from '@/lib/grants/request'

export const MAX_REQUEST_LENGTH = 65_536
export const MAX_DEPTH = 16
export const MAX_PURPOSE = 280
export const MAX_REASON = 140
const MAX_POLICY = 2048

export type Members = { readonly [key: string]: unknown }

/** What is wrong with what the site sent; thrown by readers and caught by `parsed`. */
export class Flaw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What `read` makes of a copy of `input`, frozen to its leaves; or what is wrong with it. Never throws. */
export function parsed<Value>(
  input: unknown,
  what: string,
  read: (value: unknown) => Value,
): Result<Value, string> {
  try {
    return ok(freeze(read(copy(input, what))))
  } catch (problem) {
    if (problem instanceof Flaw) return refused(problem.text)
    throw problem
  }
}

/** A copy made of JSON text alone: own members, plain objects, no code that could run again. */
function copy(input: unknown, what: string): unknown {
  let text: string | undefined
  try {
    text = JSON.stringify(input)
  } catch {
    throw new Flaw(`${what}: is not JSON`)
  }
  if (text === undefined) throw new Flaw(`${what}: is not JSON`)
  if (text.length > MAX_REQUEST_LENGTH) throw new Flaw(`${what}: is larger than 64 KiB`)
  const value: unknown = JSON.parse(text)
  if (depthOf(value, MAX_DEPTH + 1) > MAX_DEPTH) throw new Flaw(`${what}: is deeper than ${MAX_DEPTH}`)
  refuseUnsafe(value, what)
  return value
}

function refuseUnsafe(value: unknown, what: string): void {
  if (typeof value === 'string' && !isWellFormed(value)) throw new Flaw(`${what}: holds a lone surrogate`)
  if (value === null || typeof value !== 'object') return
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      throw new Flaw(`${what}: a member may not be called ${quoted(key)}`)
    if (!isWellFormed(key)) throw new Flaw(`${what}: holds a lone surrogate`)
    refuseUnsafe(item, what)
  }
}

/** What the site says it wants it for. */
export function readPurpose(value: unknown): Purpose {
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

/** `required` of a wish: false where it is not said. */
export function readRequired(members: Members, at: string): boolean {
  if (members.required !== undefined && typeof members.required !== 'boolean')
    throw new Flaw(`${at}: required is not true or false`)
  return members.required === true
}

/** `reason` of a wish, where it is said. */
export function readReason(members: Members, at: string): { readonly reason?: string } {
  return members.reason === undefined ? {} : { reason: line(members.reason, MAX_REASON, `${at}: reason`) }
}

/** The members of an object. @throws Flaw for anything else. */
export function object(value: unknown, at: string): Members {
  if (value === undefined) throw new Flaw(`${at}: is missing`)
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Flaw(`${at}: is not an object`)
  return value as Members
}

/** A list with something in it. @throws Flaw for anything else. */
export function list(value: unknown, limit: number, what: string, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Flaw(`${at} is not a list`)
  if (value.length === 0) throw new Flaw(`${at} is empty`)
  if (value.length > limit) throw new Flaw(`${at} has more than ${limit} ${what}`)
  return value
}

/** @throws Flaw for a member that is not `known`. */
export function onlyMembers(members: Members, known: readonly string[], at: string): void {
  for (const key of Object.keys(members)) {
    if (!known.includes(key)) throw new Flaw(`${at}: ${quoted(key)} is not a member of it`)
  }
}

/** Text of the site as one clean line. The limit counts characters as they came, so nothing is cut silently. */
export function line(value: unknown, limit: number, at: string): string {
  if (value === undefined) throw new Flaw(`${at}: is missing`)
  if (typeof value !== 'string') throw new Flaw(`${at}: is not text`)
  if ([...value].length > limit) throw new Flaw(`${at}: is longer than ${limit} characters`)
  const clean = plainLine(value, limit)
  if (clean === '') throw new Flaw(`${at}: is empty`)
  return clean
}

/** The site's own word, quoted and harmless in a message. */
export function quoted(word: string): string {
  return JSON.stringify(plainLine(word, 64))
}

function freeze<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object') {
    for (const item of Object.values(value)) freeze(item)
    Object.freeze(value)
  }
  return value
}
