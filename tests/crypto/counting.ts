import { concatBytes, u32 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { sha256 } from '@/lib/crypto/hash'
import type { DeriveKey } from '@/lib/crypto/slot'

/** A source for frozen vectors: 00 01 02 …, going on over all calls. */
export function counting(): RandomBytes {
  let next = 0
  return (length) => Uint8Array.from({ length }, () => next++ & 255)
}

/** In the place of Argon2id where thousands of tries are made: as fast as a hash, and as dependent on all it gets. */
export const quickKey: DeriveKey = async (passphrase, salt, kdf) =>
  sha256(concatBytes(passphrase, salt, u32(kdf.memory), u32(kdf.passes), u32(kdf.lanes)))

/** Every form of `bytes` with one bit turned. */
export function* flipped(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const copy = Uint8Array.from(bytes)
    copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7))
    yield copy
  }
}

/** Every beginning and every end of `bytes` that is shorter, and some that are longer. */
export function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let length = 0; length < bytes.length; length++) {
    yield bytes.slice(0, length)
    yield bytes.slice(bytes.length - length)
  }
  yield concatBytes(bytes, Uint8Array.of(0))
  yield concatBytes(Uint8Array.of(0), bytes)
  yield concatBytes(bytes, bytes)
}
