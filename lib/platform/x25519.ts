import { type Bytes, concatBytes, fromBase64Url, fromHex } from '@/lib/base/bytes'
import type { Exchange } from '@/lib/replication/epochs'

/** PKCS #8 of an X25519 private key, up to its 32 bytes (RFC 8410, section 7). */
const PREFIX = fromHex('302e020100300506032b656e04220420') as Bytes

/**
 * The X25519 key pair of a 32-byte seed, by WebCrypto.
 * @throws RangeError for a seed of another length, DOMException where the browser has no X25519.
 */
export async function x25519FromSeed(seed: Uint8Array): Promise<Exchange> {
  if (seed.length !== 32) throw new RangeError('an X25519 seed has 32 bytes')
  const pkcs8 = concatBytes(PREFIX, seed)
  try {
    const open = await crypto.subtle.importKey('pkcs8', pkcs8, 'X25519', true, ['deriveBits'])
    const { x } = (await crypto.subtle.exportKey('jwk', open)) as { readonly x?: unknown }
    const publicKey = typeof x === 'string' ? fromBase64Url(x) : null
    if (publicKey?.length !== 32) throw new Error('the browser gave no public key')
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'X25519', false, ['deriveBits'])
    return {
      publicKey,
      /** @throws DOMException for a point of low order, which would give a secret that everybody knows. */
      async agree(other) {
        const theirs = await crypto.subtle.importKey('raw', concatBytes(other), 'X25519', false, [])
        const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, key, 256)
        const bytes = new Uint8Array(shared)
        if (bytes.every((byte) => byte === 0)) throw new RangeError('a point of low order')
        return bytes
      },
    }
  } finally {
    pkcs8.fill(0)
  }
}
