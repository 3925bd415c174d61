import { expect, test } from 'vitest'
import { createBuffers } from '@/lib/base/buffers'

test('a buffer that was given back is taken again, by one only', () => {
  const buffers = createBuffers(8, 2)
  const [first, second] = [buffers.take(), buffers.take()]
  expect([first.length, second.length]).toEqual([8, 8])
  expect(second).not.toBe(first)
  buffers.give(first)
  expect(buffers.take()).toBe(first)
  expect(buffers.take()).not.toBe(first)
})

test('no more are kept than wanted, and none of another length', () => {
  const buffers = createBuffers(8, 1)
  const [first, second] = [buffers.take(), buffers.take()]
  buffers.give(new Uint8Array(9))
  buffers.give(first)
  buffers.give(second)
  expect(buffers.take()).toBe(first)
  expect([first, second]).not.toContain(buffers.take())
})
