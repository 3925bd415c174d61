import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Clock, Instant } from '@/lib/base/time'
import type { Refusal, StandingGrant } from '@/lib/grants/grant'
import { latestSeen } from '@/lib/grants/reader'
import { allRefusals, liftRecord, refusalRecord, standingRefusals } from '@/lib/grants/refusals'
import { grantsByOrigin, pausing, revocation, standingGrant, standingGrants } from '@/lib/grants/standing'
import type { Holding, LedgerEntry, LedgerLine } from '@/lib/ledger/entry'
import { holdings } from '@/lib/ledger/holders'
import { entryRecord, ledgerLines } from '@/lib/ledger/record'
import type { SiteView } from '@/lib/protocol/app'
import type { RecordState, Stamp } from '@/lib/records/record'
import type { ValuesNotice } from '@/lib/services/connections'
import {
  type DecisionEntry,
  isOpen,
  narrowing,
  partsOf,
  repicking,
  shortening,
} from '@/lib/services/narrowing'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** `Site` is how the caller shows an origin; the background, which draws nothing, takes the origin itself. */
export interface SiteSummary<Site = SiteView> {
  readonly site: Site
  readonly grants: readonly StandingGrant[]
  readonly holdings: readonly Holding[]
  readonly refusals: readonly Refusal[]
  readonly first: Instant
  readonly lastUsed: Instant
}

/** What was allowed, to whom, and taking it back. Everything is committed before it is reported done. */
export interface Sharing<Site = SiteView> {
  /** Sites that were ever granted, refused or given something, latest use first. */
  sites(): readonly SiteSummary<Site>[]
  site(origin: string): SiteSummary<Site> | null
  holdings(): readonly Holding[]
  /** Sites that received a value of this record. */
  holders(collection: string, record: string): readonly Holding[]
  /** Newest first. */
  ledger(filter?: {
    readonly origin?: string
    readonly from?: Instant
    readonly to?: Instant
  }): readonly LedgerLine[]
  /** Ends a grant, or takes one part of it back, see `narrow`. */
  revoke(grant: string, part?: string): Promise<void>
  /** Takes one part of a grant back: a claim, a collection, a field (`contacts.email`) or an action (`contacts:update`). */
  narrow(grant: string, part: string): Promise<void>
  /** Shows or hides records of a shared collection, by record id: true shows. All in one commit. */
  pick(grant: string, collection: string, picked: ReadonlyMap<string, boolean>): Promise<void>
  /** Gives a grant a nearer end, at the earliest now. A later one, or one for a grant that has ended, changes nothing. */
  endAt(grant: string, at: Instant): Promise<void>
  revokeSite(origin: string): Promise<void>
  revokeAll(): Promise<void>
  /** Resuming is the same whoever paused it: the person, a budget, or 60 days without use. */
  pause(grant: string, paused: boolean): Promise<void>
  /** What its site may be told of values that changed: those of `claims` a live grant covers; null when it covers none. */
  notify(grant: string, claims: readonly string[]): ValuesNotice | null
  refuse(origin: string, claims: readonly string[] | null, until: Instant | null): Promise<void>
  lift(refusal: string): Promise<void>
  refusals(): readonly Refusal[]
}

export interface SharingEdges<Site> {
  readonly vault: Vault
  readonly now: Clock
  readonly random: RandomBytes
  readonly siteView: (origin: string) => Site
  /** Id of the running browser session, for grants that end with it. */
  readonly browserSession: string | null
}

/**
 * Every action is one commit that holds both the change and its line in the ledger, and resolves when that is durable.
 * What is already so (revoked, lifted, unknown) changes nothing and writes nothing.
 */
export function createSharing<Site>({
  vault,
  now,
  random,
  siteView,
  browserSession,
}: SharingEdges<Site>): Sharing<Site> {
  let lines: readonly LedgerLine[] | null = null
  vault.subscribe(() => {
    lines = null
  })

  const allLines = (): readonly LedgerLine[] => {
    lines ??= ledgerLines(vault)
    return lines
  }
  const grants = () => standingGrants(vault, now(), browserSession, latestSeen(vault), lastUses(allLines()))
  const currentVersions = (collection: string, id: string) => versionsOf(vault.get(collection, id))
  const allHoldings = (): readonly Holding[] => holdings(allLines(), currentVersions, grants())

  const write = async (prepare: (state: VaultReader) => readonly RecordState[]): Promise<void> => {
    await vault.commit(prepare, { durability: 'strict' })
    lines = null
  }
  const entry = (rest: DecisionEntry): RecordState =>
    entryRecord({ ...rest, id: newId(random), at: now() } as LedgerEntry, vault.stamp())

  /** Revokes what of these grants is not revoked yet, all in one commit. */
  const revokeWhere = (chosen: (standing: StandingGrant) => boolean) =>
    write((state) =>
      standingGrants(state, now(), browserSession, latestSeen(vault))
        .filter((standing) => standing.state !== 'revoked' && chosen(standing))
        .flatMap((standing) => [
          revocation(standing.grant.id, null, vault.stamp()),
          entry({
            kind: 'revoked',
            origin: standing.grant.origin,
            grant: standing.grant.id,
            claims: partsOf(standing),
            by: 'person',
          }),
        ]),
    )

  /** One commit for one grant, as it stands when the commit is prepared. */
  const writeFor = (
    id: string,
    prepare: (standing: StandingGrant, state: VaultReader) => readonly RecordState[],
  ) =>
    write((state) => {
      const standing = standingGrant(state, id, now(), browserSession, latestSeen(vault))
      return standing ? prepare(standing, state) : []
    })
  const tools = { stamp: () => vault.stamp(), entry }
  const narrow = (id: string, part: string) => writeFor(id, (standing) => narrowing(standing, part, tools))

  const summary = (origin: string, known: Known): SiteSummary<Site> | null => {
    const ofSite = known.byOrigin.get(origin) ?? []
    const held = known.holdings.filter((one) => one.origin === origin)
    const refusals = known.refusals.filter((one) => one.origin === origin)
    const times = [
      ...ofSite.flatMap(({ grant: { created }, lastUsed }) => [created, lastUsed ?? created]),
      ...held.flatMap(({ first, last }) => [first, last]),
      ...refusals.map(({ created }) => created),
    ]
    if (times.length === 0) return null
    const [first, lastUsed] = [Math.min(...times), Math.max(...times)]
    return { site: siteView(origin), grants: ofSite, holdings: held, refusals, first, lastUsed }
  }
  const known = (): Known => ({
    byOrigin: grantsByOrigin(grants()),
    holdings: allHoldings(),
    refusals: standingRefusals(vault, now()),
  })

  return {
    sites() {
      const all = known()
      const origins = new Set([
        ...all.byOrigin.keys(),
        ...all.holdings.map(({ origin }) => origin),
        ...all.refusals.map(({ origin }) => origin),
      ])
      return [...origins]
        .flatMap((origin) => summary(origin, all) ?? [])
        .sort((a, b) => b.lastUsed - a.lastUsed)
    },
    site: (origin) => summary(origin, known()),
    holdings: allHoldings,
    holders: (collection, record) =>
      allHoldings().filter((one) => one.collection === collection && one.record === record),
    ledger: (filter = {}) =>
      allLines().filter(({ entry: { at, ...rest } }) => {
        if (filter.origin !== undefined && !('origin' in rest && rest.origin === filter.origin)) return false
        return at >= (filter.from ?? 0) && at <= (filter.to ?? Number.POSITIVE_INFINITY)
      }),
    revoke: (grant, part) =>
      part === undefined ? revokeWhere((standing) => standing.grant.id === grant) : narrow(grant, part),
    narrow,
    pick: (grant, collection, picked) =>
      writeFor(grant, (standing, state) => repicking(standing, collection, picked, state, tools)),
    endAt: (grant, at) =>
      writeFor(grant, (standing) => shortening(standing, at, Math.max(now(), latestSeen(vault)), tools)),
    revokeSite: (origin) => revokeWhere((standing) => standing.grant.origin === origin && isOpen(standing)),
    revokeAll: () => revokeWhere(isOpen),
    notify(id, claims) {
      const standing = standingGrant(vault, id, now(), browserSession, latestSeen(vault))
      if (standing?.state !== 'granted') return null
      const covered = standing.claims.map(nameOf).filter((claim) => claims.includes(claim))
      return covered.length > 0 ? { origin: standing.grant.origin, grant: id, claims: covered } : null
    },
    pause: (id, paused) =>
      writeFor(id, (standing) => {
        if (standing.state !== (paused ? 'granted' : 'paused')) return []
        return [
          pausing(id, paused, vault.stamp()),
          entry({
            kind: paused ? 'paused' : 'resumed',
            origin: standing.grant.origin,
            grant: id,
            claims: partsOf(standing),
            by: 'person',
          }),
        ]
      }),
    async refuse(origin, claims, until) {
      if (claims !== null && claims.length === 0) return
      const refusal: Refusal = { id: newId(random), origin, claims, created: now(), until, cause: 'person' }
      await write(() => [
        refusalRecord(refusal, vault.stamp()),
        entry({ kind: 'refused', origin, claims: claims ?? [], until }),
      ])
    },
    lift: (id) =>
      write((state) => {
        const refusal = allRefusals(state).find((one) => one.id === id)
        if (!refusal) return []
        return [
          liftRecord(id, vault.stamp()),
          entry({ kind: 'lifted', origin: refusal.origin, claims: refusal.claims ?? [], until: null }),
        ]
      }),
    refusals: () => standingRefusals(vault, now()),
  }
}

interface Known {
  readonly byOrigin: ReadonlyMap<string, readonly StandingGrant[]>
  readonly holdings: readonly Holding[]
  readonly refusals: readonly Refusal[]
}

function nameOf({ claim }: { readonly claim: string }): string {
  return claim
}

/** When each grant last released something. */
function lastUses(lines: readonly LedgerLine[]): ReadonlyMap<string, Instant> {
  const uses = new Map<string, Instant>()
  for (const { entry } of lines) {
    if (!isUse(entry)) continue
    uses.set(entry.grant, Math.max(entry.at, uses.get(entry.grant) ?? 0))
  }
  return uses
}

type Use = Extract<LedgerEntry, { readonly kind: 'disclosure' | 'worked' | 'written' }> & {
  readonly grant: string
}

/** The site got something by a grant, or wrote by it. */
function isUse(entry: LedgerEntry): entry is Use {
  return (
    (entry.kind === 'disclosure' || entry.kind === 'worked' || entry.kind === 'written') &&
    entry.grant !== null
  )
}

function versionsOf(state: RecordState | null): { readonly [field: string]: Stamp } | null {
  if (!state) return null
  const versions: { [field: string]: Stamp } = {}
  for (const [field, [current]] of Object.entries(state.fields)) if (current) versions[field] = current.stamp
  return versions
}
