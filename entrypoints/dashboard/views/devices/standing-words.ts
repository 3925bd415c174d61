import { i18n } from '#i18n'
import { localeTag } from '@/components/locale'
import { todoText } from '@/components/place-words'
import { whenText } from '@/components/time-text'
import type { Standing } from '@/entrypoints/dashboard/state/standing'
import { numberText } from '@/entrypoints/dashboard/views/words'
import { DAY, type Instant } from '@/lib/base/time'
import type { ReplicaProblem } from '@/lib/replication/problem'

const PROBLEMS = {
  unreachable: 'places.problem.unreachable',
  refused: 'places.problem.refused',
  'no-place': 'places.problem.noPlace',
  full: 'places.problem.full',
  busy: 'places.problem.busy',
  clock: 'places.problem.clock',
  redirected: 'places.problem.redirected',
  failing: 'places.problem.failing',
  'wrong-answer': 'places.problem.wrongAnswer',
} as const satisfies { readonly [problem in ReplicaProblem]: string }

/** A time of day while it is within one day, the date otherwise. */
export function clockText(at: Instant, now: Instant): string {
  const style: Intl.DateTimeFormatOptions =
    Math.abs(at - now) < DAY ? { timeStyle: 'short' } : { day: 'numeric', month: 'long' }
  return new Intl.DateTimeFormat(localeTag(), style).format(at)
}

/** How it stands, and what the person can do where there is something. */
export function standingText(
  standing: Standing,
  now: Instant,
): { readonly says: string; readonly todo: string | null } {
  switch (standing.is) {
    case 'paused':
      return { says: i18n.t('places.state.paused'), todo: null }
    case 'unseen':
      return { says: i18n.t('places.state.unseen'), todo: null }
    case 'elsewhere':
      return { says: i18n.t('places.state.elsewhere'), todo: null }
    case 'permission':
      return { says: i18n.t('places.state.permission'), todo: i18n.t('places.todo.permission') }
    case 'handle':
      return { says: i18n.t('places.state.handle'), todo: i18n.t('places.todo.handle') }
    case 'holds':
      return { says: i18n.t('places.state.holds', [whenText(standing.seen, now)]), todo: null }
    case 'lacks': {
      const { parts, seen } = standing
      return {
        says: i18n.t('places.state.lacks', parts, [numberText(parts), whenText(seen, now)]),
        todo: null,
      }
    }
    case 'lost': {
      const { parts, seen } = standing
      return {
        says: i18n.t('places.state.lost', parts, [numberText(parts), whenText(seen, now)]),
        todo: i18n.t('places.todo.lost'),
      }
    }
    case 'problem': {
      const { problem, since, next } = standing
      // Nobody was asked: this browser has no way to the folder any more.
      if (problem === 'no-place' && since === null)
        return { says: i18n.t('places.state.folderLost'), todo: null }
      const what = i18n.t(PROBLEMS[problem], [clockText(since ?? now, now)])
      return {
        says: next === null ? what : `${what} ${againText(next, now)}`,
        todo: todoText(problem),
      }
    }
  }
}

function againText(next: Instant, now: Instant): string {
  return next - now < 60_000
    ? i18n.t('places.state.againSoon')
    : i18n.t('places.state.again', [clockText(next, now)])
}
