import { equalBytes, fromUtf8, utf8 } from '@/lib/base/bytes'
import { type Held, isStretch } from '@/lib/replication/holdings'
import type { Situation } from '@/lib/replication/plan'
import type { Fetched } from '@/lib/services/sync-kept'
import type { DeepVault } from '@/lib/vault/deep'

/**
 * What lies under this device's own id and was not written here: a disk that was restored goes on elsewhere as well, and two
 * machines write one chain.
 */
export interface OwnChain {
  /** Looks at what was not looked at yet. @returns false once somebody else is found to write it. */
  check(): Promise<boolean>
  /** Notes an object as one that this device wrote. */
  wrote(name: string): void
  /** Remembers what is known beside the log, so that no object is read twice. */
  remember(): Promise<void>
  /** Noted where the chain was found to say something else. */
  differs(segments: readonly Uint8Array[]): void
  /** Segments of the chain that somebody else wrote; null where there is none. */
  usurped(): readonly Uint8Array[] | null
  /** Called once this device goes on under another id. */
  moved(): void
}

export interface OwnParts {
  readonly vault: DeepVault
  readonly situation: () => Situation
  readonly read: (object: Held) => Promise<Fetched | null>
}

const NOTE = 'own-objects'
/** Names that are kept of objects that lie nowhere any more. */
const MOST = 512

export function createOwnChain({ vault, situation, read }: OwnParts): OwnChain {
  const known = new Set<string>()
  let isRead = false
  let isNew = false
  let theirs: readonly Uint8Array[] | null = null

  async function load(): Promise<void> {
    if (isRead) return
    const note = await vault.chains.readNote(NOTE)
    for (const name of note ? (JSON.parse(fromUtf8(note)) as readonly string[]) : []) known.add(name)
    isRead = true
  }

  return {
    async check() {
      await load()
      const { held, tips } = situation()
      const reached = tips.get(vault.device) ?? 0
      const mine = held.filter((one) => one.device === vault.device && isStretch(one))
      for (const one of mine) {
        // What goes beyond is taken over as what this device lost, if it follows.
        if (known.has(one.name) || one.last > reached) continue
        const found = await read(one)
        if (!found) continue
        const here = await vault.chains.hashAt(vault.device, one.last)
        if (here && !equalBytes(here, found.object.end)) {
          theirs = found.object.segments
          return false
        }
        known.add(one.name)
        isNew = true
      }
      const lying = new Set(mine.map(({ name }) => name))
      for (const name of known) if (known.size > MOST && !lying.has(name)) known.delete(name)
      return theirs === null
    },
    wrote(name) {
      known.add(name)
      isNew = true
    },
    async remember() {
      if (!isNew) return
      isNew = false
      await vault.chains.writeNote(NOTE, utf8(JSON.stringify([...known])))
    },
    differs(segments) {
      theirs = segments
    },
    usurped: () => theirs,
    moved() {
      theirs = null
      known.clear()
      isNew = true
    },
  }
}
