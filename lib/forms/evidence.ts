import { type Concept, embraces, type Ignored, isIgnored, isVague } from '@/lib/forms/concept'
import type { ControlDescription, LabelSource } from '@/lib/forms/description'
import { furtherOf, nearest } from '@/lib/forms/further'
import { conceptOfLabel, isEither } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'
import { type Choices, conceptOfOptions } from '@/lib/forms/options'
import { conceptOf } from '@/lib/forms/rules'
import { isCodeOfSomeone, isFurther, isOfSomeone, NAMED } from '@/lib/forms/someone'
import { segmentsOf, wordsOfCode } from '@/lib/forms/text'
import type { Atom } from '@/lib/forms/words/words'
import { type PurposeOf, parseClaim } from '@/lib/records/claims'

/** What one source says. */
export interface Vote {
  readonly concept: Concept
  readonly weight: number
  readonly from: string
}

/** All that is known of one control before its neighbours are asked. */
export interface Evidence {
  readonly described: ControlDescription
  readonly votes: readonly Vote[]
  /** Read from the attribute as the standard says; null where it is absent, `off` or no name of the list. */
  readonly claimed: Concept | null
  readonly purposeOf: PurposeOf | null
  readonly choices: Choices | null
  /** Atoms of its own texts and of its names, and those of the texts around it: what the place is about. */
  readonly own: ReadonlySet<Atom>
  readonly around: ReadonlySet<Atom>
  /** Its label is about another person: the second passenger, whom to call in an emergency. */
  readonly someone: boolean
  /** It stands in a part of the page about another person. */
  readonly within: boolean
  /** A programmer calls it another person's. */
  readonly coded: boolean
  /** Its text is about two places at once: “City, state or ZIP”. */
  readonly double: boolean
  /** Its label names one of several persons of a form: a parent, a player. */
  readonly role: boolean
}

const WEIGHTS: { readonly [from in LabelSource]: number } = {
  label: 10,
  'aria-labelledby': 9,
  'aria-label': 9,
  placeholder: 6,
  title: 5,
  described: 1,
  header: 7,
  legend: 2,
  preceding: 8,
  further: 0,
  following: 6,
  heading: 0,
}
const NAME = 7
/** A text that is about the form more than about the control. */
const PASSED = 3
const ID = 6
const OPTIONS = 5.5
const REGIONS = 9.5
/** What a name takes over from the path it stands in. */
export const INHERITED = 2
/** A placeholder that is the only text is the label. */
const ALONE = 9
/** Labels longer than this explain rather than name. */
const NAMING = 60

/** `asked`: a heading that stands for this control alone, as a question does. */
export function evidenceOf(described: ControlDescription, lexicon: Lexicon, asked = ''): Evidence {
  const votes: Vote[] = []
  const own = new Set<Atom>()
  const around = new Set<Atom>()
  const add = (concept: Concept | null, weight: number, from: string): void => {
    if (concept !== null) votes.push({ concept, weight, from })
  }
  const named = described.labels.some(({ from }) => from === 'label' || from.startsWith('aria-'))
  const heading = described.labels.find(({ from }) => from === 'heading')?.text
  const before = described.labels.some(({ from, text }) => from === 'preceding' && text !== heading)
  const legended = described.labels.some(({ from }) => from === 'legend')
  let someone = false
  let role = false
  let loose: Concept | null = null
  let within = false
  const addLabel = (text: string, weight: number, from: LabelSource, surrounding: boolean): void => {
    const concept = heard(conceptOfLabel(text, lexicon), surrounding)
    const ofSomething =
      concept !== null && LOOSE.has(concept) && lexicon.hasUnknown(text) && !isEither(text, lexicon)
    if (ofSomething) loose = concept
    add(concept, weight * (text.length > NAMING ? 0.5 : ofSomething ? OF_SOMETHING : 1), from)
  }
  const inside = named ? null : insideOf(described, lexicon)
  const example = exampleIn(described)
  if (example) add(example, 5, 'placeholder')
  if (described.labels.some(({ text }) => SUM.test(text))) add('captcha', 20, 'label')
  const unit = unitBehind(described)
  if (unit) add(unit, WEIGHTS.label, 'following')
  for (const { from, text } of described.labels) {
    // In a row of boxes each with its unit behind it, what stands before is the unit of the box before.
    if (unit && from === 'preceding' && UNIT.test(text)) continue
    if (from === 'further') continue
    const atoms = lexicon.readLabel(text)
    const surrounding = from === 'legend' || from === 'heading'
    const behind = from === 'following' && (named || before) && !isChoice(described)
    if (!behind && !(from === 'heading' && legended))
      for (const atom of atoms) (surrounding ? around : own).add(atom)
    if (behind) continue
    if (NAMED.has(from) && isFurther(text, atoms)) someone = true
    if (DOUBLED.has(from) && atoms.includes('role')) role = true
    if (surrounding && !(from === 'heading' && legended) && isOfSomeone(text, atoms)) within = true
    const beside = (from === 'preceding' || from === 'following' || from === 'header') && named
    if (beside) continue
    const alone = !named && !before && (from === 'placeholder' || from === 'described')
    // Where the box names itself, a text before it that is about something else is that of the form.
    const passed =
      from === 'preceding' &&
      (inside !== null || text === heading) &&
      ABOUT.has(conceptOfLabel(text, lexicon))
    const weight = passed ? PASSED : alone ? ALONE : WEIGHTS[from]
    if (weight > 0 && !(surrounding && named)) addLabel(text, weight, from, surrounding)
  }
  const further = named ? undefined : furtherOf(described, lexicon)
  if (further !== undefined) {
    votes.forEach((vote, at) => {
      if (vote.from === 'preceding') votes[at] = { ...vote, weight: Math.min(vote.weight, PASSED) }
    })
    for (const atom of lexicon.readLabel(further)) own.add(atom)
    addLabel(further, WEIGHTS.preceding, 'preceding', false)
  }
  if (asked !== '' && !named) {
    for (const atom of lexicon.readLabel(asked)) own.add(atom)
    addLabel(asked, WEIGHTS.header, 'heading', false)
  }
  const double = described.labels.some(
    ({ from, text }) => DOUBLED.has(from) && isDouble(lexicon.readLabel(text), conceptOfLabel(text, lexicon)),
  )
  const outdone = new Set<Concept>()
  // What people read as a street is no house's number for what a programmer, or another language, calls it.
  if (votes.some(({ concept }) => concept === 'address' || concept === 'street')) outdone.add('house-number')
  // A card's code may be called a verification by who wrote the page.
  if (votes.some(({ concept }) => concept === 'cc-csc')) outdone.add('one-time-code')
  // The owner of an account is not that of a card.
  if (own.has('self') && own.has('full')) outdone.add('cc-name')
  for (const vote of codeVotes(described, lexicon, own))
    if (!outdone.has(vote.concept))
      // `boat_name` beside “Name of the boat” says no more than that.
      votes.push(vote.concept === 'name' && loose === 'name' ? { ...vote, weight: INHERITED } : vote)
  if (loose === 'country' && votes.every(({ from }) => from !== 'name' && from !== 'id'))
    add('none', 5, 'label')
  // “Newsletter” before a box that is called `email`: what is asked for is the address.
  if (votes.some(({ concept, from }) => concept === 'email' && from === 'name'))
    votes.forEach((vote, at) => {
      if (vote.concept === 'none' && !own.has('someone') && !own.has('thing'))
        votes[at] = { ...vote, weight: Math.min(vote.weight, PASSED) }
    })
  const { claimed, purposeOf, hint } = readAutocomplete(described.autocomplete)
  if (hint !== '') add(conceptOfCode(hint, lexicon).concept, NAME, 'autocomplete')
  const choices = described.options.length > 1 ? conceptOfOptions(described.options, lexicon.languages) : null
  if (choices) add(choices.concept, weightOfChoices(choices, votes), 'options')
  if (described.type === 'email') add('email', 8, 'type')
  if (described.type === 'tel') add('tel', 2, 'type')
  if (described.type === 'password') add('password', 5, 'type')
  if (described.type === 'search') add('search', 12, 'type')
  if (votes.every(({ from }) => from === 'legend'))
    for (const { from, text } of described.labels)
      if (from === 'legend') add(conceptOfLabel(text, lexicon), ID, from)
  const coded = [described.name, described.id].some(isCodeOfSomeone)
  return {
    described: nearest(described, further),
    votes,
    claimed,
    purposeOf: purposeOf ?? purposeIn(own, around),
    choices,
    own,
    around,
    someone,
    within,
    coded,
    double,
    role,
  }
}

/** What a form is about is no control's name. */
const ABOUT: ReadonlySet<Concept | null> = new Set<Concept | null>(['none', 'comment'])

const DOUBLED: ReadonlySet<LabelSource> = new Set<LabelSource>([
  'label',
  'aria-label',
  'aria-labelledby',
  'placeholder',
  'preceding',
])
const HEADS: readonly Atom[] = ['postal', 'city', 'region', 'country']

/** Two places in one text that is about neither alone. */
const isDouble = (atoms: readonly Atom[], concept: Concept | null): boolean =>
  concept === null && HEADS.filter((head) => atoms.includes(head)).length > 1

/** What the box itself says that it is for. */
function insideOf({ labels }: ControlDescription, lexicon: Lexicon): Concept | null {
  const text = labels.find(({ from }) => from === 'placeholder' || from === 'title')?.text
  const concept = text === undefined ? null : conceptOfLabel(text, lexicon)
  return concept === null || isVague(concept) || isIgnored(concept) || concept === 'none' ? null : concept
}

/** A group of controls is one thing in parts, or it is about a thing: an address in a legend is no line of it. */
const PARTED: ReadonlySet<Concept> = new Set<Concept>([
  'name',
  'tel',
  'bday',
  'cc-exp',
  'sex',
  'honorific-prefix',
  'cc-type',
])

const heard = (concept: Concept | null, surrounding: boolean): Concept | null =>
  surrounding && concept !== null && !PARTED.has(concept) ? null : concept

/** Said of many things: a word beside it that nobody knows may be the thing. “Name of the boat” is nobody's name. */
const OF_SOMETHING = 0.4
const LOOSE: ReadonlySet<Concept> = new Set<Concept>(['name', 'country'])

/** What an example in an empty box is one of. */
function exampleIn({ labels, type }: ControlDescription): Concept | null {
  const text = labels.find(({ from }) => from === 'placeholder')?.text.trim() ?? ''
  if (/^[\w.+-]+@[\w-]+\.\w+/.test(text)) return 'email'
  if (/^(?:\d{4}|[x•·*]{4}|[–-]{4})(?:[ -](?:\d{4}|[x•·*]{4}|[–-]{4})){3}$/i.test(text)) return 'cc-number'
  if (/^(?:mm|мм|μμ|kk|hh|ll) ?[/-] ?(?:yy|yyyy|jj|jjjj|aa|aaaa|rr|гг|рр|εε|vv|ee|åå)$/i.test(text))
    return 'cc-exp'
  return type === 'tel' && /^[+(]?\d[\d ().-]{6,}$/.test(text) ? 'tel' : null
}

/** “3 + 4 = ?” is asked of machines. */
const SUM = /\d\s*(?:[+×*]|plus|mal|fois|più|mais)\s*\d/i

const UNIT = /^(?:年|月|日|년|월|일)$/

/** East Asian dates have the unit behind the box. */
function unitBehind({ labels }: ControlDescription): Concept | null {
  const text = labels.find(({ from }) => from === 'following')?.text ?? ''
  if (!UNIT.test(text)) return null
  return text === '年' || text === '년' ? 'year?' : text === '月' || text === '월' ? 'month?' : 'day?'
}

const isChoice = ({ type }: ControlDescription): boolean => type === 'radio' || type === 'checkbox'

/** Ids that a framework counts. */
const MADE =
  /^(?:ext-(?:comp|gen)|yui|jqg|react-select|mui-|:r|radix-|headlessui|input-?\d|field-?\d|gwt-uid|isc_|z_)/

function codeVotes({ name, id }: ControlDescription, lexicon: Lexicon, own: Set<Atom>): readonly Vote[] {
  const votes: Vote[] = []
  const byName = name === '' ? null : conceptOfCode(name, lexicon)
  const byId = id === '' || MADE.test(id) ? null : conceptOfCode(id, lexicon)
  for (const read of [byName, byId]) for (const atom of read?.atoms ?? []) own.add(atom)
  if (byName?.concept)
    votes.push({
      concept: byName.concept,
      weight: byName.inherited ? INHERITED : weightOf(byName.concept, NAME),
      from: 'name',
    })
  // A framework makes the id of the name: then it is one witness, not two.
  const same = byName?.concept === byId?.concept
  if (byId?.concept)
    votes.push({
      concept: byId.concept,
      weight: same ? 1 : weightOf(byId.concept, byName?.concept ? 4 : ID),
      from: 'id',
    })
  return votes
}

/** A list of dialling codes is nothing else; a list of countries may be one of nationalities, and then a text says so. */
function weightOfChoices({ concept }: Choices, votes: readonly Vote[]): number {
  if (concept === 'tel-country-code') return 12
  // What a programmer calls a city may be the first level of a country's places.
  if (concept === 'address-level1') return REGIONS
  return votes.some((vote) => vote.concept === 'none' && vote.weight >= 5) ? 1 : OPTIONS
}

/** A word in a programmer's name that is none of ours may be a part of something else. */
const weightOf = (concept: Concept, weight: number): number => (concept === 'none' ? weight / 2 : weight)

/** The last part of a path says it where it can; else all of it together. */
function conceptOfCode(
  code: string,
  lexicon: Lexicon,
): { readonly concept: Concept | null; readonly atoms: readonly Atom[]; readonly inherited?: true } {
  const words = wordsOfCode(code)
  const atoms = lexicon.readCode(words)
  const spoken = conceptOf(atoms, true)
  // `addressFullName` is a name in an address.
  const tail = spoken === 'address' ? conceptOf(lexicon.readCode(words.slice(-2)), true) : null
  const whole = tail !== null && ENDS.has(tail) ? tail : spoken
  const segments = segmentsOf(code)
  const last = segments.at(-1)
  if (segments.length < 2 || last === undefined)
    // `boat_name` is a boat's.
    return whole === 'name' && lexicon.hasUnknownCode(wordsOfCode(code))
      ? { concept: whole, atoms, inherited: true }
      : { concept: whole, atoms }
  const said = lexicon.readCode(wordsOfCode(last))
  // What only the beginning of a path says holds for all under it.
  if (said.length === 0 && whole !== null && BROAD.has(whole) && /\p{L}{2}/u.test(last))
    return { concept: whole, atoms, inherited: true }
  if (whole === 'name' && lexicon.hasUnknownCode(wordsOfCode(last)))
    return { concept: whole, atoms, inherited: true }
  // `user[bio]` says whose it is.
  if (said.length === 0 && whole === 'username') return { concept: null, atoms }
  const end = conceptOf(said, true)
  if (whole?.startsWith('tel-')) return { concept: whole, atoms }
  if (end === null || (whole !== null && embraces(end, whole)) || isVague(end))
    return { concept: whole ?? end, atoms }
  if ((end === 'name' || end === 'address' || end === 'none') && whole !== null)
    return { concept: whole, atoms }
  return { concept: end, atoms }
}

const ENDS: ReadonlySet<Concept> = new Set<Concept>(['whole-name', 'given-name', 'family-name'])

const BROAD: ReadonlySet<Concept> = new Set<Concept>(['address', 'name', 'street', 'tel', 'country'])

const SAYS_NOTHING =
  /^(?:on|off|no|none|nope|false|true|disabled|null|undefined|nothing|chrome-off|noautocomplete|do-not-autofill|new-\w+|random.*|\d*)$/

interface Autocomplete {
  readonly claimed: Concept | null
  readonly purposeOf: PurposeOf | null
  /** What is no name of the list may still be a word. */
  readonly hint: string
}

function readAutocomplete(text: string): Autocomplete {
  const tokens = text
    .toLowerCase()
    .split(/\s+/)
    .filter((token) => token !== '' && token !== 'webauthn')
  const last = tokens.at(-1) ?? ''
  const parsed = parseClaim(tokens.join(' ')) ?? parseClaim(last)
  // The number of a fax or a pager is no telephone's.
  if (parsed && tokens.some((token) => token === 'fax' || token === 'pager'))
    return { claimed: 'none', purposeOf: null, hint: '' }
  if (parsed) return { claimed: parsed.name, purposeOf: parsed.purposeOf, hint: '' }
  const secret: { readonly [token: string]: Ignored } = {
    username: 'username',
    'current-password': 'password',
    'new-password': 'password',
    'one-time-code': 'one-time-code',
  }
  const ignored = secret[last]
  if (ignored) return { claimed: ignored, purposeOf: null, hint: '' }
  return { claimed: null, purposeOf: null, hint: SAYS_NOTHING.test(last) ? '' : last }
}

function purposeIn(own: ReadonlySet<Atom>, around: ReadonlySet<Atom>): PurposeOf | null {
  for (const atoms of [own, around]) {
    const [ships, bills] = [atoms.has('shipping'), atoms.has('billing')]
    if (ships !== bills) return ships ? 'shipping' : 'billing'
  }
  return null
}
