import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deviceText } from '@/entrypoints/dashboard/views/devices/device-words'
import { DAY, HOUR } from '@/lib/base/time'
import type { DeviceReport } from '@/lib/protocol/sync-app'
import { LANGUAGES, speak } from '../locales/i18n'

const NOW = new Date(2026, 4, 10, 15, 0).getTime()

const device = (more: Partial<DeviceReport>): DeviceReport => ({
  id: 'device',
  name: 'Lap',
  isThis: false,
  isRemoved: false,
  lastSeen: NOW - 2 * HOUR,
  behind: 0,
  ...more,
})

/** Every state a device can be in. */
const STATES: readonly (readonly [string, Partial<DeviceReport>, string])[] = [
  ['is this one', { isThis: true, lastSeen: null }, 'In use'],
  ['has everything', {}, 'Has everything, last seen 2 hours ago'],
  ['lacks a change', { behind: 1 }, '1 change may not be there yet, last seen 2 hours ago'],
  [
    'was away for a year',
    { behind: 12_345, lastSeen: NOW - 365 * DAY },
    'Up to 12,345 changes may not be there yet, last seen 10 May 2025',
  ],
  ['has a clock that is ahead', { lastSeen: NOW + 365 * DAY }, 'Has everything, last seen now'],
  ['has not said what it has', { behind: null }, 'Has not said yet what it has'],
  ['never said anything', { behind: null, lastSeen: null }, 'Has not said yet what it has'],
  ['was removed', { isRemoved: true, behind: 3 }, 'Removed'],
  ['is this one and was removed', { isThis: true, isRemoved: true }, 'Removed'],
]

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})
afterEach(() => {
  vi.unstubAllGlobals()
  speak('en')
})

describe('a device', () => {
  test.each(STATES)('that %s is told so', (_, more, told) => {
    expect(deviceText(device(more), NOW)).toBe(told)
  })

  test.each(LANGUAGES)('is told of in %s with every number and time in its place', (language) => {
    speak(language)
    const told = STATES.map(([, more]) => deviceText(device(more), NOW))
    for (const text of told) expect(text).toMatch(/^[^$]+$/)
    // What is another state is another sentence.
    expect(new Set(told).size).toBe(STATES.length - 2)
  })
})
