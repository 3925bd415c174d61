import type { Bytes } from '@/lib/base/bytes'
import { type ChaCha, chooseCipher, OWN, type Subtle } from '@/lib/crypto/chacha'
import { sha256 } from '@/lib/crypto/hash'
import { chainHash, openChain, openChainBeside } from '@/lib/vault/segment'

/** Cryptography beside this thread, where the browser has it: worth its way there from some kilobytes on. */
const LEAST = 16_384

let chosen: Promise<ChaCha> | null = null

/** The faster of the two ciphers this context has for so many bytes, looked for once. */
export function cipherBeside(length = LEAST): Promise<ChaCha> {
  if (length < LEAST) return Promise.resolve(OWN)
  chosen ??= chooseCipher(globalThis.crypto?.subtle as unknown as Subtle | undefined)
  return chosen
}

export async function digestBeside(bytes: Uint8Array): Promise<Bytes> {
  const subtle = bytes.length < LEAST ? undefined : globalThis.crypto?.subtle
  if (!subtle) return sha256(bytes)
  return new Uint8Array(await subtle.digest('SHA-256', bytes as Bytes))
}

/** What a segment is in its chain, with the chain's hash at its end. @returns null for any damage. */
export async function openLink(key: Uint8Array, bytes: Uint8Array) {
  if (bytes.length < LEAST) {
    const part = openChain(key, bytes)
    return part && { ...part, end: chainHash(bytes, part.packed) }
  }
  const [part, hash] = await Promise.all([
    openChainBeside(await cipherBeside(), key, bytes),
    digestBeside(bytes),
  ])
  return part && { ...part, end: part.packed.at(-1) ?? hash }
}
