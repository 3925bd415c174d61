import {
  type Bytes,
  concatBytes,
  equalBytes,
  fromUtf8,
  readInteger,
  u16,
  u32,
  u64,
  utf8,
} from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { sha256 } from '@/lib/crypto/hash'
import { pad, unpad } from '@/lib/crypto/padding'
import { open, SEAL_OVERHEAD, seal } from '@/lib/crypto/seal'

/*
 * Head, version 1 (docs/FORMAT.md, "Head"):
 *
 *   0   4  'SShd'
 *   4   1  version     01
 *   5   1  algorithm   01, see Seal
 *   6   2  flags       0000, reserved
 *   8  16  vault id
 *  24   8  generation  1 after creation, one more with every transaction that writes
 *  32   8  saved at    milliseconds since 1970
 *  40   4  rows        number of segments in the log
 *  44   2  tips        number of devices, then for each: device id 16, last sequence u64, chain hash 32
 *   …   n  seal of the padded body, with everything before as associated data
 *   …  32  SHA-256 of everything before, to see accidental damage without a key
 *
 * Body: JSON {"device","records","slots"}: the device that writes here, the number of records, and the SHA-256 of the slot
 * table. What stands in clear stands in the segments' headers as well, and lets copies be compared before unlocking.
 */
const MAGIC = utf8('SShd')
const FIXED = 46
const TIP = 56
const CHECK = 32

/** Where one device's chain ends. */
export interface Tip {
  readonly device: Uint8Array
  readonly sequence: number
  readonly hash: Uint8Array
}

/** What a head says without a key. */
export interface HeadClaim {
  readonly vaultId: Uint8Array
  readonly generation: number
  readonly savedAt: number
  readonly rows: number
  readonly tips: readonly Tip[]
}

export interface Head extends HeadClaim {
  readonly device: string
  readonly records: number
  /** SHA-256 of the slot table, base64url. */
  readonly slots: string
}

export function sealHead(key: Uint8Array, head: Head, random: RandomBytes): Bytes {
  const clear = concatBytes(
    MAGIC,
    Uint8Array.of(1, 1, 0, 0),
    head.vaultId,
    u64(head.generation),
    u64(head.savedAt),
    u32(head.rows),
    u16(head.tips.length),
    ...head.tips.flatMap((tip) => [tip.device, u64(tip.sequence), tip.hash]),
  )
  const body = pad(utf8(JSON.stringify({ device: head.device, records: head.records, slots: head.slots })))
  const whole = concatBytes(clear, seal(key, clear, body, random))
  return concatBytes(whole, sha256(whole))
}

/** What `bytes` claim, or null when they are visibly damaged. Nothing of it is authentic before `openHead`. */
export function parseHead(bytes: unknown): HeadClaim | null {
  if (!(bytes instanceof Uint8Array) || bytes.length < FIXED + SEAL_OVERHEAD + CHECK) return null
  const whole = bytes.subarray(0, -CHECK)
  if (!MAGIC.every((byte, at) => bytes[at] === byte)) return null
  if (bytes[4] !== 1 || bytes[5] !== 1 || bytes[6] !== 0 || bytes[7] !== 0) return null
  if (!equalBytes(sha256(whole), bytes.subarray(-CHECK))) return null
  const count = readInteger(bytes, 44, 2)
  if (whole.length < FIXED + count * TIP + SEAL_OVERHEAD) return null
  try {
    return {
      vaultId: bytes.slice(8, 24),
      generation: readInteger(bytes, 24, 8),
      savedAt: readInteger(bytes, 32, 8),
      rows: readInteger(bytes, 40, 4),
      tips: Array.from({ length: count }, (_, index) => {
        const at = FIXED + index * TIP
        return {
          device: bytes.slice(at, at + 16),
          sequence: readInteger(bytes, at + 16, 8),
          hash: bytes.slice(at + 24, at + TIP),
        }
      }),
    }
  } catch {
    return null
  }
}

/** @returns null for any damage and for another key. */
export function openHead(key: Uint8Array, bytes: unknown): Head | null {
  const claim = parseHead(bytes)
  if (!claim || !(bytes instanceof Uint8Array)) return null
  const end = FIXED + claim.tips.length * TIP
  const padded = open(key, bytes.subarray(0, end), bytes.subarray(end, -CHECK))
  const body = padded && unpad(padded)
  if (!body) return null
  const value: unknown = JSON.parse(fromUtf8(body))
  if (typeof value !== 'object' || value === null) return null
  const { device, records, slots } = value as { readonly [key: string]: unknown }
  if (typeof device !== 'string' || typeof records !== 'number' || typeof slots !== 'string') return null
  return { ...claim, device, records, slots }
}

export function headHash(bytes: Uint8Array): Bytes {
  return sha256(bytes)
}
