/**
 * Silence after dismissals. Only a prompt that was closed without an answer is a dismissal; a refusal the person spoke
 * is an answer, is never counted here, and is never punished.
 */
import * as v from 'valibot'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/base/time'
import { instantSchema, originSchema } from '@/lib/grants/schema'

/** Dismissals that silence an origin, and those that silence a registrable domain. */
export const ORIGIN_DISMISSALS = 3
export const SITE_DISMISSALS = 7

/** How long each further silence lasts; the last one repeats. */
export const SILENCES: readonly number[] = [MINUTE, 10 * MINUTE, HOUR, DAY, 7 * DAY]

/** After this long without another one a dismissal is forgotten. */
export const MEMORY = 30 * DAY

const MOST_KEPT = 200

export interface Dismissal {
  readonly origin: string
  readonly registrable: string
  readonly at: Instant
}

/** Dismissals that still count, oldest first. Plain JSON, kept by the caller. */
export type DismissalHistory = readonly Dismissal[]

export interface Silence {
  /** `site` covers the registrable domain. */
  readonly scope: 'origin' | 'site'
  readonly until: Instant
}

/**
 * Notes one dismissal. From the third of an origin on, each silences the origin, one step longer every time; from the
 * seventh on one registrable domain, whichever origins they were of, the domain.
 */
export function afterDismissal(
  history: DismissalHistory,
  origin: string,
  registrable: string,
  now: Instant,
): { readonly history: DismissalHistory; readonly silence: Silence | null } {
  const kept = history.filter(({ at }) => now - at < MEMORY).slice(-(MOST_KEPT - 1))
  const next = [...kept, { origin, registrable, at: now }]
  const ofOrigin = next.filter((one) => one.origin === origin).length
  const ofSite = next.filter((one) => one.registrable === registrable).length
  const bySite = silenceFor(ofSite - SITE_DISMISSALS)
  const byOrigin = silenceFor(ofOrigin - ORIGIN_DISMISSALS)
  if (bySite !== null)
    return { history: next, silence: { scope: 'site', until: now + Math.max(bySite, byOrigin ?? 0) } }
  return { history: next, silence: byOrigin === null ? null : { scope: 'origin', until: now + byOrigin } }
}

/** Forgets what an origin was dismissed for: the person answered it, or lifted its silence. */
export function afterAnswer(history: DismissalHistory, origin: string): DismissalHistory {
  return history.filter((one) => one.origin !== origin)
}

/** Forgets a whole registrable domain: the person lifted its silence. */
export function afterLift(history: DismissalHistory, registrable: string): DismissalHistory {
  return history.filter((one) => one.registrable !== registrable)
}

const historySchema = v.array(
  v.strictObject({ origin: originSchema, registrable: v.string(), at: instantSchema }),
)

/** Reads a kept history; one that cannot be read is empty. */
export function parseHistory(input: unknown): DismissalHistory {
  const parsed = v.safeParse(historySchema, input)
  return parsed.success ? parsed.output : []
}

function silenceFor(step: number): number | null {
  return step < 0 ? null : (SILENCES[Math.min(step, SILENCES.length - 1)] ?? null)
}
