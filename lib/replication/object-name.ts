import {
  type Bytes,
  concatBytes,
  equalBytes,
  fromHex,
  readInteger,
  toHex,
  u16,
  u64,
  utf8,
} from '@/lib/base/bytes'
import { sha256 } from '@/lib/crypto/hash'
import { hkdf, hmac256, KEY_LENGTH } from '@/lib/crypto/keys'

/*
 * Names (docs/REPLICATION.md, "Names"):
 *
 *   v1/<vault tag>/<device tag>/<place>-<hash>     a stretch of a device's chain, or a part of a snapshot
 *   v1/<vault tag>/slots/<generation>-<hash>       the slot table; 16 digits of its generation
 *
 * Tags and hashes are 32 lower-case hexadecimal digits, places 48. The hash is the SHA-256 of the object, cut to 16 bytes. The
 * place is masked with a key stream of that hash, so that a server learns no sequence number, and can invent none:
 *
 *   0  6  first        sequence number of the first segment; of a snapshot a random number
 *   6  6  last         of the last one; of a snapshot how far the author's own chain goes
 *  12  2  part         from 0
 *  14  2  parts        how many a snapshot has; 0 for a stretch
 *  16  8  check        HMAC of the 16 before it, not masked
 */
const TAG = 16
const PLACE = 16
const CHECK = 8
const VERSION = 'v1'
const SLOTS = 'slots'
const SHAPE = /^v1\/([0-9a-f]{32})\/([0-9a-f]{32})\/([0-9a-f]{48})-([0-9a-f]{32})$/
const SLOTS_SHAPE = /^v1\/([0-9a-f]{32})\/slots\/([0-9a-f]{16})-([0-9a-f]{32})$/

export interface NameKeys {
  readonly tags: Bytes
  readonly places: Bytes
}

export interface ObjectPlace {
  readonly first: number
  readonly last: number
  readonly part: number
  readonly parts: number
}

/** What a name says to whoever has the keys. */
export interface ObjectName extends ObjectPlace {
  readonly name: string
  readonly deviceTag: string
  /** 16 bytes, hexadecimal. */
  readonly hash: string
}

export interface SlotsName {
  readonly name: string
  readonly vaultTag: string
  readonly generation: number
  readonly hash: string
}

/** @param base the key `replicas` of the vault's root key. */
export function deriveNameKeys(base: Uint8Array): NameKeys {
  const derive = (label: string) => hkdf(base, new Uint8Array(0), utf8(label), KEY_LENGTH)
  return { tags: derive('selfstead/v1/replica/tags'), places: derive('selfstead/v1/replica/places') }
}

/** @param vaultId 16 bytes. */
export function vaultTag(keys: NameKeys, vaultId: Uint8Array): string {
  return tagOf(keys, 'vault\0', vaultId)
}

/** @param device 16 bytes. */
export function deviceTag(keys: NameKeys, vaultId: Uint8Array, device: Uint8Array): string {
  return tagOf(keys, 'device\0', concatBytes(vaultId, device))
}

/** What all of a vault's names begin with. */
export function vaultPrefix(vault: string): string {
  return `${VERSION}/${vault}/`
}

/** What the bytes of an object are called, hexadecimal. */
export function objectHash(bytes: Uint8Array): string {
  return nameHash(sha256(bytes))
}

/** The same by their SHA-256. */
export function nameHash(digest: Uint8Array): string {
  return toHex(digest.subarray(0, TAG))
}

export function objectName(
  keys: NameKeys,
  vault: string,
  device: string,
  place: ObjectPlace,
  hash: string,
): string {
  const { first, last, part, parts } = place
  const clear = concatBytes(u64(first).subarray(2), u64(last).subarray(2), u16(part), u16(parts))
  return `${vaultPrefix(vault)}${device}/${writePlace(keys, device, hash, clear)}-${hash}`
}

/** Masked and checked. @param tag of the device, or of what else stands before it. @param clear 16 bytes. */
export function writePlace(keys: NameKeys, tag: string, hash: string, clear: Uint8Array): string {
  return toHex(concatBytes(masked(keys, tag, hash, clear), checkOf(keys, tag, hash, clear)))
}

/** The 16 bytes; null for what nobody with the keys wrote. */
export function readPlace(keys: NameKeys, tag: string, hash: string, place: string): Bytes | null {
  const bytes = fromHex(place)
  if (bytes?.length !== PLACE + CHECK) return null
  const clear = masked(keys, tag, hash, bytes.subarray(0, PLACE))
  return equalBytes(checkOf(keys, tag, hash, clear), bytes.subarray(PLACE)) ? clear : null
}

/** @returns null for what no writer of this vault would have named so. */
export function parseObjectName(keys: NameKeys, vault: string, name: string): ObjectName | null {
  const [, tag, deviceTag, place, hash] = SHAPE.exec(name) ?? []
  if (tag !== vault || !deviceTag || !hash || place === undefined) return null
  const clear = readPlace(keys, deviceTag, hash, place)
  if (!clear) return null
  const [first, last] = [readInteger(clear, 0, 6), readInteger(clear, 6, 6)]
  const [part, parts] = [readInteger(clear, 12, 2), readInteger(clear, 14, 2)]
  const isStretch = parts === 0 && part === 0 && first >= 1 && first <= last
  const isPart = parts > 0 && part < parts
  return isStretch || isPart ? { name, deviceTag, hash, first, last, part, parts } : null
}

export function slotsName(vault: string, generation: number, bytes: Uint8Array): string {
  return `${vaultPrefix(vault)}${SLOTS}/${toHex(u64(generation))}-${objectHash(bytes)}`
}

/** Read by a device that has no key yet: of any vault. */
export function parseSlotsName(name: string): SlotsName | null {
  const [, vaultTag, generation, hash] = SLOTS_SHAPE.exec(name) ?? []
  const bytes = generation === undefined ? null : fromHex(generation)
  if (!vaultTag || !hash || !bytes || (bytes[0] as number) > 0 || (bytes[1] as number) > 0x1f) return null
  return { name, vaultTag, generation: readInteger(bytes, 0, 8), hash }
}

/** @param label ends with 00. */
export function tagOf(keys: NameKeys, label: string, id: Uint8Array): string {
  return toHex(hmac256(keys.tags, concatBytes(utf8(label), id)).subarray(0, TAG))
}

function masked(keys: NameKeys, device: string, hash: string, bytes: Uint8Array): Bytes {
  const mask = hmac256(keys.places, utf8(`mask/${device}/${hash}`))
  return Uint8Array.from(bytes, (byte, at) => byte ^ (mask[at] as number))
}

function checkOf(keys: NameKeys, device: string, hash: string, clear: Uint8Array): Bytes {
  return hmac256(keys.places, concatBytes(utf8(`check/${device}/${hash}`), clear)).slice(0, CHECK) as Bytes
}
