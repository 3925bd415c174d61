import { type Bytes, utf8 } from '@/lib/base/bytes'
import { isWellFormed } from '@/lib/base/text'
import type { KdfParameters } from '@/lib/crypto/slot'

/** What new slots are written with: RFC 9106 §4, second recommended option, with one lane as there is one thread. */
export const KDF: KdfParameters = { algorithm: 'argon2id', memory: 65_536, passes: 3, lanes: 1 }

/** Below the floor a slot was weakened, above the ceiling it was made to exhaust the machine. Both are refused. */
const FLOOR = { memory: 19_456, passes: 2, lanes: 1 }
const CEILING = { memory: 1_048_576, passes: 10, lanes: 4 }

/** Length in bytes of the salt and of what Argon2id gives. */
export const SALT_LENGTH = 16
export const SECRET_LENGTH = 32

/** Longest passphrase, in bytes of UTF-8. */
export const PASSPHRASE_LIMIT = 1_024

/** Whether parameters read from a slot may be run. Never clamped: a slot outside the bounds is not ours. */
export function isAcceptable(kdf: KdfParameters): boolean {
  return (
    kdf.algorithm === 'argon2id' &&
    within(kdf.memory, FLOOR.memory, CEILING.memory) &&
    within(kdf.passes, FLOOR.passes, CEILING.passes) &&
    within(kdf.lanes, FLOOR.lanes, CEILING.lanes)
  )
}

/**
 * A passphrase as Argon2id gets it: NFKC, so that keyboards that compose letters differently agree, then UTF-8.
 * @returns null when it is empty, longer than 1,024 bytes or not well-formed text.
 */
export function passphraseBytes(passphrase: string): Bytes | null {
  // NFKC makes one code point into at most 18: a long text is refused before it is worked on.
  if (passphrase.length > PASSPHRASE_LIMIT || !isWellFormed(passphrase)) return null
  const bytes = utf8(passphrase.normalize('NFKC'))
  return bytes.length === 0 || bytes.length > PASSPHRASE_LIMIT ? null : bytes
}

function within(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high
}
