export const DEFAULT_TIMEOUT = 20_000

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Calls `probe` until it gives something other than null. A probe may say why it is not ready by throwing: the last reason
 * stands in the error.
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
      const value = await probe()
      if (value !== null) return value
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error)
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${timeout} ms${reason && ` (${reason})`}`)
    await pause(50)
  }
}
