import {
  type Bytes,
  concatBytes,
  equalBytes,
  fromBase64Url,
  fromUtf8,
  toBase64Url,
  toHex,
  utf8,
} from '@/lib/base/bytes'
import { isId, type RandomBytes } from '@/lib/base/ids'
import { canonicalJson, depthOf, type Json } from '@/lib/base/json'
import { sha256 } from '@/lib/crypto/hash'
import { hkdf, KEY_LENGTH } from '@/lib/crypto/keys'
import { pad, unpad } from '@/lib/crypto/padding'
import { open, SEAL_OVERHEAD, seal } from '@/lib/crypto/seal'
import type { Exchange } from '@/lib/replication/epochs'
import { comparedWords } from '@/lib/replication/invitation'
import { objectHash } from '@/lib/replication/object-name'

/*
 * What two devices say to each other at the places of an invitation (docs/REPLICATION.md, "An invitation"), as small objects
 *
 *   v1/<tag>/<kind>-<hash>      tag: HKDF(invitation's key, "selfstead/v1/invitation/tag"), 16 bytes, hexadecimal
 *
 *   0  4  'SSin'
 *   4  2  version 01, algorithm 01
 *   6  n  Seal of the padded canonical JSON under HKDF(key, "selfstead/v1/invitation/seal"); context: the six bytes ‖ name before the hash
 *
 * The new device first binds itself to keys that it does not show yet (`hello`), is answered with the other's (`reply`), and only
 * then shows them (`reveal`): whoever stands between would have to choose its own before it knows what the four words come from.
 */
const MAGIC = utf8('SSin')
const START = concatBytes(MAGIC, Uint8Array.of(1, 1))
const SHAPE = /^v1\/([0-9a-f]{32})\/([a-z]{2,6})-([0-9a-f]{32})$/
const NO_SALT = new Uint8Array(0)
/** Most bytes of a message: what is larger is not read. */
export const MESSAGE_LIMIT = 65_536
const NAME_LENGTH = 100
/** What the vault's keys are sealed for. */
export const GRANT_CONTEXT = utf8('selfstead/v1/invitation/keys')

export type MeetingKind =
  /** New device: the hash of what it will show. */
  | 'hello'
  /** The other: its key for this meeting, and to which `hello`. */
  | 'reply'
  /** New device: its keys. */
  | 'reveal'
  /** The other, once the person confirmed the words: the vault's keys. */
  | 'grant'
  /** New device: it has them. */
  | 'done'
  /** The other: it will not. */
  | 'no'

const KINDS: readonly string[] = ['hello', 'reply', 'reveal', 'grant', 'done', 'no']

export interface Meeting {
  readonly tag: string
  readonly key: Uint8Array
  readonly sealing: Bytes
}

/** @param key of the invitation, 32 bytes. */
export function meetingOf(key: Uint8Array): Meeting {
  const derive = (label: string, length: number) => hkdf(key, NO_SALT, utf8(label), length)
  return {
    tag: toHex(derive('selfstead/v1/invitation/tag', 16)),
    key,
    sealing: derive('selfstead/v1/invitation/seal', KEY_LENGTH),
  }
}

export function meetingPrefix({ tag }: Pick<Meeting, 'tag'>): string {
  return `v1/${tag}/`
}

export interface MessageName {
  readonly name: string
  readonly kind: MeetingKind
  readonly hash: string
}

/** @returns null for what is no message of this meeting. */
export function parseMessageName({ tag }: Pick<Meeting, 'tag'>, name: string): MessageName | null {
  const [, of, kind, hash] = SHAPE.exec(name) ?? []
  if (of !== tag || !kind || !hash || !KINDS.includes(kind)) return null
  return { name, kind: kind as MeetingKind, hash }
}

export function sealMessage(
  meeting: Meeting,
  kind: MeetingKind,
  value: Json,
  random: RandomBytes,
): { readonly name: string; readonly bytes: Bytes } {
  const sealed = seal(meeting.sealing, contextOf(meeting, kind), pad(utf8(canonicalJson(value))), random)
  const bytes = concatBytes(START, sealed)
  return { name: `${meetingPrefix(meeting)}${kind}-${objectHash(bytes)}`, bytes }
}

/** @returns null for what nobody with the invitation wrote under this name; `newer` for a later version. */
export function openMessage(
  meeting: Meeting,
  { kind, hash }: MessageName,
  bytes: Uint8Array,
): { readonly [member: string]: Json } | 'newer' | null {
  if (bytes.length < START.length + SEAL_OVERHEAD || objectHash(bytes) !== hash) return null
  if (!equalBytes(bytes.subarray(0, MAGIC.length), MAGIC)) return null
  if (!equalBytes(bytes.subarray(0, START.length), START)) return 'newer'
  const padded = open(meeting.sealing, contextOf(meeting, kind), bytes.subarray(START.length))
  const plain = padded && unpad(padded)
  try {
    const value: unknown = plain && JSON.parse(fromUtf8(plain))
    if (typeof value !== 'object' || value === null || Array.isArray(value) || depthOf(value) > 8) return null
    return value as { readonly [member: string]: Json }
  } catch {
    return null
  }
}

/** What the new device binds itself to and then shows. Keys are raw, 32 bytes, the nonce is random. */
export interface Newcomer {
  readonly device: string
  /** Ed25519. */
  readonly key: Uint8Array
  /** X25519, for epochs. */
  readonly exchange: Uint8Array
  /** X25519, used for this meeting only. */
  readonly once: Uint8Array
  readonly nonce: Uint8Array
  /** What it calls itself. */
  readonly name: string
}

/** What the other device answers with. */
export interface Host {
  readonly once: Uint8Array
  readonly nonce: Uint8Array
}

export function commitmentOf(newcomer: Newcomer): Bytes {
  return sha256(concatBytes(utf8('selfstead/v1/invitation/commitment\0'), newcomerBytes(newcomer)))
}

/** The four words both show. */
export function meetingWords({ key }: Meeting, host: Host, newcomer: Newcomer): readonly string[] {
  return comparedWords(key, concatBytes(host.once, host.nonce), newcomerBytes(newcomer))
}

/** What `grant` is sealed with beside the invitation's key: of these two devices alone. */
export async function grantKey(
  { key }: Meeting,
  own: Exchange,
  sides: { readonly host: Uint8Array; readonly newcomer: Uint8Array; readonly other: Uint8Array },
): Promise<Bytes> {
  const shared = await own.agree(sides.other)
  const salt = concatBytes(key, sides.host, sides.newcomer)
  return hkdf(shared, salt, utf8('selfstead/v1/invitation/grant'), KEY_LENGTH)
}

export function newcomerValue({ device, key, exchange, once, nonce, name }: Newcomer): Json {
  const [k, e, o, n] = [key, exchange, once, nonce].map(toBase64Url) as [string, string, string, string]
  return { device, key: k, exchange: e, once: o, nonce: n, name }
}

export function parseNewcomer(value: { readonly [member: string]: Json }): Newcomer | null {
  const { device, name } = value
  const [key, exchange, once, nonce] = [value.key, value.exchange, value.once, value.nonce].map(bytes32)
  if (!isId(device) || typeof name !== 'string' || name.length > NAME_LENGTH) return null
  return key && exchange && once && nonce ? { device, key, exchange, once, nonce, name } : null
}

export function hostValue({ once, nonce }: Host, to: Uint8Array): Json {
  return { once: toBase64Url(once), nonce: toBase64Url(nonce), to: toBase64Url(to) }
}

/** @param to the commitment it must answer. */
export function parseHost(value: { readonly [member: string]: Json }, to: Uint8Array): Host | null {
  const [once, nonce, meant] = [value.once, value.nonce, value.to].map(bytes32)
  return once && nonce && meant && equalBytes(meant, to) ? { once, nonce } : null
}

/** 32 bytes out of base64url; null for anything else. */
export function bytes32(value: Json | undefined): Bytes | null {
  const bytes = typeof value === 'string' ? fromBase64Url(value) : null
  return bytes?.length === 32 ? bytes : null
}

function newcomerBytes({ device, key, exchange, once, nonce, name }: Newcomer): Bytes {
  return concatBytes(fromBase64Url(device) ?? NO_SALT, key, exchange, once, nonce, utf8(name))
}

function contextOf(meeting: Meeting, kind: MeetingKind): Bytes {
  return concatBytes(START, utf8(`${meetingPrefix(meeting)}${kind}`))
}
