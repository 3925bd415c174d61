import { isId } from '@/lib/base/ids'
import { chunkOf, isLastChunk, MAX_SEALED, SEALED_CHUNK } from '@/lib/vault/blob'
import { GROUP } from '@/lib/vault/blob-sizes'
import type { SealedGroup } from '@/lib/vault/blob-store'
import { createGathering } from '@/lib/vault/gathering'
import type { MirrorPlace } from '@/lib/vault/places'

/*
 * An attachment in the mirror: `blob-<id>`, its sealed chunks one after the other. It is written under
 * `blob-<id>.<tag>` and takes its name when it is whole, so that half a file never passes for one.
 */
const NAME = /^blob-([\w-]{22})(\.[\w-]+)?$/
/** How long after a commit an attachment is copied, in milliseconds; after another context's, which copies it itself, longer. */
const GATHER = 100
const GATHER_LAZILY = 3_000
/** When the mirror could not be written. */
const RETRY = 5_000

export interface BlobMirror {
  /** Has these copied before long. */
  want(ids: readonly string[], how?: { readonly lazy?: boolean }): void
  /** Copies now what is wanted. @throws what the place threw. */
  flush(): Promise<void>
  /** Number of those wanted that are not there yet. */
  waiting(): number
  /** A group of sealed chunks as the mirror has it; whether they are sound, opening them says. */
  read(id: string, group: number): Promise<Uint8Array | null>
  /** What may be the last group, likeliest first. */
  ends(id: string): Promise<readonly SealedGroup[]>
  remove(ids: readonly string[]): Promise<void>
  /** Attachments that are there as a whole, and names of files that were given up half-way. */
  list(): Promise<{ readonly whole: ReadonlySet<string>; readonly partial: readonly PartialFile[] }>
  removeFile(name: string): Promise<void>
  stop(): void
}

export interface PartialFile {
  readonly name: string
  readonly id: string
}

/**
 * Copies attachments into the mirror, one at a time and group by group, as they are sealed: no key is needed.
 * @param groupOf a group of sealed chunks as the database has it. @param tag of this context, for names no other one uses.
 */
export function createBlobMirror(
  mirror: MirrorPlace,
  groupOf: (id: string, group: number) => Promise<Uint8Array | null>,
  tag: string,
): BlobMirror {
  const wanted = new Set<string>()
  /** Wanted, but not whole in the database either: tried again only when wanted again. */
  const missing = new Set<string>()
  const copying = createGathering({ isLeft: () => wanted.size > 0, once: copyAll, retry: RETRY })

  async function* chunksOf(id: string): AsyncGenerator<Uint8Array> {
    for (let group = 0; ; group++) {
      const sealed = await groupOf(id, group)
      if (!sealed) throw new MissingChunk()
      const isEnd = endsIn(sealed)
      if (!isEnd && sealed.length < GROUP * SEALED_CHUNK) throw new MissingChunk()
      yield sealed
      if (isEnd) return
    }
  }

  async function copy(id: string): Promise<void> {
    const part = `${fileName(id)}.${tag}`
    try {
      await mirror.writeParts(part, chunksOf(id))
      // Removed meanwhile: nothing may come back under its name.
      if (wanted.has(id)) await mirror.rename(part, fileName(id))
      else await mirror.remove(part)
    } catch (error) {
      if (!(error instanceof MissingChunk)) throw error
      if (wanted.has(id)) missing.add(id)
    }
    wanted.delete(id)
  }

  async function copyAll(): Promise<void> {
    const { whole } = await list()
    for (const id of [...wanted]) {
      if (whole.has(id)) wanted.delete(id)
      else if (wanted.has(id)) await copy(id)
    }
  }

  async function list() {
    const whole = new Set<string>()
    const partial: PartialFile[] = []
    for (const name of await mirror.list()) {
      const found = NAME.exec(name)
      if (!found?.[1] || !isId(found[1])) continue
      if (found[2]) partial.push({ name, id: found[1] })
      else whole.add(found[1])
    }
    return { whole, partial }
  }

  return {
    want(ids, { lazy = false } = {}) {
      for (const id of ids) {
        wanted.add(id)
        missing.delete(id)
      }
      if (wanted.size > 0) copying.soon(lazy ? GATHER_LAZILY : GATHER)
    },
    flush: copying.now,
    waiting: () => wanted.size + missing.size,
    async read(id, group) {
      const start = group * GROUP * SEALED_CHUNK
      // The padding of a full last chunk reaches beyond the length of a chunk.
      const end = start + (GROUP - 1) * SEALED_CHUNK + MAX_SEALED
      const bytes = await mirror.readPart(fileName(id), start, end)
      if (!bytes || bytes.length === 0) return null
      return endsIn(bytes) ? bytes : bytes.subarray(0, GROUP * SEALED_CHUNK)
    },
    async ends(id) {
      const size = await mirror.size(fileName(id))
      if (size === null) return []
      const least = Math.floor(Math.max(0, size - 1) / SEALED_CHUNK)
      const groups = new Set([least, least - 1].filter((at) => at >= 0).map((at) => Math.floor(at / GROUP)))
      const found: SealedGroup[] = []
      for (const group of groups) {
        const bytes = await this.read(id, group)
        if (bytes) found.push({ group, bytes })
      }
      return found
    },
    async remove(ids) {
      for (const id of ids) {
        wanted.delete(id)
        missing.delete(id)
        await mirror.remove(fileName(id))
      }
    },
    list,
    removeFile: (name) => mirror.remove(name),
    stop: copying.stop,
  }
}

/** Whether some chunk in a group says that it is the last. */
function endsIn(group: Uint8Array): boolean {
  for (let at = 0; at < GROUP; at++) {
    const sealed = chunkOf(group, at)
    if (sealed && isLastChunk(sealed)) return true
  }
  return false
}

class MissingChunk extends Error {}

function fileName(id: string): string {
  return `blob-${id}`
}
