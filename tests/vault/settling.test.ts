import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogDatabase, Writing } from '@/lib/vault/database'
import { createSettling } from '@/lib/vault/settling'

const HEAD = new Uint8Array([1])
const LATER = new Uint8Array([2])

/** A database that only takes down what it is asked to write. */
function scene() {
  const asked: { readonly expected: Uint8Array | null; readonly writing: Writing }[] = []
  let answer: () => Promise<'written' | 'overtaken'> = async () => 'written'
  const database = {
    append: (expected: Uint8Array | null, writing: Writing) => {
      asked.push({ expected, writing })
      return answer()
    },
  } as unknown as LogDatabase
  let head: Uint8Array = HEAD
  return {
    asked,
    settling: createSettling(database, () => head),
    become: (bytes: Uint8Array) => {
      head = bytes
    },
    answers: (next: typeof answer) => {
      answer = next
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('writes the head as it is, strictly, once for all that was relaxed meanwhile', async () => {
  const { asked, settling, become } = scene()
  settling.noted('relaxed')
  settling.noted('relaxed')
  become(LATER)
  settling.noted('relaxed')
  expect(asked).toEqual([])
  await vi.runAllTimersAsync()
  // Nothing is said of durability, and strict is what a database takes that for.
  expect(asked).toEqual([{ expected: LATER, writing: { rows: [], head: LATER } }])
})

it('has nothing to do where a strict commit came after, or none was relaxed', async () => {
  const { asked, settling } = scene()
  settling.noted('strict')
  settling.noted('relaxed')
  settling.noted('strict')
  await vi.runAllTimersAsync()
  await settling.flush()
  expect(asked).toEqual([])
})

it('leaves it to whoever wrote after', async () => {
  const { asked, settling, answers } = scene()
  answers(async () => 'overtaken')
  settling.noted('relaxed')
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(1)
})

it('does it again for what was relaxed while it was at it', async () => {
  const { asked, settling, answers, become } = scene()
  answers(async () => {
    if (asked.length === 1) {
      become(LATER)
      settling.noted('relaxed')
    }
    return 'written'
  })
  settling.noted('relaxed')
  await vi.runAllTimersAsync()
  expect(asked.map(({ expected }) => expected)).toEqual([HEAD, LATER])
})

it('tries again where the disk does not take it', async () => {
  const { asked, settling, answers } = scene()
  answers(async () => {
    if (asked.length === 1) throw new Error('full')
    return 'written'
  })
  settling.noted('relaxed')
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(2)
})

it('does it at once when asked, and no more after it was stopped', async () => {
  const { asked, settling } = scene()
  settling.noted('relaxed')
  await settling.flush()
  expect(asked).toHaveLength(1)
  settling.stop()
  settling.noted('relaxed')
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(1)
})
