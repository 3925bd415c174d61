import type { PendingRequest } from '@/lib/grants/request'
import { AppRefusal } from '@/lib/services/app-refusal'
import { type Broker, FULL } from '@/lib/services/broker'
import { quotaRecord } from '@/lib/services/locker-room'
import type { Session } from '@/lib/services/session'
import type { Waiting } from '@/lib/services/waiting'

export interface RoomingEdges {
  readonly session: Session
  readonly waiting: Waiting
  readonly broker: Pick<Broker, 'settle' | 'resume'>
  readonly onQueue: () => void
}

/**
 * Gives a locker the room its site asked for, and lets the write that waits for it go on.
 * @throws AppRefusal `locked`.
 */
export async function giveRoom(
  { session, waiting, broker, onQueue }: RoomingEdges,
  pending: PendingRequest,
): Promise<{ readonly accepted: boolean }> {
  const { quota } = pending
  if (!quota) return { accepted: false }
  const vault = await session.vault()
  if (!vault) throw new AppRefusal('locked')
  if (!(await waiting.take(pending.id))) return { accepted: false }
  onQueue()
  try {
    await vault.commit(() => [quotaRecord(quota.collection, quota.wanted, vault.stamp())])
    await waiting.forget(pending.origin)
    await broker.resume(pending)
    return { accepted: true }
  } catch (error) {
    await broker.settle(pending, { id: pending.id, error: FULL })
    throw error
  }
}
