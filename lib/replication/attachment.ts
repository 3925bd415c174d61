import {
  type Bytes,
  concatBytes,
  fromBase64Url,
  readInteger,
  toBase64Url,
  toHex,
  u32,
  utf8,
} from '@/lib/base/bytes'
import { idBytes, type RandomBytes } from '@/lib/base/ids'
import { hmac256 } from '@/lib/crypto/keys'
import { type Keyring, openEnvelope, type SealingEpoch, sealEnvelope } from '@/lib/replication/envelope'
import { encodeNamings, type Naming, parseNamings } from '@/lib/replication/naming'
import type { ObjectProblem, Sign, Verify } from '@/lib/replication/object'
import { type NameKeys, objectHash, readPlace, tagOf, writePlace } from '@/lib/replication/object-name'

/*
 * A part of an attachment, version 2 (docs/REPLICATION.md, "Attachments"), under
 *
 *   v1/<attachments tag>/<place>-<hash>
 *
 * where the place is masked and checked as an object's is, with the attachments tag for a device's:
 *
 *   0  8  which attachment: HMAC(places, "attachment" ‖ 00 ‖ its id 16), the first 8 bytes
 *   8  4  part, from 0
 *  12  4  number of parts
 *
 * It begins as an object does (envelope.ts), with 'SSat'. Body:
 *
 *   0  16  author       device id
 *  16  32  key          the author's Ed25519 key
 *  48  16  attachment   its id
 *  64   4  part
 *  68   4  parts
 *  72   4  length       then what names the attachment, as its author knew it (naming.ts): canonical JSON
 *   …   4  length       then the part: sealed chunks as they lie on the device (docs/FORMAT.md, "Attachment")
 *   …   n  zeros        up to a multiple of 1,024
 *   …  64  signature    Ed25519 over "selfstead/v1/attachment" ‖ 00 ‖ vault id 16 ‖ all of the body before it
 *
 * Version 1 has in place of what names it how far its author knew every chain: a number (2), and 24 bytes for each. It is read.
 */
const START = concatBytes(utf8('SSat'), Uint8Array.of(2, 1))
const FIRST_START = concatBytes(utf8('SSat'), Uint8Array.of(1, 1))
const LABEL = utf8('selfstead/v1/attachment\0')
const SHAPE = /^v1\/([0-9a-f]{32})\/([0-9a-f]{48})-([0-9a-f]{32})$/
const NAMINGS_AT = 72
const FIRST_TIP = 24
const STEP = 1_024
const SIGNATURE = 64
/** Most bytes of one part's object: what is larger is not read. */
export const ATTACHMENT_LIMIT = 655_360

export interface AttachmentPlace {
  /** 8 bytes, hexadecimal. */
  readonly attachment: string
  readonly part: number
  readonly parts: number
}

/** What a name says to whoever has the keys. */
export interface AttachmentName extends AttachmentPlace {
  readonly name: string
  readonly hash: string
}

/** @param vaultId 16 bytes. */
export function attachmentsTag(keys: NameKeys, vaultId: Uint8Array): string {
  return tagOf(keys, 'attachments\0', vaultId)
}

/** What an attachment is called in names. @param id 22 characters. */
export function attachmentTag(keys: NameKeys, id: string): string {
  const bytes = fromBase64Url(id) ?? new Uint8Array(0)
  return toHex(hmac256(keys.places, concatBytes(utf8('attachment\0'), bytes)).subarray(0, 8))
}

export function attachmentName(keys: NameKeys, tag: string, place: AttachmentPlace, hash: string): string {
  const { attachment, part, parts } = place
  const clear = concatBytes(bytesOfHex(attachment), u32(part), u32(parts))
  return `v1/${tag}/${writePlace(keys, tag, hash, clear)}-${hash}`
}

/** @returns null for what no writer of this vault would have named so. */
export function parseAttachmentName(keys: NameKeys, tag: string, name: string): AttachmentName | null {
  const [, of, place, hash] = SHAPE.exec(name) ?? []
  if (of !== tag || !place || !hash) return null
  const clear = readPlace(keys, tag, hash, place)
  if (!clear) return null
  const [part, parts] = [readInteger(clear, 8, 4), readInteger(clear, 12, 4)]
  if (part >= parts) return null
  return { name, hash, attachment: toHex(clear.subarray(0, 8)), part, parts }
}

export interface AttachmentPart {
  /** Device id, base64url. */
  readonly author: string
  readonly key: Uint8Array
  /** The attachment's id, base64url. */
  readonly id: string
  readonly part: number
  readonly parts: number
  /** What named the attachment when it was written: it may go once all of that is outdone. Version 1 does not say. */
  readonly namings: readonly Naming[]
  readonly bytes: Uint8Array
}

export interface AttachmentContext {
  readonly vaultId: Uint8Array
  readonly vaultTag: string
  readonly tag: string
}

export async function sealAttachment(
  epoch: SealingEpoch,
  context: AttachmentContext,
  part: AttachmentPart,
  sign: Sign,
  random: RandomBytes,
): Promise<{ readonly bytes: Bytes; readonly hash: string }> {
  const plain = encodeBody(part)
  const signature = await sign(concatBytes(LABEL, context.vaultId, plain))
  const body = concatBytes(plain, signature)
  const bytes = await sealEnvelope(START, epoch, whereOf(context), body, random)
  if (bytes.length > ATTACHMENT_LIMIT) throw new RangeError('part of an attachment is too long')
  return { bytes, hash: objectHash(bytes) }
}

export type OpenedAttachment =
  | { readonly part: AttachmentPart; readonly epoch: Uint8Array | null }
  | { readonly problem: ObjectProblem }

/** Opens what a replica gave under `name`. Whether its author is known is another question. */
export async function openAttachment(
  ring: Keyring,
  keys: NameKeys,
  context: AttachmentContext,
  name: AttachmentName,
  bytes: Uint8Array,
  verify: Verify,
): Promise<OpenedAttachment> {
  if (bytes.length > ATTACHMENT_LIMIT || objectHash(bytes) !== name.hash) return { problem: 'altered' }
  const isFirst = bytes[4] === 1
  const opened = await openEnvelope(isFirst ? FIRST_START : START, ring, whereOf(context), bytes)
  if (opened === 'newer') return { problem: 'newer' }
  if (!opened) return { problem: 'sealed-otherwise' }
  const part = parseBody(opened.body, isFirst)
  if (!part || part.part !== name.part || part.parts !== name.parts) return { problem: 'false' }
  if (attachmentTag(keys, part.id) !== name.attachment) return { problem: 'false' }
  const signed = concatBytes(LABEL, context.vaultId, opened.body.subarray(0, -SIGNATURE))
  if (!(await verify(part.key, opened.body.slice(-SIGNATURE), signed))) return { problem: 'false' }
  return { part, epoch: opened.epoch }
}

function encodeBody({ author, key, id, part, parts, namings, bytes }: AttachmentPart): Bytes {
  const named = encodeNamings(namings)
  const plain = concatBytes(
    idBytes(author),
    key,
    idBytes(id),
    u32(part),
    u32(parts),
    u32(named.length),
    named,
    u32(bytes.length),
    bytes,
  )
  if (key.length !== 32) throw new RangeError('a key has 32 bytes')
  return concatBytes(plain, new Uint8Array(-plain.length & (STEP - 1)))
}

function parseBody(body: Uint8Array, isFirst: boolean): AttachmentPart | null {
  const end = body.length - SIGNATURE
  if (end < NAMINGS_AT + 8 || end % STEP !== 0) return null
  try {
    const lengthAt =
      NAMINGS_AT +
      (isFirst ? 2 + readInteger(body, NAMINGS_AT, 2) * FIRST_TIP : 4 + readInteger(body, NAMINGS_AT, 4))
    const at = lengthAt + 4
    if (at > end) return null
    const length = readInteger(body, lengthAt, 4)
    const after = body.subarray(at + length, end)
    if (at + length > end || after.length >= STEP || after.some((byte) => byte !== 0)) return null
    const namings = isFirst ? [] : parseNamings(body.subarray(NAMINGS_AT + 4, lengthAt))
    if (!namings) return null
    return {
      author: toBase64Url(body.subarray(0, 16)),
      key: body.slice(16, 48),
      id: toBase64Url(body.subarray(48, 64)),
      part: readInteger(body, 64, 4),
      parts: readInteger(body, 68, 4),
      namings,
      bytes: body.slice(at, at + length),
    }
  } catch {
    return null
  }
}

function whereOf({ vaultTag, tag }: AttachmentContext): string {
  return `${vaultTag}/${tag}`
}

function bytesOfHex(text: string): Bytes {
  return Uint8Array.from({ length: text.length / 2 }, (_, at) =>
    Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
  )
}
