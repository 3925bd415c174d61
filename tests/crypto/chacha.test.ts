import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { describe, expect, test } from 'vitest'
import { equalBytes } from '@/lib/base/bytes'
import { type ChaCha, chooseCipher, OWN, type Subtle } from '@/lib/crypto/chacha'
import { deriveKey32 } from '@/lib/crypto/keys'
import { blobSeal, openChunk, openWhole, SEALED_CHUNK, sealChunk, sealInGroup } from '@/lib/vault/blob'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'

const ID = 'BAQEBAQEBAQEBAQEBAQEBA'
const sealing = blobSeal(deriveKey32(new Uint8Array(32).fill(7), 'documents'), new Uint8Array(16).fill(9), ID)
const bytes = Uint8Array.from({ length: CHUNK }, (_, at) => at * 7 + (at >> 8))

function counting() {
  let next = 0
  return (length: number) => Uint8Array.from({ length }, () => next++ & 0xff)
}

interface How {
  readonly name: string
  readonly iv: Uint8Array
  readonly additionalData: Uint8Array
  readonly tagLength: number
}

/** WebCrypto as the browsers that have the algorithm answer, and what it was asked. */
function subtle(wrong = 0): Subtle & { readonly asked: string[] } {
  const asked: string[] = []
  const cipher = (how: object, key: unknown) => {
    const { name, iv, additionalData, tagLength } = how as How
    if (name !== 'ChaCha20-Poly1305' || tagLength !== 128) throw new Error('not known')
    return chacha20poly1305(key as Uint8Array, iv, additionalData)
  }
  return {
    asked,
    async importKey(format, key, name, extractable, uses) {
      asked.push(`${format} ${name} ${extractable} ${uses}`)
      return key.slice()
    },
    async encrypt(how, key, plaintext) {
      const sealed = Uint8Array.from(cipher(how, key).encrypt(plaintext))
      sealed[0] = (sealed[0] as number) ^ wrong
      return sealed.buffer
    },
    decrypt: async (how, key, sealed) => Uint8Array.from(cipher(how, key).decrypt(sealed)).buffer,
  }
}

describe.each<[string, () => Promise<ChaCha>]>([
  ['our own', async () => OWN],
  ['the browser’s', () => chooseCipher(subtle())],
])('%s cipher', (_, choose) => {
  test('makes the same bytes as a seal, at every place of a group', async () => {
    const cipher = await choose()
    for (const index of [0, 1, GROUP - 1, GROUP, 1_000_003]) {
      const group = new Uint8Array(GROUP * SEALED_CHUNK)
      await sealInGroup(cipher, group, sealing, index, bytes, counting())
      const start = (index % GROUP) * SEALED_CHUNK
      const sealed = group.slice(start, start + SEALED_CHUNK)
      expect(equalBytes(sealed, sealChunk(sealing, index, bytes, false, counting()))).toBe(true)
      expect(equalBytes(openChunk(sealing, index, sealed)?.bytes ?? sealed, bytes)).toBe(true)
      const into = new Uint8Array(CHUNK)
      expect(await openWhole(cipher, sealing, index, sealed, into)).toBe(true)
      expect(equalBytes(into, bytes)).toBe(true)
      expect(await openWhole(cipher, sealing, index + 1, sealed, into)).toBe(false)
    }
  })

  test('wipes each key it was given, also where nothing opens', async () => {
    const cipher = await choose()
    const nothing = new Uint8Array(0)
    const rest = () => ({
      key: new Uint8Array(32).fill(1),
      nonce: new Uint8Array(12).fill(2),
      body: new Uint8Array(20),
    })
    const [sealing, opening, failing] = [rest(), rest(), rest()]
    await cipher.seal(sealing, nothing, new Uint8Array(4))
    expect(await cipher.open({ ...opening, body: sealing.body }, nothing)).toEqual(new Uint8Array(4))
    expect(await cipher.open(failing, nothing)).toBeNull()
    for (const { key } of [sealing, opening, failing]) expect(key).toEqual(new Uint8Array(32))
  })

  test('opens nothing that was altered, cut or made longer', async () => {
    const cipher = await choose()
    const sealed = sealChunk(sealing, 0, bytes, false, counting())
    const into = new Uint8Array(CHUNK)
    // Header, seal, nonce, commitment, ciphertext, tag.
    for (const at of [0, 5, 6, 41, 44, 50, 80, 104, 40_000, SEALED_CHUNK - 1]) {
      const altered = sealed.slice()
      altered[at] = (altered[at] as number) ^ 1
      expect(await openWhole(cipher, sealing, 0, altered, into)).toBe(false)
    }
    expect(await openWhole(cipher, sealing, 0, sealed.subarray(0, -1), into)).toBe(false)
    expect(await openWhole(cipher, sealing, 0, Uint8Array.of(...sealed, 0), into)).toBe(false)
  })
})

test('the browser’s is used where it does the same, and no key of it can be taken out', async () => {
  const known = subtle()
  expect(await chooseCipher(known)).not.toBe(OWN)
  expect(new Set(known.asked)).toEqual(
    new Set(['raw-secret ChaCha20-Poly1305 false encrypt', 'raw-secret ChaCha20-Poly1305 false decrypt']),
  )
})

test('ours is used where there is none, and where it does not do the same', async () => {
  expect(await chooseCipher(undefined)).toBe(OWN)
  expect(await chooseCipher(subtle(1))).toBe(OWN)
  const unknown = { ...subtle(), importKey: () => Promise.reject(new DOMException('', 'NotSupportedError')) }
  expect(await chooseCipher(unknown)).toBe(OWN)
})
