import { type Bytes, concatBytes, fromBase64Url, fromHex } from '@/lib/base/bytes'

export interface SigningKey {
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array
  /** A 64-byte signature (RFC 8032); the same bytes give the same signature. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** PKCS #8 of an Ed25519 private key, up to its 32 seed bytes (RFC 8410, section 7). */
const PREFIX = fromHex('302e020100300506032b657004220420') as Bytes

/**
 * The Ed25519 key of a 32-byte seed, by WebCrypto. The private key cannot be taken out again.
 * @throws RangeError for a seed of another length, DOMException where the browser has no Ed25519.
 */
export async function ed25519FromSeed(seed: Uint8Array): Promise<SigningKey> {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes')
  const pkcs8 = concatBytes(PREFIX, seed)
  try {
    // WebCrypto tells the public key of a private one only by exporting it, so a second, exportable import is made.
    const open = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
    const { x } = await crypto.subtle.exportKey('jwk', open)
    const publicKey = typeof x === 'string' ? fromBase64Url(x) : null
    if (publicKey?.length !== 32) throw new Error('the browser gave no public key')
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
    return {
      publicKey,
      async sign(bytes) {
        return new Uint8Array(await crypto.subtle.sign('Ed25519', key, bytes as Bytes))
      },
    }
  } finally {
    pkcs8.fill(0)
  }
}

/** Whether `signature` over `bytes` was made with the key whose raw public half this is. False for what is no key at all. */
export async function ed25519Verify(
  publicKey: Uint8Array,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey as Bytes, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, signature as Bytes, bytes as Bytes)
  } catch {
    return false
  }
}
