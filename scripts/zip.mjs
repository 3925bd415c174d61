// @ts-check
// npm run zip: the packages for both stores and the sources that Mozilla's reviewers build from.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies } from './lib/dependencies.mjs'
import { root, runTool } from './lib/run.mjs'
import { say } from './lib/say.mjs'

await ensureDependencies()
for (const browser of ['chrome', 'firefox']) {
  const { code, output } = await runTool('wxt', ['zip', '-b', browser])
  if (code !== 0) {
    say(output)
    process.exit(1)
  }
}
for (const file of readdirSync(join(root, '.output')).filter((name) => name.endsWith('.zip'))) {
  say(`.output/${file}  ${statSync(join(root, '.output', file)).size.toLocaleString('en')} B`)
}
