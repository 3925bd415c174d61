import { wordlist } from '@scure/bip39/wordlists/english.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex } from '@/lib/base/bytes'
import { PHRASE_BYTES, phraseOf, readPhrase } from '@/lib/crypto/phrase'
import { PHRASE_WORDS, typedWords } from '@/lib/crypto/typed-words'

const entropies = fc.uint8Array({ minLength: PHRASE_BYTES, maxLength: PHRASE_BYTES })
const entropy = Uint8Array.from({ length: 32 }, (_, i) => i * 7)
const words = phraseOf(entropy)

describe('phraseOf', () => {
  it('gives the vectors of BIP-39', () => {
    expect(phraseOf(new Uint8Array(32)).join(' ')).toBe(`${'abandon '.repeat(23)}art`)
    expect(phraseOf(new Uint8Array(32).fill(0xff)).join(' ')).toBe(`${'zoo '.repeat(23)}vote`)
    expect(phraseOf(new Uint8Array(32).fill(0x80)).join(' ')).toBe(
      'letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid ' +
        'letter advice cage absurd amount doctor acoustic bless',
    )
  })

  it('refuses another length', () => {
    expect(() => phraseOf(new Uint8Array(16))).toThrow(RangeError)
  })
})

describe('readPhrase', () => {
  it('reads what was given out, however it was written down', () => {
    const ways: ((word: string, i: number) => string)[] = [
      (word) => word,
      (word) => word.toUpperCase(),
      (word, i) => `${i + 1}. ${word}\n`,
      (word, i) => `${i + 1})${word}`,
      (word, i) => `${String(i + 1).padStart(2, '0')}\t${word},`,
      (word) => word.slice(0, 4),
      (word) => word.slice(0, 5),
      (word) => `\u3000${word}\u00a0`,
    ]
    fc.assert(
      fc.property(entropies, fc.constantFrom(...ways), (bytes, way) => {
        const read = readPhrase(phraseOf(bytes).map(way).join(' '))
        return read.ok && toHex(read.value) === toHex(bytes)
      }),
    )
  })

  it('counts what is typed as it will be read', () => {
    for (const text of [
      words.map((word, i) => `${i + 1}. ${word}`).join('\n'),
      words.join(','),
      words.join(' - '),
    ])
      expect(typedWords(text)).toEqual(words)
    expect(typedWords(' 1. ')).toEqual([])
  })

  it('says which word is not in the list, and what was probably meant', () => {
    const typed = [...words]
    typed[4] = 'abandn'
    expect(readPhrase(typed.join(' '))).toEqual({
      ok: false,
      reason: { kind: 'word', at: 5, word: 'abandn', near: ['abandon'] },
    })
    typed[4] = 'abaondn'
    expect(readPhrase(typed.join(' '))).toMatchObject({ reason: { kind: 'word', at: 5, near: [] } })
    typed[4] = 'zooo'
    expect(readPhrase(typed.join(' '))).toMatchObject({ reason: { near: ['zoo'] } })
    typed[4] = 'agian'
    expect(readPhrase(typed.join(' '))).toMatchObject({ reason: { near: ['again'] } })
  })

  it('does not guess from three letters', () => {
    expect(readPhrase(['aba', ...words.slice(1)].join(' '))).toMatchObject({
      reason: { kind: 'word', at: 1 },
    })
  })

  it('says how many words there are when there are not 24', () => {
    for (const count of [0, 1, 12, 23, 25, 48]) {
      const typed = Array.from({ length: count }, (_, i) => words[i % PHRASE_WORDS])
      expect(readPhrase(typed.join(' '))).toEqual({ ok: false, reason: { kind: 'count', words: count } })
    }
  })

  it('notices a word changed or two swapped by the checksum', () => {
    const swapped = [words[1], words[0], ...words.slice(2)]
    const changed = [...words.slice(0, -1), words.at(-1) === 'zoo' ? 'zone' : 'zoo']
    for (const typed of [swapped, changed])
      expect(readPhrase(typed.join(' '))).toEqual({ ok: false, reason: { kind: 'checksum' } })
  })

  it('relies on a list whose words differ in their first four letters', () => {
    expect(new Set(wordlist.map((word) => word.slice(0, 4))).size).toBe(2_048)
  })

  it('takes any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => readPhrase(text).ok === false),
    )
  })
})
