import { describe, expect, it } from 'vitest'
import type { SimFault } from '@/tests/replication/sim-device'
import { simulate } from '@/tests/replication/simulate'

/** A simulation that finds nothing is worth nothing: each of these breaks the engine at its edge, and some seed must see it. */
const faults: { readonly [what: string]: SimFault } = {
  'calls safe what lies at one place only': { limits: { copies: 1 } },
  'leaves something out of its snapshots': {
    vault: (vault) => ({
      ...vault,
      chains: {
        ...vault.chains,
        async *behind(after, most, device) {
          for await (const batch of vault.chains.behind(after, most, device))
            yield device === undefined && batch.length > 1 ? batch.slice(0, -1) : batch
        },
      },
    }),
  },
  'leaves lying what is damaged': { place: (replica) => ({ ...replica, delete: async () => {} }) },
}

const SEEDS = 60
const STEPS = 240

describe('the simulation finds an engine that', () => {
  for (const [what, fault] of Object.entries(faults)) {
    it(what, { timeout: 600_000 }, async () => {
      let found = ''
      for (let seed = 1; seed <= SEEDS && found === ''; seed++)
        await simulate(seed, STEPS, fault).catch((error: Error) => {
          found = error.message
        })
      expect(found).toMatch(/differ|safe|back|revoked|reads|still has|beyond/)
    })
  }
})
