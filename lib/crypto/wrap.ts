import { type Bytes, concatBytes, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import type { Instant } from '@/lib/base/time'
import { KDF, SALT_LENGTH } from '@/lib/crypto/kdf'
import { hkdf, KEY_LENGTH } from '@/lib/crypto/keys'
import { open, seal } from '@/lib/crypto/seal'
import { type DeriveKey, encodeSlotHeader, type KdfParameters, type Slot } from '@/lib/crypto/slot'

/** What a slot is made for: the vault, the key it wraps, and the sources of time and randomness. */
export interface Wrapping {
  readonly vaultId: Uint8Array
  readonly root: Uint8Array
  readonly now: Instant
  readonly random: RandomBytes
}

/** A slot that passphrase bytes (kdf.ts) open. */
export async function wrapForPassphrase(
  wrapping: Wrapping,
  passphrase: Uint8Array,
  deriveKey: DeriveKey,
  kdf: KdfParameters = KDF,
): Promise<Slot> {
  const salt = wrapping.random(SALT_LENGTH)
  return wrap(wrapping, 'passphrase', kdf, salt, await deriveKey(passphrase, salt, kdf))
}

/** A slot that the 32 bytes of a recovery phrase (phrase.ts) open. */
export function wrapForPhrase(wrapping: Wrapping, entropy: Uint8Array): Slot {
  const salt = wrapping.random(SALT_LENGTH)
  return wrap(wrapping, 'recovery', null, salt, phraseSecret(entropy, salt))
}

/** @returns the root key, or null when the passphrase is wrong or the slot was damaged. */
export async function unwrapWithPassphrase(
  vaultId: Uint8Array,
  slot: Slot,
  passphrase: Uint8Array,
  deriveKey: DeriveKey,
): Promise<Bytes | null> {
  return slot.kdf ? unwrap(vaultId, slot, await deriveKey(passphrase, slot.salt, slot.kdf)) : null
}

/** @returns the root key, or null when the phrase is another one or the slot was damaged. */
export function unwrapWithPhrase(vaultId: Uint8Array, slot: Slot, entropy: Uint8Array): Bytes | null {
  return slot.kind === 'recovery' ? unwrap(vaultId, slot, phraseSecret(entropy, slot.salt)) : null
}

function wrap(
  { vaultId, root, now, random }: Wrapping,
  kind: Slot['kind'],
  kdf: KdfParameters | null,
  salt: Uint8Array,
  secret: Uint8Array,
): Slot {
  const header = { id: random(16), kind, created: now, kdf, salt }
  const wrapped = seal(secret, contextOf(vaultId, header), root, random)
  secret.fill(0)
  return { ...header, wrapped }
}

function unwrap(vaultId: Uint8Array, slot: Slot, secret: Uint8Array): Bytes | null {
  const root = open(secret, contextOf(vaultId, slot), slot.wrapped)
  secret.fill(0)
  return root?.length === KEY_LENGTH ? root : null
}

/** Full entropy needs no Argon2id: HKDF only sets this slot apart from an older one of the same phrase. */
function phraseSecret(entropy: Uint8Array, salt: Uint8Array): Bytes {
  return hkdf(entropy, salt, utf8('selfstead/v1/recovery'), KEY_LENGTH)
}

function contextOf(vaultId: Uint8Array, slot: Omit<Slot, 'wrapped'>): Bytes {
  return concatBytes(utf8('selfstead/v1/slot\0'), vaultId, encodeSlotHeader(slot))
}
