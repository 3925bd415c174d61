import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Clock } from '@/lib/base/time'
import { firstVersion, GRANTS } from '@/lib/grants/reader'
import { type LetterFacts, letterFacts } from '@/lib/ledger/letters'
import type { ReceiptBody } from '@/lib/ledger/receipt'
import { parseReceipt } from '@/lib/ledger/receipt-schema'
import {
  monthAfter,
  type StandingTask,
  standingTasks,
  TASKS,
  type Task,
  taskRecord,
  tickRecord,
} from '@/lib/ledger/tasks'
import { localDate } from '@/lib/services/local-date'
import type { Sharing } from '@/lib/services/sharing'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** Letters to sites and the answers the person waits for. Nothing is sent from here. */
export interface Tasks {
  /** Open ones first, by the day they are due. */
  tasks(): readonly StandingTask[]
  /** Notes a letter, due one calendar month from today. One that is open for the same site and question stands already. */
  open(kind: Task['kind'], origin: string): Promise<Task>
  /** Ticks a task off, or takes that back. */
  tick(id: string, done: boolean): Promise<void>
  /** Takes a task away, as if the letter had not been written. */
  lift(id: string): Promise<void>
  /** What a letter to the site can say. */
  facts(origin: string): LetterFacts
}

export interface TasksEdges {
  readonly vault: Vault
  readonly now: Clock
  readonly random: RandomBytes
  readonly sharing: Pick<Sharing<unknown>, 'holdings' | 'ledger'>
}

export function createTasks({ vault, now, random, sharing }: TasksEdges): Tasks {
  const write = async (prepare: Parameters<Vault['commit']>[0]): Promise<void> => {
    await vault.commit(prepare, { durability: 'strict' })
  }
  return {
    tasks: () => standingTasks(vault),
    async open(kind, origin) {
      const created = now()
      const made: Task = { id: newId(random), kind, origin, created, due: monthAfter(localDate(created)) }
      let task = made
      await write((state) => {
        const same = standingTasks(state).find(
          (one) => one.done === null && one.kind === kind && one.origin === origin,
        )
        if (!same) {
          task = made
          return [taskRecord(made, vault.stamp())]
        }
        const { done: _, ...known } = same
        task = known
        return []
      })
      return task
    },
    tick: (id, done) =>
      write((state) => {
        const task = standingTasks(state).find((one) => one.id === id)
        return task && (task.done !== null) !== done ? [tickRecord(id, done, vault.stamp())] : []
      }),
    lift: (id) =>
      write((state) =>
        state.get(TASKS, id) ? [{ collection: TASKS, id, fields: {}, erased: vault.stamp() }] : [],
      ),
    facts: (origin) => letterFacts(origin, sharing.holdings(), sharing.ledger({ origin }), receiptsOf(vault)),
  }
}

/** Receipts of all grants, as they were signed. */
function receiptsOf(state: VaultReader): readonly ReceiptBody[] {
  return state.all(GRANTS).flatMap((record) => {
    const receipt = parseReceipt(firstVersion(record, 'receipt')?.value)
    return receipt?.body.record.id === record.id ? [receipt.body] : []
  })
}
