import { describe, expect, it } from 'vitest'
import { toHex, utf8 } from '@/lib/base/bytes'
import { isAcceptable, KDF, passphraseBytes } from '@/lib/crypto/kdf'

describe('isAcceptable', () => {
  it('takes what is written', () => {
    expect(KDF).toEqual({ algorithm: 'argon2id', memory: 65_536, passes: 3, lanes: 1 })
    expect(isAcceptable(KDF)).toBe(true)
  })

  it.each([
    ['memory', 19_456, 1_048_576],
    ['passes', 2, 10],
    ['lanes', 1, 4],
  ] as const)('takes %s from %i to %i and nothing outside', (name, low, high) => {
    for (const value of [low, high]) expect(isAcceptable({ ...KDF, [name]: value })).toBe(true)
    for (const value of [low - 1, high + 1, 0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(isAcceptable({ ...KDF, [name]: value }), String(value)).toBe(false)
  })
})

describe('passphraseBytes', () => {
  it('is UTF-8 of NFKC: composed and decomposed letters, full width and ligatures agree', () => {
    expect(toHex(passphraseBytes('e\u0301') ?? utf8(''))).toBe('c3a9')
    expect(passphraseBytes('\u00e9')).toEqual(passphraseBytes('e\u0301'))
    expect(passphraseBytes('ﬁｘ')).toEqual(utf8('fix'))
  })

  it('changes nothing else: case and spaces count', () => {
    expect(passphraseBytes(' Word ')).toEqual(utf8(' Word '))
  })

  it('refuses the empty, the longer than 1,024 bytes and the ill-formed', () => {
    expect(passphraseBytes('')).toBeNull()
    expect(passphraseBytes('a'.repeat(1_024))).toHaveLength(1_024)
    expect(passphraseBytes('a'.repeat(1_025))).toBeNull()
    expect(passphraseBytes('é'.repeat(513))).toBeNull()
    expect(passphraseBytes('\ufdfa'.repeat(100))).toBeNull()
    expect(passphraseBytes('\ud800')).toBeNull()
  })
})
