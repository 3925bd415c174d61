import { equalBytes, fromUtf8, utf8 } from '@/lib/base/bytes'
import { readDevices } from '@/lib/replication/devices'
import { type Held, isStretch } from '@/lib/replication/holdings'
import { reachAt, type Situation } from '@/lib/replication/plan'
import type { Fetched } from '@/lib/services/sync-kept'
import { tipOf } from '@/lib/services/sync-tips'
import type { DeepVault } from '@/lib/vault/deep'

/**
 * What lies under this device's own id and was not written here: a disk that was restored goes on elsewhere as well, and two
 * machines write one chain.
 */
export interface OwnChain {
  /** Looks at what was not looked at yet. @returns false once somebody else is found to write it. */
  check(): Promise<boolean>
  /** Looks for the same in segments that a snapshot gave. */
  checkIn(segments: readonly Uint8Array[]): Promise<void>
  /** Whether an object is known to say what this device's chain does. */
  isOwn(object: Held): boolean
  /** Notes an object as one that this device wrote. */
  wrote(name: string): void
  /** Remembers what is known beside the log, so that no object is read twice. */
  remember(): Promise<void>
  /** Where this device has to leave its id, since another goes by it; null where it has not. */
  usurped(): Usurped | null
  /** Called once this device goes on under another id. */
  moved(): void
}

export interface Usurped {
  /** Up to there the chain is the other's as well, as far as is known. */
  readonly shared: number
  /** Where the chain ends for everybody: behind it nobody but one of the two has published anything, or there is nothing. */
  readonly end: number
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
  /** Where what somebody else wrote parts from what was written here, as far as was seen. */
  let theirs: { readonly shared: number; readonly isKnown: boolean } | null = null

  async function load(): Promise<void> {
    if (isRead) return
    const note = await vault.chains.readNote(NOTE)
    for (const name of note ? (JSON.parse(fromUtf8(note)) as readonly string[]) : []) known.add(name)
    isRead = true
  }

  const reached = () => tipOf(vault)

  const mine = () => situation().held.filter((one) => one.device === vault.device && isStretch(one))

  /** What lies far behind the place where they part does not tell it: what leads there does. */
  function differ(agreed: number | null, isAhead: boolean): void {
    const shared = agreed ?? (isAhead ? reached() : 0)
    const isKnown = agreed !== null || isAhead
    if (!theirs || (isKnown && !theirs.isKnown)) theirs = { shared, isKnown }
    else if (isKnown === theirs.isKnown && shared < theirs.shared) theirs = { shared, isKnown }
  }

  async function look(segments: readonly Uint8Array[]): Promise<boolean> {
    const { differs, agreed, last } = await vault.chains.compare(vault.device, segments)
    if (!differs && last <= reached()) return true
    differ(agreed, !differs)
    return false
  }

  return {
    async check() {
      await load()
      for (const one of mine()) {
        if (known.has(one.name)) continue
        const found = await read(one)
        if (!found) continue
        const here = one.last > reached() ? null : await vault.chains.hashAt(vault.device, one.last)
        const isOwn = here !== null && equalBytes(here, found.object.end)
        if (!isOwn && !(await look(found.object.segments))) continue
        known.add(one.name)
        isNew = true
      }
      const lying = new Set(mine().map(({ name }) => name))
      for (const name of known) if (known.size > MOST && !lying.has(name)) known.delete(name)
      return theirs === null
    },
    async checkIn(segments) {
      await look(segments)
    },
    isOwn: (object) => !isStretch(object) || known.has(object.name),
    wrote(name) {
      known.add(name)
      isNew = true
    },
    async remember() {
      if (!isNew) return
      isNew = false
      await vault.chains.writeNote(NOTE, utf8(JSON.stringify([...known])))
    },
    usurped() {
      const said = readDevices(vault).find(({ id }) => id === vault.device)?.parted?.sequence
      if (!theirs) return said === undefined ? null : { shared: said, end: said }
      const shared = Math.min(theirs.shared, said ?? Number.POSITIVE_INFINITY)
      const isPublished = mine().some(({ name, last }) => known.has(name) && last > shared)
      const lies = reachAt(situation()).get(vault.device) ?? 0
      return { shared, end: isPublished ? shared : Math.max(shared, said ?? lies) }
    },
    moved() {
      theirs = null
      known.clear()
      isNew = true
    },
  }
}
