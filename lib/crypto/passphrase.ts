import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { RandomBytes } from '@/lib/base/ids'

/** Words of a proposed passphrase, each one of 2,048: 6 × 11 = 66 bits. */
export const PROPOSED_WORDS = 6
export const PROPOSED_BITS = 66

/**
 * Guesses in a second by somebody who took the vault's files and rents a hundred graphics cards: Argon2id at 64 MiB and
 * three passes moves some 400 MB for each guess, and a card moves about 1 TB in a second.
 */
export const GUESSES_PER_SECOND = 250_000

export type PassphraseGrade = 'weak' | 'fair' | 'good' | 'strong'

export interface PassphraseEstimate {
  /** Binary logarithm of the guesses a well-informed guesser needs at most. Rather too low than too high. */
  readonly bits: number
  readonly grade: PassphraseGrade
  /** Time to the middle of the search at `GUESSES_PER_SECOND`. */
  readonly seconds: number
}

/** A source that gives nothing good is not asked forever. */
const MOST_DRAWS = 8

/**
 * Six words drawn evenly from BIP-39's English list, with spaces between. Drawn again where they happen to be such that they would be
 * called weak if a person had chosen them: one in some 7,500, which takes 0.0002 bits.
 */
export function proposePassphrase(random: RandomBytes): string {
  let words = drawWords(random)
  for (let draw = 1; draw < MOST_DRAWS && estimatePassphrase(words).bits < GOOD; draw++)
    words = drawWords(random)
  return words
}

function drawWords(random: RandomBytes): string {
  const bytes = random(2 * PROPOSED_WORDS)
  const words = Array.from({ length: PROPOSED_WORDS }, (_, i) => {
    const drawn = ((bytes[2 * i] as number) << 8) | (bytes[2 * i + 1] as number)
    return wordlist[drawn % wordlist.length]
  })
  return words.join(' ')
}

/**
 * How hard a passphrase of the person's own is to guess. The cheapest way to put it together from common passwords,
 * words, repeats, sequences, keyboard rows, years and single characters, each at the price a guesser pays who knows
 * these habits. It knows no names and no quotations: nothing here can tell that a text was chosen at random.
 */
export function estimatePassphrase(passphrase: string): PassphraseEstimate {
  const text = passphrase.normalize('NFKC').slice(0, LONGEST_LOOK).trim()
  const bits = Math.floor(cheapest(/^\S(\s\S)+$/.test(text) ? text.replace(/\s/g, '') : text))
  return { bits, grade: gradeOf(bits), seconds: 2 ** (bits - 1) / GUESSES_PER_SECOND }
}

/** Bits from which on a passphrase is good. */
const GOOD = 50

function gradeOf(bits: number): PassphraseGrade {
  if (bits < 40) return 'weak'
  if (bits < GOOD) return 'fair'
  return bits < 62 ? 'good' : 'strong'
}

const COMMON = (
  'password 123456 123456789 qwerty 12345678 111111 1234567890 1234567 abc123 password1 iloveyou 123123 admin letmein ' +
  'welcome monkey dragon 000000 sunshine princess football secret master login hello freedom whatever trustno1 qwertyuiop ' +
  'baseball superman batman shadow michael jordan ashley bailey passw0rd starwars passwort azerty hallo ficken motdepasse ' +
  'contraseña senha selfstead vault passphrase opensesame changeme default test guest root love the and you my me is i a ' +
  'to of in it on for we are be not with this that god jesus angel summer winter spring autumn monday friday january ' +
  'december correct horse battery staple correcthorsebatterystaple computer internet chocolate cookie pokemon charlie ' +
  'daniel jessica andrew thomas soccer hockey ginger pepper killer lovely family mother father sister brother school'
).split(' ')

/** Only so much of a passphrase is looked at, and so long a piece of it: longer ones lie far beyond any guesser. */
const LONGEST_LOOK = 128
const LONGEST_PIECE = 32

const BITS_OF_WORD = new Map<string, number>(wordlist.map((word) => [word, 11]))
for (const [rank, word] of COMMON.entries()) BITS_OF_WORD.set(word, Math.log2(rank + 2))

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '!@#$%^&*()',
]
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))]

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '!': 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
}

/** Shortest path over the positions of the text; each piece from `start` to `end` has a price in bits. */
function cheapest(text: string): number {
  const lower = text.toLowerCase().length === text.length ? text.toLowerCase() : text
  const best: number[] = [0]
  for (let end = 1; end <= text.length; end++) {
    let least = (best[end - 1] as number) + single(text, end - 1)
    for (let start = end - 2; start >= Math.max(0, end - LONGEST_PIECE); start--)
      least = Math.min(least, (best[start] as number) + priceOf(text, lower, start, end))
    best.push(least)
  }
  return best.at(-1) as number
}

function priceOf(text: string, lower: string, start: number, end: number): number {
  const piece = lower.slice(start, end)
  const plain = Math.min(repeatPrice(lower, start, piece), numberPrice(piece))
  return Math.min(plain, Math.min(runPrice(piece), wordPrice(piece)) + capitals(text.slice(start, end)))
}

/** One character by itself: the size of its class, less when it stood before or does no more than part words. */
function single(text: string, at: number): number {
  const char = text.charAt(at)
  if (/\s/.test(char)) return 0
  if (char === text[at - 1]) return 1
  if (/[0-9]/.test(char)) return 3.3
  if (/[a-z]/.test(char)) return 4.7
  if (/[A-Z]/.test(char)) return 5
  if (/\p{L}/u.test(char)) return 4
  return text.indexOf(char) < at ? 1.5 : 4.5
}

/** A piece that stood before, directly or anywhere earlier. */
function repeatPrice(lower: string, start: number, piece: string): number {
  return lower.lastIndexOf(piece, start - piece.length) >= 0 && start >= piece.length
    ? 2 + Math.log2(start) / 2
    : Number.POSITIVE_INFINITY
}

/** Part of the alphabet, of the digits or of a keyboard row, in either direction. */
function runPrice(piece: string): number {
  if (piece.length < 3) return Number.POSITIVE_INFINITY
  return RUNS.some((run) => run.includes(piece)) ? 5 + Math.log2(piece.length) : Number.POSITIVE_INFINITY
}

/** Years and dates written in digits. */
function numberPrice(piece: string): number {
  if (/^(19|20)\d\d$/.test(piece)) return 6.5
  if (/^(0?[1-9]|[12]\d|3[01])[./-]?(0?[1-9]|1[0-2])[./-]?((19|20)?\d\d)$/.test(piece)) return 14
  if (/^(19|20)\d\d[./-]?(0[1-9]|1[0-2])[./-]?([0-2]\d|3[01])$/.test(piece)) return 14
  return Number.POSITIVE_INFINITY
}

/** A word of the lists, or letters that could be said, taken as some word; either also with lookalikes for letters. */
function wordPrice(piece: string): number {
  const known = BITS_OF_WORD.get(piece)
  if (known !== undefined) return known
  const letters = piece.replace(/[0-9!@$]/g, (char) => LOOKALIKES[char] ?? char)
  let changed = 0
  for (let i = 0; i < piece.length; i++) if (letters[i] !== piece[i]) changed++
  const spoken = isSpeakable(letters) ? 8 + 0.5 * letters.length : Number.POSITIVE_INFINITY
  return Math.min(BITS_OF_WORD.get(letters) ?? Number.POSITIVE_INFINITY, spoken) + 1.5 * changed
}

/** Letters as words have them, and random letters seldom: some vowel, and never five consonants in a row. */
function isSpeakable(letters: string): boolean {
  if (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(letters) || !/^\p{L}{3,}$/u.test(letters)) return false
  return !/[bcdfghjklmnpqrstvwxz]{5}/.test(letters) && !/^[b-df-hj-np-tv-xz]+$/.test(letters)
}

/** Extra for upper case: one bit at the beginning or throughout, one for each letter elsewhere. */
function capitals(piece: string): number {
  const upper = piece.replace(/\P{Lu}/gu, '').length
  if (upper === 0) return 0
  return upper === piece.length || (upper === 1 && /^\p{Lu}/u.test(piece)) ? 1 : upper
}
