import { existsSync, readFileSync } from 'node:fs'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex, utf8 } from '@/lib/base/bytes'
import { hkdf } from '@/lib/crypto/keys'

/** Project Wycheproof's files lie beside the project where it is developed, and are not part of it. */
const folder = new URL('../../../shared/vectors/', import.meta.url)
const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array()

interface File<Test> {
  readonly numberOfTests: number
  readonly testGroups: readonly {
    readonly tests: readonly (Test & { readonly result: string; readonly tcId: number })[]
  }[]
}

function load<Test>(name: string) {
  const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as File<Test>
  const tests = file.testGroups.flatMap((group) => group.tests)
  expect(tests.length).toBe(file.numberOfTests)
  return tests
}

const has = (name: string) => existsSync(new URL(name, folder))
const aead = 'wycheproof-xchacha20-poly1305.json'
const kdf = 'wycheproof-hkdf-sha256.json'

describe('project Wycheproof (skipped where its files are not beside the project)', () => {
  it.skipIf(!has(aead))('XChaCha20-Poly1305: every case as its file says', () => {
    for (const test of load<{ key: string; iv: string; aad: string; msg: string; ct: string; tag: string }>(
      aead,
    )) {
      const opened = () =>
        xchacha20poly1305(bytes(test.key), bytes(test.iv), bytes(test.aad)).decrypt(bytes(test.ct + test.tag))
      if (test.result === 'invalid') expect(opened, `case ${test.tcId}`).toThrow()
      else {
        expect(toHex(opened()), `case ${test.tcId}`).toBe(test.msg)
        const sealed = xchacha20poly1305(bytes(test.key), bytes(test.iv), bytes(test.aad)).encrypt(
          bytes(test.msg),
        )
        expect(toHex(sealed), `case ${test.tcId}`).toBe(test.ct + test.tag)
      }
    }
  })

  it.skipIf(!has(kdf))('HKDF-SHA-256: every case as its file says', () => {
    for (const test of load<{ ikm: string; salt: string; info: string; size: number; okm: string }>(kdf)) {
      const derived = () => hkdf(bytes(test.ikm), bytes(test.salt), bytes(test.info), test.size)
      if (test.result === 'invalid') expect(derived, `case ${test.tcId}`).toThrow()
      else expect(toHex(derived()), `case ${test.tcId}`).toBe(test.okm)
    }
  })
})

describe('draft-irtf-cfrg-xchacha-03', () => {
  it('gives A.3.1', () => {
    const range = (from: number, length: number) => Uint8Array.from({ length }, (_, i) => from + i)
    const cipher = xchacha20poly1305(range(0x80, 32), range(0x40, 24), bytes('50515253c0c1c2c3c4c5c6c7'))
    const text =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
    expect(toHex(cipher.encrypt(utf8(text)))).toBe(
      'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39' +
        'ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9' +
        '21f9664c97637da9768812f615c68b13b52e' +
        'c0875924c1c7987947deafd8780acf49',
    )
  })
})
