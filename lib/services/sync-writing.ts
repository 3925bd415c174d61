import { idBytes, type RandomBytes } from '@/lib/base/ids'
import { type Beside, CONTENT_LIMIT, type ObjectBody, sealObject } from '@/lib/replication/object'
import {
  deviceTag,
  type NameKeys,
  type ObjectName,
  type ObjectPlace,
  objectName,
} from '@/lib/replication/object-name'
import { reachAt, toCopy, toDelete } from '@/lib/replication/plan'
import type { Snapshot } from '@/lib/replication/snapshots'
import type { Identity } from '@/lib/services/sync-identity'
import type { Lane } from '@/lib/services/sync-lane'
import type { Reading } from '@/lib/services/sync-reading'
import type { Together } from '@/lib/services/sync-together'
import type { ChainSegment } from '@/lib/vault/chains'
import type { DeepVault } from '@/lib/vault/deep'

export interface WritingParts {
  readonly vault: DeepVault
  readonly vaultId: Uint8Array
  readonly vaultTag: string
  readonly names: NameKeys
  readonly identity: () => Identity
  readonly lanes: readonly Lane[]
  readonly reading: Reading
  readonly random: RandomBytes
  readonly beside: Beside | undefined
  /** Called when a place has an object that was written to it. */
  readonly acknowledged: () => void
  /** Resolves when this is done, or has taken so long that the others go on without it. */
  readonly together: Together
}

export interface Writing {
  /** Writes what no place that answers has of the own chain to all of them. @returns the names of what it wrote. */
  push(): Promise<ReadonlySet<string>>
  /** Writes all there is as a snapshot. @returns null when it did not come to be. */
  snapshot(): Promise<Omit<Snapshot, 'author' | 'forced'> | null>
  /** Copies between places what one lacks and another has. */
  copy(): Promise<void>
  /** Deletes what snapshots stand for. */
  tidy(): Promise<void>
}

/** Objects copied at once. */
const WIDTH = 4
/** A snapshot whose log changed under it is begun again this often. */
const ATTEMPTS = 3
const NO_HASH = new Uint8Array(32)

export function createWriting(parts: WritingParts): Writing {
  const {
    vault,
    vaultId,
    vaultTag,
    names,
    identity,
    lanes,
    reading,
    random,
    together,
    acknowledged,
    beside,
  } = parts
  const open = () => lanes.filter((lane) => lane.isUp && !lane.busy)

  async function seal(
    place: ObjectPlace,
    ends: Pick<ObjectBody, 'previous' | 'end'>,
    segments: readonly ChainSegment[],
  ): Promise<{ readonly name: ObjectName; readonly bytes: Uint8Array<ArrayBuffer> }> {
    const me = identity()
    // Asked each time: it changes when there turns out to be another machine under this id.
    const self = idBytes(vault.device)
    const tag = deviceTag(names, vaultId, self)
    const tips = vault.chains.tips().map((tip) => ({ ...tip, device: idBytes(tip.device) }))
    const body = {
      author: self,
      key: me.key,
      exchange: me.exchange,
      place,
      ...ends,
      tips,
      segments: segments.map(({ bytes }) => bytes),
    }
    const context = { vaultId, vaultTag, deviceTag: tag }
    const { bytes, hash } = await sealObject(await me.sealing(), context, body, me.sign, random, beside)
    const name = objectName(names, vaultTag, tag, place, hash)
    return { name: { ...place, name, hash, deviceTag: tag }, bytes }
  }

  async function putAll(name: ObjectName, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
    const put = async (lane: Lane) => {
      const done = await lane.put(name, bytes)
      if (done) acknowledged()
      return done
    }
    const done = await together(open().map((lane) => ({ lane, run: () => put(lane) })))
    return done.filter(Boolean).length
  }

  async function push(): Promise<ReadonlySet<string>> {
    const sent = new Set<string>()
    if (open().length === 0) return sent
    const reached = reachAt(reading.situation()).get(vault.device) ?? 0
    const after = new Map([[vault.device, reached]])
    // The next one is sealed while the one before it is on its way; it leaves only once that has arrived.
    let sending: Promise<number> = Promise.resolve(1)
    for await (const batch of vault.chains.behind(after, CONTENT_LIMIT, vault.device)) {
      const [first] = batch
      if (!first) continue
      const newest = batch.reduce((a, b) => (b.last > a.last ? b : a))
      const place = { first: first.first, last: newest.last, part: 0, parts: 0 }
      const { name, bytes } = await seal(place, { previous: first.previous, end: newest.end }, batch)
      reading.own.wrote(name.name)
      sent.add(name.name)
      if ((await sending) === 0) return sent
      sending = putAll(name, bytes)
    }
    await sending
    return sent
  }

  /** The log up to `covers`, in the parts it is written in. */
  async function* partsOf(covers: ReadonlyMap<string, number>): AsyncGenerator<readonly ChainSegment[]> {
    for await (const batch of vault.chains.behind(new Map(), CONTENT_LIMIT)) {
      const within = batch.filter(({ device, first }) => first <= (covers.get(device) ?? 0))
      if (within.length > 0) yield within
    }
  }

  async function attempt(): Promise<Omit<Snapshot, 'author' | 'forced'> | null> {
    await vault.chains.pack()
    const erasures = vault.chains.erasures()
    const tips = vault.chains.tips()
    const covers = new Map(tips.map(({ device, sequence }) => [device, sequence]))
    const own = tips.find(({ device }) => device === vault.device)
    const id = random(6).reduce((sum, byte) => sum * 256 + byte, 0)
    let count = 0
    for await (const _ of partsOf(covers)) count++
    if (count === 0 || count > 0xffff) return null
    let part = 0
    const written = new Map<string, number>()
    for await (const batch of partsOf(covers)) {
      if (part === count) return null
      for (const { device, last } of batch) written.set(device, last)
      const place = { first: id, last: own?.sequence ?? 0, part: part++, parts: count }
      const { name, bytes } = await seal(place, { previous: NO_HASH, end: own?.hash ?? NO_HASH }, batch)
      if ((await putAll(name, bytes)) === 0) return null
    }
    // A chain with a damaged place is given up to there.
    const isWhole = part === count && [...covers].every(([device, to]) => (written.get(device) ?? 0) >= to)
    return isWhole ? { id, parts: count, covers, erasures } : null
  }

  return {
    push,
    async snapshot() {
      for (let at = 0; at < ATTEMPTS && open().length > 0; at++) {
        const made = await attempt()
        if (made) return made
      }
      return null
    },
    async copy() {
      const moves = toCopy(reading.situation())
      const objects = new Map(moves.map(({ object }) => [object.name, object]))
      const wanted = [...objects.values()]
      for (let at = 0; at < wanted.length; at += WIDTH) {
        const fetched = await Promise.all(
          wanted.slice(at, at + WIDTH).map(async (object) => ({ object, found: await reading.read(object) })),
        )
        const work = open().map((lane) => ({
          lane,
          run: async () => {
            let well = true
            for (const { object, found } of fetched) {
              const lacks = moves.some((move) => move.replica === lane.id && move.object.name === object.name)
              if (found && lacks && well) well = await lane.put(plain(object), found.bytes)
            }
            return well
          },
        }))
        await together(work)
      }
    },
    async tidy() {
      const moves = toDelete(reading.everything())
      const spent = new Set<string>()
      for (const object of new Map(moves.map(({ object }) => [object.name, object])).values())
        if (await reading.isSpent(object)) spent.add(object.name)
      await together(
        open().map((lane) => ({
          lane,
          run: async () => {
            for (const { object } of moves.filter(({ replica }) => replica === lane.id))
              if (spent.has(object.name) && !(await lane.delete(object.name))) return false
            return true
          },
        })),
      )
    },
  }
}

function plain({ name, deviceTag, hash, first, last, part, parts }: ObjectName): ObjectName {
  return { name, deviceTag, hash, first, last, part, parts }
}
