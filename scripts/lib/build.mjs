// @ts-check
import { run, runTool } from './run.mjs'
import { say, took } from './say.mjs'

/** @typedef {'chrome' | 'firefox' | 'sdk'} Part */

/** @type {{ readonly [part in Part]: () => Promise<{ readonly code: number, readonly output: string }> }} */
const BUILDS = {
  chrome: () => runTool('wxt', ['build', '-b', 'chrome']),
  firefox: () => runTool('wxt', ['build', '-b', 'firefox']),
  sdk: () => run(process.execPath, ['scripts/build-sdk.mjs']),
}

const WHERE = { chrome: '.output/chrome-mv3', firefox: '.output/firefox-mv3', sdk: 'dist/sdk' }

/**
 * Builds the named parts, one after the other: two builds of the extension would write the same generated types.
 *
 * @param {readonly Part[]} parts
 * @returns {Promise<boolean>} false when one failed; what it said was printed
 */
export async function build(parts) {
  for (const part of parts) {
    const start = performance.now()
    const { code, output } = await BUILDS[part]()
    if (code !== 0) {
      say(output)
      say(`Building ${WHERE[part]} failed.`)
      return false
    }
    say(`Built ${WHERE[part]} in ${took(start)}.`)
  }
  return true
}
