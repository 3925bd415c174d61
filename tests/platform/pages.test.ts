import { beforeEach, describe, expect, test, vi } from 'vitest'
import { watchDeadline } from '@/entrypoints/background/lock-on-time'
import { onScreenLocked, onWake, wakeAt } from '@/lib/platform/pages'
import type { Session } from '@/lib/services/session'

/** What the browser would say, said by the test. */
const browser = vi.hoisted(() => {
  const heard = {
    idle: [] as ((state: string) => void)[],
    alarm: [] as ((alarm: { name: string }) => void)[],
  }
  const alarms: { name: string; when: number }[] = []
  return {
    heard,
    alarms,
    idle: {
      onStateChanged: { addListener: (listener: (state: string) => void) => heard.idle.push(listener) },
    },
    alarm: {
      create: (name: string, { when }: { readonly when: number }) => alarms.push({ name, when }),
      onAlarm: {
        addListener: (listener: (alarm: { name: string }) => void) => heard.alarm.push(listener),
      },
    },
  }
})
vi.mock('@/lib/platform/browser', () => ({
  browser: { idle: browser.idle, alarms: browser.alarm },
}))

const says = (state: string) => {
  for (const listener of browser.heard.idle) listener(state)
}
const rings = (name: string) => {
  for (const listener of browser.heard.alarm) listener({ name })
}

beforeEach(() => {
  browser.heard.idle.length = 0
  browser.heard.alarm.length = 0
  browser.alarms.length = 0
})

describe('the screen', () => {
  test('is told of when it locks, each time', () => {
    const locked = vi.fn()
    onScreenLocked(locked)
    says('locked')
    expect(locked).toHaveBeenCalledOnce()
    says('active')
    says('locked')
    expect(locked).toHaveBeenCalledTimes(2)
  })

  test.each(['idle', 'active'])('that is only %s, all that Firefox ever says, locks nothing', (state) => {
    const locked = vi.fn()
    onScreenLocked(locked)
    says(state)
    expect(locked).not.toHaveBeenCalled()
  })
})

describe('the alarm', () => {
  test('is set for the moment, and wakes who listens by its name', () => {
    const woken = vi.fn()
    onWake(woken)
    wakeAt('lock', 5_000)
    expect(browser.alarms).toEqual([{ name: 'lock', when: 5_000 }])
    rings('lock')
    expect(woken).toHaveBeenCalledExactlyOnceWith('lock')
  })

  /** A session with a deadline that the test moves; asking for it after its time ends the session. */
  function watched(first: number | null) {
    const asked = { deadline: first, times: 0 }
    watchDeadline({
      deadline: async () => {
        asked.times++
        return asked.deadline
      },
    } as unknown as Session)
    return asked
  }

  test('of the deadline asks the session, and waits again for one that was moved', async () => {
    const asked = watched(9_000)
    rings('lock')
    await vi.waitFor(() => expect(browser.alarms).toEqual([{ name: 'lock', when: 9_000 }]))
    expect(asked.times).toBe(1)
  })

  test('of a session that is over is not set again', async () => {
    const asked = watched(null)
    rings('lock')
    await vi.waitFor(() => expect(asked.times).toBe(1))
    expect(browser.alarms).toEqual([])
  })

  test('of something else asks nothing', () => {
    const asked = watched(9_000)
    rings('idle')
    expect(asked.times).toBe(0)
  })
})
