import { describe, expect, test } from 'vitest'
import {
  moodOfStanding,
  moodOfSync,
  needyPlaces,
  standingOf,
  totalOf,
} from '@/entrypoints/dashboard/state/standing'
import type { PlaceReport, SyncReport } from '@/lib/protocol/sync-app'
import type { Place } from '@/lib/replication/places'
import { WELL } from './sync-report'

const ME = 'device-a'

function place(id = 'cloud', more: Partial<Place> = {}): Place {
  const entered = { kind: 'webdav', address: `https://${id}.example/`, name: 'ada', password: 'x' } as const
  return { id, name: id, isPaused: false, entered, ...more } as Place
}

function told(id = 'cloud', more: Partial<PlaceReport> = {}): PlaceReport {
  return {
    id,
    name: id,
    kind: 'webdav',
    isPaused: false,
    problem: null,
    since: 1,
    next: null,
    lastSeen: 100,
    lacking: 0,
    lost: 0,
    needsPermission: false,
    isElsewhere: false,
    ...more,
  }
}

const report = (places: readonly PlaceReport[], more: Partial<SyncReport> = {}): SyncReport => ({
  ...WELL,
  places,
  ...more,
})

test('places that all wait for the person are not being asked', () => {
  const waiting = [
    told('cloud', { needsPermission: true, lastSeen: null }),
    told('store', { isPaused: true, lastSeen: null }),
  ]
  expect(totalOf(report(waiting, { unsafe: 9, lastRound: null }), 2)).toEqual({ is: 'unasked' })
  const [one, ...others] = waiting
  const asked = [...others, { ...one, needsPermission: false } as PlaceReport]
  expect(totalOf(report(asked, { unsafe: 9, lastRound: null }), 2)).toEqual({ is: 'unknown' })
})

describe('one place', () => {
  test('holds everything, or lacks parts, with when it was seen', () => {
    expect(standingOf(place(), told(), ME)).toEqual({ is: 'holds', seen: 100 })
    expect(standingOf(place(), told('cloud', { lost: 2, lacking: 3 }), ME)).toEqual({
      is: 'lost',
      parts: 2,
      seen: 100,
    })
    expect(standingOf(place(), told('cloud', { lacking: 3 }), ME)).toEqual({
      is: 'lacks',
      parts: 3,
      seen: 100,
    })
  })

  test('was not asked yet while nothing is known of it', () => {
    expect(standingOf(place(), null, ME)).toEqual({ is: 'unseen' })
    expect(standingOf(place(), told('cloud', { lastSeen: null }), ME)).toEqual({ is: 'unseen' })
  })

  test('has a problem with since and next, however much it holds', () => {
    const failing = told('cloud', { problem: 'unreachable', since: 50, next: 200 })
    expect(standingOf(place(), failing, ME)).toEqual({
      is: 'problem',
      problem: 'unreachable',
      since: 50,
      next: 200,
    })
  })

  test('that is paused is that, whatever else is wrong with it', () => {
    const bad = told('cloud', { problem: 'refused', needsPermission: true })
    expect(standingOf(place('cloud', { isPaused: true }), bad, ME)).toEqual({ is: 'paused' })
  })

  test('lacks the permission of the browser, or the folder its handle', () => {
    const locked = told('cloud', { needsPermission: true })
    expect(standingOf(place(), locked, ME)).toEqual({ is: 'permission' })
    const folder = place('cloud', { entered: { kind: 'folder', device: ME } })
    expect(standingOf(folder, locked, ME)).toEqual({ is: 'handle' })
  })

  test('of another device is not of this one, and asks for nothing', () => {
    const folder = place('cloud', { entered: { kind: 'folder', device: 'device-b' } })
    const standing = standingOf(folder, told('cloud', { needsPermission: true }), ME)
    expect(standing).toEqual({ is: 'elsewhere' })
    expect(moodOfStanding(standing)).toBe('well')
  })

  test.each([
    ['unreachable', 'watch'],
    ['busy', 'watch'],
    ['failing', 'watch'],
    ['refused', 'bad'],
    ['no-place', 'bad'],
    ['full', 'bad'],
    ['clock', 'bad'],
    ['redirected', 'bad'],
    ['wrong-answer', 'bad'],
  ] as const)('that is %s needs %s', (problem, mood) => {
    expect(moodOfStanding({ is: 'problem', problem, since: null, next: null })).toBe(mood)
  })
})

describe('all of it', () => {
  test('is said only where there is a place', () => {
    expect(totalOf(null, 0)).toEqual({ is: 'none' })
    expect(totalOf(report([]), 0)).toEqual({ is: 'none' })
  })

  test('is not called safe before it is known', () => {
    expect(totalOf(null, 2)).toEqual({ is: 'unknown' })
    const unasked = [told('a', { lastSeen: null }), told('b', { lastSeen: null })]
    expect(totalOf(report(unasked, { lastRound: null }), 2)).toEqual({ is: 'unknown' })
  })

  test('is safe when nothing is unsafe', () => {
    expect(totalOf(report([told('a'), told('b')]), 2)).toEqual({ is: 'safe' })
  })

  test('is never safe at one place', () => {
    expect(totalOf(report([told('a')], { unsafe: 9 }), 1)).toEqual({ is: 'single' })
    expect(totalOf(report([told('a', { lacking: 2 })], { unsafe: 9 }), 1)).toEqual({
      is: 'unsafe',
      changes: 9,
    })
    expect(totalOf(report([told('a', { problem: 'full' })], { unsafe: 9 }), 1)).toEqual({
      is: 'unsafe',
      changes: 9,
    })
  })

  test('counts what is not at two places, and what has never been anywhere', () => {
    expect(totalOf(report([told('a'), told('b')], { unsafe: 3 }), 2)).toEqual({ is: 'unsafe', changes: 3 })
    const down = told('a', { lastSeen: null, problem: 'unreachable' })
    expect(totalOf(report([down], { unsafe: 4 }), 1)).toEqual({ is: 'only-here', changes: 4 })
  })

  test('accuses no place that could not be asked since the browser began', () => {
    const down = told('a', { lastSeen: null, problem: 'unreachable' })
    const coming = told('a', { lastSeen: null })
    const away = told('a', { problem: 'unreachable' })
    const said = (first: PlaceReport) => totalOf(report([first, told('b')], { unsafe: 4 }), 2).is
    expect([down, coming, away].map(said)).toEqual(['unproven', 'unsafe', 'unsafe'])
  })

  test('is over where this device was removed, whatever the numbers say', () => {
    expect(totalOf(report([told('a'), told('b')], { isRemoved: true }), 2)).toEqual({ is: 'removed' })
  })
})

describe('what needs the person', () => {
  test('is a place that no waiting will mend, and none that is only away', () => {
    const places = [place('a'), place('b'), place('c')]
    const found = report([
      told('a', { problem: 'refused' }),
      told('b', { problem: 'unreachable' }),
      told('c', { needsPermission: true }),
    ])
    expect(needyPlaces(found, places, ME).map(({ id }) => id)).toEqual(['a', 'c'])
    expect(moodOfSync(found, places, ME)).toBe('bad')
  })

  test('is nothing without places, and a forked or removed device always', () => {
    expect(moodOfSync(report([]), [], ME)).toBe('well')
    expect(moodOfSync(report([told('a')]), [place('a')], ME)).toBe('well')
    expect(moodOfSync(report([told('a')], { forked: [{ device: 'x', at: 3 }] }), [place('a')], ME)).toBe(
      'bad',
    )
    expect(moodOfSync(report([told('a')], { isRemoved: true }), [place('a')], ME)).toBe('bad')
    const missing = [{ device: 'x', have: 1, known: 2 }]
    expect(moodOfSync(report([told('a')], { missing }), [place('a')], ME)).toBe('watch')
  })
})
