import { type Concept, isIgnored } from '@/lib/forms/concept'
import { become, type Field, is, isClaimed } from './field'

/** What is asked again for the next person. */
const REPEATED: readonly Concept[] = [
  'name',
  'whole-name',
  'given-name',
  'family-name',
  'honorific-prefix',
  'bday',
  'sex',
]

/** Other people's data are none of ours: the second passenger's, the child's, those of whom to call in an emergency. */
export function settlePersons(fields: readonly Field[]): void {
  /** The lowest number each pattern of names came with, and what it was taken for. */
  const first = new Map<
    string,
    { readonly number: number; readonly concept: Concept | null; readonly at: number }
  >()
  for (const [at, field] of fields.entries()) {
    if (isClaimed(field)) continue
    if (field.evidence.someone && field.concept !== null && !isIgnored(field.concept)) {
      become(field, null, 'of another person')
      continue
    }
    const numbered = numberIn(field.evidence.described.name || field.evidence.described.id)
    if (!numbered || !is(field, ...REPEATED) || !hasText(field)) continue
    const known = first.get(numbered.pattern)
    if (!known) first.set(numbered.pattern, { number: numbered.number, concept: field.concept, at })
    else if (
      known.concept === field.concept &&
      numbered.number > known.number &&
      // Side by side they are two boxes for one name.
      at > known.at + 1 &&
      field.evidence.described.type !== 'radio'
    )
      become(field, null, 'of a further person')
  }
}

/** Something names it beside its number. */
const hasText = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(({ from }) => from !== 'heading' && from !== 'legend')

function numberIn(name: string): { readonly pattern: string; readonly number: number } | null {
  const found = /\d+/.exec(name)
  if (!found) return null
  return {
    pattern: name.replace(/\d+/g, '#'),
    number: Number.parseInt(name.match(/\d+(?!.*\d)/)?.[0] ?? found[0], 10),
  }
}
