/** Rules the person set once for all requests: what they leave of a request, and of what stands. */
import type { Json } from '@/lib/base/json'
import { DAY, HOUR, type Instant, parseDuration } from '@/lib/base/time'
import { askedCollections } from '@/lib/grants/asked'
import { coveredFields, coversClaim } from '@/lib/grants/covers'
import type { GrantedClaim, StandingGrant } from '@/lib/grants/grant'
import { firstVersion, type RecordReader } from '@/lib/grants/reader'
import type { ClaimRequest, CollectionRequest, SiteRequest } from '@/lib/grants/request'
import type { Rule } from '@/lib/grants/rule'
import { parseRule } from '@/lib/grants/schema'
import { parseClaim } from '@/lib/records/claims'
import type { Form } from '@/lib/records/form'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'

export const RULES = '~rules'

/** Rules that hold, oldest first: not lifted, and exactly as we write them. */
export function standingRules(reader: Pick<RecordReader, 'all'>): readonly Rule[] {
  return reader.all(RULES).flatMap((record) => {
    if (record.erased !== undefined || Object.hasOwn(record.fields, 'lifted')) return []
    const rule = parseRule(firstVersion(record, 'rule')?.value)
    return rule && rule.id === record.id ? [rule] : []
  })
}

/** The record to commit for a new rule. */
export function ruleRecord(rule: Rule, stamp: Stamp): RecordState {
  return change(rule.id, 'rule', rule as unknown as Json, stamp)
}

/** Takes a rule back. A later one is a new rule. */
export function liftRule(id: string, stamp: Stamp): RecordState {
  return change(id, 'lifted', stampTime(stamp), stamp)
}

export interface AppliedRules {
  /** The site is refused without a question. */
  readonly refuse: boolean
  /** What may still be asked; collections by their names in the vault. */
  readonly request: SiteRequest
  /** Names asked for that a rule keeps back. */
  readonly withheld: readonly string[]
  /** The longest a grant may last, in milliseconds; null: no rule says so. */
  readonly longest: number | null
  /** What stands already is asked about as well. */
  readonly askAlways: boolean
  /** Rules that made a difference, to be shown. */
  readonly applied: readonly Rule[]
}

/**
 * What the rules leave of a request. As with refusals a claim kept back that the site requires refuses the whole
 * request, an optional one is left out, and where nothing is left there is nothing to ask. What `never` and `only` say
 * of a claim holds for the same field of the person's own collections too.
 */
export function applyRules(request: SiteRequest, origin: string, rules: readonly Rule[]): AppliedRules {
  const applied = new Set<Rule>()
  const withheld: string[] = []
  let refuse = false
  const keepBack = (name: string, required: boolean) => {
    withheld.push(name)
    if (required) refuse = true
    return []
  }
  const asked = askedCollections(request, origin)
  const claims = request.claims.flatMap(
    (wish) => claimWithin(wish, rules, applied) ?? keepBack(wish.claim, wish.required),
  )
  const collections = asked.flatMap(
    (wish) => collectionWithin(wish, rules, applied) ?? keepBack(wish.collection, wish.required),
  )
  let longest: number | null = null
  let askAlways = false
  const needsNothing = [...request.claims, ...asked].every(({ required }) => !required)
  for (const rule of rules) {
    if (rule.kind === 'longest') {
      longest = Math.min(longest ?? Number.POSITIVE_INFINITY, rule.days * DAY)
      if (mayLast(request.access, rule.days * DAY)) applied.add(rule)
    } else if (rule.kind === 'optional-only' && needsNothing) {
      refuse = true
      applied.add(rule)
    } else if (rule.kind === 'refuse-always' && rule.origin === origin) {
      refuse = true
      applied.add(rule)
    } else if (rule.kind === 'ask-always' && rule.origin === origin) {
      askAlways = true
      applied.add(rule)
    }
  }
  if (claims.length === 0 && collections.length === 0) refuse = true
  const { collections: _, ...rest } = request
  return {
    refuse,
    request: { ...rest, claims, ...(collections.length > 0 && { collections }) },
    withheld,
    longest,
    askAlways,
    applied: rules.filter((rule) => applied.has(rule)),
  }
}

/**
 * The grant without what the rules keep back today: a rule made after a grant holds for it as well.
 * @returns the grant itself where nothing is kept back.
 */
export function withinRules(standing: StandingGrant, rules: readonly Rule[]): StandingGrant {
  const claims = standing.claims.filter((granted) => isWithin(granted, rules))
  const collections = standing.collections?.flatMap((granted) => {
    const fields = fieldsWithin(granted.collection, granted.fields, rules)
    if (fields === undefined) return []
    return fields === granted.fields ? [granted] : [{ ...granted, fields }]
  })
  const same =
    claims.length === standing.claims.length &&
    (collections ?? []).every((one, index) => one === standing.collections?.[index]) &&
    collections?.length === standing.collections?.length
  return same ? standing : { ...standing, claims, ...(collections && { collections }) }
}

/**
 * Whether one more read would be more than a rule allows in an hour.
 * @param reads when the origin read before, in any order.
 */
export function overBudget(
  rules: readonly Rule[],
  origin: string,
  reads: readonly Instant[],
  now: Instant,
): boolean {
  const lately = reads.filter((at) => at > now - HOUR).length
  return rules.some(
    (rule) =>
      rule.kind === 'budget' && (rule.origin === null || rule.origin === origin) && lately >= rule.reads,
  )
}

/** Null when a rule keeps it back. */
function claimWithin(wish: ClaimRequest, rules: readonly Rule[], applied: Set<Rule>): ClaimRequest | null {
  let left: ClaimRequest | null = wish
  for (const rule of rules) {
    if (rule.kind !== 'never' && rule.kind !== 'only') continue
    if (!coversClaim(rule.claim, wish.claim)) continue
    applied.add(rule)
    if (rule.kind === 'never') left = null
    else if (left && !tellsNoMore(wish.claim, rule.forms)) left = coarser(left, rule.forms)
  }
  return left
}

function coarser(wish: ClaimRequest, forms: readonly Form[]): ClaimRequest | null {
  const accepts = wish.accepts.filter((form) => forms.includes(form))
  return accepts.length === 0 ? null : { ...wish, accepts, withoutFull: true }
}

function collectionWithin(
  wish: CollectionRequest,
  rules: readonly Rule[],
  applied: Set<Rule>,
): CollectionRequest | null {
  const fields = fieldsWithin(wish.collection, wish.fields, rules, applied)
  return fields === undefined ? null : fields === wish.fields ? wish : { ...wish, fields }
}

/** Undefined when nothing is left. */
function fieldsWithin(
  collection: string,
  fields: readonly string[] | null,
  rules: readonly Rule[],
  applied: Set<Rule> = new Set(),
): readonly string[] | null | undefined {
  let left: readonly string[] | null | undefined = fields
  for (const rule of rules) {
    if (rule.kind !== 'never' && rule.kind !== 'only') continue
    if (rule.claim === collection) {
      applied.add(rule)
      left = undefined
    }
    const kept = coveredFields(rule.claim, collection)
    if (!fields?.some((field) => kept.includes(field))) continue
    applied.add(rule)
    left = left?.filter((field) => !kept.includes(field))
  }
  return left?.length === 0 ? undefined : left
}

/** Whether the rules let a claim leave in this form. */
export function isWithin(
  { claim, form }: Pick<GrantedClaim, 'claim' | 'form'>,
  rules: readonly Rule[],
): boolean {
  return rules.every((rule) => {
    if (rule.kind === 'never') return !coversClaim(rule.claim, claim)
    if (rule.kind !== 'only' || !coversClaim(rule.claim, claim)) return true
    return rule.forms.includes(form) || tellsNoMore(claim, rule.forms)
  })
}

/** Claims that are a coarser form under a name of their own. */
const AS_CLAIM: { readonly [claim: string]: Form } = { 'given-name': 'given-name', 'bday-year': 'year' }

function tellsNoMore(claim: string, forms: readonly Form[]): boolean {
  const form = AS_CLAIM[parseClaim(claim)?.name ?? '']
  return form !== undefined && forms.includes(form)
}

function mayLast(access: SiteRequest['access'], longest: number): boolean {
  if (access === 'once') return false
  if (typeof access === 'string' || 'until' in access) return true
  return (parseDuration(access.for) ?? 0) > longest
}

function change(id: string, field: string, value: Json, stamp: Stamp): RecordState {
  return { collection: RULES, id, fields: { [field]: [{ value, stamp }] } }
}
