import type { Within } from '@/lib/sdk/attachments'
import { checkSignal, must } from '@/lib/sdk/check'
import type { Listing, ListOptions, Page } from '@/lib/sdk/collection-types'
import { malformed } from '@/lib/sdk/errors'
import { readRecord } from '@/lib/sdk/record-values'

/** A page as it came: nothing of its records was looked at. */
interface Answer {
  readonly records: readonly unknown[]
  readonly next: string | null
}

/** @throws TypeError for wrong options; a signal that was aborted already ends the first page. */
export function createListing<T>(within: Within, given: ListOptions = {}): Listing<T> {
  const { limit = 100, order = 'created', reverse = false, after = null, signal: outer } = given
  checkSignal({ ...given, signal: undefined }, 'limit', 'order', 'reverse', 'after')
  must(outer === undefined || outer instanceof AbortSignal, 'signal must be an AbortSignal')
  must(Number.isInteger(limit) && limit >= 1 && limit <= 1_000, 'limit must be 1 to 1,000')
  must(order === 'created' || order === 'changed', 'order must be created or changed')
  must(typeof reverse === 'boolean', 'reverse must be a boolean')
  must(after === null || typeof after === 'string', 'after must be the next of a page')
  const { connection, grant, collection } = within

  async function fetch(from: string | null, signal: AbortSignal): Promise<Answer> {
    const members = { grant, collection, after: from, limit, order, reverse }
    const ok = Object(await connection.call('list', members, signal))
    const { records, next } = ok as { readonly [member: string]: unknown }
    if (!Array.isArray(records) || (next !== null && typeof next !== 'string')) throw malformed()
    return { records, next }
  }

  async function* pages(): AsyncGenerator<Page<T>, void, undefined> {
    const ended = new AbortController()
    const signal = outer ? AbortSignal.any([outer, ended.signal]) : ended.signal
    try {
      outer?.throwIfAborted()
      for (let coming: Promise<Answer> | null = fetch(after, signal); coming; ) {
        const { records, next }: Answer = await coming
        // Asked for before this one is read, so that both sides are at work.
        coming = next === null ? null : fetch(next, signal)
        // Looked at when its turn comes, or never.
        coming?.catch(() => {})
        yield Object.freeze({ records: records.map((one) => readRecord<T>(within, one)), next })
        outer?.throwIfAborted()
      }
    } finally {
      ended.abort()
    }
  }

  return Object.freeze({
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { records } of pages()) yield* records
    },
  })
}
