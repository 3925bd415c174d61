import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '@/lib/base/time'
import type { Stamp } from '@/lib/records/record'
import {
  compareStamps,
  createStamper,
  isAhead,
  parseStamp,
  stampDevice,
  stampTime,
} from '@/lib/records/stamp'

describe('a stamper', () => {
  test('writes time, counter and device', () => {
    const stamper = createStamper({ device: 'dev_1', now: () => 0x18f0a1b2c3d })
    expect(stamper.next()).toBe('018f0a1b2c3d0000-dev_1')
    expect(stamper.next()).toBe('018f0a1b2c3d0001-dev_1')
  })

  test('goes on upwards whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e15, max: 1e14 }), { minLength: 2, maxLength: 50 }),
        (clock) => {
          let tick = 0
          const stamper = createStamper({ device: 'd', now: () => clock[tick++] ?? 0 })
          const stamps = clock.map(() => stamper.next())
          for (const stamp of stamps) expect(parseStamp(stamp)).toBe(stamp)
          for (let i = 1; i < stamps.length; i++)
            expect(compareStamps(stamps[i - 1] as Stamp, stamps[i] as Stamp)).toBe(-1)
        },
      ),
    )
  })

  test('makes stamps later than those it saw, also when the clock was set back', () => {
    const stamper = createStamper({ device: 'd', now: () => 1_000 })
    const seen = '0fffffffffff0007-other' as Stamp
    stamper.saw(seen)
    const next = stamper.next()
    expect(compareStamps(next, seen)).toBe(1)
    expect(stampTime(next)).toBe(0x0fffffffffff)
    stamper.saw('0000000000010000-other' as Stamp)
    expect(compareStamps(stamper.next(), next)).toBe(1)
  })

  test('goes on behind a stamp of the same millisecond', () => {
    const stamper = createStamper({ device: 'd', now: () => 5 })
    expect(stamper.next()).toBe('0000000000050000-d')
    stamper.saw('0000000000050001-e' as Stamp)
    expect(stamper.next()).toBe('0000000000050002-d')
    expect(() => stamper.saw('soon' as Stamp)).toThrow(RangeError)
  })

  test('carries a full counter over into the time', () => {
    const stamper = createStamper({ device: 'd', now: () => 5 })
    stamper.saw('000000000005ffff-e' as Stamp)
    expect(stamper.next()).toBe('0000000000060000-d')
  })

  test('refuses a stamp from a file more than a day ahead, and is not moved by it', () => {
    const stamper = createStamper({ device: 'd', now: () => DAY })
    const limit = `${(2 * DAY).toString(16).padStart(12, '0')}0000-e` as Stamp
    const beyond = `${(2 * DAY + 1).toString(16).padStart(12, '0')}0000-e` as Stamp
    expect(isAhead(limit, DAY)).toBe(false)
    expect(() => stamper.saw(beyond, 'file')).toThrow(RangeError)
    expect(stampTime(stamper.next())).toBe(DAY)
    stamper.saw(limit, 'file')
    expect(stampTime(stamper.next())).toBe(2 * DAY)
  })

  test('says when there are no more, and refuses what is no device', () => {
    const stamper = createStamper({ device: 'd', now: () => 0 })
    stamper.saw('ffffffffffffffff-e' as Stamp)
    expect(() => stamper.next()).toThrow(RangeError)
    for (const device of ['', 'a b', 'ä', 'x'.repeat(65)])
      expect(() => createStamper({ device, now: () => 0 })).toThrow(RangeError)
  })
})

test('only stamps are parsed as stamps', () => {
  const stamp = '018f0a1b2c3d0001-dev_1'
  expect(parseStamp(stamp)).toBe(stamp)
  expect(stampDevice(stamp as Stamp)).toBe('dev_1')
  for (const other of [
    '',
    '018F0A1B2C3D0001-d',
    '018f0a1b2c3d001-d',
    '018f0a1b2c3d0001-',
    '018f0a1b2c3d0001_d',
    `${stamp}\n`,
    ` ${stamp}`,
    null,
    3,
    {},
  ])
    expect(parseStamp(other), String(other)).toBeNull()
})
