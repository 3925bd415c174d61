import { expect, test, vi } from 'vitest'
import { createToasts, type Later } from '@/components/toasts'

function manual() {
  const tasks = new Map<number, () => void>()
  let next = 0
  const later: Later = (task) => {
    const id = next++
    tasks.set(id, task)
    return () => tasks.delete(id)
  }
  const pass = () => {
    for (const [id, task] of [...tasks]) {
      tasks.delete(id)
      task()
    }
  }
  return { later, pass, waiting: () => tasks.size }
}

test('a toast goes by itself, and its undo is then not run', () => {
  const time = manual()
  const toasts = createToasts(time.later)
  const undo = vi.fn()
  toasts.show('Home was deleted.', undo)
  expect(toasts.entries.value.map(({ text }) => text)).toEqual(['Home was deleted.'])
  time.pass()
  expect(toasts.entries.value).toEqual([])
  expect(undo).not.toHaveBeenCalled()
})

test('undo runs once and takes the toast away', () => {
  const toasts = createToasts(manual().later)
  const undo = vi.fn()
  toasts.show('Home was deleted.', undo)
  const id = toasts.entries.value[0]?.id ?? -1
  toasts.undo(id)
  toasts.undo(id)
  expect(undo).toHaveBeenCalledTimes(1)
  expect(toasts.entries.value).toEqual([])
})

test('nothing goes while it is held, and everything goes after', () => {
  const time = manual()
  const toasts = createToasts(time.later)
  toasts.show('One.')
  toasts.hold()
  toasts.show('Two.')
  time.pass()
  expect(toasts.entries.value).toHaveLength(2)
  toasts.release()
  time.pass()
  expect(toasts.entries.value).toEqual([])
})

test('never more than three stand; the oldest goes first, with its timer', () => {
  const time = manual()
  const toasts = createToasts(time.later)
  for (const text of ['1', '2', '3', '4', '5']) toasts.show(text)
  expect(toasts.entries.value.map(({ text }) => text)).toEqual(['3', '4', '5'])
  expect(time.waiting()).toBe(3)
})

test('what was to happen when nobody undid it happens once, however the toast goes', () => {
  const time = manual()
  const toasts = createToasts(time.later)
  const [passed, pushed, undone] = [vi.fn(), vi.fn(), vi.fn()]
  toasts.show('Undone.', vi.fn(), undone)
  toasts.undo(toasts.entries.value[0]?.id ?? -1)
  toasts.show('Pushed out.', vi.fn(), pushed)
  for (const text of ['1', '2', '3']) toasts.show(text)
  expect(pushed).toHaveBeenCalledTimes(1)
  toasts.show('Passed.', vi.fn(), passed)
  time.pass()
  time.pass()
  expect(passed).toHaveBeenCalledTimes(1)
  expect(undone).not.toHaveBeenCalled()
})
