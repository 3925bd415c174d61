import { describe, expect, it } from 'vitest'
import { simulate } from '@/tests/replication/simulate'

/** As many as fit into half a minute; `npm run simulate` for the rest. */
const runs = 60
const seed = 1
const STEPS = 240
/** So many parts, so that a failure does not hide the rest. */
const PARTS = 6

describe(`${runs} lives of a vault on several devices and places, from seed ${seed} on`, () => {
  for (let part = 0; part < PARTS; part++) {
    const from = seed + Math.floor((runs * part) / PARTS)
    const to = seed + Math.floor((runs * (part + 1)) / PARTS)
    it(`end with all devices equal and nothing lost: seeds ${from} to ${to - 1}`, {
      timeout: 3_600_000,
    }, async () => {
      const failed: string[] = []
      let safe = 0
      for (let at = from; at < to; at++) {
        try {
          safe += (await simulate(at, STEPS)).safe
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error)
          failed.push(`${why}\n  again: npm run simulate -- --runs 1 --seed ${at} --steps ${STEPS}`)
        }
      }
      expect(failed.join('\n')).toBe('')
      // A simulation in which nothing ever becomes safe would hold everything.
      expect(safe).toBeGreaterThan(0)
    })
  }
})
