import { type Bytes, concatBytes, readInteger, toBase64Url, u16, u32, u64, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { type ChaCha, OWN } from '@/lib/crypto/chacha'
import { sha256 } from '@/lib/crypto/hash'
import { pad, paddedLength, unpad } from '@/lib/crypto/padding'
import { SEAL_OVERHEAD } from '@/lib/crypto/seal'
import {
  ENVELOPE_HEADER,
  type Keyring,
  MOST_WRAPS,
  openEnvelope,
  type SealingEpoch,
  sealEnvelope,
  WRAP,
} from '@/lib/replication/envelope'
import { nameHash, type ObjectName, type ObjectPlace } from '@/lib/replication/object-name'

/*
 * Object, version 1 (docs/REPLICATION.md, "Object"):
 *
 * 'SSob' and what else every sealed thing begins with (envelope.ts); it lies at "<vault tag>/<device tag>". Body, padded:
 *
 *   0  16  author     device id
 *  16  32  key        the author's Ed25519 key
 *  48  32  exchange   the author's X25519 key
 *  80  16  place      first 6, last 6, part 2, parts 2: as in the name
 *  96  32  previous   hash of the author's chain before `first`; zeros in a snapshot
 * 128  32  end        hash of the author's chain at `last`
 * 160   2  tips       number of chains the author knew of, then for each: device id 16, last sequence u64, hash 32
 *   …   2  segments   their number, then for each: length u32, segment
 *   …  64  signature  Ed25519 over "selfstead/v1/object" ‖ 00 ‖ vault id 16 ‖ all of the body before it
 */
const START = concatBytes(utf8('SSob'), Uint8Array.of(1, 1))
const LABEL = utf8('selfstead/v1/object\0')
const PLACE_AT = 80
const TIPS_AT = 160
const TIP = 56
const SIGNATURE = 64

/** Most bytes of segments in one object. */
export const CONTENT_LIMIT = 1_048_576
/** Most bytes an object can have: what is larger is not read. */
export const OBJECT_LIMIT =
  paddedLength(CONTENT_LIMIT + 131_072) + ENVELOPE_HEADER + MOST_WRAPS * WRAP + SEAL_OVERHEAD

export interface ObjectTip {
  /** Device id, base64url. */
  readonly device: string
  readonly sequence: number
  readonly hash: Uint8Array
}

export interface ObjectBody {
  /** Device id of the author, 16 bytes. */
  readonly author: Uint8Array
  readonly key: Uint8Array
  readonly exchange: Uint8Array
  readonly place: ObjectPlace
  readonly previous: Uint8Array
  readonly end: Uint8Array
  /** What the author knew of every chain, its own included, when it made this. */
  readonly tips: readonly (Omit<ObjectTip, 'device'> & { readonly device: Uint8Array })[]
  /** Parts of the opened object: whoever keeps one copies it. */
  readonly segments: readonly Uint8Array[]
}

export interface SealedObject {
  readonly bytes: Bytes
  readonly hash: string
}

/** The cryptography of what is large, beside this thread where the browser has it. */
export interface Beside {
  digest(bytes: Uint8Array): Promise<Uint8Array>
  /** For so many bytes. */
  cipher(length: number): Promise<ChaCha>
}

const ALONE: Beside = { digest: async (bytes) => sha256(bytes), cipher: async () => OWN }

export type Sign = (bytes: Uint8Array) => Promise<Uint8Array>
export type Verify = (key: Uint8Array, signature: Uint8Array, bytes: Uint8Array) => Promise<boolean>

/** Where an object belongs: part of what is sealed and signed, so that it opens nowhere else. */
export interface ObjectContext {
  readonly vaultId: Uint8Array
  readonly vaultTag: string
  readonly deviceTag: string
}

export async function sealObject(
  epoch: SealingEpoch,
  context: ObjectContext,
  body: ObjectBody,
  sign: Sign,
  random: RandomBytes,
  beside: Beside = ALONE,
): Promise<SealedObject> {
  const plain = encodeBody(body)
  const signature = await sign(concatBytes(LABEL, context.vaultId, plain))
  if (signature.length !== SIGNATURE) throw new RangeError('a signature has 64 bytes')
  const padded = pad(concatBytes(plain, signature))
  const cipher = await beside.cipher(padded.length)
  const bytes = await sealEnvelope(START, epoch, whereOf(context), padded, random, cipher)
  if (bytes.length > OBJECT_LIMIT) throw new RangeError('object is too long')
  return { bytes, hash: nameHash(await beside.digest(bytes)) }
}

/** An object that is what its name says, by an author whose key it names. Whether that author is known is another question. */
export interface OpenObject extends Omit<ObjectBody, 'author' | 'tips'> {
  readonly author: string
  readonly tips: readonly ObjectTip[]
}

export type ObjectProblem =
  /** Its bytes are not those of its name: damaged, or put in its place. */
  | 'altered'
  /** Written by a newer version. */
  | 'newer'
  /** None of the keys opens it: an epoch this device does not have, or invented. */
  | 'sealed-otherwise'
  /** It opens, and says something that its name or its signature contradicts. */
  | 'false'

export type Opened =
  /** `by`: index of the key that opened it; `epoch`: the key of an epoch that was not known before, and `by` is -1. */
  | { readonly object: OpenObject; readonly by: number; readonly epoch: Uint8Array | null }
  | { readonly problem: ObjectProblem }

/** Opens an object that a replica gave under `name`. */
export async function openObject(
  ring: Keyring,
  context: Omit<ObjectContext, 'deviceTag'>,
  name: ObjectName,
  bytes: Uint8Array,
  verify: Verify,
  beside: Beside = ALONE,
): Promise<Opened> {
  if (bytes.length > OBJECT_LIMIT || nameHash(await beside.digest(bytes)) !== name.hash)
    return { problem: 'altered' }
  const where = whereOf({ ...context, deviceTag: name.deviceTag })
  const opened = await openEnvelope(START, ring, where, bytes, await beside.cipher(bytes.length))
  if (opened === 'newer') return { problem: 'newer' }
  if (!opened) return { problem: 'sealed-otherwise' }
  const { body, by, epoch } = opened
  return believed(body, { context, name, verify, by, epoch })
}

async function believed(
  padded: Uint8Array,
  given: {
    readonly context: Omit<ObjectContext, 'deviceTag'>
    readonly name: ObjectName
    readonly verify: Verify
    readonly by: number
    readonly epoch: Uint8Array | null
  },
): Promise<Opened> {
  const { context, name, verify, by, epoch } = given
  const plain = unpad(padded)
  const object = plain && parseBody(plain)
  if (!plain || !object || !isAt(object.place, name)) return { problem: 'false' }
  const signed = concatBytes(LABEL, context.vaultId, plain.subarray(0, -SIGNATURE))
  if (!(await verify(object.key, plain.slice(-SIGNATURE), signed))) return { problem: 'false' }
  return { object, by, epoch }
}

function whereOf({ vaultTag, deviceTag }: Omit<ObjectContext, 'vaultId'>): string {
  return `${vaultTag}/${deviceTag}`
}

function encodeBody({ author, key, exchange, place, previous, end, tips, segments }: ObjectBody): Bytes {
  const { first, last, part, parts } = place
  const fixed = concatBytes(
    author,
    key,
    exchange,
    u64(first).subarray(2),
    u64(last).subarray(2),
    u16(part),
    u16(parts),
  )
  const plain = concatBytes(
    fixed,
    previous,
    end,
    u16(tips.length),
    ...tips.flatMap(({ device, sequence, hash }) => [device, u64(sequence), hash]),
    u16(segments.length),
    ...segments.flatMap((bytes) => [u32(bytes.length), bytes]),
  )
  const lengths = [author.length, key.length, exchange.length, previous.length, end.length]
  if (lengths.join() !== '16,32,32,32,32') throw new RangeError('part of an object has the wrong length')
  return plain
}

function parseBody(plain: Uint8Array): OpenObject | null {
  try {
    const read = (at: number, size: number) => readInteger(plain, at, size)
    const end = plain.length - SIGNATURE
    let at = TIPS_AT + 2
    const tips = Array.from({ length: read(TIPS_AT, 2) }, () => {
      const start = at
      at += TIP
      const sequence = read(start + 16, 8)
      return {
        device: toBase64Url(plain.subarray(start, start + 16)),
        sequence,
        hash: plain.slice(start + 24, at),
      }
    })
    const count = read(at, 2)
    at += 2
    const segments: Uint8Array[] = []
    for (let index = 0; index < count; index++) {
      const length = read(at, 4)
      if (at + 4 + length > end) return null
      segments.push(plain.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
    if (at !== end) return null
    return {
      author: toBase64Url(plain.subarray(0, 16)),
      key: plain.slice(16, 48),
      exchange: plain.slice(48, PLACE_AT),
      place: {
        first: read(PLACE_AT, 6),
        last: read(PLACE_AT + 6, 6),
        part: read(PLACE_AT + 12, 2),
        parts: read(PLACE_AT + 14, 2),
      },
      previous: plain.slice(96, 128),
      end: plain.slice(128, TIPS_AT),
      tips,
      segments,
    }
  } catch {
    return null
  }
}

function isAt(place: ObjectPlace, name: ObjectName): boolean {
  return (
    place.first === name.first &&
    place.last === name.last &&
    place.part === name.part &&
    place.parts === name.parts
  )
}
