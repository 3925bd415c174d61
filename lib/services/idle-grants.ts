import { newId, type RandomBytes } from '@/lib/base/ids'
import { type Clock, DAY, type Instant } from '@/lib/base/time'
import { latestSeen } from '@/lib/grants/reader'
import { pausing, standingGrants } from '@/lib/grants/standing'
import { entryRecord, ledgerLines } from '@/lib/ledger/record'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** A grant that nobody used for this long is paused. */
export const IDLE = 60 * DAY

export interface IdleEdges {
  readonly now: Clock
  readonly random: RandomBytes
  readonly browserSession: string
}

/**
 * Pauses what was not used for 60 days, each with its line in the ledger; resuming counts as use.
 * @returns ids of the grants that were paused.
 */
export async function pauseIdleGrants(
  vault: Vault,
  { now, random, browserSession }: IdleEdges,
): Promise<readonly string[]> {
  let paused: string[] = []
  await vault.commit((state) => {
    const at = Math.max(now(), latestSeen(vault))
    const open = standingGrants(state, now(), browserSession, at).filter(
      (standing) => standing.state === 'granted' && at - standing.grant.created > IDLE,
    )
    if (open.length === 0) {
      paused = []
      return []
    }
    const used = lastUses(state)
    const idle = open.filter(({ grant }) => at - Math.max(grant.created, used.get(grant.id) ?? 0) > IDLE)
    paused = idle.map(({ grant }) => grant.id)
    return idle.flatMap(({ grant, claims, collections = [] }) => {
      const entry = {
        kind: 'paused',
        id: newId(random),
        at,
        origin: grant.origin,
        grant: grant.id,
        claims: [...claims.map(({ claim }) => claim), ...collections.map(({ collection }) => collection)],
        by: 'person',
      } as const
      return [pausing(grant.id, true, vault.stamp(), 'unused'), entryRecord(entry, vault.stamp())]
    })
  })
  return paused
}

/** When each grant was last worked with, or resumed. */
function lastUses(state: VaultReader): ReadonlyMap<string, Instant> {
  const uses = new Map<string, Instant>()
  for (const { entry } of ledgerLines(state)) {
    if (!('grant' in entry) || entry.grant === null || entry.kind === 'paused' || entry.kind === 'revoked')
      continue
    uses.set(entry.grant, Math.max(entry.at, uses.get(entry.grant) ?? 0))
  }
  return uses
}
