/**
 * One sealed chunk of an attachment (docs/FORMAT.md, "Attachment"): a header in clear, then a seal with the header as
 * additional data, so that no chunk can be cut off, moved, or put into another attachment or vault.
 */
import { type Bytes, concatBytes, equalBytes, fromBase64Url, u32, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import type { ChaCha } from '@/lib/crypto/chacha'
import { hkdf, KEY_LENGTH } from '@/lib/crypto/keys'
import { pad, paddedLength, unpad } from '@/lib/crypto/padding'
import { beginOpen, beginSeal, open, SEAL_OVERHEAD, sealInto } from '@/lib/crypto/seal'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'

/*
 *   0   4  `SSbl`
 *   4   1  version    01
 *   5   1  algorithm  01
 *   6   1  last       01 in the last chunk, 00 in all before it
 *   7   1  reserved   00
 *   8  16  vault id
 *  24  16  blob id
 *  40   4  index, from 0
 *  44   n  seal of the bytes; those of the last chunk are padded
 */
const MAGIC = utf8('SSbl')
const VERSION = 1
const ALGORITHM = 1
const LAST_AT = 6
const HEADER = 44
const LABEL = utf8('selfstead/v1/blob/')
const NO_SALT = new Uint8Array(0)

/** Length of every sealed chunk but the last, which may be longer by its padding. */
export const SEALED_CHUNK = HEADER + SEAL_OVERHEAD + CHUNK

/** Longest sealed chunk there is. */
export const MAX_SEALED = HEADER + SEAL_OVERHEAD + paddedLength(CHUNK)

/** What chunks of one attachment are sealed with. */
export interface BlobSeal {
  readonly key: Uint8Array
  readonly vaultId: Uint8Array
  readonly id: Uint8Array
}

/** @param documents the vault's key `documents`. @param id 22 characters. @throws RangeError for another id. */
export function blobSeal(documents: Uint8Array, vaultId: Uint8Array, id: string): BlobSeal {
  const bytes = fromBase64Url(id)
  if (bytes?.length !== 16) throw new RangeError('not the id of an attachment')
  return { key: hkdf(documents, NO_SALT, concatBytes(LABEL, bytes), KEY_LENGTH), vaultId, id: bytes }
}

/** @throws RangeError when the bytes are more than a chunk holds, or fewer in one that is not the last. */
export function sealChunk(
  sealing: BlobSeal,
  index: number,
  bytes: Uint8Array,
  last: boolean,
  random: RandomBytes,
): Bytes {
  if (bytes.length > CHUNK || (!last && bytes.length < CHUNK)) throw new RangeError('chunk of a wrong size')
  const inner = last ? pad(bytes) : bytes
  const sealed = new Uint8Array(HEADER + SEAL_OVERHEAD + inner.length)
  const header = headerOf(sealing, index, last)
  sealed.set(header)
  sealInto(sealed.subarray(HEADER), sealing.key, header, inner, random)
  return sealed
}

/**
 * Seals a chunk that is not the last to its place in a group.
 * @param bytes exactly `CHUNK`, not to be changed until it resolves. @throws RangeError for another length.
 */
export async function sealInGroup(
  cipher: ChaCha,
  group: Uint8Array,
  sealing: BlobSeal,
  index: number,
  bytes: Uint8Array,
  random: RandomBytes,
): Promise<void> {
  if (bytes.length !== CHUNK) throw new RangeError('chunk of a wrong size')
  const start = (index % GROUP) * SEALED_CHUNK
  const header = headerOf(sealing, index, false)
  group.set(header, start)
  const sealed = group.subarray(start + HEADER, start + SEALED_CHUNK)
  await cipher.seal(beginSeal(sealed, sealing.key, header, random), header, bytes)
}

/** Opens a chunk that is not the last. @param into `CHUNK` bytes. @returns false for what `openChunk` returns null for. */
export async function openWhole(
  cipher: ChaCha,
  sealing: BlobSeal,
  index: number,
  sealed: Uint8Array,
  into: Uint8Array,
): Promise<boolean> {
  const header = headerOf(sealing, index, false)
  if (sealed.length !== SEALED_CHUNK || !equalBytes(sealed.subarray(0, HEADER), header)) return false
  const rest = beginOpen(sealing.key, header, sealed.subarray(HEADER))
  const opened = rest && (await cipher.open(rest, header))
  if (opened?.length !== into.length) return false
  into.set(opened)
  return true
}

/** The sealed chunk `index` in the group that has it; null where the group ends before. */
export function chunkOf(group: Uint8Array, index: number): Uint8Array | null {
  const start = (index % GROUP) * SEALED_CHUNK
  if (start >= group.length) return null
  const rest = group.subarray(start)
  return isLastChunk(rest) ? rest : rest.subarray(0, SEALED_CHUNK)
}

export interface OpenChunk {
  readonly bytes: Uint8Array
  readonly last: boolean
}

/** @returns null for every kind of damage, and for a chunk of another place, attachment or vault. */
export function openChunk(sealing: BlobSeal, index: number, sealed: Uint8Array): OpenChunk | null {
  const last = isLastChunk(sealed)
  const header = headerOf(sealing, index, last)
  if (sealed.length < HEADER || !equalBytes(sealed.subarray(0, HEADER), header)) return null
  const opened = open(sealing.key, header, sealed.subarray(HEADER))
  const bytes = opened && last ? unpad(opened) : opened
  if (!bytes || bytes.length > CHUNK || (!last && bytes.length < CHUNK)) return null
  return { bytes, last }
}

/** Whether the header calls it the last; true only of an opened chunk is it more than a claim. */
export function isLastChunk(sealed: Uint8Array): boolean {
  return sealed[LAST_AT] === 1
}

/** Whether the header names this place; without a key, for copying what is sealed. */
export function standsAt(
  sealing: Pick<BlobSeal, 'vaultId' | 'id'>,
  index: number,
  sealed: Uint8Array,
): boolean {
  const header = headerOf(sealing, index, isLastChunk(sealed))
  return equalBytes(sealed.subarray(0, HEADER), header) && sealed.length > HEADER + SEAL_OVERHEAD
}

function headerOf(
  { vaultId, id }: Pick<BlobSeal, 'vaultId' | 'id'>,
  index: number,
  last: boolean,
): Uint8Array {
  return concatBytes(MAGIC, Uint8Array.of(VERSION, ALGORITHM, Number(last), 0), vaultId, id, u32(index))
}
