import { wordlist } from '@scure/bip39/wordlists/english.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  estimatePassphrase,
  GUESSES_PER_SECOND,
  PROPOSED_BITS,
  PROPOSED_WORDS,
  proposePassphrase,
} from '@/lib/crypto/passphrase'
import { counting } from './counting'

const bits = (text: string) => estimatePassphrase(text).bits
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

describe('proposePassphrase', () => {
  it('draws six words evenly: every word comes, from exactly eleven bits each', () => {
    expect(proposePassphrase(counting()).split(' ')).toEqual(
      [1, 0x203, 0x405, 0x607, 0x009, 0x20b].map((i) => wordlist[i]),
    )
    expect(65_536 % wordlist.length).toBe(0)
    expect(PROPOSED_BITS).toBe(PROPOSED_WORDS * Math.log2(wordlist.length))
  })

  it('is drawn again where a guesser would come to it soon, but not forever', () => {
    const numbers = 'hawk raw raw grain water master'.split(' ').map((word) => wordlist.indexOf(word))
    const poor = Uint8Array.from(numbers.flatMap((n) => [n >> 8, n & 255]))
    const later = counting()
    let draws = 0
    expect(proposePassphrase((length) => (draws++ < 2 ? poor : later(length)))).toBe(
      proposePassphrase(counting()),
    )
    expect(draws).toBe(3)
    expect(proposePassphrase(() => poor)).toBe('hawk raw raw grain water master')
  })

  it('is judged strong by its own measure, with no more bits than it has', () => {
    for (let i = 0; i < 200; i++) {
      const { bits, grade } = estimatePassphrase(proposePassphrase(random))
      expect(bits).toBeLessThanOrEqual(PROPOSED_BITS)
      expect(['good', 'strong']).toContain(grade)
    }
  })
})

describe('estimatePassphrase', () => {
  it.each([
    '',
    'password',
    'P@ssw0rd1!',
    'Passw0rd',
    'qwertyuiop',
    'QWERTZUIOP123',
    'aaaaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    '12345678901234567890',
    '01.02.1984',
    '19840201',
    'Summer2024!',
    'correct horse battery staple',
    'Tr0ub4dor&3',
    'passwordpasswordpassword',
    'a b c d e f g h i j k l',
    'zoo zoo zoo zoo zoo zoo zoo zoo',
    'iloveyou iloveyou iloveyou',
    'zyxwvutsrqponm',
    'mydogatemyhomework',
  ])('calls %j weak', (text) => {
    expect(estimatePassphrase(text).grade).toBe('weak')
  })

  it.each(['tR9#kq2!Lm0Zp&w4Yx', 'gJ7!xQ2@vN5$kB8%rT'])(
    'calls %j, drawn at random, good or strong',
    (text) => {
      expect(['good', 'strong']).toContain(estimatePassphrase(text).grade)
    },
  )

  it('never promises more than the characters could hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), maxLength: 40 }),
        (text) => bits(text) <= 4.7 * text.length,
      ),
    )
  })

  it('gains nothing from saying the same twice', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 30 }), (text) => bits(text + text) <= bits(text) + 6),
    )
  })

  it('gives half the search at the stated speed as time', () => {
    const { bits: found, seconds } = estimatePassphrase('abandon ability able')
    expect(seconds).toBeCloseTo(2 ** (found - 1) / GUESSES_PER_SECOND)
  })

  it('takes any text, however long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 1_000 }),
        (text) => Number.isFinite(bits(text)) && bits(text) >= 0,
      ),
      { numRuns: 40 },
    )
  })
})
