/** Keeps a collection watched for as long as the page lives, over every cut of the line. */
import type { Within } from '@/lib/sdk/attachments'
import type { Changed } from '@/lib/sdk/collection-types'

/** Between two `watch` calls: less than the idle time after which browsers stop a background (30 s). */
const BEAT = 20_000
/** After a cut: the page may be about to go away. */
const AGAIN = 250

/** What may be set by tests. */
export interface Beats {
  readonly beat: number
  readonly again: number
}

/**
 * A second `watch` changes nothing, so it is also the sign of life. While it is refused (locked, paused) it is tried on; once the
 * grant has ended, no more.
 */
export function keepWatching(
  { connection, grant, collection }: Within,
  tell: (changed: Changed) => void,
  { beat, again }: Beats = { beat: BEAT, again: AGAIN },
): void {
  let timer: ReturnType<typeof setTimeout>
  let missed = false
  let over = false

  function soon(milliseconds: number): void {
    clearTimeout(timer)
    if (over) return
    timer = setTimeout(() => void watch(), milliseconds)
    // In a test on Node nothing waits for this.
    ;(timer as { unref?: () => void }).unref?.()
  }

  async function watch(): Promise<void> {
    // Taken before the call: a cut during it must not be forgotten.
    const was = missed
    missed = false
    try {
      await connection.call('watch', { grant, collection })
      if (was) tell({ changed: [], gone: [], missed: true })
    } catch {
      missed = true
    }
    soon(missed && was === false ? again * 4 : beat)
  }

  connection.listen((message) => {
    const { event } = message
    if (event === 'lost') {
      missed = true
      soon(again)
    } else if (message.grant !== grant) return
    else if (event === 'change') {
      over = message.state === 'revoked' || message.state === 'expired'
      missed ||= message.state === 'paused'
      soon(0)
    } else if (event === 'records' && message.collection === collection) {
      tell({ changed: ids(message.changed), gone: ids(message.gone), missed: false })
    }
  })
  void watch()
}

function ids(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((id) => typeof id === 'string') : []
}
