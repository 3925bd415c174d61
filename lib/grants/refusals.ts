/** Lasting refusals: the person's own, and the silence that repeated dismissals bring. */
import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import type { Refusal } from '@/lib/grants/grant'
import { firstVersion, latestSeen, REFUSALS, type RecordReader } from '@/lib/grants/reader'
import { parseRefusal } from '@/lib/grants/schema'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'

/**
 * Refusals that hold now: not lifted and not run out, oldest first.
 * @param seen latest time ever seen; what ran out once stays so when the clock is set back.
 */
export function standingRefusals(
  reader: RecordReader,
  now: Instant,
  seen: Instant = latestSeen(reader),
): readonly Refusal[] {
  const time = Math.max(now, seen)
  return allRefusals(reader).filter((refusal) => refusal.until === null || time < refusal.until)
}

/** Every refusal that was not lifted, run out or not, oldest first. */
export function allRefusals(reader: RecordReader): readonly Refusal[] {
  const refusals: Refusal[] = []
  for (const record of reader.all(REFUSALS)) {
    if (record.erased !== undefined || Object.hasOwn(record.fields, 'lifted')) continue
    const refusal = parseRefusal(firstVersion(record, 'refusal')?.value)
    if (refusal && refusal.id === record.id) refusals.push(refusal)
  }
  return refusals
}

/** Whether a refusal speaks of this origin: it names it, or a registrable domain that the origin's host belongs to. */
export function coversOrigin(refusal: Refusal, origin: string): boolean {
  if (refusal.site === undefined) return refusal.origin === origin
  const host = hostOf(origin)
  return host !== null && (host === refusal.site || host.endsWith(`.${refusal.site}`))
}

/** The record to commit for a new refusal. */
export function refusalRecord(refusal: Refusal, stamp: Stamp): RecordState {
  return change(refusal.id, 'refusal', refusal as unknown as Json, stamp)
}

/** Takes a refusal back. A later one is a new refusal. */
export function liftRecord(id: string, stamp: Stamp): RecordState {
  return change(id, 'lifted', stampTime(stamp), stamp)
}

function change(id: string, field: string, value: Json, stamp: Stamp): RecordState {
  return { collection: REFUSALS, id, fields: { [field]: [{ value, stamp }] } }
}

function hostOf(origin: string): string | null {
  return /^https?:\/\/(\[[0-9a-f:.]+\]|[^/:]+)(?::\d+)?$/.exec(origin)?.[1] ?? null
}
