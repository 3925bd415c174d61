import { deliveredRecord } from '@/lib/ledger/record'
import type { Session } from '@/lib/services/session'

/** Acknowledgements are gathered for this long, in milliseconds, so that they cost no read anything. */
const GATHER = 500
/** An answer nobody acknowledges is not remembered for ever. */
const MOST = 1_000

export interface AcknowledgingEdges {
  readonly session: Session
  readonly delay: (milliseconds: number) => Promise<void>
}

/** Which answers arrived in their page, noted beside their entries in the ledger. */
export interface Acknowledging {
  /** The answer to `call` leaves, and these entries tell of it. */
  note(call: string, entries: readonly string[]): void
  /** The page has the answer to `call`. */
  delivered(call: string): void
}

export function createAcknowledging({ session, delay }: AcknowledgingEdges): Acknowledging {
  /** Ledger entries of each answered call that was not acknowledged yet. */
  const unacknowledged = new Map<string, readonly string[]>()
  const arrived = new Set<string>()
  let gathering = false

  async function gather(): Promise<void> {
    if (gathering) return
    gathering = true
    await delay(GATHER)
    gathering = false
    const ids = [...arrived]
    arrived.clear()
    const held = await session.forCommit()
    if (!held) return
    const { vault, stands } = held
    await vault.commit(() => ids.map((id) => deliveredRecord(id, true, vault.stamp())), {
      durability: 'relaxed',
      provided: stands,
    })
  }

  return {
    note(call, entries) {
      unacknowledged.set(call, entries)
      if (unacknowledged.size > MOST) unacknowledged.delete(unacknowledged.keys().next().value as string)
    },
    delivered(call) {
      const entries = unacknowledged.get(call)
      if (!entries) return
      unacknowledged.delete(call)
      for (const entry of entries) arrived.add(entry)
      gather().catch(() => undefined)
    },
  }
}
