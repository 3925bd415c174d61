import { expect, test } from 'vitest'
import { createState } from '@/entrypoints/dashboard/state'
import type { DashboardEdges } from '@/entrypoints/dashboard/state/edges'
import { FIRST } from '@/entrypoints/dashboard/state/my-data'
import { asksBy, patternToOrigin } from '@/entrypoints/dashboard/state/sites'
import { grantRecord } from '@/lib/grants/standing'
import { createKeeping } from '@/lib/services/keeping'
import { createRuling } from '@/lib/services/ruling'
import { createSharing } from '@/lib/services/sharing'
import { createTasks } from '@/lib/services/tasks'
import type { Examination } from '@/lib/services/unlocking'
import { makeGrant, id as newId } from '@/tests/grants/help'
import { createMemoryVault } from '@/tests/support/memory-vault'

/** The page's state over a vault in memory. `say` speaks as another context of the extension. */
function board({ found = { state: 'present' } as unknown as Examination } = {}) {
  let time = 1_000_000
  const now = () => time
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const vault = createMemoryVault({ now })
  const keeping = createKeeping({ vault, now, random })
  const siteView = (origin: string) => ({
    origin,
    scheme: 'https',
    before: '',
    registrable: origin,
    ascii: null,
  })
  const sharing = createSharing({ vault, now, random, siteView, browserSession: 'b' })
  const ruling = createRuling({ vault, now, random, browserSession: 'b' })
  const tasks = createTasks({ vault, now, random, sharing })
  const transfer = () => Promise.reject(new Error('not here'))
  const services = { vault, keeping, sharing, ruling, tasks, transfer }
  let isOpen = false
  const calls: string[] = []
  const heard: (() => void)[] = []
  const open = () => Promise.resolve(isOpen ? services : null)
  const wrong = { ok: false, reason: 'wrong' } as const
  const edges = {
    session: {
      vault: () => Promise.resolve(isOpen ? vault : null),
      deadline: () => Promise.resolve(time + 60_000),
      onChange: (listener: () => void) => heard.push(listener),
      touch: () => Promise.resolve(),
      lock: async () => {
        isOpen = false
      },
    },
    unlocking: {
      examine: () => Promise.resolve(found),
      unlock: async (passphrase: string) => {
        if (passphrase !== 'right') return wrong
        isOpen = true
        return { ok: true, value: null }
      },
      unlockWithPhrase: async () => {
        isOpen = true
        return { ok: true, value: null }
      },
      resetPassphrase: async (words: string, next: string) => {
        if (words !== 'words') return wrong
        if (next === 'no room') throw new Error('full')
        isOpen = true
        return { ok: true, value: null }
      },
      slotsAltered: () => false,
    },
    open,
    siteView,
    callApp: async (verb: string) => {
      // Of places and devices nothing is known.
      if (verb.startsWith('sync.')) return null
      calls.push(verb)
      return {}
    },
    onNotice: () => undefined,
    sites: {
      grantedOrigins: () => Promise.resolve({ all: false, origins: ['https://a.example/*'] }),
      requestAll: () => Promise.resolve(true),
      removeSites: () => Promise.resolve(true),
      onChanged: () => undefined,
    },
    storage: { persisted: () => Promise.resolve(true), persist: () => Promise.resolve(true) },
    languages: ['en-GB'],
    openUrl: () => undefined,
    openWelcome: () => undefined,
    download: () => undefined,
    now,
    every: () => undefined,
  } as unknown as DashboardEdges
  const state = createState(edges, new AbortController().signal)
  return {
    state,
    keeping,
    vault,
    calls,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    lockElsewhere: async () => {
      isOpen = false
      for (const listener of heard) listener()
      await state.dashboard.look()
    },
  }
}

test('a locked vault shows its door, a wrong passphrase leaves it shut, the right one opens it', async () => {
  const { state, calls } = board()
  await state.dashboard.look()
  expect(state.dashboard.phase.value.at).toBe('locked')
  expect(await state.dashboard.unlock('wrong')).toBe(false)
  expect(state.dashboard.phase.value.at).toBe('locked')
  expect(await state.dashboard.unlock('right')).toBe(true)
  expect(state.dashboard.phase.value.at).toBe('open')
  expect(calls).toContain('session.unlocked')
})

test('recovery words open it once the new passphrase is set, and not where that failed', async () => {
  const { state, calls } = board()
  await state.dashboard.look()
  expect(await state.dashboard.unlockWithPhrase('other words', 'next')).toBe(false)
  await expect(state.dashboard.unlockWithPhrase('words', 'no room')).rejects.toThrow('full')
  await state.dashboard.look()
  expect(state.dashboard.phase.value.at).toBe('locked')
  expect(await state.dashboard.unlockWithPhrase('words', 'next')).toBe(true)
  expect(state.dashboard.phase.value.at).toBe('open')
  expect(calls).toContain('session.unlocked')
})

test('what is lost, missing or unusable has a door of its own', async () => {
  for (const at of ['lost', 'none', 'unusable'] as const) {
    const { state } = board({
      found: { state: at, sentinel: null, left: 0, expected: 3 } as unknown as Examination,
    })
    await state.dashboard.look()
    expect(state.dashboard.phase.value.at).toBe(at)
  }
})

test('locking elsewhere takes the values off the page', async () => {
  const { state, keeping, lockElsewhere } = board()
  await keeping.add('notes', 'A', { text: 'secret' })
  await state.dashboard.unlock('right')
  state.myData.query.value = 'secret'
  expect(state.myData.sections.value).toHaveLength(1)
  await lockElsewhere()
  expect(state.dashboard.phase.value.at).toBe('locked')
  expect(state.myData.sections.value).toHaveLength(0)
  expect(state.myData.query.value).toBe('')
})

test('a change made elsewhere shows at once', async () => {
  const { state, keeping } = board()
  await state.dashboard.unlock('right')
  expect(state.myData.isEmpty.value).toBe(true)
  await keeping.add('emails', 'Home', { email: 'ada@lovelace.example' })
  expect(state.myData.sections.value.map((section) => section.key)).toEqual(['reach'])
})

test('a section shows the first of it until all are asked for', async () => {
  const { state, keeping } = board()
  for (let i = 0; i < 70; i++) await keeping.add('notes', '', { text: `note ${i}` })
  await state.dashboard.unlock('right')
  expect(state.myData.sections.value[0]).toMatchObject({ total: 70 })
  expect(state.myData.sections.value[0]?.records).toHaveLength(FIRST)
  state.myData.showAll('notes')
  expect(state.myData.sections.value[0]?.records).toHaveLength(70)
})

test('the background hears of touches no more often than every thirty seconds', async () => {
  const { state, calls, pass } = board()
  await state.dashboard.unlock('right')
  for (const wait of [0, 10_000, 19_000, 2_000]) {
    pass(wait)
    state.dashboard.touch()
  }
  expect(calls.filter((call) => call === 'session.touch')).toHaveLength(2)
})

test('the auto-lock time is kept where the session reads it', async () => {
  const { state } = board()
  await state.dashboard.unlock('right')
  expect(state.security.autoLock.value).toBe(15)
  await state.security.setAutoLock(60)
  expect(state.security.autoLock.value).toBe(60)
  const kept = state.dashboard.opened.value?.vault.get('~settings', 'session')
  expect(kept?.fields.autoLockMinutes?.[0]?.value).toBe(60)
})

test('revoking everything of every site ends each grant, and the vault stays open', async () => {
  const { state, vault } = board()
  await state.dashboard.unlock('right')
  const origins = ['https://a.example', 'https://b.example']
  await vault.commit(() =>
    origins.map((origin, place) => grantRecord(makeGrant({ id: newId(place), origin }), vault.stamp())),
  )
  const states = () => state.sites.list.value.flatMap(({ grants }) => grants.map((grant) => grant.state))
  expect(states()).toEqual(['granted', 'granted'])
  await state.sites.revokeEverything()
  expect(states()).toEqual(['revoked', 'revoked'])
  expect(state.dashboard.phase.value.at).toBe('open')
})

test('stopping everything ends the grants and locks', async () => {
  const { state, calls } = board()
  await state.dashboard.unlock('right')
  await state.sites.revokeEverythingAndLock()
  expect(state.dashboard.phase.value.at).toBe('locked')
  expect(calls).toContain('session.lock')
})

test('who may ask: one by one, all, or not', () => {
  const single = { all: false, origins: [patternToOrigin('https://a.example/*')] }
  expect(asksBy(single, 'https://a.example')).toBe('single')
  expect(asksBy(single, 'https://a.example.evil.test')).toBe('no')
  expect(asksBy({ all: true, origins: [] }, 'https://b.example')).toBe('all')
})

test('a rule shows at once, tells what it keeps back, and can be lifted', async () => {
  const { state, vault } = board()
  await state.dashboard.unlock('right')
  const grant = makeGrant({ created: 1_000_000, mode: 'until', ends: null })
  await vault.commit(() => [grantRecord(grant, vault.stamp())])
  const held = await state.rules.add({ kind: 'never', claim: 'email' })
  expect(held).toMatchObject([{ parts: ['email'] }])
  expect(state.rules.list.value).toMatchObject([{ kind: 'never', claim: 'email' }])
  expect(state.sites.site(grant.origin)?.grants).toMatchObject([{ state: 'granted', claims: grant.claims }])
  await state.rules.revokeHeld(held ?? [])
  expect(state.sites.site(grant.origin)?.grants[0]?.claims).toHaveLength(1)
  await state.rules.lift(state.rules.list.value[0]?.id ?? '')
  expect(state.rules.list.value).toEqual([])
  expect(await state.rules.add({ kind: 'longest', days: 0 })).toBeNull()
})

test('a letter is a task until it is ticked off, and is overdue after its day', async () => {
  const { state, pass } = board()
  await state.dashboard.unlock('right')
  expect(state.letters.waiting.value).toEqual({ open: 0, late: 0 })
  const task = await state.letters.note('erasure', 'https://shop.example')
  expect(state.letters.waiting.value).toEqual({ open: 1, late: 0 })
  expect(state.letters.tasks.value.some(state.letters.isLate)).toBe(false)
  // On its day it may still be answered.
  pass(31 * 86_400_000)
  expect(state.letters.tasks.value.some(state.letters.isLate)).toBe(false)
  pass(86_400_000)
  expect(state.letters.tasks.value.some(state.letters.isLate)).toBe(true)
  await state.letters.tick(task?.id ?? '', true)
  expect(state.letters.waiting.value).toEqual({ open: 0, late: 0 })
  expect(state.letters.tasks.value.some(state.letters.isLate)).toBe(false)
  await state.letters.tick(task?.id ?? '', false)
  expect(state.letters.waiting.value).toEqual({ open: 1, late: 1 })
  await state.letters.lift(task?.id ?? '')
  expect(state.letters.tasks.value).toEqual([])
})
