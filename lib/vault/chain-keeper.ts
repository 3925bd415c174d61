import { concatBytes, toBase64Url, utf8 } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import { canonicalJson } from '@/lib/base/json'
import { createTurns } from '@/lib/base/turns'
import { sha256 } from '@/lib/crypto/hash'
import { composeAbsorbing, openIncoming } from '@/lib/vault/absorb'
import { openLink } from '@/lib/vault/beside'
import type { ChainSegment, Chains } from '@/lib/vault/chains'
import { vaultError } from '@/lib/vault/errors'
import type { Inside, Rewriting } from '@/lib/vault/inside'
import { ownParts, readNote, readOwn, writeNote, writeOwn } from '@/lib/vault/own'
import { compareChain, composeParting, hashAt, newsOf, type Parted, type Parting } from '@/lib/vault/parting'
import { createRecent, type Placed } from '@/lib/vault/recent'
import { openSegment, parseSegmentHeader } from '@/lib/vault/segment'
import { createSegmentIndex } from '@/lib/vault/segment-index'
import { countAfter } from '@/lib/vault/state'
import { takeOver } from '@/lib/vault/taking'

/** Segments that are read and opened at once: a megabyte, or two. */
const SLICE = 16

type Reached = ReadonlyMap<string, number>

export function createChains(inside: Inside): Chains {
  const { database, keys, state, places, vaultId, hearing, head, rewrite, pack, isClosed } = inside
  const recent = createRecent()
  hearing.hear(recent.wrote)
  const index = createSegmentIndex(database, recent)
  const own = ownParts(inside)

  /** One after the other, in the order in which they were asked for: one may follow on what the one before it brings. */
  const inTurns = createTurns()

  /** With the number of records there are once it is written. */
  const counted = <Made extends Rewriting>(made: Made): Made => {
    const { changes = [] } = made
    return changes.length > 0 ? { ...made, records: countAfter(state, changes) } : made
  }

  function checkOpen(): void {
    if (isClosed()) throw vaultError('closed')
  }

  /**
   * The segments behind `after`, some of them read and opened at once, and the next ones meanwhile. What was packed while the
   * others were read is looked up anew. @param whole ends a chain at a hole.
   */
  async function* walk<Opened>(
    { after, device, whole }: { after: Reached; device: string | undefined; whole: boolean },
    open: (bytes: Uint8Array) => Opened | null | Promise<Opened | null>,
  ) {
    const reached = new Map(after)
    const ended = new Set<string>()
    const isWanted = (one: Placed) =>
      (device === undefined || one.device === device) &&
      !ended.has(one.device) &&
      one.last > (reached.get(one.device) ?? 0)
    let list = (device !== undefined && whole && atHand(device, after)) || (await index.placed())
    let at = 0
    async function next() {
      const slice: Placed[] = []
      for (; at < list.length && slice.length < SLICE; at++) {
        const one = list[at] as Placed
        if (isWanted(one)) slice.push(one)
      }
      checkOpen()
      const read = await index.readAll(slice)
      checkOpen()
      return { slice, read, opened: await Promise.all(read.map((bytes) => bytes && open(bytes))) }
    }
    /** While one is given the next is read. */
    const begin = () => {
      const begun = next()
      begun.catch(() => {})
      return begun
    }
    let ahead = begin()
    for (;;) {
      const { slice, read, opened } = await ahead
      if (slice.length === 0) return
      ahead = begin()
      for (const [which, placed] of slice.entries()) {
        if (!isWanted(placed)) continue
        const [bytes, found] = [read[which], opened[which]]
        if (!bytes) {
          const now = await index.placed()
          // One that stands there still cannot be read.
          if (now.some(({ key }) => String(key) === String(placed.key))) continue
          list = now
          at = 0
          ahead = begin()
          break
        }
        if (!found) continue
        if (whole && placed.first > (reached.get(placed.device) ?? 0) + 1) {
          ended.add(placed.device)
          continue
        }
        reached.set(placed.device, placed.last)
        yield { placed, bytes, found }
        checkOpen()
      }
    }
  }

  function atHand(device: string, after: Reached): readonly Placed[] | null {
    const tip = head().tips.find((one) => toBase64Url(one.device) === device)
    return tip ? index.atHand(device, after.get(device) ?? 0, tip.sequence) : null
  }

  async function* behind(
    after: Reached,
    most: number,
    device?: string,
  ): AsyncGenerator<readonly ChainSegment[]> {
    let batch: ChainSegment[] = []
    let size = 0
    const open = (bytes: Uint8Array) => openLink(keys.segments, bytes)
    for await (const { placed, bytes, found } of walk({ after, device, whole: true }, open)) {
      if (batch.length > 0 && size + bytes.length > most) {
        yield batch
        batch = []
        size = 0
      }
      const { previous, first, last, end } = found
      batch.push({ device: placed.device, first, last, previous, end, bytes: concatBytes(bytes) })
      size += bytes.length
    }
    if (batch.length > 0) yield batch
  }

  async function* changesBehind(after: Reached, device?: string) {
    const open = (bytes: Uint8Array) => openSegment(keys.segments, bytes)
    for await (const { placed, found } of walk({ after, device, whole: false }, open)) {
      const { first, last, changes } = found
      yield { device: placed.device, first, last, changes }
    }
  }

  /** Opens those of certain chains: the rest is not looked into. */
  async function openOf(segments: readonly Uint8Array[], isMeant: (device: string) => boolean) {
    checkOpen()
    const meant = segments.filter((bytes) => {
      const header = parseSegmentHeader(bytes)
      return header && isMeant(toBase64Url(header.device))
    })
    return (await openIncoming(keys, vaultId, meant)).incoming
  }

  async function parting(wanted: Parting): Promise<Parted> {
    const parts = { index, keys, random: places.random }
    const made = await rewrite(async (there) =>
      counted(await composeParting(await index.placed(await there()), wanted, { ...parts, head: head() })),
    )
    if (!made) throw vaultError('unreachable')
    return made
  }

  return {
    changesBehind,
    tips: () =>
      head().tips.map(({ device, sequence, hash }) => ({ device: toBase64Url(device), sequence, hash })),
    behind,
    async open(segments) {
      checkOpen()
      return openIncoming(keys, vaultId, segments)
    },
    async absorb(segments, until = new Map()) {
      checkOpen()
      const { incoming, strange } =
        'incoming' in segments ? segments : await openIncoming(keys, vaultId, segments)
      const unknown = Array.from({ length: strange }, () => ({
        device: '',
        first: 0,
        reason: 'not-ours' as const,
      }))
      if (incoming.length === 0) return { taken: 0, refused: unknown }
      const taking = () =>
        takeOver(inside, async ({ there, ...basis }) => {
          const placed = async () => index.placed(await there())
          return counted(await composeAbsorbing(incoming, { ...basis, placed, until }))
        })
      const done = await inTurns(taking)
      return { taken: done.segments.length, refused: [...unknown, ...done.refused] }
    },
    hashAt: (device, sequence) => hashAt({ index, keys }, device, sequence),
    compare: async (device, segments) =>
      compareChain({ index, keys }, device, await openOf(segments, (of) => of === device)),
    async part(device, at, beside, note) {
      const incoming = await openOf(beside, (of) => of === device)
      const as = device === head().device ? newId(places.random) : head().device
      const more = (end: number) => {
        const behind = incoming.filter(({ segment }) => segment.last > end)
        return [
          ...newsOf(
            behind.flatMap(({ segment }) => segment.changes),
            state,
          ),
          ...note(end),
        ]
      }
      return (await parting({ device, at, as, more })).end
    },
    async restate(segments, ends) {
      const incoming = await openOf(segments, (of) => ends.has(of))
      const behind = incoming.filter(({ device, segment }) => segment.last > (ends.get(device) ?? 0))
      const all = behind.flatMap(({ segment }) => segment.changes)
      if (newsOf(all, state).length === 0) return false
      const device = ''
      await parting({ device, at: 0, as: head().device, more: () => newsOf(all, state) })
      return true
    },
    pack,
    erasures() {
      const all: string[] = []
      for (const { collection, id, erased, floors } of state.each())
        if (erased || floors)
          all.push(canonicalJson(erased ? [collection, id, erased] : [collection, id, { ...floors }]))
      return all.length > 0 ? toBase64Url(sha256(utf8(all.sort().join('\n')))) : ''
    },
    tombstones: () => [...state.each()].filter(({ erased }) => erased !== undefined),
    readOwn() {
      checkOpen()
      return readOwn(own)
    },
    writeOwn(plain) {
      checkOpen()
      return writeOwn(own, plain, places.random)
    },
    readNote(name) {
      checkOpen()
      return readNote(own, name)
    },
    writeNote(name, plain) {
      checkOpen()
      return writeNote(own, name, plain, places.random)
    },
  }
}
