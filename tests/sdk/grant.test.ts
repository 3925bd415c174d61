import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askFor } from '@/lib/sdk/collections'
import type { Connection, Listener } from '@/lib/sdk/connection'
import { createGrant } from '@/lib/sdk/grant'
import type { GrantChange } from '@/lib/sdk/types'
import { keepWatching } from '@/lib/sdk/watching'
import { GRANT } from './fake-page'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const in_ = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString()

/** A line on which the extension answers every call with `answer`, and says what the test has it say. */
function createLine() {
  const listeners: Listener[] = []
  const line = {
    answer: null as unknown,
    calls: [] as string[],
    find: async () => true,
    call: async (verb: string) => {
      line.calls.push(verb)
      return line.answer
    },
    listen: (listener: Listener) => void listeners.push(listener),
    tell: (message: Parameters<Listener>[0]) => {
      for (const listener of listeners) listener(message)
    },
    say: (over: object) => line.tell({ event: 'change', grant: GRANT.grant, ...over }),
  }
  return line satisfies Connection
}

/** A grant for an e-mail address and a telephone number, and for a locker where `collections` stand in the answer. */
function granted(line: ReturnType<typeof createLine>, over: object = {}, collections: object | null = null) {
  const shelf = collections && askFor(line, collections, { purpose: { text: 'Keep your notes' } })
  const grant = createGrant(line, { ...GRANT, ...over }, ['email', 'tel'], shelf)
  const told: GrantChange[] = []
  grant.addEventListener('change', ({ detail }) => told.push(detail))
  return { grant, told, states: () => told.map(({ state }) => state) }
}

const NOTES = { 'app:notes': { actions: ['read', 'update'] } }
const SHELF = { collection: 'app:notes', actions: ['read', 'update'], fields: null }

let line: ReturnType<typeof createLine>
beforeEach(() => {
  vi.useFakeTimers()
  line = createLine()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('what the extension tells', () => {
  it('is heard each time while the grant stands, and once where it does not', () => {
    const { states } = granted(line)
    for (const state of ['granted', 'granted', 'paused', 'paused', 'granted', 'revoked', 'revoked'])
      line.say({ state })
    expect(states()).toEqual(['granted', 'granted', 'paused', 'granted', 'revoked'])
  })

  it('moves the end where it says one, and nothing else does', () => {
    const { grant, told } = granted(line, { expires: in_(DAY) })
    const end = in_(HOUR)
    line.say({ state: 'granted', expires: end })
    expect(grant.expires).toBe(end)
    for (const expires of ['soon', 7, {}, undefined]) line.say({ state: 'granted', expires })
    line.say({ state: 'granted', claims: ['email', 'cc-number'] })
    expect(grant.expires).toBe(end)
    expect(told.at(-1)).toEqual({ state: 'granted', claims: ['email'] })
    line.say({ state: 'granted', expires: null })
    expect(grant.expires).toBeNull()
  })
})

describe('an end by time', () => {
  it('comes once, when it is there, and whoever listens on the line hears it', () => {
    const heard: unknown[] = []
    line.listen((message) => heard.push(message))
    const { grant, states } = granted(line, { expires: in_(HOUR) })
    vi.advanceTimersByTime(HOUR - 1)
    expect([grant.state, states()]).toEqual(['granted', []])
    vi.advanceTimersByTime(1)
    expect([grant.state, states()]).toEqual(['expired', ['expired']])
    vi.advanceTimersByTime(DAY)
    line.say({ state: 'expired' })
    expect(states()).toEqual(['expired'])
    expect(heard[0]).toEqual({ event: 'change', grant: GRANT.grant, state: 'expired' })
  })

  it.each([
    ['told', (expires: string) => line.say({ state: 'granted', expires })],
    [
      'read',
      (expires: string) => {
        line.answer = { ...GRANT, expires }
      },
    ],
  ])('that is nearer counts once it was %s', async (_, learn) => {
    const { grant, states } = granted(line, { expires: in_(DAY) })
    const end = in_(HOUR)
    learn(end)
    line.answer ??= { ...GRANT, expires: end }
    await grant.read(['email'])
    expect(grant.expires).toBe(end)
    vi.advanceTimersByTime(HOUR)
    expect(states().at(-1)).toBe('expired')
    vi.advanceTimersByTime(DAY)
    expect(states().filter((state) => state === 'expired')).toHaveLength(1)
  })

  it('is waited for in parts no longer than a timer can be, and keeps no process alive', () => {
    vi.useRealTimers()
    const timer = vi.spyOn(globalThis, 'setTimeout')
    granted(line, { expires: in_(366 * DAY) })
    expect(timer.mock.calls.map(([, delay]) => delay)).toEqual([2_147_483_647])
    const made = timer.mock.results.map(({ value }) => value as NodeJS.Timeout)
    expect(made.map((one) => one.hasRef())).toEqual([false])
    timer.mockRestore()
  })

  it('of a year comes after a year', () => {
    const { states } = granted(line, { expires: in_(366 * DAY) })
    vi.advanceTimersByTime(366 * DAY - 1)
    expect(states()).toEqual([])
    vi.advanceTimersByTime(1)
    expect(states()).toEqual(['expired'])
  })

  it('does not come to a grant that was revoked before, or had ended when it was made', () => {
    const { states } = granted(line, { expires: in_(HOUR) })
    line.say({ state: 'revoked' })
    const over = granted(createLine(), { expires: in_(-HOUR) })
    expect(over.grant.state).toBe('expired')
    vi.advanceTimersByTime(DAY)
    expect([states(), over.states()]).toEqual([['revoked'], []])
  })

  it('comes to one that is paused too, as the extension counts', () => {
    const { states } = granted(line, { expires: in_(HOUR) })
    line.say({ state: 'paused' })
    vi.advanceTimersByTime(HOUR)
    expect(states()).toEqual(['paused', 'expired'])
  })

  it('ends what was watched', async () => {
    granted(line, { expires: in_(HOUR) })
    keepWatching({ connection: line, grant: GRANT.grant, collection: 'app:notes' }, () => undefined)
    await vi.advanceTimersByTimeAsync(HOUR)
    const before = line.calls.length
    expect(before).toBeGreaterThan(1)
    await vi.advanceTimersByTimeAsync(DAY)
    expect(line.calls).toHaveLength(before)
  })
})

describe('a read', () => {
  it('says what is left of the grant', async () => {
    const { grant, told } = granted(line, { collections: [SHELF], picked: {} }, NOTES)
    const left = { ...SHELF, actions: ['read'] }
    line.answer = { ...GRANT, withheld: [], expires: in_(HOUR), collections: [left] }
    await grant.read()
    expect(grant.collections).toEqual([left])
    expect(grant.expires).toBe(in_(HOUR))
    expect(Object.isFrozen(grant.collections)).toBe(true)
    line.answer = { ...GRANT, data: {}, withheld: ['email'] }
    await grant.read(['email'])
    expect(grant.collections).toEqual([])
    // Its caller has the answer: nobody else told of anything.
    expect(told).toEqual([])
  })

  it('leaves what it did not name withheld or given as it was', async () => {
    const { grant } = granted(line)
    expect(grant.withheld).toEqual(['tel'])
    line.answer = { ...GRANT, withheld: [] }
    await grant.read(['email'])
    expect(grant.withheld).toEqual(['tel'])
    line.answer = { ...GRANT, data: { tel: '+442079460018' }, withheld: [] }
    await grant.read()
    expect(grant.withheld).toEqual(['email'])
  })

  it('that succeeds after a pause nobody told the end of is a change', async () => {
    const { grant, states } = granted(line, { state: 'paused' })
    line.answer = GRANT
    await grant.read(['email'])
    expect(states()).toEqual(['granted'])
  })
})

it('a collection that was asked for and not given is withheld, as a claim is', () => {
  const { grant } = granted(line, { withheld: ['tel', 'app:notes'] }, NOTES)
  expect([grant.withheld, grant.collections]).toEqual([['tel', 'app:notes'], []])
  expect(() => granted(line, { withheld: ['app:other'] }, NOTES)).toThrow('malformed')
  for (const collections of [7, [null], [{ ...SHELF, actions: null }], [{ ...SHELF, fields: 'all' }]])
    expect(() => granted(line, { collections }, NOTES)).toThrow('malformed')
  expect(() => granted(line, { picked: { contacts: 7 } }, NOTES)).toThrow('malformed')
})
