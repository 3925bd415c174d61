import { INHERITED } from '@/lib/forms/code'
import { type Concept, embraces, isVague } from '@/lib/forms/concept'
import type { LabelSource } from '@/lib/forms/description'
import { conceptOfLabel } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'
import { become, type Field, hasWords, is, isBare, isClaimed, isMute, isSelect } from './field'

const BETWEEN =
  /\s*[/,&|·、・，／]\s*|\s+[-–+]\s+|\s+u\.\s*|\s+(?:und|and|et|y|e|en|i|и|og|och|ja|ve|és|a)\s+/iu

const PLACES: ReadonlySet<Concept | null> = new Set<Concept | null>([
  'postal-code',
  'address-level1',
  'address-level2',
  'country',
])

const NAMING: readonly LabelSource[] = [
  'label',
  'aria-labelledby',
  'aria-label',
  'header',
  'legend',
  'preceding',
]

type Label = Field['evidence']['described']['labels'][number]

/** The next box stands under the same text. */
const isShared = (label: Label | undefined, box: Field | undefined): boolean =>
  box?.evidence.described.labels.some(({ from, text }) => from === label?.from && text === label.text) ??
  false

/** “State ZIP” over two boxes needs no sign between its words. */
function partsOf(text: string, shared: boolean): readonly string[] {
  const parts = text.split(BETWEEN)
  const words = text.split(/\s+/)
  return parts.length === 1 && (words.length === 2 || (shared && words.length === 3)) ? words : parts
}

/** “Code postal Ville”: two places with nothing between them. */
function placesIn(text: string, lexicon: Lexicon): readonly string[] | null {
  const words = text.split(/\s+/)
  if (words.length < 3 || words.length > 4 || BETWEEN.test(text)) return null
  for (let at = 1; at < words.length; at++) {
    const parts = [words.slice(0, at).join(' '), words.slice(at).join(' ')]
    const [one, other] = parts.map((part) => conceptOfLabel(part, lexicon))
    if (one && other && one !== other && PLACES.has(one) && PLACES.has(other)) return parts
  }
  return null
}

/** A programmer's name, or its choices, say of the first box that it is no part of the text but all of it. */
const isCalledOtherwise = ({ evidence, concept }: Field, share: Concept | null): boolean =>
  evidence.votes.some(
    (vote) =>
      CALLED.has(vote.from) &&
      vote.weight > INHERITED &&
      vote.concept === concept &&
      share !== null &&
      !isVague(share) &&
      !embraces(concept, share) &&
      !embraces(share, concept),
  )

const CALLED: ReadonlySet<string> = new Set(['name', 'id', 'options'])

/** One of the words says what all of them say, and the other only what kind of thing that is. */
const isOneThing = (whole: Concept | null, concepts: readonly (Concept | null)[]): boolean =>
  whole !== null &&
  concepts.includes(whole) &&
  concepts.every((concept) => concept === whole || concept === 'code?' || concept === 'number?')

/** One text for several boxes, as “PLZ / Ort” or “Street, No.” before two: each box gets its share, in this order. */
export function splitLabels(fields: readonly Field[], lexicon: Lexicon): void {
  let done = 0
  fields.forEach((field, at) => {
    if (isClaimed(field) || field.evidence.someone || at < done) return
    const texts = field.evidence.described.labels.filter(({ from }) => NAMING.includes(from))
    const whole = texts[0]?.text.replace(/[*:]/g, ' ').trim() ?? ''
    const parts = placesIn(whole, lexicon) ?? partsOf(whole, isShared(texts[0], fields[at + 1]))
    const boxes = fields.slice(at, at + parts.length)
    if (parts.length < 2 || parts.length > 4 || boxes.length < parts.length) return
    if (conceptOfLabel(whole, lexicon) === 'none') return
    if (lexicon.readLabel(whole).some((atom) => atom === 'someone' || atom === 'thing')) return
    const concepts = parts.map((part) => conceptOfLabel(part, lexicon))
    if (concepts.some((concept) => concept === null) || new Set(concepts).size < parts.length) return
    // “Additional language / subject” is of neither.
    if (boxes.some((box, index) => isSelect(box) && concepts[index] === 'unit')) return
    // “PLZ Ort” over two boxes is two places; “First name” is one thing.
    const apart = BETWEEN.test(whole) || isShared(texts[0], fields[at + 1])
    // “Postal code” over two boxes is one thing still.
    if (
      texts[0]?.from !== 'legend' &&
      !BETWEEN.test(whole) &&
      isOneThing(conceptOfLabel(whole, lexicon), concepts)
    )
      return
    if (!apart && !concepts.every((concept) => PLACES.has(concept))) return
    // Only where every box behind has no words of its own, or says the same itself.
    const label = texts[0]
    const over = label?.from === 'legend' || label?.from === 'header'
    const follows = (box: Field, index: number): boolean => {
      if (index === 0) return !isCalledOtherwise(box, concepts[0] ?? null)
      if (over && !isShared(label, box)) return false
      const own = hasWords(box) && !isShared(label, box)
      const saysNothing =
        box.concept === null &&
        !own &&
        !box.evidence.someone &&
        !box.evidence.within &&
        (isMute(box) || box.evidence.votes.every(({ weight }) => weight <= INHERITED))
      const concept = concepts[index]
      if (saysNothing || box.concept === null || !concept) return saysNothing
      return (
        box.concept === concept ||
        (isVague(box.concept) && embraces(box.concept, concept)) ||
        box.evidence.votes.every(({ weight }) => weight <= INHERITED)
      )
    }
    if (!boxes.every(follows)) return
    done = at + boxes.length
    boxes.forEach((box, index) => {
      const concept = concepts[index] ?? null
      if (concept !== null && box.concept !== concept)
        become(
          box,
          concept,
          `part ${index + 1} of a label for ${parts.length}`,
          isVague(concept) ? 0.6 : 0.75,
        )
    })
  })
}

const HALVES: ReadonlySet<Concept | null> = new Set<Concept | null>([
  'postal-code',
  'address-level1',
  'address-level2',
  'address-level3',
  'address',
  'address-line1',
  'address-line2',
  'country',
  'place?',
])

const OTHER: readonly Concept[] = ['postal-code', 'address-level1', 'address-level2', 'place?']

/** “City, state or ZIP” over one box: what a programmer calls it is half of what goes in. */
export function settleDoubles(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const { double, described } = field.evidence
    if (!double || isClaimed(field) || !HALVES.has(field.concept) || described.options.length > 0) return
    const next = fields[at + 1]
    const goesOn =
      next &&
      next.concept !== field.concept &&
      (is(next, ...OTHER) || (next.concept === null && isBare(next)))
    if (!goesOn) become(field, null, 'two places in one box')
  })
}
