/** The rows of the prompt: what is new, by the record it must come from, with every choice the person has. */
import type { Json } from '@/lib/base/json'
import { plainLine } from '@/lib/base/text'
import type { Instant } from '@/lib/base/time'
import { byCoarseness, coarsest } from '@/lib/grants/coarseness'
import type { CandidateView, FormView, PromptLine } from '@/lib/grants/line'
import type { ClaimRequest } from '@/lib/grants/request'
import { groupKey, isPreferred, type ParsedClaim, parseClaim } from '@/lib/records/claims'
import { type CoarserContext, coarsen } from '@/lib/records/coarser'
import { isSensitiveCollection } from '@/lib/records/collections'
import type { Form } from '@/lib/records/form'
import type { RecordView } from '@/lib/records/record'

export interface LineContext extends CoarserContext {
  /** A value as one line in the person's conventions; by default the value as it would leave. */
  readonly show?: (claim: ParsedClaim, form: Form, value: Json) => string
  /** When a record last went to any site. */
  readonly lastUsed?: (collection: string, record: string) => Instant | null
}

export interface LinesInput {
  readonly missing: readonly ClaimRequest[]
  /** Current records of a collection, deleted ones left out. */
  readonly views: (collection: string) => readonly RecordView[]
  readonly context: LineContext
}

const LONGEST_TEXT = 500

/**
 * One row for each record to choose: the claims of one collection, section, purpose and place that accept the same
 * forms, in the order the site asked. Candidates come best first; the form proposed is the one that tells least.
 */
export function promptLines({ missing, views, context }: LinesInput): readonly PromptLine[] {
  const groups = new Map<string, Asked[]>()
  for (const request of missing) {
    const parsed = parseClaim(request.claim)
    if (!parsed) continue
    const only = request.withoutFull ? ['only'] : []
    const key = [groupKey(parsed), ...only, ...[...request.accepts].sort()].join(', ')
    const same = groups.get(key)
    if (same) same.push({ request, parsed })
    else groups.set(key, [{ request, parsed }])
  }
  return [...groups].map(([key, asked]) => lineOf(key, asked, views, context))
}

interface Asked {
  readonly request: ClaimRequest
  readonly parsed: ParsedClaim
}

function lineOf(
  key: string,
  asked: readonly Asked[],
  views: LinesInput['views'],
  context: LineContext,
): PromptLine {
  const { parsed, request } = asked[0] as Asked
  const coarser = [...request.accepts].sort((a, b) => byCoarseness(b, a))
  const forms: readonly Form[] = request.withoutFull ? coarser : ['full', ...coarser]
  const candidates = views(parsed.collection)
    .filter((view) => view.collection === parsed.collection && view.deleted === null)
    .map((view) => ({ view, candidate: candidateOf(view, asked, forms, context) }))
    .filter(({ candidate }) => candidate.forms.length > 0)
    .map((one) => ({ ...one, merit: meritOf(one.view, one.candidate, asked, context) }))
    .sort((a, b) => compareMerits(a.merit, b.merit))
    .map(({ candidate }) => candidate)
  const best = candidates[0]
  return {
    key,
    collection: parsed.collection,
    purposeOf: parsed.purposeOf ?? parsed.place,
    claims: asked.map(({ request: { claim, required, reason } }) => ({
      claim,
      required,
      reason: reason ?? null,
    })),
    sensitive: isSensitiveCollection(parsed.collection),
    candidates,
    suggested: best ? { record: best.record, form: proposedForm(best, request.accepts) } : null,
  }
}

function candidateOf(
  view: RecordView,
  asked: readonly Asked[],
  forms: readonly Form[],
  context: LineContext,
): CandidateView {
  return {
    record: view.id,
    label: plainLine(view.label, 80),
    forms: forms.flatMap((form) => formView(form, view, asked, context) ?? []),
  }
}

/** Null when the record has no value for any of the claims in this form. */
function formView(
  form: Form,
  view: RecordView,
  asked: readonly Asked[],
  context: LineContext,
): FormView | null {
  const claims: [string, string | null][] = asked.map(({ parsed }) => {
    const answer = coarsen(parsed, form, view, context)
    return [parsed.claim, answer ? textOf(parsed, form, answer.value, context) : null]
  })
  const texts = new Set(claims.flatMap(([, text]) => text ?? []))
  if (texts.size === 0) return null
  return { form, text: [...texts].join(', '), claims: Object.fromEntries(claims) }
}

function textOf(claim: ParsedClaim, form: Form, value: Json, { show = shown }: LineContext): string {
  return plainLine(show(claim, form, value).replace(/\s*\n\s*/g, ', '), LONGEST_TEXT)
}

function shown(_claim: ParsedClaim, _form: Form, value: Json): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The coarsest accepted form that this record can give; the value itself only when no accepted one can be given. */
function proposedForm(candidate: CandidateView, accepts: readonly Form[]): Form {
  const offered = candidate.forms.map(({ form }) => form)
  return coarsest(accepts.filter((form) => offered.includes(form)))
}

interface Merit {
  readonly requiredMissing: number
  readonly preference: number
  readonly missing: number
  readonly recent: Instant
}

function meritOf(
  view: RecordView,
  { forms }: CandidateView,
  asked: readonly Asked[],
  { lastUsed }: LineContext,
): Merit {
  const absent = asked.filter(({ parsed }) => forms.every(({ claims }) => claims[parsed.claim] === null))
  return {
    requiredMissing: absent.filter(({ request }) => request.required).length,
    preference: Math.max(...asked.map(({ parsed }) => preferenceOf(parsed, view))),
    missing: absent.length,
    recent: Math.max(view.confirmed ?? 0, view.changed, lastUsed?.(view.collection, view.id) ?? 0),
  }
}

/** A record that cannot answer what is required comes last, then the label decides, then what is filled and fresh. */
function compareMerits(a: Merit, b: Merit): number {
  return (
    a.requiredMissing - b.requiredMissing ||
    b.preference - a.preference ||
    a.missing - b.missing ||
    b.recent - a.recent
  )
}

/** Labels that say home, in the languages the interface speaks. */
const HOME = new Set(['home', 'zuhause', 'privat', 'domicile', 'maison', 'casa', '自宅', 'المنزل'])

/** 2 where the label says what the claim says; 1 for home where something is sent to or billed; 0 otherwise. */
function preferenceOf(claim: ParsedClaim, view: RecordView): number {
  if (isPreferred(claim, view)) return 2
  return claim.purposeOf !== null && HOME.has(view.label.trim().toLowerCase()) ? 1 : 0
}
