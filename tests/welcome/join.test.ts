import { describe, expect, test, vi } from 'vitest'
import type { WelcomeEdges } from '@/entrypoints/welcome/state/edges'
import { createJoin } from '@/entrypoints/welcome/state/join'
import { HOUR } from '@/lib/base/time'
import type { JoinState } from '@/lib/protocol/meeting-app'
import { invitationText, invite } from '@/lib/replication/invitation'

const NOW = 1_000_000
const PLACES = [
  { kind: 'webdav', address: 'https://cloud.example/ada/', name: 'ada', password: 'x' },
  {
    kind: 's3',
    address: 'http://127.0.0.1:9000',
    bucket: 'kept',
    region: 'us-east-1',
    keyId: 'k',
    secret: 's',
    style: 'path',
  },
]
const TEXT = invitationText(invite(new Uint8Array(32).fill(7), PLACES, NOW))

function setUp({
  allowed = true,
  answers = [] as readonly JoinState[],
  now = NOW,
  before = { state: 'none' } as JoinState,
  /** Null: the person closes the question. */
  folder = null as unknown,
} = {}) {
  const kept = new Map<string, unknown>()
  const left = [...answers]
  let beat = (): void => undefined
  const order: string[] = []
  const edges = {
    now: () => now,
    askPlaces: vi.fn((patterns: readonly string[]) => {
      order.push(`ask ${patterns.join(' ')}`)
      return Promise.resolve(allowed)
    }),
    callApp: vi.fn(async (verb: string) => {
      if (verb === 'join.look' && left.length === answers.length) return before
      order.push(verb)
      const next = left.shift()
      if (!next) throw new Error('broken')
      return next
    }),
    folders: () =>
      Promise.resolve({
        canPick: true,
        pick: () => Promise.resolve(folder),
        keep: async (place: string, picked: unknown) => void kept.set(place, picked),
        take: async (place: string) => kept.delete(place),
      }),
    joinFromFolder: vi.fn(async () => {
      order.push('folder')
      const next = left.shift()
      if (!next) throw new Error('broken')
      return next
    }),
    every: (_: number, work: () => void) => {
      beat = work
    },
  }
  const join = createJoin(edges as unknown as WelcomeEdges, new AbortController().signal)
  const settle = () => new Promise((done) => setTimeout(done))
  const next = () => {
    beat()
    return settle()
  }
  return { join, edges, order, kept, settle, beat: next }
}

describe('an invitation', () => {
  test('says where it leads before anybody is asked', () => {
    const { join, order } = setUp()
    expect(join.read(`  ${TEXT}\n`)).toEqual({
      ok: true,
      value: {
        hosts: ['cloud.example', '127.0.0.1:9000'],
        patterns: ['https://cloud.example/*', 'http://127.0.0.1/*'],
      },
    })
    expect(order).toEqual([])
  })

  test.each([
    ['hello', 'foreign'],
    ['selfstead-device:2:abc', 'newer'],
    [TEXT.slice(0, -20), 'damaged'],
    [invitationText(invite(new Uint8Array(32), [], NOW)), 'damaged'],
    [
      invitationText(invite(new Uint8Array(32), [{ kind: 'webdav', address: 'http://evil.example/' }], NOW)),
      'damaged',
    ],
  ])('that is none (%#) is told at once, and nobody is asked', async (text, problem) => {
    const { join, order } = setUp()
    await join.byInvitation(text, 'Laptop')
    expect(join.failure.value?.problem).toBe(problem)
    expect(order).toEqual([])
  })

  test('that is over is told as that', async () => {
    const { join } = setUp({ now: NOW + HOUR })
    await join.byInvitation(TEXT, 'Laptop')
    expect(join.failure.value?.problem).toBe('expired')
  })

  test('asks for the browser’s leave in the press, then waits, compares, and is ready', async () => {
    const words = ['one', 'two', 'three', 'four']
    const { join, edges, order, beat } = setUp({
      answers: [
        { state: 'waiting', expires: NOW + HOUR, place: null },
        { state: 'comparing', words, expires: NOW + HOUR },
        { state: 'ready', vaultId: 'v' },
      ],
    })
    const begun = join.byInvitation(TEXT, 'Laptop')
    expect(edges.askPlaces).toHaveBeenCalledWith(['https://cloud.example/*', 'http://127.0.0.1/*'])
    await begun
    expect(join.under.value?.state).toBe('waiting')
    await beat()
    expect(join.under.value).toMatchObject({ state: 'comparing', words })
    await beat()
    expect([join.under.value, join.isReady.value]).toEqual([null, true])
    // Nothing is asked any more once it is ready.
    await beat()
    expect(order.filter((verb) => verb === 'join.look')).toHaveLength(2)
  })

  test('without the browser’s leave asks nobody', async () => {
    const { join, order } = setUp({ allowed: false })
    await join.byInvitation(TEXT, 'Laptop')
    expect(join.failure.value).toEqual({ problem: 'permission', place: null })
    expect(order).toEqual(['ask https://cloud.example/* http://127.0.0.1/*'])
  })

  test('that was stopped stays so, whatever a look that was under way comes back with', async () => {
    const { join, beat } = setUp({
      answers: [
        { state: 'waiting', expires: NOW + HOUR, place: null },
        { state: 'comparing', words: ['one'], expires: NOW + HOUR },
        { state: 'none' },
      ],
    })
    await join.byInvitation(TEXT, 'Laptop')
    const looking = beat()
    await join.stop()
    await looking
    expect([join.under.value, join.failure.value]).toEqual([null, null])
  })

  test('that is refused while it waits ends, and says why', async () => {
    const { join, beat } = setUp({
      answers: [
        { state: 'waiting', expires: NOW + HOUR, place: null },
        { state: 'refused', problem: 'cancelled', place: null },
      ],
    })
    await join.byInvitation(TEXT, 'Laptop')
    await beat()
    expect(join.under.value).toBe(null)
    expect(join.failure.value?.problem).toBe('cancelled')
  })
})

test('a place and the words: what is wrong with a field stops it before anybody is asked', async () => {
  const { join, order } = setUp({ answers: [{ state: 'ready', vaultId: 'v' }] })
  const typed = { kind: 'webdav', address: 'cloud', name: 'ada', password: 'x' } as const
  expect(join.byPhrase(typed, 'words', 'Laptop')).toMatchObject({ ok: false, reason: { field: 'address' } })
  expect(order).toEqual([])
  const begun = join.byPhrase({ ...typed, address: 'https://cloud.example/' }, 'words', 'Laptop')
  if (!begun.ok) throw new Error('refused')
  await begun.value
  expect(order).toEqual(['ask https://cloud.example/*', 'join.phrase'])
  expect(join.isReady.value).toBe(true)
})

test('what was begun before the page was closed goes on', async () => {
  const words = ['one', 'two', 'three', 'four']
  const { join, beat } = setUp({ before: { state: 'comparing', words, expires: NOW + HOUR } })
  await beat()
  expect(join.under.value).toMatchObject({ state: 'comparing', words })
})

describe('a folder and the words', () => {
  const PICKED = { name: 'Copies' }

  test('the folder is kept until there is a vault for it', async () => {
    const { join, edges, kept, settle } = setUp({
      folder: PICKED,
      answers: [{ state: 'ready', vaultId: 'v' }],
    })
    await settle()
    expect(join.canPick.value).toBe(true)
    await join.byFolder('words', 'Laptop')
    expect(edges.joinFromFolder).toHaveBeenCalledWith(PICKED, 'words', 'Laptop')
    expect(join.isReady.value).toBe(true)
    expect([...kept.values()]).toEqual([PICKED])
  })

  test.each([
    [[{ state: 'refused', problem: 'wrong-phrase', place: null }], 'wrong-phrase'],
    [[], 'broken'],
  ] as const)('that did not bring one is forgotten (%#)', async (answers, problem) => {
    const { join, kept, settle } = setUp({ folder: PICKED, answers })
    await settle()
    await join.byFolder('words', 'Laptop')
    expect(join.failure.value?.problem).toBe(problem)
    expect([kept.size, join.busy.value]).toEqual([0, false])
  })

  test('that the person did not pick changes nothing', async () => {
    const { join, order, settle } = setUp()
    await settle()
    await join.byFolder('words', 'Laptop')
    expect([order, join.failure.value, join.busy.value]).toEqual([[], null, false])
  })
})
