import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Clock } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'
import { latestSeen } from '@/lib/grants/reader'
import type { Rule } from '@/lib/grants/rule'
import { liftRule, ruleRecord, standingRules, withinRules } from '@/lib/grants/rules'
import { parseRule } from '@/lib/grants/schema'
import { standingGrants } from '@/lib/grants/standing'
import { isOpen, partsOf } from '@/lib/services/narrowing'
import type { Vault } from '@/lib/vault/vault'

type WithoutHead<One> = One extends Rule ? Omit<One, 'id' | 'created'> : never
/** A rule before it is kept. */
export type NewRule = WithoutHead<Rule>

/** A grant that holds what a rule is against, and what of it: its claims, its collections, fields of them. */
export interface HeldBack {
  readonly standing: StandingGrant
  /** As `Sharing.narrow` takes them. */
  readonly parts: readonly string[]
}

/** What the person decided once for all requests. The rules are the person's own and write nothing into the ledger. */
export interface Ruling {
  /** Rules that hold, oldest first. */
  rules(): readonly Rule[]
  /**
   * Keeps a rule. One that stands is not kept twice, and of two that say how much of the same thing, the later holds.
   * @returns null for what is no rule: a site that is no origin, days out of bounds, a form its claim does not have.
   */
  add(rule: NewRule): Promise<Rule | null>
  lift(id: string): Promise<void>
  /**
   * Grants that hold what this rule keeps back. They give nothing of it while the rule stands, and again when it is
   * lifted: the rule revokes nothing. Of a site that is always refused, grants that stand: they go on giving.
   */
  against(rule: Rule): readonly HeldBack[]
}

export interface RulingEdges {
  readonly vault: Vault
  readonly now: Clock
  readonly random: RandomBytes
  /** Id of the running browser session, for grants that end with it. */
  readonly browserSession: string | null
}

export function createRuling({ vault, now, random, browserSession }: RulingEdges): Ruling {
  return {
    rules: () => standingRules(vault),
    async add(made) {
      const rule = parseRule({ ...made, id: newId(random), created: now() })
      if (!rule) return null
      let kept = rule
      await vault.commit(
        (state) => {
          const standing = standingRules(state)
          const same = standing.find((one) => textOf(one) === textOf(rule))
          kept = same ?? rule
          if (same) return []
          const replaced = standing.filter((one) => subjectOf(one) === subjectOf(rule))
          return [...replaced.map(({ id }) => liftRule(id, vault.stamp())), ruleRecord(rule, vault.stamp())]
        },
        { durability: 'strict' },
      )
      return kept
    },
    async lift(id) {
      await vault.commit(
        (state) => (standingRules(state).some((rule) => rule.id === id) ? [liftRule(id, vault.stamp())] : []),
        { durability: 'strict' },
      )
    },
    against: (rule) =>
      standingGrants(vault, now(), browserSession, latestSeen(vault)).flatMap((standing) => {
        const parts = isOpen(standing) ? keptBack(standing, rule) : []
        return parts.length > 0 ? [{ standing, parts }] : []
      }),
  }
}

/** What a rule leaves of a grant is the same question as when a site reads. */
function keptBack(standing: StandingGrant, rule: Rule): readonly string[] {
  if (rule.kind === 'refuse-always') return rule.origin === standing.grant.origin ? partsOf(standing) : []
  const left = withinRules(standing, [rule])
  if (left === standing) return []
  const claims = standing.claims.filter((one) => !left.claims.includes(one)).map(({ claim }) => claim)
  const collections = (standing.collections ?? []).flatMap(({ collection, fields }) => {
    const rest = left.collections?.find((one) => one.collection === collection)
    if (!rest) return [collection]
    return (fields ?? [])
      .filter((field) => !rest.fields?.includes(field))
      .map((field) => `${collection}.${field}`)
  })
  return [...claims, ...collections]
}

/** What the rule says, without when it was made. */
function textOf({ id: _, created: __, ...said }: Rule): string {
  return JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the rule is about: of two about the same only one can hold. */
function subjectOf(rule: Rule): string {
  switch (rule.kind) {
    case 'never':
    case 'only':
      return `${rule.kind} ${rule.claim}`
    case 'ask-always':
    case 'refuse-always':
      return `site ${rule.origin}`
    case 'budget':
      return `budget ${rule.origin ?? ''}`
    case 'longest':
    case 'optional-only':
      return rule.kind
  }
}
