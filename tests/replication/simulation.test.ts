import { describe, expect, it } from 'vitest'
import type { Replica } from '@/lib/replicas/replica'
import { simulate } from '@/tests/replication/simulate'

/** As many as fit into half a minute; `npm run simulate` for the rest. */
const runs = 60
const seed = 1
const STEPS = 240
/** So many parts, so that a failure does not hide the rest. */
const PARTS = 6

/** All that is asked of places in a life, in its order: names carry hashes of what lies under them. */
async function askedIn(life: number): Promise<readonly string[]> {
  const asked: string[] = []
  const place = (replica: Replica): Replica => ({
    list: (prefix, signal) => {
      asked.push(`list ${prefix}`)
      return replica.list(prefix, signal)
    },
    get: (name, most, signal) => {
      asked.push(`get ${name}`)
      return replica.get(name, most, signal)
    },
    put: (name, bytes, signal) => {
      asked.push(`put ${name}`)
      return replica.put(name, bytes, signal)
    },
    delete: (name, signal) => {
      asked.push(`delete ${name}`)
      return replica.delete(name, signal)
    },
  })
  await simulate(life, STEPS, { place })
  return asked
}

it('one seed is one life, to the last byte', async () => {
  for (const life of [4, 10, 17]) expect(await askedIn(life)).toEqual(await askedIn(life))
})

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
