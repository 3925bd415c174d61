import { toBase64Url } from '@/lib/base/bytes'
import { idBytes, newId } from '@/lib/base/ids'
import type { LogDatabase, Row, WholeLog } from '@/lib/vault/database'
import { vaultError } from '@/lib/vault/errors'
import { type Head, openHead, sealHead } from '@/lib/vault/head'
import { gapsOf, type Loaded, openRows, type Tips, tipsOf } from '@/lib/vault/load'
import type { Snapshot } from '@/lib/vault/log'
import type { LogKeys } from '@/lib/vault/log-keys'
import { newestHead, readMirror, readMirrorHead } from '@/lib/vault/mirror'
import type { Places } from '@/lib/vault/places'
import { slotsDigest } from '@/lib/vault/slots'
import { createState } from '@/lib/vault/state'
import type { Repair } from '@/lib/vault/vault'

export interface Reading {
  readonly database: LogDatabase
  readonly places: Places
  readonly keys: LogKeys
  readonly vaultId: string
  readonly slots: Uint8Array
  /** The log as it was read already. What was written since is in nobody's way: whoever opens it follows. */
  readonly ahead?: WholeLog | null
}

/**
 * Reads the whole log. When something is damaged it takes the lock, mends from the mirror what can be mended and writes a
 * head that fits; what stays missing is named in `damaged`, and everything else opens.
 * @throws VaultError `wrong-key` when nothing at all opens.
 */
export async function readLog(reading: Reading): Promise<Snapshot> {
  return (await readWhole(reading)) ?? (await reading.places.exclusively(() => mend(reading)))
}

interface Contents {
  readonly stored: Uint8Array | null
  readonly head: Head | null
  readonly rows: readonly Row[]
  readonly good: readonly Loaded[]
}

function openContents({ keys, vaultId }: Reading, { head: stored, rows }: WholeLog): Contents {
  const { good } = openRows(keys, idBytes(vaultId), rows)
  const head = openHead(keys.head, stored)
  return { stored, head: head && toBase64Url(head.vaultId) === vaultId ? head : null, rows, good }
}

/** The usual case, without the lock. @returns null when anything has to be put right. */
async function readWhole(reading: Reading): Promise<Snapshot | null> {
  const whole = reading.ahead ?? (await reading.database.whole())
  const { accepted } = whole
  const { stored, head, rows, good } = openContents(reading, whole)
  if (!stored || !head || accepted !== null || rows.length !== head.rows || good.length !== rows.length)
    return null
  const tips = tipsOf(good, tipMap(head))
  if (!sameTips(tips, tipMap(head)) || gapsOf(good, tips).length > 0) return null
  return finish(reading, { stored, head, rows, good, repairs: [] })
}

/** Holds the lock. */
async function mend(reading: Reading): Promise<Snapshot> {
  const { database, places, keys, vaultId } = reading
  const whole = await database.whole()
  const { accepted } = whole
  let contents = openContents(reading, whole)
  const base = contents.head ?? (await mirroredHead(reading))
  if (!base && contents.good.length === 0) throw vaultError('wrong-key')

  const repairs: Repair[] = []
  const claimed = base ? tipMap(base) : new Map()
  let tips = tipsOf(contents.good, claimed)
  if (gapsOf(contents.good, tips).length > 0) {
    const found = await segmentsFor(gapsOf(contents.good, tips), reading)
    if (found.length > 0) {
      await database.restore({ rows: found.map(({ row }) => row) })
      for (const { segment } of found) repairs.push({ kind: 'segment-from-mirror', sequence: segment.first })
      contents = openContents(reading, await database.whole())
      tips = tipsOf(contents.good, claimed)
    }
  }
  const { stored, head, rows, good } = contents
  if (stored && head && accepted === null && head.rows === rows.length && sameTips(tips, tipMap(head)))
    return finish(reading, { stored, head, rows, good, repairs })

  const state = createState()
  state.apply(good.flatMap(({ segment }) => segment.changes))
  const newest = Math.max(base?.generation ?? 0, accepted ?? 0, rows.at(-1)?.generation ?? 0)
  const next: Head = {
    vaultId: idBytes(vaultId),
    generation: newest + 1,
    savedAt: Math.max(0, Math.floor(places.now())),
    rows: rows.length,
    tips: [...tips].map(([device, tip]) => ({ device: idBytes(device), ...tip })),
    // Going on after a loss under the same device would use sequence numbers a second time.
    device: base && accepted === null ? base.device : newId(places.random),
    records: state.count(),
    slots: slotsDigest(reading.slots),
  }
  const bytes = sealHead(keys.head, next, places.random)
  const outcome = await database.append(stored, { rows: [], head: bytes, accepted: null })
  if (outcome === 'overtaken') throw vaultError('unreachable')
  repairs.push({ kind: 'head-rebuilt' })
  return finish(reading, { stored: bytes, head: next, rows, good, repairs })
}

async function finish(
  { places, vaultId }: Reading,
  {
    stored,
    head,
    rows,
    good,
    repairs,
  }: Contents & { readonly stored: Uint8Array; readonly head: Head; readonly repairs: Repair[] },
): Promise<Snapshot> {
  const reached = newestHead(await places.mirror.list())
  if (reached < head.generation) repairs.push({ kind: 'mirror-rewritten' })
  const sentinel = await places.sentinel.read()
  if (sentinel?.vaultId !== vaultId || sentinel.generation < head.generation)
    repairs.push({ kind: 'sentinel-rewritten' })
  const damaged = gapsOf(good, tipMap(head))
  const fresh = rows.filter((row) => row.generation > reached)
  return { head, headBytes: stored, segments: good, damaged, repairs, fresh, mirrored: reached }
}

/** Segments of the mirror that open and fill a gap. */
async function segmentsFor(
  gaps: ReturnType<typeof gapsOf>,
  { places, keys, vaultId }: Reading,
): Promise<readonly Loaded[]> {
  const missing = new Set(gaps.map(({ device, sequence }) => `${device}/${sequence}`))
  const { rows } = await readMirror(places.mirror)
  return openRows(keys, idBytes(vaultId), rows).good.filter(({ segment }) => {
    const device = toBase64Url(segment.device)
    for (let at = segment.first; at <= segment.last; at++) if (missing.has(`${device}/${at}`)) return true
    return false
  })
}

async function mirroredHead({ places, keys }: Reading): Promise<Head | null> {
  const { head } = await readMirrorHead(places.mirror, await places.mirror.list())
  return openHead(keys.head, head)
}

function tipMap(head: Head): Tips {
  return new Map(head.tips.map(({ device, sequence, hash }) => [toBase64Url(device), { sequence, hash }]))
}

function sameTips(a: Tips, b: Tips): boolean {
  return a.size === b.size && [...a].every(([device, { sequence }]) => b.get(device)?.sequence === sequence)
}
