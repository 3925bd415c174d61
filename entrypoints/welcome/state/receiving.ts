import { type ReadonlySignal, signal } from '@preact/signals'
import type { WelcomeEdges } from './edges'

export interface Progress {
  /** The person's records that are here. */
  readonly records: number
  readonly isDone: boolean
  /** No place answers. */
  readonly isStuck: boolean
}

/** A joined vault, while it is filled from the places by the background. */
export interface Receiving {
  readonly progress: ReadonlySignal<Progress>
  /** Looks again and again until the answer is called. */
  follow(): () => void
}

/** How often, in milliseconds. */
const LOOK_EVERY = 1_000

export function createReceiving(edges: WelcomeEdges): Receiving {
  const progress = signal<Progress>({ records: 0, isDone: false, isStuck: false })
  let looking = false

  async function look(): Promise<void> {
    if (looking) return
    looking = true
    try {
      const opened = await edges.open()
      const report = opened ? await edges.callApp('sync.health', {}) : null
      if (opened && report) {
        await opened.vault.refresh()
        const { places, lastRound, isRunning, missing } = report
        progress.value = {
          records: countRecords(opened.vault),
          isDone: lastRound !== null && !isRunning && missing.length === 0,
          isStuck:
            places.length > 0 && places.every(({ problem, needsPermission }) => problem || needsPermission),
        }
      }
    } catch {
      // Asked again in a second.
    }
    looking = false
  }

  return {
    progress,
    follow() {
      const life = new AbortController()
      void look()
      edges.every(LOOK_EVERY, () => !progress.value.isDone && void look(), life.signal)
      return () => life.abort()
    },
  }
}

/** What the person keeps; the grants, the ledger and other things of ours are not theirs to count. */
function countRecords(vault: {
  readonly collections: () => readonly string[]
  readonly all: (collection: string) => readonly unknown[]
}): number {
  return vault
    .collections()
    .filter((name) => !name.startsWith('~'))
    .reduce((sum, name) => sum + vault.all(name).length, 0)
}
