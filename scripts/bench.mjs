// @ts-check
// npm run bench [-- --json FILE] [-- --only PART,PART]: figures of the real build in the real Chromium. Prints name, value, unit
// and ratio; asserts nothing.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { build } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { installMissing } from './lib/install.mjs'
import { say } from './lib/say.mjs'
import { loadTypeScript } from './lib/typescript.mjs'

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })
/** Parts that need places on real servers, which are not to be had everywhere. */
const SERVED = ['replicas', 'transfers']
const wanted = values.only?.split(',')
if (!(await installMissing(['chromium', 'display', 'window-manager']))) process.exit(1)
const isServed =
  wanted?.every((part) => !SERVED.includes(part)) || (await installMissing(['swift', 'apache']))
if (!isServed) {
  if (wanted) process.exit(1)
  say(`Left out without them: ${SERVED.join(', ')}.`)
}
await ensureDependencies()
if (!(await build(['chrome', 'sdk']))) process.exit(1)

const { measure, PARTS } = await loadTypeScript('tests/bench/run.ts')
const parts = wanted ?? PARTS.filter((/** @type {string} */ part) => isServed || !SERVED.includes(part))
const unknown = parts.filter((/** @type {string} */ part) => !PARTS.includes(part))
if (unknown.length > 0) {
  say(`There is no part ${unknown.join(', ')}. Parts: ${PARTS.join(', ')}`)
  process.exit(1)
}
/** @type {readonly import('../tests/bench/figure').Figure[]} */
const figures = await measure(say, parts)

/** @param {number} value @param {string} unit */
const shown = (value, unit) =>
  unit === 'ms' ? value.toFixed(value < 10 ? 2 : 0) : value.toLocaleString('en')
/** @param {import('../tests/bench/figure').Figure} figure */
const within = ({ limit, ratio, value }) =>
  !limit || (limit.of === 'ratio' ? (ratio ?? 0) : value) <= limit.most
const width = Math.max(...figures.map(({ name }) => name.length))
for (const figure of figures) {
  const { name, value, unit, beside, ratio, limit } = figure
  const notes = [
    beside ? `${beside.name} ${shown(beside.value, unit)} ${unit}` : '',
    ratio === undefined ? '' : `ratio ${ratio.toFixed(2)}`,
    limit
      ? `${within(figure) ? 'within' : 'OVER'} ${limit.of === 'ratio' ? `${limit.most} ×` : `${shown(limit.most, unit)} ${unit}`}`
      : '',
  ]
  say(
    `${name.padEnd(width)}  ${shown(value, unit).padStart(8)} ${unit.padEnd(2)}  ${notes.filter(Boolean).join(' · ')}`,
  )
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ figures }, null, 2)}\n`)
