import { wordsOf } from '@/lib/forms/text'
import { ALL_CODES, ALL_WORDS } from '@/lib/forms/words/all'
import type { Atom, Words } from '@/lib/forms/words/words'

/** What one phrase means in one language. */
export interface Meaning {
  readonly language: string
  readonly atoms: readonly Atom[]
  /** Only on pages in this language. */
  readonly only: boolean
}

/** The phrases of all languages of one script. */
export interface Table {
  readonly phrases: ReadonlyMap<string, readonly Meaning[]>
  readonly silent: ReadonlyMap<string, ReadonlySet<string>>
  /** Beginnings of words for other people and for things, in languages that put endings to them: `ru родител`. */
  readonly stems: ReadonlyMap<string, Meaning>
  /** Words that phrases of several are made of. */
  readonly parts: ReadonlySet<string>
  /** Words that phrases begin with which are read with their silent words. */
  readonly begun: ReadonlySet<string>
}

/** Before a phrase that is read with its silent words, in the word tables and in this one. */
export const ENTIRE = '='

export type Script =
  | 'latin'
  | 'cyrillic'
  | 'greek'
  | 'arabic'
  | 'hebrew'
  | 'devanagari'
  | 'han'
  | 'hangul'
  | 'thai'

const SCRIPTS: { readonly [language: string]: Script } = {
  ru: 'cyrillic',
  uk: 'cyrillic',
  bg: 'cyrillic',
  el: 'greek',
  ar: 'arabic',
  fa: 'arabic',
  th: 'thai',
  he: 'hebrew',
  hi: 'devanagari',
  ja: 'han',
  zh: 'han',
  ko: 'hangul',
}
const LETTERS: readonly (readonly [Script, RegExp])[] = [
  ['cyrillic', /[а-я]/i],
  ['greek', /[α-ω]/i],
  ['arabic', /[\u0600-\u06ff]/],
  ['hebrew', /[\u0590-\u05ff]/],
  ['devanagari', /[\u0900-\u097f]/],
  ['han', /[\u3005-\u30ff\u3400-\u9fff]/],
  ['hangul', /[\uac00-\ud7af]/],
  ['thai', /[\u0e00-\u0e7f]/],
]

export const scriptOf = (language: string): Script => SCRIPTS[language] ?? 'latin'

/** Scripts that letters of these texts are of; the Latin one always, for names and ids are in it. */
export function scriptsIn(texts: readonly string[]): readonly Script[] {
  const found = LETTERS.filter(([, letters]) => texts.some((text) => letters.test(text)))
  return ['latin', ...found.map(([script]) => script)]
}

/** Shorter words have no stem that tells them. */
const SHORTEST = 5
const made = new Map<Script, Table>()
const PLAIN = /^[a-z ]+$/

/** Made at the first use of its script: a page in one language does not pay for thirty. */
export function tableOf(script: Script): Table {
  const known = made.get(script)
  if (known) return known
  const phrases = new Map<string, Meaning[]>()
  const silent = new Map<string, Set<string>>()
  const all = script === 'latin' ? [...ALL_WORDS, ...ALL_CODES] : ALL_WORDS
  for (const words of all) if (scriptOf(words.language) === script) addWords(words, phrases, silent)
  const parts = new Set<string>()
  const begun = new Set<string>()
  for (const phrase of phrases.keys()) {
    const entire = phrase.startsWith(ENTIRE)
    const words = (entire ? phrase.slice(1) : phrase).split(' ')
    if (entire) begun.add(words[0] ?? '')
    if (words.length > 1) for (const word of words) parts.add(word)
  }
  const table = { phrases, silent, stems: stemsOf(phrases), parts, begun }
  made.set(script, table)
  return table
}

const INFLECTED: ReadonlySet<string> = new Set('pl ru uk cs hr bg fi hu tr el et lv lt'.split(' '))

/** Languages that put an ending to the whole word: “des Vermieters”. */
const ENDED: ReadonlySet<string> = new Set('de nl sv da'.split(' '))

const OF_OTHERS: readonly Atom[] = ['someone', 'thing', 'guardian', 'role']

/** `родител` for “родитель”, “родителя” and “родителем”. */
function stemsOf(phrases: ReadonlyMap<string, readonly Meaning[]>): ReadonlyMap<string, Meaning> {
  const stems = new Map<string, Meaning>()
  for (const [phrase, meanings] of phrases)
    for (const meaning of meanings)
      if (
        phrase.length >= SHORTEST &&
        !phrase.includes(' ') &&
        (INFLECTED.has(meaning.language) || ENDED.has(meaning.language)) &&
        OF_OTHERS.some((atom) => meaning.atoms.includes(atom))
      )
        stems.set(
          `${meaning.language} ${ENDED.has(meaning.language) ? phrase : phrase.slice(0, phrase.length > SHORTEST ? -2 : -1)}`,
          meaning,
        )
  return stems
}

function addWords(
  { language, words, silent = '' }: Words,
  phrases: Map<string, Meaning[]>,
  silents: Map<string, Set<string>>,
): void {
  const quiet = silents.get(language) ?? new Set<string>()
  // Apart: «必須 任意» read together are one word spread over its column.
  for (const word of silent.split(' ').flatMap(wordsOf)) quiet.add(word)
  silents.set(language, quiet)
  for (const [key, list] of Object.entries(words)) {
    const atoms = key.split(' ') as Atom[]
    const usual: Meaning = { language, atoms, only: false }
    for (const written of list.split(', ')) {
      const only = written.startsWith('~')
      const meaning = only ? { ...usual, only } : usual
      for (const one of spelledIn(only ? written.slice(1) : written, language, silents)) {
        const known = phrases.get(one)
        if (known) known.push(meaning)
        else phrases.set(one, [meaning])
      }
    }
  }
}

/** All ways in which a phrase may be met in a text. */
function spelledIn(
  written: string,
  language: string,
  silents: ReadonlyMap<string, ReadonlySet<string>>,
): Iterable<string> {
  if (written.startsWith(ENTIRE)) return [ENTIRE + wordsOf(written.slice(1)).join(' ')]
  const phrase = phraseOf(written, (language === 'code' ? null : silents.get(language)) ?? null)
  return new Set([phrase, ...withoutEnglish(phrase, language, silents)])
}

/** Texts are read without what says nothing in English, too: «för- och efternamn» is met as «och efternamn». */
function withoutEnglish(
  phrase: string,
  language: string,
  silents: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  if (language === 'en' || language === 'code' || !phrase.includes(' ')) return []
  const words = phrase.split(' ').filter((word) => !silents.get('en')?.has(word))
  return words.length > 1 ? [words.join(' ')] : []
}

/** As it is looked up: folded, without the words that say nothing, unless there are no others. */
function phraseOf(written: string, quiet: ReadonlySet<string> | null): string {
  const plain = PLAIN.test(written)
  if (plain && !written.includes(' ')) return written
  const words = plain ? written.split(' ') : wordsOf(written)
  const loud = quiet ? words.filter((word) => !quiet.has(word)) : words
  return (loud.length > 0 ? loud : words).join(' ')
}
