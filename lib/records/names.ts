/** A person's name: the whole from its parts, and, as far as that can be told, the parts from the whole. */

/** Which of the two comes first when the name is written whole. Belongs to the name, not to the reader's language. */
export type NameOrder = 'given-first' | 'family-first'

export interface NameParts {
  readonly 'honorific-prefix'?: string
  readonly 'given-name'?: string
  readonly 'additional-name'?: string
  readonly 'family-name'?: string
  readonly 'honorific-suffix'?: string
}

export const NAME_PARTS = [
  'honorific-prefix',
  'given-name',
  'additional-name',
  'family-name',
  'honorific-suffix',
] as const

const FAMILY_FIRST = [
  'honorific-prefix',
  'family-name',
  'given-name',
  'additional-name',
  'honorific-suffix',
] as const

/** Scripts that write names without a space between the parts. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u
const HANGUL = /^[\p{Script=Hangul}]{2,5}$/u
const TWO_SYLLABLE_FAMILIES = /^(?:남궁|황보|제갈|사공|선우|서문|독고|동방)/u

const PREFIXES = words(
  'mr mrs ms miss mx dr prof sir dame lord lady rev herr frau m mme mlle sr sra srta dra sig ing mag dipl-ing',
)
const SUFFIXES = words('jr sr ii iii iv phd md esq mba msc bsc obe cbe dds dvm rn jnr snr')
const PARTICLES = words(
  'von van de der den del della di da do dos das du la le ten ter zu zum zur af av bin ibn al el ap y e',
)

/** The name as it is written whole; empty when there are no parts. */
export function wholeName(parts: NameParts, order: NameOrder = 'given-first'): string {
  const kept = (order === 'family-first' ? FAMILY_FIRST : NAME_PARTS)
    .map((part) => parts[part] ?? '')
    .filter((part) => part !== '')
  const unspaced = order === 'family-first' && kept.length > 1 && kept.every((part) => UNSPACED.test(part))
  return kept.join(unspaced ? '' : ' ')
}

/**
 * The parts of a name written whole. `Family, Given` is understood in either order. A name whose parts cannot be told
 * (one word; Han characters without a space) is not cut: better no answer than somebody else's name.
 */
export function splitName(whole: string, order: NameOrder = 'given-first'): NameParts {
  const text = whole.replace(/\s+/g, ' ').trim()
  const comma = /^([^,]+), ?([^,]+)$/.exec(text)
  if (comma && !SUFFIXES.has(key(comma[2] as string))) {
    const [family, given] = [comma[1] as string, comma[2] as string]
    return assemble([], given.trim().split(' '), family.trim(), [])
  }
  const tokens = text
    .replace(/,/g, '')
    .split(' ')
    .filter((token) => token !== '')
  const prefixes: string[] = []
  while (tokens.length > 1 && PREFIXES.has(key(tokens[0] as string))) prefixes.push(tokens.shift() as string)
  const suffixes: string[] = []
  while (tokens.length > 2 && SUFFIXES.has(key(tokens.at(-1) as string)))
    suffixes.unshift(tokens.pop() as string)

  if (tokens.length === 1) {
    const [only] = tokens as [string]
    if (HANGUL.test(only)) {
      const cut = TWO_SYLLABLE_FAMILIES.test(only) && only.length > 2 ? 2 : 1
      return assemble(prefixes, [only.slice(cut)], only.slice(0, cut), suffixes)
    }
    return UNSPACED.test(only)
      ? {}
      : prefixes.length > 0
        ? assemble(prefixes, [], only, suffixes)
        : assemble([], [only], '', [])
  }
  if (order === 'family-first') return assemble(prefixes, tokens.slice(1), tokens[0] ?? '', suffixes)
  let start = tokens.length - 1
  while (start > 1 && PARTICLES.has(key(tokens[start - 1] as string))) start--
  return assemble(prefixes, tokens.slice(0, start), tokens.slice(start).join(' '), suffixes)
}

/** The order a record stores, or the one its script is written in. */
export function orderOf(stored: unknown, whole: string): NameOrder {
  if (stored === 'given-first' || stored === 'family-first') return stored
  return UNSPACED.test(whole.replace(/\s/g, '')) ? 'family-first' : 'given-first'
}

function assemble(
  prefixes: readonly string[],
  given: readonly string[],
  family: string,
  suffixes: readonly string[],
): NameParts {
  const parts = {
    'honorific-prefix': prefixes.join(' '),
    'given-name': given[0] ?? '',
    'additional-name': given.slice(1).join(' '),
    'family-name': family,
    'honorific-suffix': suffixes.join(' '),
  }
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ''))
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

function key(token: string): string {
  return token.toLowerCase().replace(/[.,]/g, '')
}
