import { type Concept, embraces, isIgnored, isVague } from '@/lib/forms/concept'
import type { Evidence } from '@/lib/forms/evidence'
import { weigh } from '@/lib/forms/verdict'
import { type ClaimName, parseClaim } from '@/lib/records/claims'

/** Forms whose attributes were copied or shuffled: what people read says of several that they are about something else. */

/** One may be a slip of the label; so many are lies. */
const LIES = 2
/** Less than this is no word that a control is called by. */
const CALLING = 6

/** The evidence without attributes, where a form's lie. */
export const withoutLies = (form: readonly Evidence[]): readonly Evidence[] => unclaimed(untyped(form))

/** Boxes whose type was copied along: where several that say `email` are for something else, the type says nothing of any. */
function untyped(form: readonly Evidence[]): readonly Evidence[] {
  const plain = form.map((evidence) =>
    evidence.described.type === 'email'
      ? {
          ...evidence,
          described: { ...evidence.described, type: 'text' },
          votes: evidence.votes.filter(({ from }) => from !== 'type'),
        }
      : evidence,
  )
  const copied = form.filter((evidence, at) => {
    const { concept } = weigh(plain[at] as Evidence)
    return evidence.described.type === 'email' && concept !== null && MISTYPED.has(concept)
  })
  return copied.length >= LIES || copied.some(isCalledOtherwise) ? plain : form
}

/** What people read and a programmer's word both say that it is a telephone; or what people read alone, a card's code. */
const isCalledOtherwise = ({ votes }: Evidence): boolean =>
  ([CODES, LABELS].every((sources) =>
    votes.some(({ concept, from }) => concept === 'tel' && sources.has(from)),
  ) ||
    votes.some(({ concept, from }) => OF_CARDS.has(concept) && LABELS.has(from))) &&
  votes.every(({ concept, from }) => concept !== 'email' || from === 'type')

const OF_CARDS: ReadonlySet<Concept> = new Set<Concept>(['one-time-code', 'cc-csc', 'cc-number'])

const CODES: ReadonlySet<string> = new Set(['name', 'id'])
const LABELS: ReadonlySet<string> = new Set(['label', 'aria-label', 'preceding', 'header'])

/** What nobody writes into a box for an e-mail address. */
const MISTYPED: ReadonlySet<Concept> = new Set<Concept>([
  'name',
  'whole-name',
  'given-name',
  'family-name',
  'tel',
  'street',
  'address',
  'postal-code',
  'address-level2',
  'organization',
  'one-time-code',
  'cc-csc',
  'cc-number',
])

function unclaimed(form: readonly Evidence[]): readonly Evidence[] {
  const lies = form.filter((evidence) => isDenied(evidence) && isElsewhere(evidence)).length
  return lies < LIES
    ? form
    : form.map((evidence) => (isDenied(evidence) ? { ...evidence, claimed: null } : evidence))
}

/** People read something else, and nothing speaks for the attribute. */
function isDenied(evidence: Evidence): boolean {
  const { claimed, votes } = evidence
  const { concept } = weigh(evidence)
  if (claimed === null || isIgnored(claimed) || concept === null || isVague(concept) || isIgnored(concept))
    return false
  return (
    votes.some(
      (vote) =>
        vote.concept === concept && vote.weight >= CALLING && vote.from !== 'name' && vote.from !== 'id',
    ) && votes.every((vote) => !embraces(vote.concept, claimed) && !embraces(claimed, vote.concept))
  )
}

/** About something of another kind: a card where the attribute says a street. */
const isElsewhere = (evidence: Evidence): boolean =>
  kindOf(weigh(evidence).concept) !== kindOf(evidence.claimed)

const kindOf = (concept: Concept | null): string | undefined =>
  KINDS[concept ?? ''] ?? parseClaim(concept as ClaimName)?.collection

/** What the votes call otherwise than the standard does. */
const KINDS: { readonly [concept: string]: string } = {
  'whole-name': 'names',
  street: 'addresses',
  address: 'addresses',
  unit: 'addresses',
  'house-number': 'addresses',
  'street-name': 'addresses',
}
