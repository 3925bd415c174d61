export const DEFAULT_TIMEOUT = 20_000

/** What one look at a page may take at the very end of a wait. */
const LEAST_LOOK = 5000

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The longest that one answer of a browser may take: shorter than any test may, so that the test says what it waited for. */
export const LONGEST_ANSWER = 60_000

/** What was waited for did not come in time. */
export class Late extends Error {}

/** The outcome of `work`; when it takes longer than `timeout` milliseconds, an error that names it. `work` itself goes on. */
export async function within<T>(
  what: string,
  work: Promise<T>,
  timeout: number = LONGEST_ANSWER,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`${what}: no answer within ${timeout} ms`)), timeout)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Calls `probe` until it gives something other than null. A probe may say why it is not ready by throwing: the last reason
 * stands in the error. A probe that does not answer is not waited for any longer than one that says no.
 */
export async function poll<T>(
  what: string,
  probe: () => Promise<T | null>,
  timeout: number = DEFAULT_TIMEOUT,
): Promise<T> {
  const end = Date.now() + timeout
  let reason = ''
  for (;;) {
    try {
      const value = await within('the last look', probe(), Math.max(end - Date.now(), LEAST_LOOK))
      if (value !== null) return value
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error)
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${timeout} ms${reason && ` (${reason})`}`)
    await pause(50)
  }
}
