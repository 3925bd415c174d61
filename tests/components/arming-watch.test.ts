import { effect, signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { ARMING_TIME } from '@/entrypoints/prompt/arming'
import { watchArming } from '@/entrypoints/prompt/arming-watch'

/** A window with a clock of its own: as much of one as the watch looks at. */
function fakeWindow() {
  const document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    focused: true,
    hasFocus: () => true,
  })
  let now = 0
  let frames: FrameRequestCallback[] = []
  const view = Object.assign(new EventTarget(), {
    document,
    screenX: 0,
    screenY: 0,
    innerWidth: 420,
    innerHeight: 640,
    devicePixelRatio: 1,
    performance: { now: () => now },
    requestAnimationFrame: (callback: FrameRequestCallback) => frames.push(callback),
  })
  const pass = (length: number) => {
    for (const end = now + length; now < end; ) {
      now += 10
      const due = frames
      frames = []
      for (const callback of due) callback(now)
    }
  }
  return { view: view as unknown as Window & typeof view, document, pass }
}

function watched() {
  const fake = fakeWindow()
  const life = new AbortController()
  return { ...fake, life, watch: watchArming(fake.view, () => true, life.signal) }
}

test('Allow wakes after the wait, and not before', () => {
  const { watch, pass } = watched()
  pass(ARMING_TIME)
  expect(watch.armed.value).toBe(false)
  pass(100)
  expect(watch.armed.value).toBe(true)
})

test('a restart inside an effect does not subscribe that effect to the wait', () => {
  const { watch, pass } = watched()
  const shown = signal('first')
  let restarts = 0
  effect(() => {
    restarts += shown.value ? 1 : 0
    watch.restart()
  })
  pass(ARMING_TIME + 100)
  expect(watch.armed.value).toBe(true)
  expect(restarts).toBe(1)
  shown.value = 'second'
  expect(watch.armed.value).toBe(false)
})

test('moving, losing the window, hiding and resizing make it wait anew', () => {
  const disturbances: ((fake: ReturnType<typeof watched>) => void)[] = [
    ({ view }) => Object.assign(view, { screenX: 5 }),
    ({ view }) => void view.dispatchEvent(new Event('blur')),
    ({ view }) => void view.dispatchEvent(new Event('resize')),
    ({ document }) => void document.dispatchEvent(new Event('visibilitychange')),
    ({ document }) => void document.dispatchEvent(new Event('fullscreenchange')),
  ]
  for (const disturb of disturbances) {
    const fake = watched()
    fake.pass(ARMING_TIME + 100)
    expect(fake.watch.armed.value).toBe(true)
    disturb(fake)
    fake.pass(20)
    expect(fake.watch.armed.value).toBe(false)
    fake.pass(ARMING_TIME + 20)
    expect(fake.watch.armed.value).toBe(true)
  }
})

test('it never wakes while hidden or behind another window', () => {
  for (const away of [{ visibilityState: 'hidden' }, { hasFocus: () => false }]) {
    const { watch, document, pass } = watched()
    Object.assign(document, away)
    pass(ARMING_TIME * 3)
    expect(watch.armed.value).toBe(false)
  }
})

test('a click no browser vouches for is not accepted', () => {
  const { watch, pass } = watched()
  pass(ARMING_TIME + 100)
  expect(watch.accepts(Object.assign(new Event('click'), { detail: 0 }) as MouseEvent)).toBe(false)
})
