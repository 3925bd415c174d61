import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { Bytes } from '@/lib/base/bytes'
import { ok, type Result, refused } from '@/lib/base/result'
import { PHRASE_WORDS, typedWords } from '@/lib/crypto/typed-words'

/** Number of bytes the words stand for. */
export const PHRASE_BYTES = 32

/** What is wrong with a phrase as typed; `at` counts from 1. */
export type PhraseProblem =
  | { readonly kind: 'count'; readonly words: number }
  /** Not in the list. `near`: words of the list one slip of the finger away. */
  | { readonly kind: 'word'; readonly at: number; readonly word: string; readonly near: readonly string[] }
  /** Every word is in the list, but one is wrong or two are swapped. */
  | { readonly kind: 'checksum' }

/** The 24 words of BIP-39's English list for 256 bits, checksum included. @throws RangeError for another length. */
export function phraseOf(entropy: Uint8Array): readonly string[] {
  if (entropy.length !== PHRASE_BYTES) throw new RangeError('a recovery phrase stands for 32 bytes')
  return entropyToMnemonic(entropy, wordlist).split(' ')
}

/**
 * Reads a phrase as people write it down: any case, line breaks, numbers before the words, and words cut to their
 * first four letters or more, which are unique in the list.
 * @returns the 32 bytes, or the first thing that is wrong.
 */
export function readPhrase(text: string): Result<Bytes, PhraseProblem> {
  const typed = typedWords(text)
  const words: string[] = []
  for (const [i, word] of typed.slice(0, PHRASE_WORDS).entries()) {
    const found = wordFor(word)
    if (!found) return refused({ kind: 'word', at: i + 1, word, near: wordsNear(word) })
    words.push(found)
  }
  if (typed.length !== PHRASE_WORDS) return refused({ kind: 'count', words: typed.length })
  try {
    return ok(mnemonicToEntropy(words.join(' '), wordlist) as Bytes)
  } catch {
    return refused({ kind: 'checksum' })
  }
}

/** The word of the list that `typed` is, or is the beginning of by four letters or more. */
function wordFor(typed: string): string | null {
  if (wordlist.includes(typed)) return typed
  return typed.length >= 4 ? (wordlist.find((word) => word.startsWith(typed)) ?? null) : null
}

function wordsNear(typed: string): readonly string[] {
  return wordlist.filter((word) => isOneSlip(word, typed)).slice(0, 3)
}

/** One letter missing, added or changed, or two neighbours swapped. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const restA = a.slice(start, a.length - end)
  const restB = b.slice(start, b.length - end)
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}
