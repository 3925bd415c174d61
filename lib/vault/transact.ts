import { nameOf } from '@/lib/vault/errors'

/** The connection was closing when a transaction was asked of it. */
export class Lost extends Error {
  override readonly name = 'InvalidStateError'
}

/** Goes on within the transaction once a request has its result; what `then` throws aborts the transaction. */
export type After = (request: IDBRequest, then: () => void) => void

/** `work` is synchronous: it places requests and gives back how to read their results once the transaction is complete. */
export function transact<Value>(
  database: IDBDatabase,
  stores: readonly string[],
  mode: IDBTransactionMode,
  durability: IDBTransactionDurability,
  work: (transaction: IDBTransaction, after: After) => () => Value,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let transaction: IDBTransaction
    let thrown: unknown = null
    try {
      transaction = database.transaction(stores, mode, { durability })
    } catch (error) {
      reject(
        nameOf(error) === 'InvalidStateError' ? new Lost('connection is closing', { cause: error }) : error,
      )
      return
    }
    const awaited: IDBRequest[] = []
    let result: () => Value
    transaction.oncomplete = () => {
      try {
        if (awaited.some(({ readyState }) => readyState !== 'done')) throw unanswered()
        resolve(result())
      } catch (error) {
        reject(named(error))
      }
    }
    transaction.onabort = () =>
      reject(thrown ?? transaction.error ?? new DOMException('transaction was aborted', 'AbortError'))
    const guarded = (step: () => void) => {
      try {
        step()
      } catch (error) {
        thrown = named(error)
        transaction.abort()
      }
    }
    guarded(() => {
      result = work(transaction, (request, then) => {
        awaited.push(request)
        request.onsuccess = () => guarded(then)
      })
    })
  })
}

/**
 * Firefox 153 gives no result for a value whose bytes it cannot take apart, yet completes the transaction without an error;
 * asking for the result is an InvalidStateError then.
 */
function named(error: unknown): unknown {
  return nameOf(error) === 'InvalidStateError' ? unanswered(error) : error
}

function unanswered(cause?: unknown): Error {
  return Object.assign(new DOMException('a value cannot be read', 'NotReadableError'), { cause })
}

/** Firefox in permanent private browsing refuses every opening with this error. */
export function isUnusable(error: unknown): boolean {
  return (
    typeof indexedDB === 'undefined' || (nameOf(error) === 'InvalidStateError' && !(error instanceof Lost))
  )
}
