import { type Bytes, concatBytes, readInteger, u16, u64, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import type { ChaCha } from '@/lib/crypto/chacha'
import { sha256 } from '@/lib/crypto/hash'
import { pad, unpad } from '@/lib/crypto/padding'
import { beginOpen, open, type SealAhead, sealAhead } from '@/lib/crypto/seal'
import type { RecordState } from '@/lib/records/record'
import { parseChanges } from '@/lib/vault/changes'

/*
 * Segment, version 1 (docs/FORMAT.md, "Segment"):
 *
 *   0   4  'SSsg'
 *   4   1  version     01
 *   5   1  algorithm   01, see Seal
 *   6   2  flags       0000, reserved
 *   8  16  vault id
 *  24  16  device id
 *  40   8  first       sequence number in the device's chain
 *  48   8  last        the same, or higher when the segment packs several into one
 *  56  32  previous    SHA-256 of the segment that ends at first - 1 (zeros when first is 1)
 *  88   n  seal of the padded body, with bytes 0–87 as associated data
 *
 * Body: count u16 of packed segments, then the SHA-256 of each (first … last), then the changes as a JSON array. A segment
 * that packs nothing has count 0. Whoever packs packed segments takes their lists over, so the chain stays checkable.
 */
const MAGIC = utf8('SSsg')
const HEADER = 88
export const HASH = 32
export const NO_HASH: Bytes = new Uint8Array(HASH)

/** Most bytes of padded body in one segment. */
export const SEGMENT_LIMIT = 65_536
/** Most bytes of list and changes that surely fit after padding. */
export const BODY_LIMIT = 65_000
/** Most segments that one packs, so that the list leaves room for the changes. */
export const PACK_LIMIT = 512

export interface SegmentHeader {
  readonly vaultId: Uint8Array
  readonly device: Uint8Array
  readonly first: number
  readonly last: number
  readonly previous: Uint8Array
}

export interface SegmentBody {
  /** SHA-256 of each segment packed into this one, `first` to `last`; empty for an ordinary one. */
  readonly packed: readonly Uint8Array[]
  readonly changes: readonly RecordState[]
}

/**
 * @param text the changes as `changesToText` gives them.
 * @param ahead a seal that was begun for this header, which is then used up.
 */
export function sealSegment(
  key: Uint8Array,
  header: SegmentHeader,
  packed: readonly Uint8Array[],
  text: Uint8Array,
  random: RandomBytes,
  ahead?: SealAhead | null,
): Bytes {
  const body = pad(u16(packed.length), ...packed, text)
  if (body.length > SEGMENT_LIMIT) throw new RangeError('segment body is too long')
  return (ahead ?? sealAhead(key, headerBytes(header), random)).seal(body)
}

export function headerBytes({ vaultId, device, first, last, previous }: SegmentHeader): Bytes {
  return concatBytes(MAGIC, Uint8Array.of(1, 1, 0, 0), vaultId, device, u64(first), u64(last), previous)
}

/** @returns null when `bytes` do not start with a header this version writes. */
export function parseSegmentHeader(bytes: Uint8Array): SegmentHeader | null {
  if (bytes.length < HEADER || !MAGIC.every((byte, at) => bytes[at] === byte)) return null
  if (bytes[4] !== 1 || bytes[5] !== 1 || bytes[6] !== 0 || bytes[7] !== 0) return null
  try {
    const first = readInteger(bytes, 40, 8)
    const last = readInteger(bytes, 48, 8)
    if (first < 1 || last < first) return null
    return {
      vaultId: bytes.slice(8, 24),
      device: bytes.slice(24, 40),
      first,
      last,
      previous: bytes.slice(56, 88),
    }
  } catch {
    return null
  }
}

/** @returns null for any damage: nothing of a segment is believed unless all of it is authentic. */
export function openSegment(
  key: Uint8Array,
  bytes: Uint8Array,
): (SegmentHeader & SegmentBody & { readonly size: number }) | null {
  const opened = openChain(key, bytes)
  const changes = opened && parseChanges(opened.text)
  if (!opened || !changes) return null
  const { text, ...rest } = opened
  return { ...rest, changes, size: text.length }
}

/** A segment of which nothing is parsed: what it is in its chain, and the text of its changes. */
export type ChainPart = SegmentHeader & Pick<SegmentBody, 'packed'> & { readonly text: Uint8Array }

/** The same for whoever does not look at the changes. @returns null for any damage. */
export function openChain(key: Uint8Array, bytes: Uint8Array): ChainPart | null {
  const header = parseSegmentHeader(bytes)
  const padded = header && open(key, bytes.subarray(0, HEADER), bytes.subarray(HEADER))
  return padded && chainPartOf(header, padded)
}

/** The same beside this thread, where the browser has the cipher. @returns null for any damage. */
export async function openChainBeside(
  cipher: ChaCha,
  key: Uint8Array,
  bytes: Uint8Array,
): Promise<ChainPart | null> {
  const header = parseSegmentHeader(bytes)
  const bound = bytes.subarray(0, HEADER)
  const rest = header && beginOpen(key, bound, bytes.subarray(HEADER))
  const padded = rest && (await cipher.open(rest, bound))
  return header && padded ? chainPartOf(header, padded) : null
}

function chainPartOf(header: SegmentHeader, padded: Uint8Array): ChainPart | null {
  const body = unpad(padded)
  if (!body || body.length < 2) return null
  const count = readInteger(body, 0, 2)
  const start = 2 + count * HASH
  if (body.length < start || (count > 0 && count !== header.last - header.first + 1)) return null
  if (count === 0 && header.first !== header.last) return null
  const packed = Array.from({ length: count }, (_, at) => body.slice(2 + at * HASH, 2 + (at + 1) * HASH))
  return { ...header, packed, text: body.subarray(start) }
}

/** The name a segment has in its device's chain. */
export function segmentHash(bytes: Uint8Array): Bytes {
  return sha256(bytes)
}

/** Hash that the chain has at `last`: of the newest segment packed in here, or of the segment itself. */
export function chainHash(bytes: Uint8Array, packed: readonly Uint8Array[]): Uint8Array {
  return packed.at(-1) ?? segmentHash(bytes)
}
