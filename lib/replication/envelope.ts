import { type Bytes, concatBytes, equalBytes, readInteger, u16, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { type ChaCha, OWN } from '@/lib/crypto/chacha'
import { hkdf, KEY_LENGTH } from '@/lib/crypto/keys'
import { beginOpen, beginSeal, SEAL_OVERHEAD } from '@/lib/crypto/seal'

/*
 * What every sealed thing in a replica begins with (docs/REPLICATION.md, "Object"):
 *
 *   0   4  four letters that say what it is
 *   4   1  version    01
 *   5   1  algorithm  01, see Seal
 *   6   2  wraps      their number; none in the first epoch
 *   8 140  each: the epoch's key, wrapped to one device (epochs.ts), or random bytes that hide how many there are
 *   …   n  seal of the body; key: of the epoch; associated: everything before, then where it lies
 */
export const ENVELOPE_HEADER = 8
/** Bytes of one wrap, and the multiple their number is filled up to. */
export const WRAP = 140
const WRAPS_STEP = 4
export const MOST_WRAPS = 256

/** The epoch an object is sealed in. */
export interface SealingEpoch {
  readonly key: Uint8Array
  /** Its key as wrapped to each device; none for the first. */
  readonly wraps: readonly Uint8Array[]
}

/** The keys a reader has. */
export interface Keyring {
  /** Of the epochs it knows, as `deriveObjectKey` gives them. */
  readonly keys: readonly Uint8Array[]
  /** The key of an epoch it does not know yet, out of wraps of which one is for it. */
  readonly unwrap: (wraps: readonly Uint8Array[]) => Promise<Uint8Array | null>
}

export interface OpenEnvelope {
  readonly body: Uint8Array
  /** Index of the key that opened it; -1 where `epoch`, which was not known before, did. */
  readonly by: number
  readonly epoch: Uint8Array | null
}

/** @param epoch key of an epoch. */
export function deriveObjectKey(epoch: Uint8Array): Bytes {
  return hkdf(epoch, new Uint8Array(0), utf8('selfstead/v1/replica/object'), KEY_LENGTH)
}

/** @param start letters, version and algorithm. @param where what its name begins with. */
export async function sealEnvelope(
  start: Uint8Array,
  epoch: SealingEpoch,
  where: string,
  body: Uint8Array,
  random: RandomBytes,
  cipher: ChaCha = OWN,
): Promise<Bytes> {
  const wraps = [...epoch.wraps]
  while (wraps.length % WRAPS_STEP !== 0) wraps.push(random(WRAP))
  if (wraps.length > MOST_WRAPS || wraps.some(({ length }) => length !== WRAP))
    throw new RangeError('wraps do not fit')
  const header = concatBytes(start, u16(wraps.length), ...wraps)
  const bytes = new Uint8Array(header.length + SEAL_OVERHEAD + body.length)
  bytes.set(header)
  const bound = concatBytes(header, utf8(where))
  const rest = beginSeal(bytes.subarray(header.length), deriveObjectKey(epoch.key), bound, random)
  await cipher.seal(rest, bound, body)
  return bytes
}

async function openBeside(
  cipher: ChaCha,
  key: Uint8Array,
  bound: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array | null> {
  const rest = beginOpen(key, bound, sealed)
  return rest && cipher.open(rest, bound)
}

/** @returns `newer` for a later version, null when none of the keys opens it. */
export async function openEnvelope(
  start: Uint8Array,
  { keys, unwrap }: Keyring,
  where: string,
  bytes: Uint8Array,
  cipher: ChaCha = OWN,
): Promise<OpenEnvelope | 'newer' | null> {
  const letters = start.subarray(0, 4)
  if (!equalBytes(bytes.subarray(0, letters.length), letters)) return null
  if (!equalBytes(bytes.subarray(0, start.length), start)) return 'newer'
  const count = bytes.length < ENVELOPE_HEADER ? MOST_WRAPS + 1 : readInteger(bytes, start.length, 2)
  const end = ENVELOPE_HEADER + count * WRAP
  if (count > MOST_WRAPS || bytes.length < end + SEAL_OVERHEAD) return null
  const bound = concatBytes(bytes.subarray(0, end), utf8(where))
  const sealed = bytes.subarray(end)
  for (const [by, key] of keys.entries()) {
    const body = await openBeside(cipher, key, bound, sealed)
    if (body) return { body, by, epoch: null }
  }
  const wraps = Array.from({ length: count }, (_, at) =>
    bytes.slice(ENVELOPE_HEADER + at * WRAP, ENVELOPE_HEADER + (at + 1) * WRAP),
  )
  const epoch = await unwrap(wraps)
  const body = epoch && (await openBeside(cipher, deriveObjectKey(epoch), bound, sealed))
  return body ? { body, by: -1, epoch } : null
}
