// @ts-check
import { runTool } from './run.mjs'
import { bold, dim, green, red, say, took } from './say.mjs'
import { runTests } from './vitest.mjs'

/** @typedef {{ readonly passed: number, readonly failed: number }} Tally */

/** @param {readonly Tally[]} tallies */
export const sum = (tallies) => ({
  passed: tallies.reduce((total, each) => total + each.passed, 0),
  failed: tallies.reduce((total, each) => total + each.failed, 0),
})

/**
 * Runs one step and says how it went. A step that breaks counts as one failure, so nothing is lost in the sum.
 *
 * @param {string} name
 * @param {() => Promise<Tally & { readonly output?: string }>} work
 * @returns {Promise<Tally>}
 */
export async function step(name, work) {
  const start = performance.now()
  say(bold(`▸ ${name}`))
  try {
    const { passed, failed, output = '' } = await work()
    if (failed > 0 && output) say(output)
    const count = passed + failed === 1 ? '' : `${passed} passed, ${failed} failed `
    say(`${failed > 0 ? red('✗') : green('✓')} ${name} ${count}${dim(took(start))}`)
    return { passed, failed }
  } catch (error) {
    say(`${red('✗')} ${name}: ${error instanceof Error ? error.stack : error}`)
    return { passed: 0, failed: 1 }
  }
}

/**
 * A step that one tool decides by its exit code.
 *
 * @param {string} name
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
const toolStep = (name, tool, args, options) =>
  step(name, async () => {
    const { code, output } = await runTool(tool, args, options)
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }
  })

/**
 * A step of vitest: each of its tests counts.
 *
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ readonly show?: boolean }} [options] `show`: print while it runs
 */
export const vitestStep = (name, args, { show = false } = {}) =>
  step(name, async () => {
    const { passed, failed, output } = await runTests(args, { show })
    return { passed, failed, output: show ? '' : output }
  })

/** The types that are made from the texts and entrypoints: all that reads our sources wants them. */
export const prepare = () => toolStep('generated types', 'wxt', ['prepare'])

/**
 * What reads the sources and runs nothing of them. None of it can be late, so it may go behind what can.
 *
 * @returns {Promise<Tally>}
 */
export async function readSources({ behind = false } = {}) {
  return sum([
    await toolStep('format and lint', 'biome', ['check', '--error-on-warnings', '.'], { behind }),
    await toolStep('types', 'tsc', ['--noEmit'], { behind }),
    await toolStep('types of the pure rooms', 'tsc', ['-p', 'tsconfig.pure.json', '--noEmit'], { behind }),
    await toolStep('unused code', 'knip', [], { behind }),
  ])
}

export const unitTests = () => vitestStep('unit and flow tests', [])
