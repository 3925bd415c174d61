import { type Concept, embraces, isVague } from '@/lib/forms/concept'
import type { Lexicon } from '@/lib/forms/lexicon'
import { conceptOf } from '@/lib/forms/rules'

/** Words that may name a control at the beginning of a long text. */
const BEGINNING = 4
/** Labels longer than this explain as well, and begin with the name. */
export const EXPLAINING = 40

/**
 * A label's head stands outside its brackets: “Phone (for questions about the delivery)”. What is inside counts where the
 * outside says nothing or little: “Name (first)”.
 */
export function conceptOfLabel(labelled: string, lexicon: Lexicon): Concept | null {
  const concept = meantBy(labelled, lexicon)
  return concept === 'bday' && YEARLESS.test(labelled) ? 'none' : concept
}

/** “DD.MM.” in brackets, and no year: no birthday that a vault has. */
const YEARLESS = /[([]\s?(?:([dtjgд])\1\s?[./-]\s?(?:mm|мм)|mm\s?[./-]\s?([dtjg])\2)\.?\s?[)\]]/i

function meantBy(labelled: string, lexicon: Lexicon): Concept | null {
  // Forms of authorities number their questions.
  const text = withoutMask(labelled.replace(/^\s*\d{1,2}\s?[.)]\s+/, ''))
  const outside = withoutBrackets(text)
  const explained = outside.trim().length > EXPLAINING ? conceptOfLong(outside, lexicon) : null
  if (explained) return explained
  if (isEither(text, lexicon)) return 'name'
  const head = conceptOf(lexicon.readLabel(outside), false)
  if (outside === text) return head
  const whole = conceptOf(lexicon.readLabel(text), false)
  if (whole && head && WHOLE.has(whole) && embraces(head, whole)) return whole
  const inner = [...text.matchAll(BRACKETS)]
    .map(([, inside = '']) => conceptOf(lexicon.readLabel(inside), false))
    .find((concept) => concept !== null)
  if (inner === undefined) return head
  if (head === null) return lexicon.isSilent(outside) || OUTRIGHT.has(inner) ? inner : null
  if (inner === 'none' && head !== 'cc-name' && lexicon.readLabel(text).includes('kana')) return 'none'
  if (inner === 'email' && head === 'username') return head
  return refine(head, inner)
}

/** “DD.MM.YYYY”, in whatever language's letters. */
const MASK = /(?<!\p{L})(\p{L})\1{1,3}(?:\s?[./-]\s?(\p{L})\2{1,3}){1,2}\.?(?!\p{L})/giu

/** How a date is to be written says nothing of whose it is; where nothing else is said, it is all there is. */
function withoutMask(text: string): string {
  const plain = text.replace(MASK, ' ')
  return /\p{L}{2}/u.test(plain) ? plain : text
}

/** A text that explains as well names its control first. */
function conceptOfLong(text: string, lexicon: Lexicon): Concept | null {
  const clauses = text.split(', ')
  // One comma parts a name from what explains it; several are a list.
  const parts = (clauses.length === 2 ? clauses : [text]).flatMap((clause) => clause.split(/[*∗.?!;:–—|]/))
  const said = parts.map((part) => conceptOf(lexicon.readLabel(part), false))
  const first = said.find((concept) => concept !== null && !isVague(concept)) ?? said.find(Boolean) ?? null
  const beginning = (parts[0] ?? '').trim().split(/\s+/)
  if (first === 'none' || beginning.length <= BEGINNING) return first
  const named = conceptOf(lexicon.readLabel(beginning.slice(0, BEGINNING).join(' ')), false)
  return named && !isVague(named) && named !== 'none' && !(first && embraces(named, first)) ? named : first
}

const BRACKETS = /[([（【［{]([^)\]）】］}]*)[)\]）】］}]/g

/** What stands in brackets explains. */
export const withoutBrackets = (text: string): string => text.replace(BRACKETS, ' ')

/** In brackets behind a word nobody knows, these are the head: “Ansprechpartner (Vor- und Nachname)”. */
const OUTRIGHT: ReadonlySet<Concept> = new Set<Concept>(['whole-name', 'address-level2'])

/** Said by a head and what stands in brackets behind it together: “Name (as on card)”, “Address (cont.)”. */
const WHOLE: ReadonlySet<Concept> = new Set<Concept>(['address-line2', 'cc-name'])

const OR = /\s*\/\s*|\s+(?:or|oder|ou|o|ó|lub|eller|tai|veya|или|або|nebo|vagy|sau|또는|혹은)\s+|または|或/iu

/** “Name or company”: a person gives the name. */
export function isEither(text: string, lexicon: Lexicon): boolean {
  const parts = text.split(lexicon.languages[0] === 'nl' ? /\s*\/\s*|\s+of\s+/i : OR)
  if (parts.length !== 2) return false
  const [one, other] = parts.map((part) => conceptOf(lexicon.readLabel(part), false))
  // “Studio or company name” is nobody's.
  if (other === 'organization' && lexicon.hasUnknown(parts[0] ?? '')) return false
  return (one === 'name' || one === 'whole-name') && OF_FIRMS.has(other ?? null)
}

/** «Ünvan» is what a firm is called, or a person's position. */
const OF_FIRMS: ReadonlySet<Concept | null> = new Set<Concept | null>([
  'organization',
  'organization-title',
  'title?',
  'nickname',
  'username',
])

/** What stands in brackets behind these is a kind of them; behind others it is a help for who fills them. */
const REFINED: ReadonlySet<Concept> = new Set<Concept>([
  'name',
  'bday',
  'cc-exp',
  'card?',
  'title?',
  'place?',
  'family-name',
])

/** «住所（都道府県）»: the level of an address that goes in. */
const LEVELS: ReadonlySet<Concept> = new Set<Concept>(['address-level1', 'postal-code'])

/** The narrower of two where one embraces the other; else the first. */
function refine(head: Concept, inner: Concept): Concept {
  if (head === 'name' && inner === 'given?') return 'given-name'
  if (head === 'name' && inner === 'family?') return 'family-name'
  if (head === 'name' && inner === 'middle?') return 'additional-name'
  if ((head === 'address' || head === 'street') && (inner.startsWith('address-line') || inner === 'unit'))
    return inner === 'unit' ? head : inner
  if (head === 'address' && LEVELS.has(inner)) return inner
  return REFINED.has(head) && head !== inner && embraces(head, inner) && !isVague(inner) ? inner : head
}
