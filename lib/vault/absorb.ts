import { type Bytes, equalBytes, toBase64Url } from '@/lib/base/bytes'
import { openLink } from '@/lib/vault/beside'
import type { Absorbed, NotTaken } from '@/lib/vault/chains'
import { parseChanges } from '@/lib/vault/changes'
import { withTip } from '@/lib/vault/commit'
import type { Head, Tip } from '@/lib/vault/head'
import type { Taking } from '@/lib/vault/inside'
import type { OpenSegment } from '@/lib/vault/load'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Placed } from '@/lib/vault/recent'
import { NO_HASH } from '@/lib/vault/segment'
import type { Health } from '@/lib/vault/vault'

/** A segment from elsewhere, opened: all cryptography is done before the lock is taken. */
export interface Incoming {
  readonly device: string
  readonly segment: OpenSegment
  readonly bytes: Bytes
  /** Hash of the chain at `last`. */
  readonly end: Uint8Array
}

/** Segments from elsewhere as far as they opened, and how many did not. */
export interface Opened {
  readonly incoming: readonly Incoming[]
  readonly strange: number
}

/** Opens what comes from elsewhere. What does not open, or is another vault's, is counted and no more. */
export async function openIncoming(
  keys: LogKeys,
  vaultId: Uint8Array,
  segments: readonly Uint8Array[],
): Promise<Opened> {
  const opened = await Promise.all(segments.map((bytes) => openOne(keys, vaultId, bytes)))
  const incoming = opened.filter((one) => one !== null)
  return { incoming, strange: segments.length - incoming.length }
}

async function openOne(keys: LogKeys, vaultId: Uint8Array, bytes: Uint8Array): Promise<Incoming | null> {
  const link = await openLink(keys.segments, bytes)
  const changes = link && equalBytes(link.vaultId, vaultId) && parseChanges(link.text)
  if (!link || !changes) return null
  const { text, end, ...rest } = link
  // A copy: what it is part of shall not be kept by it.
  return {
    device: toBase64Url(link.device),
    segment: { ...rest, changes, size: text.length },
    bytes: bytes.slice(),
    end,
  }
}

export function joinOpened(all: readonly Opened[]): Opened {
  const strange = all.reduce((sum, one) => sum + one.strange, 0)
  return { incoming: all.flatMap(({ incoming }) => incoming), strange }
}

export interface Absorbing extends Taking {
  readonly tips: readonly Tip[]
  readonly refused: Absorbed['refused']
}

export interface AbsorbBasis {
  readonly head: Head
  readonly damaged: Health['damaged']
  /** What stands where in the log: asked only where something may stand for some of it. */
  readonly placed: () => Promise<readonly Placed[]>
  readonly until: ReadonlyMap<string, number>
}

/** Decides what of it continues the chains as they are. */
export async function composeAbsorbing(
  incoming: readonly Incoming[],
  { head, damaged, placed, until }: AbsorbBasis,
): Promise<Absorbing> {
  const refused: { device: string; first: number; reason: NotTaken }[] = []
  const taken: Incoming[] = []
  const mended: { device: string; sequence: number }[] = []
  let { tips } = head
  /** Something of it begins before the end of its chain: behind that no row stands. */
  let overlaps = false
  for (const one of [...incoming].sort(inChainOrder)) {
    const { device, segment, end } = one
    if (segment.last > (until.get(device) ?? Number.POSITIVE_INFINITY)) continue
    const tip = tipOf(tips, device, segment.device)
    const verdict = judge(segment, end, tip)
    if (verdict === 'known') {
      const mends = damaged.filter((gap) => gap.device === device && isWithin(gap.sequence, segment))
      if (mends.length === 0) continue
      mended.push(...mends)
    } else if (verdict !== 'new') {
      refused.push({ device, first: segment.first, reason: verdict })
      continue
    } else tips = withTip(tips, { device: segment.device, sequence: segment.last, hash: end })
    taken.push(one)
    overlaps ||= segment.first <= tip.sequence
  }
  const before = overlaps ? await placed() : []
  return {
    segments: taken.map(({ bytes }) => bytes),
    remove: before.filter((old) => taken.some((one) => standsFor(one, old))).map(({ key }) => key),
    tips,
    changes: taken.flatMap(({ segment }) => segment.changes),
    refused,
    mended,
  }
}

function judge(segment: OpenSegment, end: Uint8Array, tip: Tip): 'new' | 'known' | NotTaken {
  const { first, last, previous, packed } = segment
  if (first > tip.sequence + 1) return 'gap'
  if (last < tip.sequence) return 'known'
  // Where the tip falls into a packing, its list says what the chain was there.
  const there =
    first === tip.sequence + 1 ? previous : last === tip.sequence ? end : packed[tip.sequence - first]
  if (!there || !equalBytes(there, tip.hash)) return 'fork'
  return last === tip.sequence ? 'known' : 'new'
}

function standsFor({ device, segment }: Incoming, old: Placed): boolean {
  return old.device === device && old.first >= segment.first && old.last <= segment.last
}

function tipOf(tips: readonly Tip[], device: string, bytes: Uint8Array): Tip {
  return (
    tips.find((tip) => toBase64Url(tip.device) === device) ?? { device: bytes, sequence: 0, hash: NO_HASH }
  )
}

function isWithin(sequence: number, { first, last }: OpenSegment): boolean {
  return sequence >= first && sequence <= last
}

/** Of those that begin together the longest first: the others are known then. */
function inChainOrder(a: Incoming, b: Incoming): number {
  return (
    (a.device < b.device ? -1 : a.device > b.device ? 1 : 0) ||
    a.segment.first - b.segment.first ||
    b.segment.last - a.segment.last
  )
}
