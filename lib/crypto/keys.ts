import { hkdf as noble } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, utf8 } from '@/lib/base/bytes'

/** What a key is for. One literal each, never composed at run time: two purposes can never share a key. */
export const KEY_LABELS = [
  'segments',
  'head',
  'checkpoint',
  'documents',
  'archive',
  'pairwise',
  'slots',
  'replicas',
  'device',
] as const

export type KeyLabel = (typeof KEY_LABELS)[number]

/** Length of the root key and of every key derived from it. */
export const KEY_LENGTH = 32

const NO_SALT = new Uint8Array(0)

export function isKeyLabel(text: string): text is KeyLabel {
  return (KEY_LABELS as readonly string[]).includes(text)
}

/**
 * The key for one purpose, derived from the root key; `label` stands in the `info` of HKDF. The root key itself seals
 * nothing.
 * @throws RangeError when `root` is not 32 bytes.
 */
export function deriveKey32(root: Uint8Array, label: KeyLabel): Bytes {
  if (root.length !== KEY_LENGTH) throw new RangeError('root key must be 32 bytes')
  return hkdf(root, NO_SALT, utf8(`selfstead/v1/key/${label}`), KEY_LENGTH)
}

/** HKDF-SHA-256 (RFC 5869). An empty salt means 32 zero bytes, as in §2.2; `length` is at most 8,160. */
export function hkdf(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Bytes {
  return noble(sha256, ikm, salt, info, length) as Bytes
}

/** HMAC-SHA-256 (RFC 2104): 32 bytes. */
export function hmac256(key: Uint8Array, message: Uint8Array): Bytes {
  return hmac(sha256, key, message) as Bytes
}
