import { chacha20poly1305, hchacha, xchacha20poly1305 } from '@noble/ciphers/chacha.js'
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

/** A seal of which all is made but what is sealed: its nonce is drawn, its key derived. Good for one thing only. */
export interface SealAhead {
  /** What it is bound to, and behind it the same bytes as `seal` makes. @throws Error when it was used or forgotten. */
  seal(plaintext: Uint8Array): Bytes
  /** Zeroes the key. */
  forget(): void
}

/** Most of a small seal's time is spent before the plaintext matters: done ahead, nobody waits for it. Throws as `seal`. */
export function sealAhead(key: Uint8Array, associated: Uint8Array, random: RandomBytes): SealAhead {
  const bound = associated.length
  const start = new Uint8Array(bound + BODY_AT)
  start.set(associated)
  const rest = beginSeal(start.subarray(bound), key, associated, random)
  let isUsed = false
  const forget = () => {
    isUsed = true
    rest.key.fill(0)
  }
  return {
    seal(plaintext) {
      if (isUsed) throw new Error('a nonce is used once')
      const whole = new Uint8Array(start.length + plaintext.length + TAG)
      whole.set(start)
      const associated = whole.subarray(0, bound)
      chacha20poly1305(rest.key, rest.nonce, associated).encrypt(plaintext, whole.subarray(start.length))
      forget()
      return whole
    },
    forget,
  }
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
  if (sealed.length !== plaintext.length + SEAL_OVERHEAD) throw new RangeError('another length')
  const { nonce, derived } = begin(sealed, key, associated, random)
  const cipher = xchacha20poly1305(derived.subarray(0, KEY_LENGTH), nonce, associated)
  cipher.encrypt(plaintext, sealed.subarray(BODY_AT))
  derived.fill(0)
}

/**
 * The rest of a seal, for whoever has a faster ChaCha20-Poly1305 (RFC 8439) than this one: what XChaCha20 makes of its key and
 * nonce, and where ciphertext and tag stand.
 */
export interface SealRest {
  /** 32 bytes; to be zeroed after use. */
  readonly key: Bytes
  /** 12 bytes. */
  readonly nonce: Bytes
  readonly body: Uint8Array
}

/** Writes all of a seal but its ciphertext and tag. Throws as `seal`. */
export function beginSeal(
  sealed: Uint8Array,
  key: Uint8Array,
  associated: Uint8Array,
  random: RandomBytes,
): SealRest {
  const { nonce, derived } = begin(sealed, key, associated, random)
  return restOf(sealed, nonce, derived)
}

/** Looks at all of a seal but its ciphertext and tag. @returns null where `open` would for that. */
export function beginOpen(key: Uint8Array, associated: Uint8Array, sealed: Uint8Array): SealRest | null {
  const derived = committed(key, associated, sealed)
  return derived && restOf(sealed, sealed.subarray(NONCE_AT, COMMITMENT_AT), derived)
}

function begin(sealed: Uint8Array, key: Uint8Array, associated: Uint8Array, random: RandomBytes) {
  checkKey(key)
  const nonce = freshNonce(random)
  const derived = derive(key, nonce, associated)
  sealed.set(HEADER)
  sealed.set(nonce, NONCE_AT)
  sealed.set(derived.subarray(KEY_LENGTH), COMMITMENT_AT)
  return { nonce, derived }
}

/** What a seal was made with, when its header and commitment say so. @throws RangeError when `key` is not 32 bytes. */
function committed(key: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Bytes | null {
  checkKey(key)
  if (sealed.length < SEAL_OVERHEAD || !equalBytes(sealed.subarray(0, NONCE_AT), HEADER)) return null
  const derived = derive(key, sealed.subarray(NONCE_AT, COMMITMENT_AT), associated)
  if (equalBytes(derived.subarray(KEY_LENGTH), sealed.subarray(COMMITMENT_AT, BODY_AT))) return derived
  derived.fill(0)
  return null
}

const SIGMA = new Uint32Array(utf8('expand 32-byte k').buffer)

/** XChaCha20 (draft-irtf-cfrg-xchacha, §2.3): a subkey from the first 16 bytes of the nonce, and the last 8 behind four zeros. */
function restOf(sealed: Uint8Array, nonce: Uint8Array, derived: Bytes): SealRest {
  const subkey = new Uint32Array(KEY_LENGTH / 4)
  const words = (bytes: Uint8Array) => new Uint32Array(Uint8Array.from(bytes).buffer)
  const whole = words(derived.subarray(0, KEY_LENGTH))
  hchacha(SIGMA, whole, words(nonce.subarray(0, 16)), subkey)
  derived.fill(0)
  whole.fill(0)
  const short = new Uint8Array(12)
  short.set(nonce.subarray(16), 4)
  return { key: new Uint8Array(subkey.buffer), nonce: short, body: sealed.subarray(BODY_AT) }
}

/**
 * Opens what `seal` made with the same key and context.
 * @returns null for every kind of damage: wrong key, wrong context, altered, cut, longer, another version.
 * @throws RangeError when `key` is not 32 bytes.
 */
export function open(key: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Bytes | null {
  const derived = committed(key, associated, sealed)
  if (!derived) return null
  const nonce = sealed.subarray(NONCE_AT, COMMITMENT_AT)
  try {
    return xchacha20poly1305(derived.subarray(0, KEY_LENGTH), nonce, associated).decrypt(
      sealed.subarray(BODY_AT),
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
