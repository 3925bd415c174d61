/** Arguments from a site's own code: whatever is wrong with them is a `TypeError` before anything is sent. */
import { isClaim, isForm } from '@/lib/sdk/claims'

const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/
const NONCE = /^[!-~]{1,256}$/
const DAY = /^\d{4}-\d\d-\d\d$/

/** Room for the envelope beside the request inside the 65,536 characters a call may have. */
const MAX_REQUEST = 65_000

export type Members = { readonly [key: string]: unknown }

export function must(good: unknown, message: string): asserts good {
  if (!good) throw new TypeError(message)
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object with no members but `names`: a misspelt one must not silently mean something else. */
export function members(value: unknown, what: string, ...names: string[]): Members {
  must(isObject(value), `${what} must be an object`)
  for (const name of Object.keys(value)) must(names.includes(name), `${what}: unknown member "${name}"`)
  return value
}

export function text(value: unknown, what: string, limit: number): void {
  must(
    typeof value === 'string' && value.trim() !== '' && [...value].length <= limit,
    `${what} must be text of 1 to ${limit} characters`,
  )
}

export function optional(value: unknown, what: string, limit: number): void {
  if (value !== undefined) text(value, what, limit)
}

function duration(value: unknown, what: string): void {
  must(
    typeof value === 'string' && DURATION.test(value),
    `${what} must be an ISO 8601 duration such as "P30D"`,
  )
}

function claim(name: unknown): asserts name is string {
  must(typeof name === 'string' && isClaim(name), `unknown claim "${String(name)}"`)
}

/** @returns a copy of an object of the caller's, read once, changed by nobody after. */
export function plainCopy(given: unknown, what: string): unknown {
  must(isObject(given), `${what} must be an object`)
  try {
    return JSON.parse(JSON.stringify(given))
  } catch {
    throw new TypeError(`${what} must be plain JSON`)
  }
}

export function checkPurpose(given: unknown): void {
  const purpose = members(given, 'purpose', 'text', 'type', 'policy')
  text(purpose.text, 'purpose.text', 280)
  optional(purpose.type, 'purpose.type', 64)
  const policy = purpose.policy
  must(
    policy === undefined ||
      (typeof policy === 'string' && policy.startsWith('https://') && URL.canParse(policy)),
    'purpose.policy must be https',
  )
}

/** @returns the request as it will be sent. What it says of collections is not looked at here. */
export function checkRequest(given: unknown): Members & { readonly claims?: Members } {
  const request = members(
    plainCopy(given, 'request'),
    'request',
    'purpose',
    'claims',
    'collections',
    'access',
    'retention',
    'nonce',
  )
  const { claims = {}, collections } = request
  must(isObject(claims), 'claims must be an object')
  const names = Object.keys(claims)
  must(names.length <= 64 && (collections || names.length), 'claims must name 1 to 64 claims')
  // Only picks may go without: whether it is for them alone is seen where collections are looked at.
  if (names.length) checkPurpose(request.purpose)
  for (const name of names) {
    claim(name)
    const asked = members(claims[name], name, 'required', 'accepts', 'reason')
    must(['boolean', 'undefined'].includes(typeof asked.required), `${name}: required must be a boolean`)
    const accepts = asked.accepts
    must(
      accepts === undefined || (Array.isArray(accepts) && accepts.length > 0 && accepts.every(isForm)),
      `${name}: unknown form in accepts`,
    )
    optional(asked.reason, `${name}: reason`, 140)
  }

  const access = request.access ?? 'once'
  if (access !== 'once' && access !== 'session') {
    const term = members(access, 'access', 'for', 'until')
    must(Object.keys(term).length === 1, 'access must be "once", "session", { for } or { until }')
    if ('for' in term) duration(term.for, 'access.for')
    else
      must(
        typeof term.until === 'string' && DAY.test(term.until) && !Number.isNaN(Date.parse(term.until)),
        'access.until must be a date: "2027-01-31"',
      )
  }
  if (request.retention !== undefined) duration(request.retention, 'retention')
  const nonce = request.nonce
  must(
    nonce === undefined || (typeof nonce === 'string' && NONCE.test(nonce)),
    'nonce must be 1 to 256 ASCII characters',
  )
  must(JSON.stringify(request).length <= MAX_REQUEST, 'request is too large')
  // How long a site may work in a collection is for the person to say, where the site does not.
  return request.collections ? request : { ...request, access }
}

/** @returns a copy of a list of claims, each once. `known`: the only ones allowed. */
export function checkClaims(given: unknown, known?: readonly string[]): readonly string[] {
  must(
    Array.isArray(given) && given.length > 0 && given.length <= 64,
    'claims must be a list of 1 to 64 claims',
  )
  for (const name of given) {
    claim(name)
    must(!known || known.includes(name), `"${name}" was not asked for`)
  }
  return [...new Set(given as string[])]
}

export function checkQuery(given: unknown): readonly string[] {
  const { claims, collections = [] } = members(given, 'query', 'claims', 'collections')
  must(
    Array.isArray(collections) && collections.every((name) => typeof name === 'string'),
    'collections must be a list of names',
  )
  return [...(claims || !collections.length ? checkClaims(claims) : []), ...collections]
}

/** @returns the signal of `options`, when there is one. @throws its reason when it was aborted already. */
export function checkSignal(options: unknown, ...others: readonly string[]): AbortSignal | undefined {
  if (options === undefined) return undefined
  const signal = members(options, 'options', 'signal', ...others).signal
  if (signal === undefined) return undefined
  must(signal instanceof AbortSignal, 'signal must be an AbortSignal')
  signal.throwIfAborted()
  return signal
}

export function checkTimeout(options: unknown): number {
  const timeout = (options as { readonly timeout?: unknown } | undefined)?.timeout ?? 1_000
  must(typeof timeout === 'number' && timeout >= 0, 'timeout must be milliseconds, or Infinity')
  return timeout
}
