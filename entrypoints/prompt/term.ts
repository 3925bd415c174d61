import { DAY, endOfDate, HOUR, type Instant, parseDuration } from '@/lib/base/time'
import type { Access } from '@/lib/grants/request'
import type { Term } from '@/lib/protocol/app'

/** For how long, as chosen. `date` is a calendar day `YYYY-MM-DD`, allowed to its end where the person is. */
export type TermChoice =
  | { readonly kind: 'once' | 'hour' | 'month' | 'year' | 'session' | 'revoked' | 'asked' }
  | { readonly kind: 'date'; readonly date: string }

export type TermKind = TermChoice['kind']

const LENGTHS = { hour: HOUR, month: 30 * DAY, year: 365 * DAY } as const

/** When what the site asks for would end; null for once and for the browser session. */
export function askedEnd(access: Access, now: Instant): Instant | null {
  if (typeof access === 'string') return null
  if ('until' in access) return endOfDate(access.until)
  const length = parseDuration(access.for)
  return length === null ? null : now + length
}

/** What shapes the choice beside what the site asks. */
export interface TermLimits {
  /** Collections are asked for: one answer would be no use. */
  readonly lasting: boolean
  /** The longest a rule of the person's lets it last, in milliseconds. */
  readonly longest: number | null
}

export const NO_LIMITS: TermLimits = { lasting: false, longest: null }

/** What is chosen at first: what the site asks for, never longer. */
export function initialTerm(access: Access, { lasting }: TermLimits = NO_LIMITS): TermChoice {
  if (access === 'once' && lasting) return { kind: 'hour' }
  if (access === 'once' || access === 'session') return { kind: access }
  if ('until' in access) return { kind: 'asked' }
  const length = parseDuration(access.for)
  if (length === null) return { kind: 'once' }
  if (length === LENGTHS.hour) return { kind: 'hour' }
  if (length === LENGTHS.month) return { kind: 'month' }
  return { kind: 'asked' }
}

/** The end of a calendar day where the person is, or null when there is no such day. */
export function endOfLocalDate(date: string): Instant | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!found || endOfDate(date) === null) return null
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  return new Date(year, month - 1, day, 23, 59, 59, 999).getTime()
}

/** The calendar day of an instant where the person is. */
export function localDate(at: Instant): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Whether a choice says something of its own: a shorter end may already be all that a rule leaves. */
export function isOffered(kind: TermKind, { lasting, longest }: TermLimits): boolean {
  if (kind === 'once') return !lasting
  if (longest === null) return true
  if (kind === 'hour' || kind === 'month' || kind === 'year') return LENGTHS[kind] <= longest
  return kind !== 'revoked'
}

/**
 * The term as the answer carries it, never longer than a rule lets it be. Null while the choice is not complete or lies
 * in the past.
 */
export function toTerm(
  choice: TermChoice,
  access: Access,
  now: Instant,
  { longest }: TermLimits = NO_LIMITS,
): Term | null {
  const term = chosenTerm(choice, access, now)
  if (longest === null || !term || term.kind === 'once' || term.kind === 'session') return term
  const last = now + longest
  return term.kind === 'until' && term.at <= last ? term : { kind: 'until', at: last }
}

function chosenTerm(choice: TermChoice, access: Access, now: Instant): Term | null {
  switch (choice.kind) {
    case 'once':
    case 'session':
    case 'revoked':
      return { kind: choice.kind }
    case 'hour':
    case 'month':
    case 'year':
      return { kind: 'until', at: now + LENGTHS[choice.kind] }
    case 'asked':
      return ahead(askedEnd(access, now), now)
    case 'date':
      return ahead(endOfLocalDate(choice.date), now)
  }
}

function ahead(at: Instant | null, now: Instant): Term | null {
  return at !== null && at > now ? { kind: 'until', at } : null
}
