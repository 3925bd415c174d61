import { withNamesBehind } from '@/lib/forms/behind'
import { type Concept, isIgnored, isVague } from '@/lib/forms/concept'
import { withoutLies } from '@/lib/forms/denied'
import type { ControlDescription, FieldMatch, PageDescription } from '@/lib/forms/description'
import { type Evidence, evidenceOf } from '@/lib/forms/evidence'
import { withTextsInOrder } from '@/lib/forms/in-order'
import { baseLanguage, type Lexicon, languagesIn, lexiconOf } from '@/lib/forms/lexicon'
import { joinAddresses, settleChooser } from '@/lib/forms/neighbours/addresses'
import { settleAgain } from '@/lib/forms/neighbours/again'
import { settleBirthdays } from '@/lib/forms/neighbours/birthdays'
import { joinCardBoxes, joinCards, settleCodes, settleHolders } from '@/lib/forms/neighbours/cards'
import { joinChoices } from '@/lib/forms/neighbours/choices'
import { joinDates } from '@/lib/forms/neighbours/dates'
import { settleElsewhere } from '@/lib/forms/neighbours/elsewhere'
import type { Field } from '@/lib/forms/neighbours/field'
import { settleFollowers } from '@/lib/forms/neighbours/followers'
import {
  settleEmails,
  settleLogin,
  settleSearch,
  settleSignIn,
  settleUsers,
} from '@/lib/forms/neighbours/logins'
import { joinNames } from '@/lib/forms/neighbours/names'
import { settlePersons } from '@/lib/forms/neighbours/persons'
import { joinPhones } from '@/lib/forms/neighbours/phones'
import { settleRows } from '@/lib/forms/neighbours/rows'
import { settleDoubles, splitLabels } from '@/lib/forms/neighbours/split-labels'
import { isTrap, settleTraps } from '@/lib/forms/neighbours/traps'
import { withoutPrefixes } from '@/lib/forms/prefixes'
import { withoutSharedCodes } from '@/lib/forms/shared-codes'
import { scriptsIn } from '@/lib/forms/tables'
import { type Verdict, verdictOf, weigh } from '@/lib/forms/verdict'
import { withVisas } from '@/lib/forms/visas'
import { type ClaimName, parseClaim } from '@/lib/records/claims'

/** Controls that no claim goes into, by their type. */
const CLOSED: ReadonlySet<string> = new Set([
  'hidden',
  'submit',
  'button',
  'reset',
  'image',
  'file',
  'color',
  'range',
])
/** A choice that is made by a tick: only a few claims are ever asked for so. */
const TICKED: ReadonlySet<string> = new Set<Concept>(['sex', 'honorific-prefix', 'cc-type', 'honeypot'])
/** What may have several lines. */
const IN_LINES: ReadonlySet<string> = new Set<Concept>([
  'comment',
  'street-address',
  'address',
  'street',
  'address-line1',
  'none',
  'honeypot',
  'captcha',
])
/** Texts that are looked at to find out a page's language. */
const SAMPLE = 300

/** One answer for each control, in its order. The same page always gets the same answer. */
export function match(described: PageDescription): readonly FieldMatch[] {
  const plain = withoutRefrains(described)
  const lexicon = lexiconFor(plain)
  const ordered = withTextsInOrder(withNamesBehind(withoutPrefixes(plain, lexicon), lexicon), lexicon)
  const page = withoutSharedCodes(ordered, lexicon)
  const rows = new Map<number | null, Field[]>()
  const asked = questionsIn(page)
  const said = new Map<number | null, Evidence[]>()
  for (const described of page.controls)
    if (!CLOSED.has(described.type)) {
      const evidence = evidenceOf(described, lexicon, asked.get(described.control))
      said.set(described.form, [...(said.get(described.form) ?? []), evidence])
    }
  const fields = new Map<number, Field>()
  for (const [form, row] of said) {
    const made = withoutLies(row).map(fieldOf)
    rows.set(form, made)
    for (const field of made) fields.set(field.evidence.described.control, field)
  }
  const before: Field[] = []
  for (const row of rows.values()) {
    joinChoices(row, lexicon)
    settleHolders(row)
    settlePersons(row, before)
    settleFollowers(row)
    settleRows(row)
    settleElsewhere(row)
    settleAgain(row)
    before.push(...row)
    splitLabels(row, lexicon)
    settleDoubles(row)
    settleTraps(row)
  }
  const language = page.language || lexicon.languages[0] || ''
  for (const row of rows.values()) {
    settleSearch(row, page, lexicon)
    joinRow(row, language, page, rows)
  }
  return page.controls.map((described) => answer(described, fields.get(described.control) ?? null))
}

function joinRow(
  row: readonly Field[],
  language: string,
  page: PageDescription,
  rows: ReadonlyMap<number | null, readonly Field[]>,
): void {
  joinCardBoxes(row)
  settleCodes(row)
  settleUsers(row)
  const ours = row.filter(({ concept }) => concept === null || !isIgnored(concept))
  joinDates(ours, language)
  joinPhones(ours)
  joinNames(ours, language)
  settleChooser(row, page)
  joinAddresses(ours, language)
  joinCards(ours)
  settleBirthdays(ours)
  settleLogin(row, page, rows)
  settleSignIn(row)
  settleEmails(row)
}

/** An example in this many boxes at least is one of nothing: “Type your answer here”. */
const REFRAIN = 3

type Label = ControlDescription['labels'][number]

/** Where something else stands before it, a text before many boxes is a “required” or an error, whatever its language. */
function withoutRefrains(page: PageDescription): PageDescription {
  const counts = new Map<string, number>()
  const isCounted = ({ from }: Label, labels: readonly Label[]): boolean =>
    from === 'placeholder' || (from === 'preceding' && labels.some((other) => other.from === 'further'))
  const keyOf = ({ from, text }: Label): string => `${from} ${text}`
  for (const { labels } of page.controls)
    for (const label of labels)
      if (isCounted(label, labels)) counts.set(keyOf(label), (counts.get(keyOf(label)) ?? 0) + 1)
  if (![...counts.values()].some((count) => count >= REFRAIN)) return page
  const controls = page.controls.map((control) => {
    const { labels } = control
    const says = (label: Label): boolean =>
      !isCounted(label, labels) || (counts.get(keyOf(label)) ?? 0) < REFRAIN
    const kept = labels.filter(says)
    if (kept.length === labels.length) return control
    const isNear = kept.some(({ from }) => from === 'preceding')
    return { ...control, labels: isNear ? kept : kept.map(nearer) }
  })
  return { ...page, controls }
}

const nearer = (label: Label): Label =>
  label.from === 'further' ? { from: 'preceding', text: label.text } : label

/** Headings with one control each, where there are several: forms that ask one question after the other. */
function questionsIn({ controls }: PageDescription): ReadonlyMap<number, string> {
  const under = new Map<string, number[]>()
  for (const { control, labels, type } of controls) {
    if (CLOSED.has(type)) continue
    const heading = labels.find(({ from }) => from === 'heading')?.text
    if (heading === undefined) continue
    const known = under.get(heading)
    if (known) known.push(control)
    else under.set(heading, [control])
  }
  const alone = [...under].flatMap(([heading, [only, ...others]]) =>
    only !== undefined && others.length === 0 ? [[only, heading] as const] : [],
  )
  return new Map(alone.length < 2 ? [] : alone)
}

function lexiconFor({ language, controls }: PageDescription): Lexicon {
  const texts = controls
    .slice(0, SAMPLE)
    .flatMap(({ labels }) => labels.filter(({ from }) => from !== 'heading').map(({ text }) => text))
  const said = language === '' ? [] : [baseLanguage(language)]
  const scripts = scriptsIn(texts)
  const languages = [...new Set([...said, ...languagesIn(texts, scripts)])]
  return withVisas(controls, (isOfEntry) => lexiconOf(languages, scripts, isOfEntry))
}

function fieldOf(said: Evidence): Field {
  const { described } = said
  const { unclaimed, ...verdict } = isTrap(said) ? TRAP : keptSecret(said, verdictOf(chosen(said)))
  const evidence = unclaimed ? { ...said, claimed: null } : said
  // A “birth day” or a year of birth that takes a whole date is one.
  const isPart = verdict.concept === 'bday-day' || verdict.concept === 'bday-year'
  const dated = isPart && described.type === 'date' ? 'bday' : verdict.concept
  const meant = described.tag === 'textarea' && isWholeAddress(said, dated) ? 'address' : dated
  const fit =
    fits(meant, described) &&
    !isOfKept(said) &&
    !isOfRights(said, meant) &&
    !(evidence.claimed === null && isTyped(meant, described))
  const concept = fit ? meant : null
  // A box for many lines that is for nothing known is for a message.
  if (concept === null && described.tag === 'textarea')
    return { evidence, concept: 'comment', confidence: 0.6, why: 'a box for many lines', part: null }
  return { evidence, ...verdict, concept, part: null }
}

const TRAP: Verdict = { concept: 'honeypot', confidence: 0.9, why: 'a trap for machines' }

const UNSEEN: ReadonlySet<string> = new Set<Concept>(['none', 'cc-csc', 'cc-number'])

/** What is typed unseen is a secret, whatever it is called, unless it is a card's, or its type came with copied markup. */
function keptSecret(evidence: Evidence, verdict: Verdict): Verdict {
  const { type } = evidence.described
  if (type !== 'password' || (verdict.concept !== null && UNSEEN.has(verdict.concept))) return verdict
  return openly(evidence) ?? { concept: 'password', confidence: 0.9, why: 'type' }
}

/** What people read over a box whose type hides it, where it is no secret and nothing they read speaks of one. */
function openly(evidence: Evidence): Verdict | null {
  const votes = evidence.votes.filter(({ from, concept }) => READ.has(from) || OPEN.has(concept))
  const { concept, ...verdict } = weigh({ ...evidence, votes })
  const isRead = votes.some((vote) => READ.has(vote.from) && vote.concept === concept)
  if (concept === null || !OPEN.has(concept) || !isRead || isClaimedSecret(evidence)) return null
  return { ...verdict, concept, why: `${verdict.why}, against its type` }
}

const isClaimedSecret = ({ claimed }: Evidence): boolean => claimed !== null && isIgnored(claimed)

const READ: ReadonlySet<string> = new Set(['label', 'aria-label', 'aria-labelledby', 'preceding', 'header'])

/** What forms with a card ask for and nobody hides while it is typed. Anything else under a hiding type may be a secret. */
const OPEN: ReadonlySet<Concept> = new Set<Concept>(['cc-name', 'postal-code'])

/** What nobody chooses from a list: where it is called so, the list is of what was kept before, or of kinds of it. */
const TYPED: ReadonlySet<string> = new Set<Concept>([
  'name',
  'whole-name',
  'given-name',
  'family-name',
  'additional-name',
  'email',
  'address',
  'street-address',
  'address-line1',
  'address-line2',
  'address-line3',
  'street',
  'street-name',
  'line?',
  'unit',
  'organization',
  'cc-number',
  'cc-name',
  'cc-csc',
])
const isTyped = (concept: Concept | null, { type }: ControlDescription): boolean =>
  type === 'select-one' && concept !== null && TYPED.has(concept)

/** A list that people read as one of addresses or names is of what was kept before, whatever a programmer calls it. */
const isOfKept = ({ claimed, choices, described, votes }: Evidence): boolean =>
  claimed === null &&
  choices === null &&
  described.type === 'select-one' &&
  votes.some(({ concept, from }) => from === 'label' && KEPT.has(concept))

const KEPT: ReadonlySet<string> = new Set<Concept>(['address', 'street-address', 'whole-name'])

/** A box for many lines that people read as an address holds all of it, though a programmer calls it a detail. */
const isWholeAddress = ({ votes, claimed }: Evidence, concept: Concept | null): boolean =>
  claimed === null &&
  (concept === 'address-line2' || concept === 'unit' || concept === 'line?') &&
  votes.some((vote) => vote.concept === 'address' && vote.from !== 'name' && vote.from !== 'id')

/** “Role” over a list is what somebody may do on the site, and not their position. */
const isOfRights = ({ described, own }: Evidence, concept: Concept | null): boolean =>
  concept === 'organization-title' && described.tag === 'select' && own.has('job') && own.has('kind')

/** A list of countries is one, though a programmer calls it a residence, which is a house somewhere else. */
const chosen = (evidence: Evidence): Evidence => {
  const { described, choices, votes } = evidence
  return described.tag === 'select' && choices !== null
    ? { ...evidence, votes: votes.filter(({ concept }) => !TYPED.has(concept)) }
    : evidence
}

/** Whether a control of this kind can hold such a thing at all. */
function fits(concept: Concept | null, { type, tag }: ControlDescription): boolean {
  if (concept === null) return true
  if (type === 'radio' && concept === 'address-level1') return true
  if (type === 'radio' || type === 'checkbox') return TICKED.has(concept)
  if (tag === 'textarea') return IN_LINES.has(concept)
  if (type === 'email')
    return ['email', 'username', 'honeypot', 'password', 'none', 'search'].includes(concept)
  if (type === 'date') return ['bday', 'cc-exp', 'none', 'date?'].includes(concept)
  if (type === 'month') return concept === 'cc-exp' || concept === 'none'
  return true
}

function answer({ control, unseen }: ControlDescription, field: Field | null): FieldMatch {
  if (!field)
    return { control, name: null, purposeOf: null, part: null, confidence: 0, why: 'no field for text' }
  const { concept, confidence, evidence, part } = field
  const why = unseen === null ? field.why : `${field.why} (unseen: ${unseen})`
  const name = fits(concept, evidence.described) ? nameOf(concept, evidence) : null
  return {
    control,
    name,
    purposeOf: name === null || name === 'ignored' ? null : evidence.purposeOf,
    part: name === 'ignored' ? null : part,
    confidence: name === null ? 0 : Math.round(confidence * 100) / 100,
    why,
  }
}

function nameOf(concept: Concept | null, { described, claimed }: Evidence): ClaimName | 'ignored' | null {
  if (concept === null || concept === 'none' || isVague(concept)) return null
  if (isIgnored(concept)) return 'ignored'
  if (
    concept === 'country' &&
    claimed !== 'country' &&
    described.tag !== 'select' &&
    described.maxLength !== 2
  )
    return 'country-name'
  return parseClaim(concept)?.name ?? null
}
