import { type Concept, isIgnored, isVague } from '@/lib/forms/concept'
import type { ControlDescription, LabelSource } from '@/lib/forms/description'
import { furtherOf } from '@/lib/forms/further'
import { conceptOfLabel, EXPLAINING, isEither, withoutBrackets } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'
import { signsOf, UNIT, unitBehind } from '@/lib/forms/signs'
import { isFurther, isOfSomeone, NAMED } from '@/lib/forms/someone'
import { quieter, type Vote } from '@/lib/forms/vote'
import type { Atom } from '@/lib/forms/words/words'

/** What the texts around a control say to who reads them. */
export interface Heard {
  readonly votes: readonly Vote[]
  /** Atoms of its own texts, and those of the texts around it: what the place is about. */
  readonly own: ReadonlySet<Atom>
  readonly around: ReadonlySet<Atom>
  /** What a text says of something that nobody knows: “Name of the boat”. */
  readonly loose: Concept | null
  /** Its label is about another person: the second passenger, whom to call in an emergency. */
  readonly someone: boolean
  /** It stands in a part of the page about another person. */
  readonly within: boolean
  /** Its text is about two places at once: “City, state or ZIP”. */
  readonly double: boolean
  /** Its label names one of several persons of a form: a parent, a player. */
  readonly role: boolean
  /** What it is called by has a word that nobody knows. */
  readonly strange: boolean
  /** The text it is called by, where a hint or an error stands between. */
  readonly further: string | undefined
}

type Label = ControlDescription['labels'][number]

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
/** A text that is about the form more than about the control. */
export const PASSED = 3
/** A placeholder that is the only text is the label. */
const ALONE = 9
/** Labels longer than this explain rather than name. */
const NAMING = 60

/** `asked`: a heading that stands for this control alone, as a question does. */
export function hear(described: ControlDescription, lexicon: Lexicon, asked: string): Heard {
  const setting = settingOf(described, lexicon)
  const further = setting.named || isChoice(described) ? undefined : furtherOf(described, lexicon)
  const own = new Set<Atom>()
  const around = new Set<Atom>()
  let votes: readonly Vote[] = signsOf(described)
  let loose: Concept | null = null
  let [someone, within, double, role, strange] = [false, false, false, false, false]
  const speak = (text: string): void => {
    for (const atom of lexicon.readLabel(text)) own.add(atom)
  }
  const vote = (concept: Concept | null, text: string, weight: number, from: LabelSource): void => {
    if (concept === null || weight === 0) return
    const ofSomething =
      (LOOSE.has(concept) || (PLAIN.has(concept) && text.length <= EXPLAINING)) &&
      lexicon.hasUnknown(withoutBrackets(text)) &&
      !isEither(text, lexicon)
    if (ofSomething) loose = concept
    const share = text.length > NAMING ? 0.5 : ofSomething ? OF_SOMETHING : 1
    votes = [...votes, { concept, weight: weight * share, from }]
  }
  for (const label of described.labels) {
    const { from, text } = label
    if (isNeighbours(label, setting)) continue
    const atoms = lexicon.readLabel(text)
    if (isOfTrap(label, atoms, setting)) continue
    const concept = conceptOfLabel(text, lexicon)
    if (TITLES.has(from)) {
      if (from === 'heading' && setting.legended) continue
      for (const atom of atoms) around.add(atom)
      within ||= isOfSomeone(text, atoms)
      // What a choice is called is an answer; the legend asks.
      if (from === 'legend' && (!setting.named || isChoice(described)))
        vote(inGroup(concept), text, WEIGHTS.legend, from)
      continue
    }
    for (const atom of atoms) own.add(atom)
    someone ||= NAMED.has(from) && isFurther(text, atoms)
    role ||= CALLING.has(from) && atoms.includes('role')
    double ||=
      CALLING.has(from) &&
      (isDouble(atoms, concept) ||
        isBoth(text, lexicon) ||
        (concept === 'address-level2' && isSpelledOut(text, lexicon)))
    strange ||= isStrange(label, lexicon)
    const share = PLACED.has(from) && lexicon.isMostlyUnknown(text) ? OF_SOMETHING : 1
    vote(concept, text, weightOf(label, concept, setting, lexicon) * share, from)
  }
  if (further !== undefined) {
    votes = votes.map((one) => (one.from === 'preceding' ? quieter(one, PASSED) : one))
    speak(further)
    vote(conceptOfLabel(further, lexicon), further, WEIGHTS.preceding, 'preceding')
  }
  if (asked !== '' && !setting.named) {
    speak(asked)
    vote(conceptOfLabel(asked, lexicon), asked, WEIGHTS.header, 'heading')
  }
  return { votes, own, around, loose, someone, within, double, role, strange, further }
}

/** What of a control's texts decides how the others are heard. */
interface Setting {
  readonly described: ControlDescription
  readonly named: boolean
  readonly heading: string | undefined
  /** A text stands before it that is no heading. */
  readonly before: boolean
  readonly legended: boolean
  /** The box itself says what it is for. */
  readonly inside: boolean
  /** A text stands in the empty box. */
  readonly filled: boolean
  readonly unit: boolean
}

function settingOf(described: ControlDescription, lexicon: Lexicon): Setting {
  const { labels } = described
  const heading = labels.find(({ from }) => from === 'heading')?.text
  // “Please choose” is no name of a list, whatever binds it.
  const named = labels.some(
    ({ from, text }) =>
      (from === 'label' || from.startsWith('aria-')) && !(/\p{L}/u.test(text) && lexicon.isSilent(text)),
  )
  return {
    described,
    named,
    heading,
    before: labels.some(
      ({ from, text }) =>
        from === 'preceding' && (text !== heading || isCertain(conceptOfLabel(text, lexicon))),
    ),
    legended: labels.some(({ from }) => from === 'legend'),
    inside: !named && namesItself(labels, lexicon),
    filled: labels.some(({ from }) => from === 'placeholder'),
    unit: unitBehind(described) !== null,
  }
}

/** One heading for each box: then it is what the box is called. */
const isCertain = (concept: Concept | null): boolean =>
  concept !== null &&
  concept !== 'none' &&
  !isVague(concept) &&
  !isIgnored(concept) &&
  concept !== 'address' &&
  concept !== 'name'

/** What names a part of the page and no control. */
const TITLES: ReadonlySet<LabelSource> = new Set<LabelSource>(['legend', 'heading'])

/** What stands there for another control. */
function isNeighbours({ from, text }: Label, { described, named, before, unit }: Setting): boolean {
  if (from === 'further') return true
  // In a row of boxes each with its unit behind it, what stands before is the unit of the box before.
  if (from === 'preceding') return unit && UNIT.test(text)
  return from === 'following' && (named || before) && !isChoice(described)
}

/** “Leave this field empty” before a box that is seen and names itself is said of the unseen one before. */
const isOfTrap = ({ from }: Label, atoms: readonly Atom[], { named, inside, described }: Setting): boolean =>
  from === 'preceding' && atoms.includes('bait') && (named || inside) && described.unseen === null

function weightOf(
  { from, text }: Label,
  concept: Concept | null,
  setting: Setting,
  lexicon: Lexicon,
): number {
  const { named, before, inside, heading } = setting
  // What an example is made of is not what it is an example of: “Cra 43A # 7-50 Apto 301”.
  const isExample = EXAMPLE.test(text) || (/\d$/.test(text) && lexicon.hasUnknown(text))
  if (from === 'placeholder' && (named || before) && concept !== 'none' && isExample) return 0
  // An example before the box, and none of its names: 「例）大阪市北区1-2-3」.
  if (from === 'preceding' && AS_EXAMPLE.test(text)) return 0
  if (named && BESIDE.has(from)) return 0
  // What stands behind a box and says “search” is pressed: it looks up what was typed.
  if (from === 'following' && concept === 'search') return 0
  // Where the box names itself, a text before it that is about something else is that of the form.
  if (from === 'preceding' && (inside || text === heading) && ABOUT.has(concept)) return PASSED
  // Nothing stands before it or in it: what is behind is its name.
  if (from === 'following' && !isChoice(setting.described) && !setting.filled) return WEIGHTS.preceding
  return !named && !before && (from === 'placeholder' || from === 'described') ? ALONE : WEIGHTS[from]
}

const EXAMPLE = /\d.*\d/
const AS_EXAMPLE =
  /^[(（※*\s]*(?:例|예|ví dụ|vd|z\.\s?B|e\.\s?g|ex|bijv|np|př|напр|örn|esim|t\.\s?ex|f\.\s?eks|contoh)(?:[.:：）)]|\s?[.:：）)])/iu

const BESIDE: ReadonlySet<LabelSource> = new Set<LabelSource>(['preceding', 'following', 'header'])

/** Beside a control by its place alone: the rest of the page stands there as well. */
const PLACED: ReadonlySet<LabelSource> = new Set<LabelSource>(['preceding', 'following'])

/** What a form is about is no control's name. */
const ABOUT: ReadonlySet<Concept | null> = new Set<Concept | null>(['none', 'comment'])

/** Sources of what a control is called by, for it or beside it. */
const CALLING: ReadonlySet<LabelSource> = new Set<LabelSource>([
  'label',
  'aria-label',
  'aria-labelledby',
  'placeholder',
  'preceding',
])
/** An example and a text that explains have words that nobody needs to know. */
const isStrange = ({ from, text }: Label, lexicon: Lexicon): boolean =>
  CALLING.has(from) &&
  from !== 'placeholder' &&
  text.length <= EXPLAINING &&
  lexicon.hasUnknown(withoutBrackets(text)) &&
  !isEither(text, lexicon)

const HEADS: readonly Atom[] = ['postal', 'city', 'region', 'country']

const LINES: readonly Atom[] = ['street', 'house', 'unit', 'line']

/** Two places in one text that is about neither alone. */
const isDouble = (atoms: readonly Atom[], concept: Concept | null): boolean =>
  concept === null &&
  HEADS.filter((head) => atoms.includes(head)).length > 1 &&
  !LINES.some((line) => atoms.includes(line))

/** “Residence (ZIP, town)”: what stands in brackets is what goes in. */
const isSpelledOut = (text: string, lexicon: Lexicon): boolean => {
  const inside = /\(([^)]*)\)\s*[:*]?\s*$/.exec(text)?.[1] ?? ''
  const atoms = lexicon.readLabel(inside)
  return (
    atoms.includes('postal') && atoms.includes('city') && isDouble(atoms, conceptOfLabel(inside, lexicon))
  )
}

/** “Kota & Kecamatan”: what goes in is both. */
function isBoth(text: string, lexicon: Lexicon): boolean {
  const parts = text.split(/\s*[&＆+]\s*/)
  if (parts.length !== 2) return false
  const [one, other] = parts.map((part) => conceptOfLabel(part, lexicon))
  return one !== other && PLACES.has(one ?? null) && PLACES.has(other ?? null)
}

const PLACES: ReadonlySet<Concept | null> = new Set<Concept | null>([
  'postal-code',
  'address-level1',
  'address-level2',
  'address-level3',
])

function namesItself(labels: ControlDescription['labels'], lexicon: Lexicon): boolean {
  const text = labels.find(({ from }) => from === 'placeholder' || from === 'title')?.text
  const concept = text === undefined ? null : conceptOfLabel(text, lexicon)
  return concept !== null && !isVague(concept) && !isIgnored(concept) && concept !== 'none'
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
const inGroup = (concept: Concept | null): Concept | null =>
  concept !== null && PARTED.has(concept) ? concept : null

/** Said of many things: a word beside it that nobody knows may be the thing. “Name of the boat” is nobody's name. */
const OF_SOMETHING = 0.4
const LOOSE: ReadonlySet<Concept> = new Set<Concept>(['name', 'country'])
/** And so are these where a text only names: “Address of the boat”. */
const PLAIN: ReadonlySet<Concept> = new Set<Concept>([
  'whole-name',
  'address',
  'street',
  'street-address',
  'cc-number',
])

const isChoice = ({ type }: ControlDescription): boolean => type === 'radio' || type === 'checkbox'
