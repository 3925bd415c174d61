import { describe, expect, test } from 'vitest'
import type { SiteRecord } from '@/lib/protocol/site'
import { list, own, write } from './locker-site'

/** Units of text in one answer, and no more between the background and a page than 64 MiB, three bytes for each of these. */
const MOST = 8 * 1024 * 1024
const TEXT = '語'.repeat(25_000)
const IDS = Array.from({ length: 360 }, (_, index) => `doc-${String(index).padStart(3, '0')}`)
const BATCH = 40

async function full() {
  const made = await own()
  for (let from = 0; from < IDS.length; from += BATCH) {
    const some = IDS.slice(from, from + BATCH)
    await write(
      made.page,
      made.id,
      some.map((id) => ({ op: 'create', id, value: { text: TEXT } })),
    )
  }
  return made
}

describe('documents that are together larger than one answer', () => {
  test('are listed in pages that each fit, to the end and each once', async () => {
    const { page, id } = await full()
    for (const reverse of [false, true]) {
      const seen: SiteRecord[] = []
      const lengths: number[] = []
      for (let after: string | null = null, more = true; more; ) {
        const answer = await list(page, id, { after, limit: 1_000, reverse })
        seen.push(...answer.records)
        lengths.push(JSON.stringify(answer.records).length)
        after = answer.next
        more = after !== null
      }
      expect(seen.map((one) => one.id)).toEqual(reverse ? IDS.toReversed() : IDS)
      expect(lengths).toHaveLength(2)
      for (const length of lengths) expect(length).toBeLessThan(MOST + 1_000)
    }
  })

  test('are shown by a conflict as far as they fit, the first ones', async () => {
    const { page, id } = await full()
    const answer = await write(
      page,
      id,
      IDS.map((one) => ({ op: 'create', id: one, value: {} })),
    )
    const conflicts = 'conflicts' in answer ? answer.conflicts : []
    expect(conflicts.length).toBeGreaterThan(300)
    expect(conflicts.map(({ index }) => index)).toEqual(conflicts.map((_, index) => index))
    expect(conflicts.every(({ current }) => current?.value.text === TEXT)).toBe(true)
    expect(JSON.stringify(conflicts).length).toBeLessThan(MOST + 20_000)
  })
})
