import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { State } from '@/entrypoints/dashboard/state'
import { HealthNotes } from '@/entrypoints/dashboard/views/devices/HealthNotes'
import type { DeviceReport, SyncReport } from '@/lib/protocol/sync-app'
import { LANGUAGES, speak } from '../locales/i18n'
import { WELL } from './sync-report'

const named = (id: string, name: string): DeviceReport => ({
  id,
  name,
  isThis: false,
  isRemoved: false,
  lastSeen: 1,
  behind: 0,
})

const OURS: SyncReport = {
  ...WELL,
  devices: [named('lap', 'Lap'), named('phone', 'Phone'), named('nameless', '')],
}

interface Note {
  readonly kind: string
  readonly says: string
  readonly action?: string
}

interface Drawn {
  readonly props: {
    readonly kind?: string
    readonly children?: unknown
    readonly action?: { readonly label: string }
  }
}

/** What is drawn, note by note. */
function notes(more: Partial<SyncReport>, places = 1): readonly Note[] {
  const state = {
    sync: { report: signal({ ...OURS, ...more }), places: signal(Array(places).fill({})) },
  } as unknown as State
  const found: Note[] = []
  const walk = (drawn: unknown): void => {
    if (Array.isArray(drawn)) for (const one of drawn) walk(one)
    else if (typeof drawn === 'object' && drawn !== null) {
      const { kind, children, action } = (drawn as Drawn).props
      if (kind === undefined) walk(children)
      else found.push({ kind, says: [children].flat().join(''), ...(action && { action: action.label }) })
    }
  }
  walk(HealthNotes({ state }))
  return found
}

const caution = (says: string): Note => ({ kind: 'caution', says })
const gap = (device: string) => ({ device, have: 1, known: 4 })

/** Everything that can be wrong beyond single places, with the sentence for it. */
const TOLD: readonly (readonly [string, Partial<SyncReport>, Note])[] = [
  [
    'changes of one device that no place has',
    { missing: [gap('lap'), gap('lap')] },
    caution('Changes of Lap are known of, but no place has them. They come when that device is next online.'),
  ],
  [
    'changes of a device without a name that no place has',
    { missing: [gap('nameless')] },
    caution(
      'Changes of Device without a name are known of, but no place has them. They come when that device is next online.',
    ),
  ],
  [
    'changes of several devices that no place has',
    { missing: [gap('lap'), gap('phone')] },
    caution(
      'Changes of 2 devices are known of, but no place has them. They come when those devices are next online.',
    ),
  ],
  [
    'two devices under one id',
    { forked: [{ device: 'lap', at: 3 }] },
    caution(
      'There are two devices that go on as “Lap”, as after a restored disk. Selfstead is sorting it out: each goes on as a device of its own, and what both wrote is kept. There is nothing to do; do not remove it meanwhile.',
    ),
  ],
  [
    'one object that is of none of the devices',
    { strange: { ...OURS.strange, objects: 1 } },
    caution('1 object at your places is not of your devices, or was altered. Selfstead read nothing of it.'),
  ],
  [
    'many objects that are of none of the devices',
    { strange: { ...OURS.strange, objects: 10_000 } },
    caution(
      '10,000 objects at your places are not of your devices, or were altered. Selfstead read nothing of them.',
    ),
  ],
  [
    'objects that this device has no key for',
    { strange: { ...OURS.strange, locked: 2 } },
    caution(
      'Your other devices write what this one cannot read. If it stays so, it was removed on one of them.',
    ),
  ],
  [
    'objects of a newer version',
    { strange: { ...OURS.strange, newer: true } },
    caution('One of your devices has a newer Selfstead. Update this one to see what it writes.'),
  ],
  [
    'recovery words that do not suffice',
    { isPhraseEnough: false },
    {
      kind: 'caution',
      says: 'A place and the recovery words do not suffice any more to bring your vault back, since a device was removed. New recovery words do.',
      action: 'Replace recovery words',
    },
  ],
]

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})
afterEach(() => {
  vi.unstubAllGlobals()
  speak('en')
})

describe('the notes on how replication is', () => {
  test('are none where all is well, and none while there are no places', () => {
    expect(notes({})).toEqual([])
    for (const [, more] of TOLD) expect(notes(more, 0)).toEqual([])
  })

  test.each(TOLD)('tell of %s', (_, more, note) => {
    expect(notes(more)).toEqual([note])
  })

  test('do not tell a removed device of keys: that it was removed is said elsewhere', () => {
    expect(notes({ isRemoved: true, strange: { ...OURS.strange, locked: 2 } })).toEqual([])
  })

  test('stand one below the other where more is wrong, each once', () => {
    const all: Partial<SyncReport> = {
      missing: [gap('lap'), gap('phone')],
      forked: [{ device: 'lap', at: 3 }],
      strange: { objects: 2, locked: 1, newer: true },
      isPhraseEnough: false,
    }
    expect(notes(all)).toHaveLength(6)
  })

  test.each(LANGUAGES)('are whole sentences in %s', (language) => {
    speak(language)
    const told = TOLD.flatMap(([, more]) => notes(more))
    expect(told).toHaveLength(TOLD.length)
    // Some languages name the device behind a colon.
    for (const { says } of told) expect(says).toMatch(/^[^$]{12,}(?:[.。]|\s?: .+)$/)
    expect(new Set(told.map(({ says }) => says)).size).toBe(TOLD.length)
    expect(told.find(({ says }) => /10[.,\s\u202f\u00a0٬]?000|١٠٬٠٠٠/.test(says))).toBeDefined()
  })
})
