// @ts-check
// npm run check: format and lint, types, unused code, the import table, unit tests. Ends with 1 when anything is wrong.
import { prepare, readSources, sum, unitTests } from './lib/checks.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { say } from './lib/say.mjs'

await ensureDependencies()
const { passed, failed } = sum([
  await prepare(),
  ...(await Promise.all([readSources({ behind: true }), unitTests()])),
])
say(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
