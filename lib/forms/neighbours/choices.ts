import type { Concept } from '@/lib/forms/concept'
import { conceptOfLabel } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'
import { conceptOfOptions } from '@/lib/forms/options'
import { become, type Field, is } from './field'

const OURS: ReadonlySet<Concept> = new Set<Concept>(['sex', 'honorific-prefix', 'cc-type', 'address-level1'])

/** What stands for all of the choices: “Herr” and “Frau” under “Geschlecht”. */
const ASKING: ReadonlySet<string> = new Set(['legend', 'preceding', 'header'])

/** Radio buttons of one name are one question: what one of them or all together say holds for each. */
export function joinChoices(fields: readonly Field[], lexicon: Lexicon): void {
  const groups = new Map<string, Field[]>()
  const common = commonLabels(fields)
  for (const field of fields) {
    const { type, name } = field.evidence.described
    if (type !== 'radio' || name === '') continue
    const key = `${name} ${common.get(field) ?? ''}`
    const group = groups.get(key)
    if (group) group.push(field)
    else groups.set(key, [field])
  }
  for (const group of groups.values()) {
    const concept = conceptOfGroup(group, lexicon)
    if (concept) for (const field of group) become(field, concept, 'one of several choices', 0.85)
  }
}

/** People read no choice of ours, and a choice of something else. */
function isOnlyCoded(group: readonly Field[]): boolean {
  const read = group.flatMap(({ evidence }) =>
    evidence.votes.filter(({ from }) => from !== 'name' && from !== 'id'),
  )
  return read.length > 0 && !read.some(({ concept }) => OURS.has(concept))
}

/** A label around several buttons is their question; one name for the buttons of two questions was copied. */
function commonLabels(fields: readonly Field[]): ReadonlyMap<Field, string> {
  const under = new Map<string, Field[]>()
  for (const field of fields) {
    const { type, name, labels } = field.evidence.described
    const label = labels.find(({ from }) => from === 'label')?.text
    if (type !== 'radio' || label === undefined) continue
    const key = `${name} ${label}`
    under.set(key, [...(under.get(key) ?? []), field])
  }
  return new Map(
    [...under].flatMap(([key, several]) =>
      several.length > 1 ? several.map((field) => [field, key] as const) : [],
    ),
  )
}

/** What is asked before the first button: “Geslacht”, where each button has a label of its own. */
function askedBefore([first]: readonly Field[], lexicon: Lexicon): Concept | null {
  const text = first?.evidence.described.labels.find(({ from }) => from === 'preceding')?.text
  const concept = text === undefined ? null : conceptOfLabel(text, lexicon)
  return concept === 'sex' || concept === 'honorific-prefix' ? concept : null
}

/** “Mr. ( ) Ms. ( )”: each button has its name before it. */
function conceptBefore(group: readonly Field[], lexicon: Lexicon): Concept | null {
  const texts = group.map(
    ({ evidence }) => evidence.described.labels.find(({ from }) => from === 'preceding')?.text ?? '',
  )
  if (texts.includes('') || new Set(texts).size < texts.length) return null
  return (
    conceptOfOptions(
      texts.map((text) => ({ value: text, text })),
      lexicon.languages,
    )?.concept ?? null
  )
}

/** Buttons whose words are pictures: brands of cards are known by what a programmer calls them. */
function byIds(group: readonly Field[]): Concept | null {
  const ids = group.map(({ evidence: { described } }) => described.id.replace(/[_-]+/g, ' '))
  const texts = ids.map((text) => ({ value: text, text }))
  return !group.some(hasLabel) && conceptOfOptions(texts, [])?.concept === 'cc-type' ? 'cc-type' : null
}

const hasLabel = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(({ from, text }) => from === 'label' && /\p{L}{3}/u.test(text))

function conceptOfGroup(group: readonly Field[], lexicon: Lexicon): Concept | null {
  const [first] = group
  const options = group
    .flatMap(({ evidence }) => evidence.described.options)
    .map(({ value, text }) => ({ value: value || text, text }))
  const chosen =
    conceptOfOptions(options, lexicon.languages)?.concept ?? conceptBefore(group, lexicon) ?? byIds(group)
  const said =
    first?.evidence.votes.find(({ concept }) => OURS.has(concept) || concept === 'none')?.concept ?? null
  if (said === 'none') return null
  const asked =
    first?.evidence.votes.find(({ concept, from }) => OURS.has(concept) && ASKING.has(from))?.concept ??
    askedBefore(group, lexicon)
  if (asked && chosen !== 'cc-type' && (chosen === null || OURS.has(chosen))) return asked
  // “Herr” and “Frau” under “Anrede” are salutations; the same under “Geschlecht” are not.
  if (chosen && OURS.has(chosen)) return said && OURS.has(said) && chosen === 'sex' ? said : chosen
  const own = group.find((field) => is(field, 'sex', 'honorific-prefix', 'cc-type'))
  // A programmer's name over choices that are of something else came with copied markup.
  if (own && chosen === null && isOnlyCoded(group)) return 'none'
  return own?.concept ?? null
}
