/** Budgets of reading: how much a site read in the last hour, by the ledger, and what happens when it is too much. */
import { HOUR, type Instant, MINUTE } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'
import type { Rule } from '@/lib/grants/rule'
import { overBudget } from '@/lib/grants/rules'
import { pausing } from '@/lib/grants/standing'
import type { LedgerEntry } from '@/lib/ledger/entry'
import { entryRecord, LEDGER, readsOf } from '@/lib/ledger/record'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'
import type { VaultReader } from '@/lib/vault/vault'

/** Whether a rule counts what this origin reads. */
export const isCounted = (rules: readonly Rule[], origin: string): boolean =>
  rules.some((rule) => rule.kind === 'budget' && (rule.origin === null || rule.origin === origin))

/**
 * Whether one more read of `origin` would be more than a rule allows in an hour. The state that a commit is prepared from
 * holds what was committed beside it, so that reads that come at once are counted one after the other.
 */
export function isSpent(
  state: Pick<VaultReader, 'all'>,
  rules: readonly Rule[],
  origin: string,
  now: Instant,
): boolean {
  return isCounted(rules, origin) && overBudget(rules, origin, readsSince(state, origin, now - HOUR), now)
}

type Counted = Extract<LedgerEntry, { kind: 'disclosure' | 'worked' }>

/** When the origin got values or records since then, from the newest end of the ledger. */
function readsSince(state: Pick<VaultReader, 'all'>, origin: string, since: Instant): readonly Instant[] {
  const ledger = state.all(LEDGER)
  const reads: Instant[] = []
  for (let at = ledger.length - 1; at >= 0; at--) {
    const first = ledger[at]?.fields.entry?.at(-1)
    // What a site read in a locker stands beside the entry of an hour, which may have begun an hour before.
    if (!first || stampTime(first.stamp) < since - HOUR) break
    const said = first.value as Partial<Counted> | null
    if (said?.origin !== origin) continue
    // What the person filled in themselves was not read by the site.
    if (said.kind === 'disclosure' && said.grant !== null) reads.push(stampTime(first.stamp))
    if (said.kind !== 'worked') continue
    // As of the end of its minute: never more than the rule allows in any hour.
    for (const [minute, times] of Object.entries(readsOf(ledger[at])))
      reads.push(...Array<Instant>(times).fill((Number(minute) + 1) * MINUTE))
  }
  return reads
}

/** Pauses a grant whose site read too much, with its line in the ledger. */
export function pauseForBudget(
  { grant, claims, collections = [] }: StandingGrant,
  id: string,
  at: Instant,
  stamp: () => Stamp,
): readonly RecordState[] {
  const entry = {
    kind: 'paused',
    id,
    at,
    origin: grant.origin,
    grant: grant.id,
    claims: [...claims.map(({ claim }) => claim), ...collections.map(({ collection }) => collection)],
    by: 'person',
  } as const
  return [pausing(grant.id, true, stamp(), 'budget'), entryRecord(entry, stamp())]
}
