import { type Bytes, concatBytes, readInteger, u32, u64 } from '@/lib/base/bytes'
import { isAcceptable, SALT_LENGTH } from '@/lib/crypto/kdf'
import { KEY_LENGTH } from '@/lib/crypto/keys'
import { SEAL_OVERHEAD } from '@/lib/crypto/seal'

export interface KdfParameters {
  readonly algorithm: 'argon2id'
  /** Memory in KiB, passes, lanes. */
  readonly memory: number
  readonly passes: number
  readonly lanes: number
}

/** Argon2id as somebody else runs it (a worker, Node): passphrase bytes, salt and parameters in, 32 bytes out. */
export type DeriveKey = (passphrase: Uint8Array, salt: Uint8Array, kdf: KdfParameters) => Promise<Uint8Array>

/** A key slot: the root key wrapped for one way to unlock (as in LUKS). Layout and rules: docs/FORMAT.md, "Key slots". */
export interface Slot {
  readonly id: Uint8Array
  readonly kind: 'passphrase' | 'recovery'
  readonly created: number
  /** null for the recovery phrase, whose entropy is full. */
  readonly kdf: KdfParameters | null
  readonly salt: Uint8Array
  /** The root key, sealed: nonce, commitment and tag are the seal's. */
  readonly wrapped: Uint8Array
}

/*
 *   0   1  version  01
 *   1  16  id       random
 *  17   1  kind     01 passphrase, 02 recovery phrase
 *  18   8  created  milliseconds since 1970
 *  26   1  kdf      01 Argon2id v1.3, 00 none
 *  27   4  memory KiB     31  4  passes     35  4  lanes     all 0 without a kdf
 *  39  16  salt     random
 *  55 108  the root key, sealed
 */
const VERSION = 1
const KINDS = ['passphrase', 'recovery'] as const
const ID_LENGTH = 16
const FIXED = 39
const WRAPPED_AT = FIXED + SALT_LENGTH

export const SLOT_LENGTH = WRAPPED_AT + KEY_LENGTH + SEAL_OVERHEAD

/** The bytes before the wrapped key: additional data of the wrap, so no parameter can be changed without notice. */
export function encodeSlotHeader(slot: Omit<Slot, 'wrapped'>): Bytes {
  const { kdf } = slot
  return concatBytes(
    Uint8Array.of(VERSION),
    slot.id,
    Uint8Array.of(KINDS.indexOf(slot.kind) + 1),
    u64(slot.created),
    Uint8Array.of(kdf ? 1 : 0),
    u32(kdf?.memory ?? 0),
    u32(kdf?.passes ?? 0),
    u32(kdf?.lanes ?? 0),
    slot.salt,
  )
}

/** @throws RangeError when a part has the wrong length or a number does not fit. */
export function encodeSlot(slot: Slot): Bytes {
  const bytes = concatBytes(encodeSlotHeader(slot), slot.wrapped)
  if (slot.id.length !== ID_LENGTH || slot.salt.length !== SALT_LENGTH || bytes.length !== SLOT_LENGTH)
    throw new RangeError('part of a slot has the wrong length')
  return bytes
}

/** @returns null for anything `encodeSlot` would not write, and for KDF parameters outside the bounds. */
export function parseSlot(bytes: Uint8Array): Slot | null {
  if (bytes.length !== SLOT_LENGTH || bytes[0] !== VERSION) return null
  const kind = KINDS[(bytes[17] as number) - 1]
  const created = readCreated(bytes)
  const kdf = readKdf(bytes)
  if (!kind || created === null || kdf === undefined || (kind === 'passphrase') !== (kdf !== null))
    return null
  return {
    id: bytes.slice(1, 17),
    kind,
    created,
    kdf,
    salt: bytes.slice(FIXED, WRAPPED_AT),
    wrapped: bytes.slice(WRAPPED_AT),
  }
}

function readCreated(bytes: Uint8Array): number | null {
  try {
    return readInteger(bytes, 18, 8)
  } catch {
    return null
  }
}

/** undefined when the parameters are not acceptable. */
function readKdf(bytes: Uint8Array): KdfParameters | null | undefined {
  const [memory, passes, lanes] = [27, 31, 35].map((at) => readInteger(bytes, at, 4)) as [
    number,
    number,
    number,
  ]
  if (bytes[26] === 0) return memory === 0 && passes === 0 && lanes === 0 ? null : undefined
  const kdf: KdfParameters = { algorithm: 'argon2id', memory, passes, lanes }
  return bytes[26] === 1 && isAcceptable(kdf) ? kdf : undefined
}
