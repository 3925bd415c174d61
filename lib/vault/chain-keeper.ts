import { concatBytes, toBase64Url, utf8 } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import { canonicalJson } from '@/lib/base/json'
import { sha256 } from '@/lib/crypto/hash'
import { composeAbsorbing, openIncoming } from '@/lib/vault/absorb'
import type { ChainSegment, Chains } from '@/lib/vault/chains'
import { vaultError } from '@/lib/vault/errors'
import type { Inside } from '@/lib/vault/inside'
import { ownParts, readNote, readOwn, writeNote, writeOwn } from '@/lib/vault/own'
import { compareChain, composeParting, hashAt, newsOf, type Parted, type Parting } from '@/lib/vault/parting'
import { chainHash, openSegment, parseSegmentHeader } from '@/lib/vault/segment'
import { createSegmentIndex, type Placed } from '@/lib/vault/segment-index'

export function createChains(inside: Inside): Chains {
  const { database, keys, state, places, vaultId, head, takeOver, rewrite, pack, isClosed } = inside
  const index = createSegmentIndex(database)
  const own = ownParts(inside)

  function checkOpen(): void {
    if (isClosed()) throw vaultError('closed')
  }

  /** The segments behind `after`. What was packed while the others were read is looked up anew. @param whole ends a chain at a hole. */
  async function* walk(after: ReadonlyMap<string, number>, device: string | undefined, whole: boolean) {
    const reached = new Map(after)
    const ended = new Set<string>()
    let list = await index.placed()
    for (let at = 0; at < list.length; at++) {
      const placed = list[at] as Placed
      const from = reached.get(placed.device) ?? 0
      if ((device !== undefined && placed.device !== device) || ended.has(placed.device)) continue
      if (placed.last <= from) continue
      checkOpen()
      const bytes = await index.read(placed)
      checkOpen()
      if (!bytes) {
        const now = await index.placed()
        // One that stands there still cannot be read.
        if (now.some(({ key }) => String(key) === String(placed.key))) continue
        list = now
        at = -1
        continue
      }
      const segment = openSegment(keys.segments, bytes)
      if (!segment) continue
      if (whole && placed.first > from + 1) {
        ended.add(placed.device)
        continue
      }
      reached.set(placed.device, placed.last)
      yield { device: placed.device, bytes, segment }
    }
  }

  async function* behind(
    after: ReadonlyMap<string, number>,
    most: number,
    device?: string,
  ): AsyncGenerator<readonly ChainSegment[]> {
    let batch: ChainSegment[] = []
    let size = 0
    for await (const { device: of, bytes, segment } of walk(after, device, true)) {
      if (batch.length > 0 && size + bytes.length > most) {
        yield batch
        batch = []
        size = 0
      }
      const { previous, first, last } = segment
      const end = chainHash(bytes, segment.packed)
      batch.push({ device: of, first, last, previous, end, bytes: concatBytes(bytes) })
      size += bytes.length
    }
    if (batch.length > 0) yield batch
  }

  async function* changesBehind(after: ReadonlyMap<string, number>, device?: string) {
    for await (const { device: of, segment } of walk(after, device, false)) {
      const { first, last, changes } = segment
      yield { device: of, first, last, changes }
    }
  }

  /** Opens those of certain chains: the rest is not looked into. */
  function openOf(segments: readonly Uint8Array[], isMeant: (device: string) => boolean) {
    checkOpen()
    const meant = segments.filter((bytes) => {
      const header = parseSegmentHeader(bytes)
      return header && isMeant(toBase64Url(header.device))
    })
    return openIncoming(keys, vaultId, meant).incoming
  }

  async function parting(wanted: Parting): Promise<Parted> {
    const parts = { index, keys, random: places.random }
    const made = await rewrite(async (there) =>
      composeParting(await index.placed(there), wanted, { ...parts, head: head() }),
    )
    if (!made) throw vaultError('unreachable')
    return made
  }

  return {
    changesBehind,
    tips: () =>
      head().tips.map(({ device, sequence, hash }) => ({ device: toBase64Url(device), sequence, hash })),
    behind,
    async absorb(segments, until = new Map()) {
      checkOpen()
      const { incoming, strange } = openIncoming(keys, vaultId, segments)
      const unknown = Array.from({ length: strange }, () => ({
        device: '',
        first: 0,
        reason: 'not-ours' as const,
      }))
      if (incoming.length === 0) return { taken: 0, refused: unknown }
      const done = await takeOver(async ({ there, ...basis }) => {
        const placed = await index.placed(there)
        return composeAbsorbing(incoming, { ...basis, placed, until })
      })
      return { taken: done.segments.length, refused: [...unknown, ...done.refused] }
    },
    hashAt: (device, sequence) => hashAt({ index, keys }, device, sequence),
    compare: (device, segments) =>
      compareChain(
        { index, keys },
        device,
        openOf(segments, (of) => of === device),
      ),
    async part(device, at, beside, note) {
      const incoming = openOf(beside, (of) => of === device)
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
      const incoming = openOf(segments, (of) => ends.has(of))
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
