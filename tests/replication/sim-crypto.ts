import { concatBytes, toHex, utf8 } from '@/lib/base/bytes'
import { sha256 } from '@/lib/crypto/hash'
import type { SyncCrypto } from '@/lib/services/sync-identity'

/**
 * Signatures and key agreement that are as good as real ones within one process: who has no private key has no way to them but
 * this table. Real ones take thirty times as long and end in another thread, which no seed orders.
 */
export function simCrypto(): SyncCrypto {
  const seeds = new Map<string, Uint8Array>()
  const publicOf = (seed: Uint8Array, use: string) => {
    const key = sha256(concatBytes(utf8(use), seed))
    seeds.set(toHex(key), seed)
    return key
  }
  const signed = (seed: Uint8Array, bytes: Uint8Array) => {
    const half = sha256(concatBytes(seed, sha256(bytes)))
    return concatBytes(half, half)
  }
  return {
    async signer(seed) {
      return { publicKey: publicOf(seed, 'sign'), sign: async (bytes) => signed(seed, bytes) }
    },
    async verify(key, signature, bytes) {
      const seed = seeds.get(toHex(key))
      return seed !== undefined && toHex(signed(seed, bytes)) === toHex(signature)
    },
    async exchange(seed) {
      const publicKey = publicOf(seed, 'exchange')
      return {
        publicKey,
        async agree(other) {
          const theirs = seeds.get(toHex(other))
          if (!theirs) throw new Error('no such key')
          const both = [toHex(seed), toHex(theirs)].sort()
          return sha256(utf8(both.join()))
        },
      }
    },
  }
}
