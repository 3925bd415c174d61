import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { State } from '@/entrypoints/dashboard/state'
import { createDeviceActs } from '@/entrypoints/dashboard/state/devices'
import type { InvitingState } from '@/lib/protocol/meeting-app'

const WORDS = ['one', 'two', 'three', 'four']

function setUp(states: readonly InvitingState[]) {
  const left = [...states]
  let beat = (): void => undefined
  const verbs: string[] = []
  const edges = {
    callApp: vi.fn(async (verb: string) => {
      verbs.push(verb)
      const next = left.shift()
      // A look takes its time: it asks the places.
      if (verb === 'sync.invite.look') await new Promise((done) => setTimeout(done, 5))
      if (!next) throw new Error('broken')
      return next
    }),
    every: (_: number, work: () => void, signal: AbortSignal) => {
      beat = () => signal.aborted || work()
    },
  }
  const acts = createDeviceActs({ edges, dashboard: { opened: signal(null) } } as unknown as State)
  const settle = () => new Promise((done) => setTimeout(done, 20))
  const next = () => {
    beat()
    return settle()
  }
  return { inviting: acts.invite(), verbs, settle, beat: next }
}

const SHOWN: InvitingState = { state: 'shown', text: 'selfstead-device:1:x', expires: 9, problem: null }
const COMPARING: InvitingState = { state: 'comparing', words: WORDS, name: 'Laptop', expires: 9 }

test('an invitation is shown, looked after until somebody comes, and admits only by the person’s word', async () => {
  const { inviting, verbs, settle, beat } = setUp([
    SHOWN,
    COMPARING,
    { state: 'admitting', name: 'Laptop', expires: 9 },
    { state: 'admitted', device: 'd', name: 'Laptop' },
  ])
  await settle()
  expect(inviting.state.value).toEqual(SHOWN)
  await beat()
  expect(inviting.state.value).toEqual(COMPARING)
  expect(verbs).toEqual(['sync.invite', 'sync.invite.look'])
  await inviting.admit()
  await beat()
  expect(inviting.state.value).toMatchObject({ state: 'admitted' })
  const asked = verbs.length
  await beat()
  expect(verbs.length).toBe(asked)
  // What was let in is not put out again by closing the window.
  await inviting.leave()
  expect(verbs).not.toContain('sync.invite.cancel')
})

test('a yes waits for the look that is under way, and closing the window does not take it back', async () => {
  const { inviting, verbs, settle, beat } = setUp([
    COMPARING,
    COMPARING,
    { state: 'admitting', name: 'Laptop', expires: 9 },
  ])
  await settle()
  const looking = beat()
  await inviting.admit()
  await looking
  expect(verbs).toEqual(['sync.invite', 'sync.invite.look', 'sync.invite.admit'])
  expect(inviting.state.value).toMatchObject({ state: 'admitting' })
  await inviting.leave()
  expect(verbs).not.toContain('sync.invite.cancel')
})

test('leaving before that takes it back, and asks no more', async () => {
  const { inviting, verbs, settle, beat } = setUp([SHOWN, COMPARING])
  await settle()
  await inviting.leave()
  await beat()
  expect(verbs).toEqual(['sync.invite', 'sync.invite.cancel'])
})

test('that the background cannot be asked is told', async () => {
  const { inviting, settle } = setUp([])
  await settle()
  expect(inviting.state.value).toBe('failed')
})
