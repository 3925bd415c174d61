import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { randomBytes } from '@noble/ciphers/utils.js'
import { type Bytes, concatBytes, equalBytes, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { sha256 } from '@/lib/crypto/hash'
import { hkdf, KEY_LENGTH } from '@/lib/crypto/keys'

/*
 * Seal, version 1 (docs/FORMAT.md, "Seal"):
 *
 *   0   1  version     01
 *   1   1  algorithm   01 = XChaCha20-Poly1305 with HKDF-SHA-256 commitment
 *   2   2  flags       0000, reserved
 *   4  24  nonce       random
 *  28  32  commitment
 *  60   n  ciphertext
 *  60+n 16 tag
 *
 *   subkey 32 ‖ commitment 32 = HKDF(ikm = key, salt = nonce, info = LABEL ‖ header 4 ‖ SHA-256(associated), L = 64)
 *   ciphertext ‖ tag          = XChaCha20-Poly1305(subkey, nonce, plaintext, associated)
 *
 * The ciphertext starts at a multiple of four so that the cipher works on whole words without copying.
 */
const HEADER = Uint8Array.of(1, 1, 0, 0)
const LABEL = concatBytes(utf8('selfstead/v1/seal\0'), HEADER)
const NONCE_AT = 4
const COMMITMENT_AT = 28
const BODY_AT = 60
const TAG = 16

/** How many bytes longer the sealed form is than the plaintext. */
export const SEAL_OVERHEAD = BODY_AT + TAG

/**
 * Seals `plaintext` under `key`, bound to `associated` (which is not stored). Key-committing: a sealed form opens under
 * one key and one context only.
 * @param random source of the nonce; given only by frozen vectors and by rooms that pass their own source on.
 * @throws RangeError when `key` is not 32 bytes. @throws Error when `random` repeats itself or gives too little.
 */
export function seal(
  key: Uint8Array,
  associated: Uint8Array,
  plaintext: Uint8Array,
  random: RandomBytes = randomBytes,
): Bytes {
  const sealed = new Uint8Array(plaintext.length + SEAL_OVERHEAD)
  sealInto(sealed, key, associated, plaintext, random)
  return sealed
}

/**
 * `seal` into bytes that are there: large things are copied as seldom as can be.
 * @param sealed `SEAL_OVERHEAD` bytes longer than `plaintext`, in a buffer of which `plaintext` is no part.
 * @throws as `seal`, and RangeError for another length.
 */
export function sealInto(
  sealed: Uint8Array,
  key: Uint8Array,
  associated: Uint8Array,
  plaintext: Uint8Array,
  random: RandomBytes,
): void {
  checkKey(key)
  if (sealed.length !== plaintext.length + SEAL_OVERHEAD) throw new RangeError('another length')
  const nonce = freshNonce(random)
  const derived = derive(key, nonce, associated)
  sealed.set(HEADER)
  sealed.set(nonce, NONCE_AT)
  sealed.set(derived.subarray(KEY_LENGTH), COMMITMENT_AT)
  xchacha20poly1305(derived.subarray(0, KEY_LENGTH), nonce, associated).encrypt(
    plaintext,
    sealed.subarray(BODY_AT),
  )
  derived.fill(0)
}

/**
 * Opens what `seal` made with the same key and context.
 * @returns null for every kind of damage: wrong key, wrong context, altered, cut, longer, another version.
 * @param into takes the plaintext, when it is given: `SEAL_OVERHEAD` bytes shorter than `sealed`, in another buffer.
 * @throws RangeError when `key` is not 32 bytes.
 */
export function open(
  key: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
  into?: Uint8Array,
): Bytes | null {
  checkKey(key)
  if (sealed.length < SEAL_OVERHEAD || !equalBytes(sealed.subarray(0, NONCE_AT), HEADER)) return null
  const nonce = sealed.subarray(NONCE_AT, COMMITMENT_AT)
  const derived = derive(key, nonce, associated)
  try {
    if (!equalBytes(derived.subarray(KEY_LENGTH), sealed.subarray(COMMITMENT_AT, BODY_AT))) return null
    return xchacha20poly1305(derived.subarray(0, KEY_LENGTH), nonce, associated).decrypt(
      sealed.subarray(BODY_AT),
      into,
    ) as Bytes
  } catch {
    return null
  } finally {
    derived.fill(0)
  }
}

function derive(key: Uint8Array, nonce: Uint8Array, associated: Uint8Array): Bytes {
  return hkdf(key, nonce, concatBytes(LABEL, sha256(associated)), 2 * KEY_LENGTH)
}

/** Draws twice: a source that gives the same bytes again would repeat nonces, and is refused. */
function freshNonce(random: RandomBytes): Uint8Array {
  const nonce = random(COMMITMENT_AT - NONCE_AT)
  const again = random(COMMITMENT_AT - NONCE_AT)
  if (nonce.length !== COMMITMENT_AT - NONCE_AT || equalBytes(nonce, again))
    throw new Error('random source is not random')
  return nonce
}

function checkKey(key: Uint8Array): void {
  if (key.length !== KEY_LENGTH) throw new RangeError('key must be 32 bytes')
}
