import { concatBytes, equalBytes, readInteger, u32, u64 } from '@/lib/base/bytes'
import { sha256 } from '@/lib/crypto/hash'
import type { Row } from '@/lib/vault/database'
import { type HeadClaim, parseHead } from '@/lib/vault/head'
import type { MirrorPlace } from '@/lib/vault/places'

/*
 * Mirror, version 1 (docs/FORMAT.md, "Mirror"). A file is written once, whole, and never changed:
 *
 *   log-<first generation>-<last generation>-<tag>   frames: generation u64, index u32, length u32, segment
 *   head-<generation>                                a head; written after all segments up to its generation
 *   slots-<generation>                               the slot table, then its SHA-256
 *   aside-…                                          what was found damaged; never read, never removed
 *
 * Generations are 16 decimal digits, so that names sort by them. A later file replaces an earlier one by being written
 * before the earlier one is removed.
 */
const FRAME = 16
const CHECK = 32

export interface MirrorCopy {
  /** The newest head that is whole, and what it claims. */
  readonly head: Uint8Array | null
  readonly claim: HeadClaim | null
  readonly rows: readonly Row[]
}

export function logName(first: number, last: number, tag: string): string {
  return `log-${digits(first)}-${digits(last)}-${tag}`
}

export function headName(generation: number): string {
  return `head-${digits(generation)}`
}

export function slotsName(generation: number): string {
  return `slots-${digits(generation)}`
}

/** First and last generation in a log file, or null for another file. */
export function parseLogName(name: string): { readonly first: number; readonly last: number } | null {
  const found = /^log-(\d{16})-(\d{16})-[\w-]+$/.exec(name)
  return found && { first: Number(found[1]), last: Number(found[2]) }
}

/** Generation of the newest head by the names alone; 0 without one. */
export function newestHead(names: readonly string[]): number {
  return Math.max(0, ...headsOf(names))
}

/** Generations of the heads that are there. */
export function headsOf(names: readonly string[]): readonly number[] {
  return numbers(names, /^head-(\d{16})$/)
}

export function slotsOf(names: readonly string[]): readonly number[] {
  return numbers(names, /^slots-(\d{16})$/)
}

export function encodeFrames(rows: readonly Row[]): Uint8Array {
  return concatBytes(
    ...rows.flatMap((row) => [u64(row.generation), u32(row.index), u32(row.bytes.length), row.bytes]),
  )
}

/** Reads frames up to the first that is cut off; what stands before is given. */
export function decodeFrames(bytes: Uint8Array): readonly Row[] {
  const rows: Row[] = []
  let at = 0
  try {
    while (at + FRAME <= bytes.length) {
      const generation = readInteger(bytes, at, 8)
      const index = readInteger(bytes, at + 8, 4)
      const length = readInteger(bytes, at + 12, 4)
      if (at + FRAME + length > bytes.length) break
      rows.push({ generation, index, bytes: bytes.slice(at + FRAME, at + FRAME + length) })
      at += FRAME + length
    }
  } catch {
    // A damaged length leads nowhere; the frames before it stand.
  }
  return rows
}

/** Everything the mirror holds, as far as it can be read. */
export async function readMirror(place: MirrorPlace): Promise<MirrorCopy> {
  const names = await place.list()
  const rows = new Map<string, Row>()
  for (const name of [...names].sort()) {
    if (!parseLogName(name)) continue
    for (const row of decodeFrames((await readFile(place, name)) ?? new Uint8Array(0)))
      rows.set(`${row.generation}/${row.index}`, row)
  }
  const { head, claim } = await readMirrorHead(place, names)
  return { head, claim, rows: [...rows.values()] }
}

/** The newest head that is whole. */
export async function readMirrorHead(
  place: MirrorPlace,
  names: readonly string[],
): Promise<{ readonly head: Uint8Array | null; readonly claim: HeadClaim | null }> {
  for (const generation of [...headsOf(names)].sort((a, b) => b - a)) {
    const head = await readFile(place, headName(generation))
    const claim = parseHead(head)
    if (claim) return { head, claim }
  }
  return { head: null, claim: null }
}

/** The newest slot table that is whole. */
export async function readMirrorSlots(
  place: MirrorPlace,
  names: readonly string[],
): Promise<Uint8Array | null> {
  for (const generation of [...slotsOf(names)].sort((a, b) => b - a)) {
    const slots = uncheck(await readFile(place, slotsName(generation)))
    if (slots) return slots
  }
  return null
}

export async function writeMirrorSlots(
  place: MirrorPlace,
  generation: number,
  slots: Uint8Array,
): Promise<void> {
  await place.write(slotsName(generation), check(slots))
  for (const other of slotsOf(await place.list()))
    if (other < generation) await place.remove(slotsName(other))
}

/** Bytes with their SHA-256 behind them, for what has no seal of its own. */
export function check(bytes: Uint8Array): Uint8Array {
  return concatBytes(bytes, sha256(bytes))
}

/** @returns null when the bytes are not followed by their SHA-256. */
export function uncheck(bytes: Uint8Array | null): Uint8Array | null {
  if (!bytes || bytes.length < CHECK) return null
  const content = bytes.slice(0, -CHECK)
  return equalBytes(sha256(content), bytes.subarray(-CHECK)) ? content : null
}

/** A file that cannot be read is as good as missing: the copy is whole without it or it is not. */
async function readFile(place: MirrorPlace, name: string): Promise<Uint8Array | null> {
  return place.read(name).catch(() => null)
}

function digits(value: number): string {
  return String(value).padStart(16, '0')
}

function numbers(names: readonly string[], shape: RegExp): readonly number[] {
  return names.flatMap((name) => {
    const found = shape.exec(name)
    return found ? [Number(found[1])] : []
  })
}
