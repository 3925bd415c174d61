import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { Clock, Instant } from '@/lib/base/time'
import { askedCollections } from '@/lib/grants/asked'
import { decide, liveGrants } from '@/lib/grants/decide'
import type { GrantedClaim, StandingCollection, StandingGrant } from '@/lib/grants/grant'
import { latestSeen } from '@/lib/grants/reader'
import { standingRefusals } from '@/lib/grants/refusals'
import { releaseValues } from '@/lib/grants/release'
import type { PendingRequest, SiteRequest } from '@/lib/grants/request'
import { standingRules, withinRules } from '@/lib/grants/rules'
import { grantRecord, receiptRecord, revocation, standingGrants } from '@/lib/grants/standing'
import { receiptOf, signReceipt } from '@/lib/ledger/receipt'
import { entryRecord } from '@/lib/ledger/record'
import type { GrantAnswer } from '@/lib/protocol/site'
import type { CoarserContext } from '@/lib/records/coarser'
import { siteName } from '@/lib/records/locker-name'
import { currentValue } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { viewOf } from '@/lib/records/view'
import { createAcknowledging } from '@/lib/services/acknowledging'
import { isSpent, pauseForBudget } from '@/lib/services/budgets'
import {
  answeredCollections,
  expiryOf,
  type Given,
  type GrantTerm,
  grantOf,
  isWithinRules,
  pickRecords,
} from '@/lib/services/granting'
import { localDate } from '@/lib/services/local-date'
import { pairwiseOf } from '@/lib/services/pairwise'
import { pickedRecords } from '@/lib/services/picking'
import { withoutSensitive } from '@/lib/services/sensitive'
import type { HeldVault, Session } from '@/lib/services/session'
import type { Vault, VaultReader } from '@/lib/vault/vault'

export interface ReleasingEdges {
  readonly session: Session
  readonly now: Clock
  readonly random: RandomBytes
  /** The Ed25519 key of a seed of 32 bytes. */
  readonly keyFromSeed: (seed: Uint8Array) => Promise<SigningKey>
  readonly delay: (milliseconds: number) => Promise<void>
}

export interface SigningKey {
  readonly publicKey: Uint8Array
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

/**
 * The only place where values leave the vault. Each release re-reads the grant in the transaction that writes its ledger
 * entry, so that a revocation committed anywhere before it is seen, and there is no release without an entry.
 */
export interface Releasing {
  /** What the person just allowed: the grant, its receipt, and the first answer. Null when a standing no turned up. */
  allow(vault: Vault, pending: PendingRequest, given: Given, term: GrantTerm): Promise<GrantAnswer | null>
  /** A request wholly inside live grants, answered without asking. Null when they no longer cover it. */
  repeat(vault: Vault, origin: string, request: SiteRequest, call: string): Promise<GrantAnswer | null>
  /**
   * Today's values of a live grant; null where it does not stand, is another origin's, or lacks a named claim. A read that
   * would be more than a rule allows in an hour pauses the grant instead.
   */
  read(
    held: HeldVault,
    origin: string,
    grant: string,
    claims: readonly string[] | null,
    call: string,
  ): Promise<GrantAnswer | null>
  /** The site gives a grant back; false where it has no such grant. */
  giveBack(vault: Vault, origin: string, grant: string): Promise<boolean>
  /** The page has the answer to `call`. */
  delivered(call: string): void
}

export type { GrantTerm } from '@/lib/services/granting'

/** What of the session a decision needs, read before the transaction. */
interface Moment {
  readonly browserSession: string
  readonly fresh: boolean
}

interface Group {
  readonly grant: string
  readonly claims: readonly GrantedClaim[]
}

interface Released {
  readonly data: GrantAnswer['data']
  readonly withheld: readonly string[]
  readonly records: readonly RecordState[]
  readonly entries: readonly string[]
}

export function createReleasing({ session, now, random, keyFromSeed, delay }: ReleasingEdges): Releasing {
  const { note, delivered } = createAcknowledging({ session, delay })

  async function contextFor(vault: Vault, origin: string): Promise<CoarserContext> {
    const pairwise = await pairwiseOf(vault, random)
    return {
      today: localDate(now()),
      get aliasTag() {
        return pairwise.aliasTag(origin)
      },
    }
  }

  /** Computes what leaves, and one ledger entry per grant it leaves by. Runs inside the transaction's preparation. */
  function release(
    vault: Vault,
    state: VaultReader,
    origin: string,
    groups: readonly Group[],
    way: 'request' | 'read',
    context: CoarserContext,
  ): Released {
    const data: { [claim: string]: Json } = {}
    const withheld: string[] = []
    const records: RecordState[] = []
    const entries: string[] = []
    const view = (collection: string, record: string) => {
      const found = state.get(collection, record)
      return found && viewOf(found)
    }
    for (const { grant, claims } of groups) {
      const released = releaseValues({ claims, view, context })
      Object.assign(data, released.data)
      withheld.push(...released.withheld)
      if (released.values.length === 0) continue
      const id = newId(random)
      entries.push(id)
      records.push(
        entryRecord(
          { kind: 'disclosure', id, at: now(), origin, way, grant, values: released.values },
          vault.stamp(),
        ),
      )
    }
    return { data, withheld, records, entries }
  }

  async function moment(): Promise<Moment> {
    return { browserSession: await session.browserSession(), fresh: await session.isFresh() }
  }

  function standing(
    vault: Vault,
    state: VaultReader,
    { browserSession, fresh }: Moment,
  ): { readonly grants: readonly StandingGrant[]; readonly at: Instant } {
    const seen = latestSeen(vault)
    const grants = standingGrants(state, now(), browserSession, seen)
    return { grants: withoutSensitive(grants, fresh), at: Math.max(now(), seen) }
  }

  return {
    async allow(vault, pending, given, term) {
      const { origin, request } = pending
      const { claims, collections, picks } = given
      const context = await contextFor(vault, origin)
      const here = await moment()
      const grant = grantOf(newId(random), pending, given, term, now())
      const pairwise = await pairwiseOf(vault, random)
      const key = await keyFromSeed(pairwise.receiptSeed(origin))
      // Collections of a grant for one answer are picks: they go over with it, and there is nothing to work in.
      const taken = grant.mode === 'once' ? collections : []
      const receipt = await signReceipt(receiptOf(grant, key.publicKey), key.sign)
      let answer: GrantAnswer | null = null
      await vault.commit((state) => {
        answer = null
        const { grants, at } = standing(vault, state, here)
        const rules = standingRules(state)
        const decision = decide({
          origin,
          request,
          grants,
          refusals: standingRefusals(state, at),
          rules,
          now: at,
        })
        if (decision.kind === 'refuse' || !isWithinRules(grant, request, rules)) return []
        const already = decision.grants.map((one) => ({
          grant: one.grant.id,
          claims: one.claims.filter(({ claim }) => !claims.some((fresh) => fresh.claim === claim)),
        }))
        // Its stamp first: the ledger tells what was allowed before what left by it.
        const allowed = vault.stamp()
        const released = release(
          vault,
          state,
          origin,
          [{ grant: grant.id, claims }, ...already],
          'request',
          context,
        )
        const picking = pickedRecords(state, taken, picks, {
          origin,
          grant: grant.id,
          names: pairwise.names(origin),
          fresh: here.fresh,
          now,
          newId: () => newId(random),
          stamp: () => vault.stamp(),
        })
        note(pending.id, [...released.entries, ...picking.entries])
        const covered = new Set(Object.keys(released.data))
        const known = decision.kind === 'ask' ? decision.standingCollections : decision.collections
        const lasting = taken.length > 0 ? [] : collections
        const answered = answeredCollections([...lasting, ...known], origin)
        answer = {
          grant: grant.id,
          data: released.data,
          ...(answered.length > 0 && { collections: answered }),
          ...(taken.length > 0 && { picked: picking.picked }),
          withheld: [
            ...request.claims.map(({ claim }) => claim).filter((claim) => !covered.has(claim)),
            ...askedCollections(request, origin)
              .map(({ collection }) => siteName(collection, origin))
              .filter(
                (name) =>
                  !Object.hasOwn(picking.picked, name) && !answered.some((one) => one.collection === name),
              ),
          ],
          expires: expiryOf(grant),
          state: grant.mode === 'once' ? 'expired' : 'granted',
          receipt: receipt as unknown as Json,
        }
        const granted = {
          kind: 'granted',
          id: newId(random),
          at: now(),
          origin,
          grant: grant.id,
          claims: [...claims.map(({ claim }) => claim), ...collections.map(({ collection }) => collection)],
          by: 'person',
        } as const
        return [
          grantRecord(grant, vault.stamp()),
          receiptRecord(grant.id, receipt as unknown as Json, vault.stamp()),
          ...pickRecords(grant.id, picks, () => vault.stamp()),
          entryRecord(granted, allowed),
          ...released.records,
          ...picking.records,
        ]
      })
      return answer
    },

    async repeat(vault, origin, request, call) {
      const context = await contextFor(vault, origin)
      const here = await moment()
      let answer: GrantAnswer | null = null
      await vault.commit(
        (state) => {
          answer = null
          const { grants, at } = standing(vault, state, here)
          const rules = standingRules(state)
          const decision = decide({
            origin,
            request,
            grants,
            refusals: standingRefusals(state, at),
            rules,
            now: at,
          })
          if (decision.kind !== 'allow') return []
          const [newest] = [...decision.grants].sort(
            (a, b) => b.claims.length - a.claims.length || b.grant.created - a.grant.created,
          )
          if (!newest) return []
          if (isSpent(state, rules, origin, at))
            return decision.grants.flatMap((one) =>
              pauseForBudget(one, newId(random), at, () => vault.stamp()),
            )
          const groups = decision.grants.map((one) => ({ grant: one.grant.id, claims: one.claims }))
          const released = release(vault, state, origin, groups, 'request', context)
          if (released.entries.length === 0 && decision.collections.length === 0) return []
          note(call, released.entries)
          const withheld = decision.withheld.map((name) => siteName(name, origin))
          answer = {
            ...answerOf(newest, released, [...withheld, ...released.withheld], decision.collections),
            receipt: receiptOfGrant(state, newest.grant.id),
          }
          return released.records
        },
        { durability: 'relaxed' },
      )
      return answer
    },

    async read({ vault, isFresh, stands }, origin, id, names, call) {
      const context = await contextFor(vault, origin)
      const here = { browserSession: await session.browserSession(), fresh: isFresh }
      let answer: GrantAnswer | null = null
      await vault.commit(
        (state) => {
          answer = null
          const { grants, at } = standing(vault, state, here)
          const rules = standingRules(state)
          const live = liveGrants(grants, origin, at).map((one) => withinRules(one, rules))
          const grant = live.find((one) => one.grant.id === id)
          const groups = grant && readGroups(grant, live, names)
          if (!grant || !groups) return []
          if (isSpent(state, rules, origin, at))
            return pauseForBudget(grant, newId(random), at, () => vault.stamp())
          const released = release(vault, state, origin, groups, 'read', context)
          const collections = grant.collections ?? []
          if (released.entries.length === 0 && collections.length === 0) return []
          note(call, released.entries)
          answer = answerOf(grant, released, released.withheld, collections)
          return released.records
        },
        { durability: 'relaxed' },
      )
      // Asked for while the line was written. Where the session no longer stands the line is one too many, never one too few,
      // and what was computed goes nowhere.
      return (await stands) ? answer : null
    },

    async giveBack(vault, origin, id) {
      const here = await moment()
      let given = false
      await vault.commit((state) => {
        const { grants, at } = standing(vault, state, here)
        const grant = grants.find((one) => one.grant.id === id && one.grant.origin === origin)
        given = grant !== undefined
        if (!grant || grant.state === 'revoked') return []
        const claims = [
          ...grant.claims.map(({ claim }) => claim),
          ...(grant.collections ?? []).map(({ collection }) => collection),
        ]
        const entry = {
          kind: 'revoked',
          id: newId(random),
          at,
          origin,
          grant: id,
          claims,
          by: 'site',
        } as const
        return [revocation(id, null, vault.stamp()), entryRecord(entry, vault.stamp())]
      })
      return given
    },

    delivered,
  }
}

/**
 * A read of named claims: from the grant itself first, and what is not in it from the origin's other live grants, since a
 * repeated request made a grant of the difference only. Null when a name stands nowhere: answered whole or not at all.
 */
function readGroups(
  grant: StandingGrant,
  live: readonly StandingGrant[],
  names: readonly string[] | null,
): readonly Group[] | null {
  if (names === null) return [{ grant: grant.grant.id, claims: grant.claims }]
  const groups = new Map<string, GrantedClaim[]>()
  for (const name of names) {
    const from = [grant, ...live].find((one) => one.claims.some(({ claim }) => claim === name))
    const claim = from?.claims.find((one) => one.claim === name)
    if (!from || !claim) return null
    const known = groups.get(from.grant.id)
    if (known) known.push(claim)
    else groups.set(from.grant.id, [claim])
  }
  return [...groups].map(([id, claims]) => ({ grant: id, claims }))
}

function answerOf(
  { grant, state: standing }: StandingGrant,
  released: Released,
  withheld: readonly string[],
  collections: readonly StandingCollection[],
): GrantAnswer {
  return {
    grant: grant.id,
    data: released.data,
    ...(collections.length > 0 && { collections: answeredCollections(collections, grant.origin) }),
    withheld,
    expires: expiryOf(grant),
    state: standing,
  }
}

function receiptOfGrant(state: VaultReader, grant: string): Json {
  const record = state.get('~grants', grant)
  return record ? currentValue(record, 'receipt') : null
}
