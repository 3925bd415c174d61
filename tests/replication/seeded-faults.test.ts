import { describe, expect, it } from 'vitest'
import type { SimFault } from '@/tests/replication/sim-device'
import { simulate } from '@/tests/replication/simulate'

/** A simulation that finds nothing is worth nothing: each of these breaks the engine at its edge, and some seed must see it. */
const ANY = /differ|safe|back|alive|reads|still has|beyond/

const faults: { readonly [what: string]: SimFault & { readonly found?: RegExp } } = {
  'calls safe what lies at one place only': { limits: { copies: 1 } },
  'does not keep that a grant was revoked': {
    change: ({ fields: { revoked: _, ...fields }, ...change }) => ({ ...change, fields }),
    found: /has the revoked grant-\d alive/,
  },
  'does not keep that a record was erased': {
    change: ({ erased: _, ...change }) => change,
    found: /has the erased record-\d back/,
  },
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
  for (const [what, { found: wanted = ANY, ...fault }] of Object.entries(faults)) {
    it(what, { timeout: 600_000 }, async () => {
      let found = ''
      for (let seed = 1; seed <= SEEDS && found === ''; seed++)
        await simulate(seed, STEPS, fault).catch((error: Error) => {
          found = error.message
        })
      expect(found).toMatch(wanted)
    })
  }
})
