import { readAutocomplete } from '@/lib/forms/autocomplete'
import { codeVotes, conceptOfCode, INHERITED, NAME } from '@/lib/forms/code'
import type { Concept } from '@/lib/forms/concept'
import type { ControlDescription } from '@/lib/forms/description'
import { nearest } from '@/lib/forms/further'
import { type Heard, hear, PASSED } from '@/lib/forms/heard'
import { conceptOfLabel } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'
import { type Choices, conceptOfOptions } from '@/lib/forms/options'
import { isCodeOfSomeone } from '@/lib/forms/someone'
import { quieter, type Vote } from '@/lib/forms/vote'
import type { Atom } from '@/lib/forms/words/words'
import type { PurposeOf } from '@/lib/records/claims'

/** All that is known of one control before its neighbours are asked. */
export interface Evidence extends Omit<Heard, 'loose' | 'further'> {
  readonly described: ControlDescription
  /** Read from the attribute as the standard says; null where it is absent, `off` or no name of the list. */
  readonly claimed: Concept | null
  readonly purposeOf: PurposeOf | null
  readonly choices: Choices | null
  /** A programmer calls it another person's. */
  readonly coded: boolean
}

const OPTIONS = 5.5
const REGIONS = 9.5
const DIALS = 12
/** A legend where nothing else says anything. */
const LEGEND = 6

/** `asked`: a heading that stands for this control alone, as a question does. */
export function evidenceOf(described: ControlDescription, lexicon: Lexicon, asked = ''): Evidence {
  const { loose, further, ...heard } = hear(described, lexicon, asked)
  const choices = described.options.length > 1 ? conceptOfOptions(described.options, lexicon.languages) : null
  const code = withoutPreferences(codeVotes(described, lexicon), described, choices)
  const own: ReadonlySet<Atom> = new Set([...heard.own, ...code.atoms])
  const { claimed, purposeOf, hint } = readAutocomplete(described.autocomplete)
  const read = [...heard.votes, ...withheld(sounded(code, heard.votes), heard.votes, loose, own)]
  if (loose === 'country' && read.every(({ from }) => from !== 'name' && from !== 'id'))
    read.push({ concept: 'none', weight: 5, from: 'label' })
  const votes = newsless(withoutHelp(read), own)
  const hinted = hint === '' ? null : conceptOfCode(hint, lexicon).concept
  if (hinted !== null) votes.push({ concept: hinted, weight: NAME, from: 'autocomplete' })
  if (choices)
    votes.push({ concept: choices.concept, weight: weightOfChoices(choices, votes), from: 'options' })
  const typed = BY_TYPE[described.type]
  // Component libraries choose from a list with a box to search in it, closed to the keyboard.
  if (typed && !(described.type === 'search' && described.unseen === 'read-only'))
    votes.push({ ...typed, from: 'type' })
  if (votes.every(({ from }) => from === 'legend') && !described.labels.some(isWord))
    for (const { from, text } of described.labels) {
      const concept = from === 'legend' ? conceptOfLabel(text, lexicon) : null
      // Over all of a card's boxes it says of none which.
      if (concept !== null && concept !== 'card?') votes.push({ concept, weight: LEGEND, from })
    }
  return {
    ...heard,
    described: nearest(described, further),
    votes,
    claimed,
    purposeOf: purposeOf ?? purposeIn(own, heard.around),
    choices,
    own,
    coded: [described.name, described.id].some(isCodeOfSomeone),
  }
}

/** What the control itself is called by, known or not. */
const isWord = ({ from, text }: ControlDescription['labels'][number]): boolean =>
  from !== 'legend' && from !== 'heading' && from !== 'further' && /\p{L}{3}/u.test(text)

const BY_TYPE: { readonly [type: string]: Omit<Vote, 'from'> } = {
  email: { concept: 'email', weight: 8 },
  tel: { concept: 'tel', weight: 2 },
  password: { concept: 'password', weight: 5 },
  search: { concept: 'search', weight: 12 },
}

/** `contact_pref` is what somebody prefers, where none of what can be chosen is a prefecture. */
function withoutPreferences(
  code: ReturnType<typeof codeVotes>,
  { name, id, options }: ControlDescription,
  choices: Choices | null,
): ReturnType<typeof codeVotes> {
  const isPreference =
    PREFERENCE.test(`${name} ${id}`) && options.length > 1 && choices?.concept !== 'address-level1'
  return isPreference && !options.some(({ text }) => PREFECTURE.test(text))
    ? { ...code, votes: code.votes.filter(({ concept }) => concept !== 'address-level1') }
    : code
}

/** With a word before it. */
const PREFERENCE = /\p{L}[_-]?pref(?![a-z])/iu
const PREFECTURE = /[都道府県]$|^(?:東京|大阪|京都|北海道)/u

/** `name_kana` under “Name” is how it sounds, which nothing that is read over both boxes says. */
function sounded({ votes, atoms }: ReturnType<typeof codeVotes>, heard: readonly Vote[]): readonly Vote[] {
  const isOverBoth = heard.every(({ concept }) => concept === 'name' || concept === 'whole-name')
  if (!isOverBoth || !atoms.includes('kana') || !atoms.includes('name')) return votes
  return votes.map((vote) => (vote.concept === 'none' ? { ...vote, weight: SOUND } : vote))
}

/** More than a label and a placeholder together. */
const SOUND = 20

/** What a programmer calls a control, without what the texts have said better. */
function withheld(
  votes: readonly Vote[],
  heard: readonly Vote[],
  loose: Concept | null,
  own: ReadonlySet<Atom>,
): readonly Vote[] {
  const outdone = new Set<Concept>()
  // What people read as a street is no house's number for what a programmer, or another language, calls it.
  if (heard.some(({ concept }) => concept === 'address' || concept === 'street')) outdone.add('house-number')
  // A card's code may be called a verification by who wrote the page.
  if (heard.some(({ concept }) => concept === 'cc-csc')) outdone.add('one-time-code')
  // The owner of an account is not that of a card.
  if (own.has('self') && own.has('full')) outdone.add('cc-name')
  return votes.flatMap((vote) => {
    if (outdone.has(vote.concept)) return []
    // `boat_name` beside “Name of the boat” says no more than that.
    return vote.concept === 'name' && loose === 'name' ? { ...vote, weight: INHERITED } : vote
  })
}

/** Who types a postal code may find an address filled in: a help in the box is none of its names where people and programmers say “address”. */
function withoutHelp(votes: readonly Vote[]): readonly Vote[] {
  const isAddress = ['label', 'name'].every((wanted) =>
    votes.some(({ concept, from }) => concept === 'address' && from === wanted),
  )
  return isAddress
    ? votes.filter(({ concept, from }) => from !== 'placeholder' || concept !== 'postal-code')
    : votes
}

/** “Newsletter” before a box that is called `email`: what is asked for is the address. */
function newsless(votes: readonly Vote[], own: ReadonlySet<Atom>): Vote[] {
  const isAddress = votes.some(({ concept, from }) => concept === 'email' && from === 'name')
  if (!isAddress || own.has('someone') || own.has('thing')) return [...votes]
  return votes.map((vote) => (vote.concept === 'none' ? quieter(vote, PASSED) : vote))
}

/** A list of dialling codes is nothing else; a list of countries may be one of nationalities, and then a text says so. */
function weightOfChoices({ concept }: Choices, votes: readonly Vote[]): number {
  if (concept === 'tel-country-code') return DIALS
  // What a programmer calls a city may be the first level of a country's places.
  if (concept === 'address-level1') return REGIONS
  return votes.some((vote) => vote.concept === 'none' && vote.weight >= PASSED) ? 1 : OPTIONS
}

function purposeIn(own: ReadonlySet<Atom>, around: ReadonlySet<Atom>): PurposeOf | null {
  for (const atoms of [own, around]) {
    const [ships, bills] = [atoms.has('shipping'), atoms.has('billing')]
    if (ships !== bills) return ships ? 'shipping' : 'billing'
  }
  return null
}
