import { describe, expect, it } from 'vitest'
import { readAhead } from '@/lib/services/read-ahead'
import { settle } from '@/tests/support/settle'

/** Things whose reading ends when it is told to. */
function things(count: number) {
  const ends = new Map<number, { done(): void; fail(): void }>()
  const begun: number[] = []
  const get = (at: number) => {
    begun.push(at)
    return new Promise<string>((resolve, reject) => {
      ends.set(at, { done: () => resolve(`read ${at}`), fail: () => reject(new Error(`failed ${at}`)) })
    })
  }
  return { all: Array.from({ length: count }, (_, at) => at), begun, get, ends }
}

describe('reading ahead', () => {
  it('gives all in their order, whichever is there first', async () => {
    const { all, get, ends } = things(5)
    const given: string[] = []
    const reading = (async () => {
      for await (const { of, got } of readAhead(all, get, { step: 2, width: 4 })) {
        expect(got).toHaveLength(of.length)
        given.push(...got)
      }
    })()
    for (const at of [3, 1, 2, 0]) {
      ends.get(at)?.done()
      await settle(1)
    }
    expect(given).toEqual(['read 0', 'read 1', 'read 2', 'read 3'])
    ends.get(4)?.done()
    await reading
    expect(given).toEqual(all.map((at) => `read ${at}`))
  })

  it('goes on while those before are worked on, and holds no more than it may', async () => {
    const { all, begun, get, ends } = things(9)
    const groups = readAhead(all, get, { step: 2, width: 4 })
    const first = groups.next()
    await settle(1)
    expect(begun).toEqual([0, 1, 2, 3])
    for (const at of [0, 1]) ends.get(at)?.done()
    await first
    await settle(1)
    expect(begun).toEqual([0, 1, 2, 3, 4, 5])
    for (const at of all) ends.get(at)?.done()
    await settle(1)
    expect(begun).toHaveLength(6)
    const over = groups.return(undefined)
    await over
    expect(begun).toHaveLength(6)
  })

  it('throws what fails in its turn, once nothing is under way any more', async () => {
    const { all, get, ends } = things(6)
    const given: string[] = []
    const state = { over: false }
    const reading = (async () => {
      for await (const { got } of readAhead(all, get, { step: 1, width: 3 })) given.push(...got)
    })().finally(() => {
      state.over = true
    })
    reading.catch(() => undefined)
    ends.get(1)?.fail()
    await settle(1)
    expect(state.over).toBe(false)
    ends.get(0)?.done()
    await settle(1)
    expect([given, state.over]).toEqual([['read 0'], false])
    for (const at of [2, 3]) ends.get(at)?.fail()
    await expect(reading).rejects.toThrow('failed 1')
  })
})
