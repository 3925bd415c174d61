import { type Concept, embraces, isIgnored, isVague } from '@/lib/forms/concept'
import type { Evidence } from '@/lib/forms/evidence'

/** What a control is taken for; its neighbours may still change it. */
export interface Verdict {
  /** What people read and what the programmer wrote agree that the attribute is wrong. */
  readonly unclaimed?: true
  readonly concept: Concept | null
  /** From 0 to 1. */
  readonly confidence: number
  readonly why: string
}

/** How much more the best must have than what speaks against it. */
const AHEAD = 1.1
/** Less evidence than this is none. */
const LEAST = 4.5
/** This much evidence is all one can have. */
const FULL = 22

export const NOTHING: Verdict = { concept: null, confidence: 0, why: 'nothing says what it is' }

/** Weighs what the control's own sources say. Two that contradict each other about evenly make it ambiguous. */
export function verdictOf(evidence: Evidence): Verdict {
  const byVotes = weigh(evidence)
  const { claimed } = evidence
  if (claimed === null) return byVotes
  if (isOfOthers(evidence)) return against({ concept: 'none', confidence: 0.8, why: 'of another person' })
  const standard: Verdict = { concept: claimed, confidence: 0.99, why: 'autocomplete' }
  if (byVotes.concept === null || byVotes.concept === claimed) return standard
  // A sign-up form calls its e-mail a user name, which it is: it still is an e-mail.
  if (claimed === 'username')
    return byVotes.concept === 'email' || byVotes.concept === 'tel' ? byVotes : standard
  // `new-password` and the like are also written to keep browsers from filling.
  if (isIgnored(claimed)) return isPlain(evidence, byVotes) ? against(byVotes) : standard
  if (embraces(claimed, byVotes.concept) && narrows(claimed, byVotes.concept))
    return { ...byVotes, why: `autocomplete, made narrower by ${byVotes.why}` }
  return isContradicted(evidence, claimed, byVotes) ? against(byVotes) : standard
}

const against = (verdict: Verdict): Verdict => ({
  ...verdict,
  why: `${verdict.why}, against autocomplete`,
  unclaimed: true,
})

/** “Emergency contact's first name”: the standard's names are for who fills the form. */
const isOfOthers = ({ votes, own }: Evidence): boolean =>
  own.has('someone') &&
  !own.has('role') &&
  votes.some(({ concept, from }) => concept === 'none' && (from === 'label' || from.startsWith('aria-')))

/** Called so by what people read and by a name, or by its type. */
function isPlain({ described, votes }: Evidence, { concept }: Verdict): boolean {
  if (
    concept === null ||
    isVague(concept) ||
    isIgnored(concept) ||
    concept === 'none' ||
    described.type === 'password'
  )
    return false
  const agreeing = votes.filter((vote) => vote.concept === concept && vote.weight > 1)
  return agreeing.length > 1 || agreeing.some(({ from }) => from === 'label' || from === 'aria-label')
}

/** A broad name in the attribute of one control among several that share the value. */
const narrows = (claimed: Concept, concept: Concept): boolean =>
  !isVague(concept) && (claimed === 'name' || claimed === 'bday' || claimed === 'cc-exp')

const LITTLE = 2

/** The text people read and the programmer's name agree with each other and not with the attribute. */
function isContradicted({ votes }: Evidence, claimed: Concept, { concept }: Verdict): boolean {
  if (concept === null || isVague(concept) || embraces(concept, claimed) || embraces(claimed, concept))
    return false
  const agree = (sources: readonly string[]): boolean =>
    votes.some((vote) => sources.includes(vote.from) && vote.concept === concept)
  return (
    agree(['label', 'aria-label', 'aria-labelledby', 'placeholder']) &&
    agree(['name', 'id', 'options']) &&
    // A type that says little was copied with the attribute.
    !votes.some((vote) => embraces(vote.concept, claimed) && vote.weight > LITTLE)
  )
}

/** What the control's own sources say together, whatever the attribute claims. */
export function weigh({ votes }: Evidence): Verdict {
  if (votes.length === 0) return NOTHING
  let best: { readonly concept: Concept; readonly score: number } | null = null
  const concepts = new Set(votes.map(({ concept }) => concept))
  for (const concept of concepts) {
    let score = 0
    for (const vote of votes)
      if (vote.concept === concept) score += vote.weight
      else if (embraces(vote.concept, concept)) score += vote.weight * 0.8
    // Of two that say the same, the one that says more.
    if (isVague(concept)) score *= 0.9
    if (!best || score > best.score) best = { concept, score }
  }
  if (!best || best.score < LEAST) return NOTHING
  const { concept, score } = best
  let against = 0
  const others = new Map<Concept, number>()
  for (const vote of votes) {
    if (vote.concept === concept || embraces(vote.concept, concept) || embraces(concept, vote.concept))
      continue
    const sum = (others.get(vote.concept) ?? 0) + vote.weight * (isVague(vote.concept) ? 0.5 : 1)
    others.set(vote.concept, sum)
    against = Math.max(against, sum)
  }
  const sources = votes.filter((vote) => embraces(vote.concept, concept)).map(({ from }) => from)
  const why = [...new Set(sources)].join(', ')
  if (against * AHEAD > score)
    return { concept: null, confidence: 0, why: `ambiguous: ${[concept, ...others.keys()].join(' or ')}` }
  const confidence = Math.min(0.98, (0.5 + 0.5 * Math.min(1, score / FULL)) * (1 - (against / score) * 0.5))
  return { concept, confidence, why }
}
