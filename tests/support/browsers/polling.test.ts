import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { poll, within } from './polling'

const never = () => new Promise<null>(() => undefined)

/** What an error says, when `work` ends in one while the clock runs on. */
async function endOf(work: Promise<unknown>): Promise<string> {
  const said = work.then(
    () => 'done',
    (error: Error) => error.message,
  )
  await vi.advanceTimersByTimeAsync(120_000)
  return said
}

describe('a wait', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('for something that hangs ends with a sentence that names it', async () => {
    expect(await endOf(within('the key Enter', never()))).toBe('the key Enter: no answer within 60000 ms')
    expect(await endOf(poll('the prompt to close', never, 1000))).toBe(
      'the prompt to close: not within 1000 ms (the last look: no answer within 5000 ms)',
    )
  })

  it('tells why the last look found nothing', async () => {
    const late = poll('the queue to be empty', () => Promise.reject(new Error('2 wait')), 1000)
    expect(await endOf(late)).toBe('the queue to be empty: not within 1000 ms (2 wait)')
  })

  it('gives what came in time, and an error as it was', async () => {
    expect(await within('a tab', Promise.resolve(7))).toBe(7)
    await expect(within('a tab', Promise.reject(new Error('no such frame')))).rejects.toThrow(
      /^no such frame$/,
    )
  })
})
