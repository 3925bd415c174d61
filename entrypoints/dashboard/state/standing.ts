import type { Instant } from '@/lib/base/time'
import type { PlaceReport, SyncReport } from '@/lib/protocol/sync-app'
import type { Place } from '@/lib/replication/places'
import type { ReplicaProblem } from '@/lib/replication/problem'
import type { Mood } from './health'

/** How one place stands, as its card tells it. */
export type Standing =
  | { readonly is: 'paused' | 'unseen' | 'permission' | 'handle' | 'elsewhere' }
  | {
      readonly is: 'problem'
      readonly problem: ReplicaProblem
      readonly since: Instant | null
      readonly next: Instant | null
    }
  | { readonly is: 'holds'; readonly seen: Instant }
  | { readonly is: 'lacks'; readonly parts: number; readonly seen: Instant }
  /** It does not show what it said it had: wiped, set back, or lying. It is being filled again. */
  | { readonly is: 'lost'; readonly parts: number; readonly seen: Instant }

/** How all changes of this device stand, in one line. */
export type Total =
  /** No place at all. */
  | { readonly is: 'none' }
  /** `unasked`: each place waits for the person, so nothing is known of any. */
  | { readonly is: 'removed' | 'unknown' | 'unasked' | 'single' | 'safe' }
  /** So many are not at two places; `only-here` where no place has ever answered, `unproven` where one that may have them has not. */
  | { readonly is: 'unsafe' | 'unproven' | 'only-here'; readonly changes: number }

/** Problems that pass by themselves: nobody has to do anything. */
const PASSING: readonly ReplicaProblem[] = ['unreachable', 'busy', 'failing']

/** @param device this one. `report` is null while the background has none of this place yet. */
export function standingOf(place: Place, report: PlaceReport | null, device: string): Standing {
  const isFolder = place.entered.kind === 'folder'
  if (place.isPaused) return { is: 'paused' }
  if (place.entered.kind === 'folder' && place.entered.device !== device) return { is: 'elsewhere' }
  if (report?.needsPermission) return { is: isFolder ? 'handle' : 'permission' }
  if (report?.problem) {
    const { problem, since, next } = report
    return { is: 'problem', problem, since, next }
  }
  if (!report || report.lastSeen === null) return { is: 'unseen' }
  if (report.lost > 0) return { is: 'lost', parts: report.lost, seen: report.lastSeen }
  return report.lacking > 0
    ? { is: 'lacks', parts: report.lacking, seen: report.lastSeen }
    : { is: 'holds', seen: report.lastSeen }
}

export function moodOfStanding(standing: Standing): Mood {
  switch (standing.is) {
    case 'permission':
    case 'handle':
      return 'bad'
    case 'problem':
      return PASSING.includes(standing.problem) ? 'watch' : 'bad'
    case 'paused':
    case 'lacks':
    case 'lost':
      return 'watch'
    default:
      return 'well'
  }
}

export function totalOf(report: SyncReport | null, places: number): Total {
  if (report?.isRemoved) return { is: 'removed' }
  if (places === 0) return { is: 'none' }
  if (!report) return { is: 'unknown' }
  const seen = report.places.filter(({ lastSeen }) => lastSeen !== null)
  if (seen.length === 0) {
    if (report.places.every(isUnasked)) return { is: 'unasked' }
    return report.lastRound === null && report.places.every(({ problem }) => problem === null)
      ? { is: 'unknown' }
      : { is: 'only-here', changes: report.unsafe }
  }
  if (report.unsafe === 0) return { is: 'safe' }
  const [first] = report.places
  if (report.places.length === 1 && first?.lacking === 0 && first.problem === null) return { is: 'single' }
  const isSilent = report.places.some(({ problem, lastSeen }) => problem !== null && lastSeen === null)
  return { is: isSilent ? 'unproven' : 'unsafe', changes: report.unsafe }
}

const isUnasked = ({ isPaused, needsPermission, isElsewhere }: PlaceReport) =>
  isPaused || needsPermission || isElsewhere

/** Places that need something the person has to do. */
export function needyPlaces(
  report: SyncReport | null,
  places: readonly Place[],
  device: string,
): readonly Place[] {
  return places.filter((place) => {
    const of = report?.places.find(({ id }) => id === place.id) ?? null
    return moodOfStanding(standingOf(place, of, device)) === 'bad'
  })
}

/** What Security and the navigation tell of it: `bad` only where the person has to do something. */
export function moodOfSync(report: SyncReport | null, places: readonly Place[], device: string): Mood {
  if (places.length === 0 && !report?.isRemoved) return 'well'
  if (!report) return 'well'
  if (report.isRemoved || report.forked.length > 0) return 'bad'
  const moods = places.map((place) =>
    moodOfStanding(standingOf(place, report.places.find(({ id }) => id === place.id) ?? null, device)),
  )
  if (moods.includes('bad')) return 'bad'
  return moods.includes('watch') || report.missing.length > 0 ? 'watch' : 'well'
}
