import { createSpelling } from '@/lib/forms/misspelt'
import { ENTIRE, type Meaning, type Script, scriptOf, tableOf } from '@/lib/forms/tables'
import { wordsOf } from '@/lib/forms/text'
import type { Atom } from '@/lib/forms/words/words'

const LONGEST_PHRASE = 6
/** Longest phrase in a script without spaces, in UTF-16 units. */
const LONGEST_RUN = 16
const UNSPACED = /[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/
/** A word of another language than the page's is longer than this: “Grad” is a town in Zagreb only. */
const FOREIGN = 4
/** Two letters for one with dots: `pruefziffer`. */
const UMLAUT = /[aou]e/
const UMLAUTS = /([aou])e/g
/** “Doctor's phone” and “guests” are a doctor's and guests. */
const OWNED = /^[a-z]{2,}[^s]s$/

/** Most words that are read of one text. */
const MOST_WORDS = 32

/** Which languages are read with another's table. */
const READ_AS: { readonly [language: string]: string } = {
  no: 'da',
  nb: 'da',
  nn: 'da',
  sk: 'cs',
  sl: 'hr',
  sr: 'hr',
  bs: 'hr',
  be: 'ru',
  kk: 'ru',
  ca: 'es',
  gl: 'es',
  mo: 'ro',
  ms: 'id',
  yue: 'zh',
}

export const baseLanguage = (tag: string): string => {
  const base = tag.toLowerCase().split('-')[0] ?? ''
  return READ_AS[base] ?? base
}

export interface Lexicon {
  readonly languages: readonly string[]
  /** What a text for people speaks of, in its order. */
  readLabel(text: string): readonly Atom[]
  /** What a programmer's name speaks of. */
  readCode(words: readonly string[]): readonly Atom[]
  /** Whether a programmer's name has a word that is neither silent nor known. */
  hasUnknownCode(words: readonly string[]): boolean
  /** Whether a text has no words but silent ones. */
  isSilent(text: string): boolean
  /** Whether a text in a script with spaces has a word that is neither silent nor known. */
  hasUnknown(text: string): boolean
  /** Whether more words of such a text are unknown than known, and several. */
  isMostlyUnknown(text: string): boolean
}

const OTHER: readonly Atom[] = ['other']

/** What is kept of lexicons made before: a form that changes is matched again, and pages of one site are in one language. */
const KEPT = 4
/** More texts than this are read anew. */
const MOST_TEXTS = 4000
const kept = new Map<string, Lexicon>()

/** As `createLexicon`, of those made before where there is one. */
export function lexiconOf(
  languages: readonly string[],
  scripts: readonly Script[],
  isOfEntry = false,
): Lexicon {
  const key = `${languages.join()};${scripts.join()};${isOfEntry}`
  const known = kept.get(key)
  if (known) return known
  const made = createLexicon(languages, scripts, isOfEntry)
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value as string)
  kept.set(key, made)
  return made
}

/** A brand of cards, and what one needs to enter a country. */
const VISA = 'visa'

/** The words as they are meant on a page in these languages, the likeliest first. `isOfEntry`: its visas are no cards. */
function createLexicon(
  languages: readonly string[],
  scripts: readonly Script[],
  isOfEntry: boolean,
): Lexicon {
  const tables = [...new Set([...languages.map(scriptOf), ...scripts])].map(tableOf)
  const known = new Map<string, readonly Atom[] | null>()
  const compounds = new Map<string, readonly Atom[]>()
  const silences = (code: boolean): readonly ReadonlySet<string>[] =>
    (code ? ['code', 'en', ...languages] : [...languages, 'en']).flatMap((language) =>
      tables.flatMap(({ silent }) => silent.get(language) ?? []),
    )
  const silent = { label: silences(false), code: silences(true) }
  const quiet = (word: string, code: boolean): boolean =>
    (code ? silent.code : silent.label).some((words) => words.has(word))
  const choose = (meanings: readonly Meaning[], phrase: string, code: boolean): readonly Atom[] | null => {
    const order = code ? ['code', ...languages] : languages
    for (const language of order) {
      const own = meanings.filter((each) => each.language === language)
      if (own.length > 0) return [...new Set(own.flatMap((each) => each.atoms))]
    }
    const others = meanings.filter(
      ({ language, only }) =>
        !only &&
        (code || language !== 'code') &&
        (language === 'en' ||
          phrase.length > (code ? 3 : FOREIGN) ||
          UNSPACED.test(phrase) ||
          languages.length === 0),
    )
    const first = others[0]
    return first
      ? [
          ...new Set(
            others.filter(({ language }) => language === first.language).flatMap(({ atoms }) => atoms),
          ),
        ]
      : null
  }
  /** Words of these languages alone: others have too many that are alike. */
  const spelled = createSpelling(() =>
    tables.flatMap(({ phrases }) =>
      [...phrases].flatMap(([phrase, meanings]) =>
        meanings.some(({ language, atoms }) => languages.includes(language) && isOurs(atoms)) ? phrase : [],
      ),
    ),
  )
  /** With an ending of at most four letters. */
  const byStem = (word: string): readonly Atom[] | null => {
    if (word.length < 5 || word.includes(' ')) return null
    for (let length = word.length; length >= Math.max(4, word.length - 4); length--)
      for (const language of languages)
        for (const { stems } of tables) {
          const meaning = stems.get(`${language} ${word.slice(0, length)}`)
          if (meaning) return meaning.atoms
        }
    return null
  }
  /** Two letters for an umlaut, or an ending. */
  const spelledOtherwise = (phrase: string, code: boolean): readonly Atom[] | null => {
    const umlaut = UMLAUT.test(phrase) ? look(phrase.replaceAll(UMLAUTS, '$1'), code) : null
    if (umlaut || code) return umlaut
    if (languages[0] === 'en' && OWNED.test(phrase)) return ofOthers(look(phrase.slice(0, -1), false))
    return byStem(phrase)
  }
  const look = (phrase: string, code: boolean): readonly Atom[] | null => {
    if (isOfEntry && phrase === VISA) return OTHER
    const key = code ? `c ${phrase}` : phrase
    const before = known.get(key)
    if (before !== undefined) return before
    const meanings = tables.flatMap(({ phrases }) => phrases.get(phrase) ?? [])
    const found = meanings.length > 0 ? choose(meanings, phrase, code) : spelledOtherwise(phrase, code)
    if (known.size > MOST_TEXTS * 4) known.clear()
    known.set(key, found)
    return found
  }
  const run = (word: string): readonly Atom[] => {
    const atoms: Atom[] = []
    for (let at = 0; at < word.length; ) {
      let length = Math.min(LONGEST_RUN, word.length - at)
      let found: readonly Atom[] | null = null
      for (; length >= 2 && !found; length--) found = look(word.slice(at, at + length), false)
      if (found) {
        atoms.push(...found)
        at += length + 1
      } else at++
    }
    return atoms
  }
  const compound = (word: string, code: boolean): readonly Atom[] => {
    const key = code ? `c ${word}` : word
    const before = compounds.get(key)
    if (before) return before
    const found = UNSPACED.test(word)
      ? run(word)
      : split(
          word,
          code,
          (part) => look(part, code),
          (part) => quiet(part, code),
        )
    const right = found.length === 0 && !code ? spelled(word) : null
    const atoms = right === null ? found : (look(right, false) ?? [])
    if (compounds.size > MOST_TEXTS) compounds.clear()
    compounds.set(key, atoms)
    return atoms
  }
  /** What a phrase that begins here says with its silent words, and how long it is. */
  const entire = (all: readonly string[], at: number): { atoms: readonly Atom[]; length: number } | null => {
    if (!tables.some(({ begun }) => begun.has(all[at] as string))) return null
    for (let length = Math.min(LONGEST_PHRASE, all.length - at); length > 1; length--) {
      const atoms = look(ENTIRE + all.slice(at, at + length).join(' '), false)
      if (atoms) return { atoms, length }
    }
    return null
  }
  const read = (all: readonly string[], code: boolean): readonly Atom[] => {
    if (!code)
      for (let at = 0; at < all.length; at++) {
        const found = entire(all, at)
        if (!found) continue
        const before = all.slice(0, at)
        const behind = all.slice(at + found.length)
        return [...heard(before, code), ...found.atoms, ...(behind.length > 0 ? read(behind, code) : [])]
      }
    return heard(all, code)
  }
  /** “Please choose” is written together with what to choose where no spaces part words. */
  const aloud = (word: string, code: boolean): string => {
    if (!UNSPACED.test(word)) return word
    for (let length = Math.min(LONGEST_RUN, word.length - 1); length >= 2; length--)
      if (quiet(word.slice(0, length), code) && look(word.slice(length), code)) return word.slice(length)
    return word
  }
  /** Without its silent words, unless there are no others. */
  const heard = (all: readonly string[], code: boolean): readonly Atom[] => {
    const loud = all.map((word) => aloud(word, code)).filter((word) => !quiet(word, code))
    const words = loud.length > 0 ? loud : all
    const atoms: Atom[] = []
    for (let at = 0; at < words.length; ) {
      let length = Math.min(LONGEST_PHRASE, words.length - at)
      let found: readonly Atom[] | null = null
      for (; length >= 1; length--) {
        found = look(words.slice(at, at + length).join(' '), code)
        if (found) break
      }
      atoms.push(...(found ?? compound(words[at] as string, code)))
      at += Math.max(1, length)
    }
    return atoms
  }
  /** As a phrase, as part of one, or as a compound. */
  const isKnown = (word: string): boolean =>
    look(word, false) !== null ||
    tables.some(({ parts }) => parts.has(word)) ||
    compound(word, false).length > 0
  const isStrange = (word: string): boolean =>
    word.length > 2 && !UNSPACED.test(word) && !/\d/.test(word) && !quiet(word, false) && !isKnown(word)
  const labels = new Map<string, readonly Atom[]>()
  return {
    languages,
    readLabel(text) {
      const before = labels.get(text)
      if (before) return before
      if (labels.size > MOST_TEXTS) labels.clear()
      const atoms = read(wordsOf(text).slice(0, MOST_WORDS), false)
      labels.set(text, atoms)
      return atoms
    },
    readCode: (words) => read(words, true),
    hasUnknown: (text) => wordsOf(text).some(isStrange),
    isMostlyUnknown(text) {
      const words = wordsOf(text).filter((word) => word.length > 2 && !quiet(word, false))
      const strange = words.filter(isStrange).length
      return strange > 1 && strange * 2 > words.length
    },
    hasUnknownCode: (words) =>
      words.some(
        (word) =>
          word.length > 2 &&
          !/\d/.test(word) &&
          !quiet(word, true) &&
          look(word, true) === null &&
          !tables.some(({ parts }) => parts.has(word)) &&
          compound(word, true).length === 0,
      ),
    isSilent: (text) => wordsOf(text).every((word) => quiet(word, false)),
  }
}

/** What is written with a slip is read where it would be one of ours: a word for somebody else is more often another word. */
const isOurs = (atoms: readonly Atom[]): boolean => atoms.every((atom) => OURS.has(atom))

const OURS: ReadonlySet<Atom> = new Set<Atom>(
  'name first last middle full company address street house city district region postal country phone email birth number date'.split(
    ' ',
  ) as Atom[],
)

/** Of whom something is; what is many of a thing is something else: “United States”. */
const ofOthers = (atoms: readonly Atom[] | null): readonly Atom[] | null =>
  atoms?.some((atom) => atom === 'someone' || atom === 'thing' || atom === 'context') ? atoms : null

/** What a compound may be held together by. */
const JOINTS = new Set(['s', 'n', 'e', 'en', 'es', 'er'])

/** A letter for which name it is, which is the last of a word before it in `clanname`. */
const LETTERED = /^[a-z]name$/

/**
 * Takes a compound apart, as `kreditkartennummer` or `billingfirstname`: into the fewest known words that fill it. Of a
 * programmer's word that does not come apart, a long known ending counts, for that is where the head of a compound stands.
 */
function split(
  word: string,
  code: boolean,
  look: (part: string) => readonly Atom[] | null,
  quiet: (part: string) => boolean,
): readonly Atom[] {
  if (word.length < (code ? 5 : 6) || word.length > 48 || /\d/.test(word)) return []
  /** At each place: the fewest words that lead there, and their atoms. */
  const best: ({ readonly cost: number; readonly atoms: readonly Atom[] } | null)[] = [{ cost: 0, atoms: [] }]
  for (let end = 1; end <= word.length; end++) {
    best[end] = null
    for (let start = Math.max(0, end - 20); start < end; start++) {
      const before = best[start]
      if (!before) continue
      const part = word.slice(start, end)
      const joint = start > 0 && end < word.length && JOINTS.has(part)
      const atoms = part.length >= 3 ? look(part) : null
      const counts = atoms && (part.length >= 4 || !atoms.includes('other'))
      if (!counts && !joint && !(part.length >= 3 && quiet(part))) continue
      const cost = before.cost + (joint ? 1.5 : 1)
      const known = best[end]
      if (!known || cost < known.cost)
        best[end] = { cost, atoms: [...before.atoms, ...(counts ? atoms : [])] }
    }
  }
  const whole = best[word.length]
  if (whole) return whole.atoms
  // One letter for “billing” or “shipping”: `bcity`, `sphone`.
  const rest = code ? look(word.slice(1)) : null
  if (rest && !rest.includes('other')) return rest
  if (code)
    for (let start = 1; word.length - start >= 5; start++) {
      const end = word.slice(start)
      const atoms = LETTERED.test(end) ? null : look(end)
      if (atoms && !atoms.includes('other')) return atoms
    }
  return []
}

/** Languages, most hits first, whose own words stand in these texts at least twice. */
export function languagesIn(texts: readonly string[], scripts: readonly Script[]): readonly string[] {
  const tables = scripts.map(tableOf)
  const seen = new Set<string>()
  const hits = new Map<string, number>()
  for (const text of texts)
    for (const word of wordsOf(text).slice(0, 12)) {
      if (seen.has(word) || word.length < 4) continue
      seen.add(word)
      const languages = new Set(
        tables.flatMap(({ phrases }) => phrases.get(word) ?? []).map(({ language }) => language),
      )
      languages.delete('code')
      const [only] = languages
      if (languages.size === 1 && only && only !== 'en') hits.set(only, (hits.get(only) ?? 0) + 1)
    }
  return [...hits]
    .filter(([, count]) => count >= 2)
    .sort((one, other) => other[1] - one[1])
    .slice(0, 2)
    .map(([language]) => language)
}
