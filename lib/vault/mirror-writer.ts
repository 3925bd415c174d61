import type { LogDatabase, Row } from '@/lib/vault/database'
import { createGathering } from '@/lib/vault/gathering'
import { parseHead } from '@/lib/vault/head'
import {
  decodeFrames,
  encodeFrames,
  headName,
  headsOf,
  logName,
  newestHead,
  parseLogName,
} from '@/lib/vault/mirror'
import type { Places } from '@/lib/vault/places'

/** How long commits are gathered before a file is written. */
const GATHER = 40
/** The same for what may wait: each file costs tens of milliseconds, which a site that reads often would feel. */
const GATHER_LAZILY = 500
/** The same for what comes from elsewhere: as long as more comes, the processor is needed for that. */
const GATHER_PATIENTLY = 2_000
/** When the mirror could not be written. */
const RETRY = 5_000
/** A file of gathered commits is written anew with the next ones until it is this long. */
const FILE_SIZE = 65_536
/** Longest file when the mirror has to catch up. */
const CATCH_UP_SIZE = 1_048_576
/** Bytes that wait here when more comes that may wait: that is asked of the database again. */
const WAITING = 4_194_304
/** Rows that it is asked for at once. */
const SLICE = 16

export interface MirrorState {
  /** Generation up to which the mirror is known to hold everything. */
  readonly generation: number
  readonly at: number | null
}

export interface Noted {
  readonly packed?: boolean
  readonly lazy?: boolean
  readonly patient?: boolean
}

export interface MirrorWriter {
  /**
   * Takes over what was committed or followed: the mirror has to reach `generation`.
   * `packed`: the rows replace others, which must leave the mirror as well. `lazy`: may be gathered for longer, and need not all
   * wait in memory, since it was committed relaxed, or by another context that mirrors it itself. `patient`: came from where it
   * still lies, so it may wait until nothing more came for a while.
   */
  note(generation: number, head: Uint8Array, rows: readonly Row[], how?: Noted): void
  /** Writes now; resolves when the mirror holds everything noted. @throws what the place threw. */
  flush(): Promise<void>
  state(): MirrorState
  stop(): void
}

/**
 * Brings the mirror up to the log, some time after each commit. Every context does so, without a lock: files are written
 * once under names no other context uses, and a head stands only after all segments up to it, so whoever comes second
 * finds nothing left to do.
 * @param from generation of which the mirror's head was seen at opening.
 */
export function createMirrorWriter(
  places: Places,
  database: LogDatabase,
  from: number,
  tag: string,
): MirrorWriter {
  let latest: { readonly generation: number; readonly head: Uint8Array } | null = null
  let pending: Row[] = []
  /** `pending` holds every row of the generations after this one. */
  let complete = from
  let done: MirrorState = { generation: from, at: null }
  let tail: {
    readonly name: string
    readonly first: number
    readonly rows: readonly Row[]
    readonly size: number
  } | null = null
  let files = 0
  let thorough = false
  const writing = createGathering({
    isLeft: () => latest !== null && done.generation < latest.generation,
    once: writeOnce,
    retry: RETRY,
  })

  async function writeOnce(): Promise<void> {
    if (!latest) return
    const goal = latest
    const names = await places.mirror.list()
    const reached = newestHead(names)
    if (reached < goal.generation) {
      for await (const rows of rowsAfter(reached, goal.generation)) await writeRows(rows)
      await places.mirror.write(headName(goal.generation), goal.head)
    }
    const generation = Math.max(reached, goal.generation)
    done = { generation, at: places.now() }
    pending = pending.filter((row) => row.generation > generation)
    complete = Math.max(complete, generation)
    if (generation === goal.generation) await tidy(generation)
  }

  /** First what may be in memory only: should the database be lost, that is in the mirror by then. */
  async function* rowsAfter(reached: number, goal: number): AsyncGenerator<readonly Row[]> {
    const isMeant = (generation: number) => generation > reached && generation <= goal
    const known = pending.filter(({ generation }) => isMeant(generation))
    yield known
    if (reached >= complete) return
    const there = new Set(known.map(({ generation }) => generation))
    const keys = (await database.keys()).keys.filter(([of]) => isMeant(of) && !there.has(of))
    for (let at = 0; at < keys.length; at += SLICE) yield database.rows(keys.slice(at, at + SLICE))
  }

  async function writeRows(rows: readonly Row[]): Promise<void> {
    for (const part of partsOf(rows, CATCH_UP_SIZE)) {
      const size = sizeOf(part)
      const before: typeof tail = tail && tail.size + size <= FILE_SIZE ? tail : null
      const whole = before ? [...before.rows, ...part] : part
      const first = before?.first ?? (part[0]?.generation as number)
      const name = logName(first, part.at(-1)?.generation as number, `${tag}${files++}`)
      await places.mirror.write(name, encodeFrames(whole))
      tail = { name, first, rows: whole, size: size + (before?.size ?? 0) }
      if (before) await places.mirror.remove(before.name)
    }
  }

  /** Removes heads but the newest two, and files of which the log needs no segment any more. */
  async function tidy(generation: number): Promise<void> {
    const names = await places.mirror.list()
    const heads = [...headsOf(names)].sort((a, b) => b - a)
    for (const old of heads.filter((head) => head < generation).slice(1))
      await places.mirror.remove(headName(old))

    const logs = names.flatMap((name) => {
      const range = parseLogName(name)
      return range ? [{ name, ...range }] : []
    })
    if (logs.length === 0) return
    const { head, keys } = await database.keys()
    // Only while the mirror holds all the log needs may anything of it go, and only as far as the database can be believed: one
    // that is damaged may leave keys out.
    const claim = parseHead(head)
    if (claim?.generation !== generation || claim.rows !== keys.length) return
    const strict = thorough
    thorough = false
    const living = [...new Set(keys.map(([of]) => of))]
    const there = new Set(keys.map(String))
    for (const { name, first, last } of logs) {
      if (last > generation || name === tail?.name) continue
      if (!living.some((of) => of >= first && of <= last)) await places.mirror.remove(name)
      else if (strict) await thin(name, (row) => there.has(String([row.generation, row.index])))
    }
  }

  /** Writes a file anew without the segments that were packed. */
  async function thin(name: string, isLiving: (row: Row) => boolean): Promise<void> {
    const rows = decodeFrames((await places.mirror.read(name)) ?? new Uint8Array(0))
    const living = rows.filter(isLiving)
    const [first, last] = [living[0], living.at(-1)]
    if (living.length === rows.length || !first || !last) return
    const next = logName(first.generation, last.generation, `${tag}${files++}`)
    await places.mirror.write(next, encodeFrames(living))
    await places.mirror.remove(name)
  }

  return {
    note(generation, head, rows, { packed, lazy, patient } = {}) {
      if (packed) {
        // The file that was being filled holds what was packed: it is not written again.
        thorough = true
        tail = null
      }
      if (latest && generation <= latest.generation) return
      latest = { generation, head }
      if (generation <= done.generation) done = { ...done, at: places.now() }
      if ((lazy || patient) && sizeOf(pending) + sizeOf(rows) > WAITING) complete = generation
      else pending.push(...rows)
      writing.soon(patient ? GATHER_PATIENTLY : lazy ? GATHER_LAZILY : GATHER, patient)
    },
    flush: writing.now,
    state: () => done,
    stop: writing.stop,
  }
}

function partsOf(rows: readonly Row[], limit: number): readonly (readonly Row[])[] {
  const parts: Row[][] = []
  let size = limit
  for (const row of rows) {
    if (size + row.bytes.length > limit) {
      parts.push([])
      size = 0
    }
    parts.at(-1)?.push(row)
    size += row.bytes.length
  }
  return parts
}

function sizeOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.bytes.length, 0)
}
