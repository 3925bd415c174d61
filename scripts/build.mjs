// @ts-check
// npm run build: both extensions and the SDK, weighed. Output: .output/chrome-mv3, .output/firefox-mv3, dist/sdk.
import { join } from 'node:path'
import { measureBuild, printBudget } from './lib/budget.mjs'
import { build } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { root } from './lib/run.mjs'
import { say } from './lib/say.mjs'

await ensureDependencies()
if (!(await build(['chrome', 'firefox', 'sdk']))) process.exit(1)
let broken = 0
for (const name of ['chrome-mv3', 'firefox-mv3']) {
  const lines = measureBuild(join(root, '.output', name))
  printBudget(`.output/${name}`, lines, say)
  broken += lines.filter((line) => !line.ok).length
}
if (broken > 0) {
  say(`${broken} of the limits above are broken.`)
  process.exit(1)
}
