// @ts-check
// npm run simulate [-- --runs N] [--seed N] [--steps N]: lives of a vault on several devices and places, each as its seed has it.
// A life that ends badly is told with its seed. The exit code says whether there was one.
import { parseArgs } from 'node:util'
import { ensureDependencies } from './lib/dependencies.mjs'
import { say, took } from './lib/say.mjs'
import { loadTypeScript } from './lib/typescript.mjs'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '400' },
  },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
const steps = Number(values.steps)
if (![runs, seed, steps].every(Number.isSafeInteger)) {
  say('Numbers, please: npm run simulate -- --runs 2000 --seed 1')
  process.exit(1)
}
await ensureDependencies()
const { simulate } = await loadTypeScript('tests/replication/simulate.ts')
const start = performance.now()
const total = {
  written: 0,
  safe: 0,
  kills: 0,
  condensed: 0,
  revoked: 0,
  over: 0,
  removed: 0,
  devices: 0,
  attached: 0,
  kept: 0,
  twins: 0,
}
let failed = 0
for (let at = seed; at < seed + runs; at++) {
  try {
    /** @type {import('../tests/replication/simulate').SimResult} */
    const result = await simulate(at, steps)
    total.written += result.written
    total.safe += result.safe
    total.kills += result.kills
    total.condensed += result.condensed
    total.revoked += result.revoked
    total.over += result.over
    total.removed += result.removed
    total.devices += result.devices
    total.attached += result.attached
    total.kept += result.kept
    total.twins += result.twins
  } catch (error) {
    failed++
    say(`✗ seed ${at}: ${error instanceof Error ? error.message : error}`)
    say(`  again: npm run simulate -- --runs 1 --seed ${at} --steps ${steps}`)
  }
  const done = at - seed + 1
  if (done % 100 === 0) say(`${done} of ${runs}, ${failed} failed, ${took(start)}`)
}
say(
  `${runs - failed} passed, ${failed} failed: ${total.written} changes, ${total.safe} said to be safe, ${total.attached} attachments, ${total.kept} of them safe, ${total.revoked} grants revoked, ${total.over} of these safely, ${total.devices} devices, stopped ${total.kills} times, laid anew by wish ${total.condensed} times, ${total.removed} removed or let go, ${total.twins} there twice. ${took(start)}`,
)
process.exit(failed > 0 ? 1 : 0)
