import { sha256 as digest } from '@noble/hashes/sha2.js'
import type { Bytes } from '@/lib/base/bytes'

/** SHA-256 (FIPS 180-4) of `bytes`: 32 bytes. */
export function sha256(bytes: Uint8Array): Bytes {
  return digest(bytes) as Bytes
}
