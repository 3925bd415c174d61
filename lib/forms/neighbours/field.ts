import type { Concept } from '@/lib/forms/concept'
import type { FieldPart } from '@/lib/forms/description'
import type { Evidence } from '@/lib/forms/evidence'
import type { Atom } from '@/lib/forms/words/words'

/** A control in its row of neighbours. What it is taken for is changed in place, by one pass after the other. */
export interface Field {
  readonly evidence: Evidence
  concept: Concept | null
  confidence: number
  why: string
  part: FieldPart | null
}

export function become(
  field: Field,
  concept: Concept | null,
  why: string,
  confidence = field.confidence,
): void {
  field.concept = concept
  field.why = field.why === '' || field.concept === null ? why : `${field.why}; ${why}`
  field.confidence = Math.max(confidence, concept === null ? 0 : 0.6)
}

export const is = (field: Field | undefined, ...concepts: readonly Concept[]): boolean =>
  field?.concept !== null && field !== undefined && concepts.includes(field.concept as Concept)

export const starts = (field: Field | undefined, prefix: string): boolean =>
  field?.concept?.startsWith(prefix) ?? false

export const speaksOf = (field: Field | undefined, ...atoms: readonly Atom[]): boolean =>
  atoms.some((atom) => field?.evidence.own.has(atom) || field?.evidence.around.has(atom))

/** Has a text of its own that names it: what has none belongs to what stands before. */
export const isNamed = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(
    ({ from }) => from === 'label' || from === 'aria-label' || from === 'aria-labelledby',
  )

/** A box this wide, in CSS pixels, is for four characters at most. */
const FOUR_WIDE = 62

/** How many characters go into a box, as far as its author says; 0 where nothing is said. */
export function lengthOf({ evidence }: Field): number {
  const { maxLength, box, tag } = evidence.described
  if (maxLength !== null) return maxLength
  return tag === 'input' && box.width > 0 && box.width <= FOUR_WIDE ? 4 : 0
}

export const isSelect = ({ evidence }: Field): boolean => evidence.described.tag === 'select'

/** Of the part of the page it stands in. */
export const headingOf = ({ evidence }: Field): string | undefined =>
  evidence.described.labels.find(({ from }) => from === 'heading')?.text

/** Claimed by the page itself in the standard's words. */
export const isClaimed = ({ evidence }: Field): boolean => evidence.claimed !== null

/** Its own sources contradict each other, and no neighbour has spoken yet. */
export const isAmbiguous = ({ concept, why }: Field): boolean =>
  concept === null && /^ambiguous[^;]*$/.test(why)

/** Runs of neighbours that satisfy a condition, at least `least` long. */
export function runs(
  fields: readonly Field[],
  holds: (field: Field, before: Field | undefined) => boolean,
  least: number,
): readonly (readonly Field[])[] {
  const found: Field[][] = []
  let run: Field[] = []
  for (const field of fields) {
    if (holds(field, run.at(-1))) {
      run.push(field)
      continue
    }
    if (run.length >= least) found.push(run)
    run = []
  }
  if (run.length >= least) found.push(run)
  return found
}

const MUTE: ReadonlySet<Atom> = new Set<Atom>([
  'first-one',
  'second-one',
  'third-one',
  'shipping',
  'billing',
  'confirm',
])

/** Nothing about it says anything but a number. */
export const isMute = ({ concept, evidence }: Field): boolean =>
  concept === null && [...evidence.own].every((atom) => MUTE.has(atom))

/** No text stands at it: what it is called by is that of the box before. */
export const isBare = ({ evidence }: Field): boolean =>
  evidence.described.labels.every(({ from }) => from === 'heading' || from === 'legend')

/** A text with letters stands at it or in it: “###” and “–” say nothing. */
export const hasWords = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(
    ({ from, text }) => from !== 'heading' && from !== 'legend' && /\p{L}/u.test(text),
  )

/** The same name as another but for its number, and the higher one: `street[0]` and `street[1]`. */
export function isNextOf(field: Field, before: Field): boolean {
  const [name, other] = [field.evidence.described.name, before.evidence.described.name]
  return (
    name !== other &&
    /\d/.test(name) &&
    name.replace(/\d+/g, '#') === other.replace(/\d+/g, '#') &&
    name > other
  )
}
