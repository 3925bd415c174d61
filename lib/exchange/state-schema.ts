import * as v from 'valibot'
import { depthOf, type Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import type { RecordState, Stamp } from '@/lib/records/record'
import { compareStamps, isAhead, parseStamp } from '@/lib/records/stamp'

/**
 * Longest text a field may hold, its deepest nesting, and most fields and versions of a record. A document of a locker has up
 * to 256 members, and fields of ours beside them; the full name of a locker is the longest name there is.
 */
const MAX_TEXT = 64 * 1024
const MAX_DEPTH = 16
const MAX_FIELDS = 512
const MAX_NAME = 512
const MAX_VERSIONS = 10_000

const stamp = v.custom<Stamp>((input) => parseStamp(input) !== null)
const instant = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(MAX_NAME),
  v.check((text) => text !== '__proto__'),
)
const value = v.custom<Json>((input) => isPlain(input) && depthOf(input, MAX_DEPTH + 1) <= MAX_DEPTH)
const source = v.variant('by', [
  v.strictObject({ by: v.literal('person'), at: instant }),
  v.strictObject({ by: v.literal('site'), origin: v.pipe(v.string(), v.maxLength(300)), at: instant }),
  v.strictObject({ by: v.literal('file'), name: v.pipe(v.string(), v.maxLength(300)), at: instant }),
])
const version = v.strictObject({
  value,
  stamp,
  from: v.optional(source),
  over: v.optional(v.pipe(v.array(stamp), v.minLength(1), v.maxLength(MAX_VERSIONS))),
})

const schema = v.strictObject({
  collection: name,
  id: name,
  fields: v.pipe(
    v.record(name, v.pipe(v.array(version), v.minLength(1), v.maxLength(MAX_VERSIONS))),
    v.check((fields) => Object.keys(fields).length <= MAX_FIELDS),
  ),
  floors: v.optional(v.record(name, stamp)),
  erased: v.optional(stamp),
})

/**
 * One record state as a file holds it. Versions must be newest first, and no stamp may lie more than a day ahead of
 * `now`: it would win over everything the person writes until then.
 * @returns null for anything else.
 */
export function parseState(input: unknown, now: Instant): RecordState | null {
  if (!isPlain(input)) return null
  const parsed = v.safeParse(schema, input)
  if (!parsed.success) return null
  for (const versions of Object.values(parsed.output.fields)) {
    for (const [index, { stamp: own }] of versions.entries()) {
      const newer = versions[index - 1]?.stamp
      if (isAhead(own, now) || (newer !== undefined && compareStamps(own, newer) >= 0)) return null
    }
  }
  if (parsed.output.erased !== undefined && Object.keys(parsed.output.fields).length > 0) return null
  return parsed.output as RecordState
}

/** JSON values only, with texts of bounded length, no lone surrogate, and no member that could become a prototype. */
function isPlain(input: unknown): boolean {
  if (input === null || typeof input === 'boolean') return true
  if (typeof input === 'number') return Number.isFinite(input)
  if (typeof input === 'string') return input.length <= MAX_TEXT && input.isWellFormed()
  if (typeof input !== 'object' || Object.hasOwn(input, '__proto__')) return false
  return Object.values(input).every(isPlain)
}
