// @ts-check
// npm test: everything, from a fresh clone. The last line is “N passed, N failed”.

import { measureBuild, printBudget } from './lib/budget.mjs'
import { build } from './lib/build.mjs'
import { prepare, readSources, step, sum, unitTests, vitestStep } from './lib/checks.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { hasCommand, installMissing } from './lib/install.mjs'
import { lintFirefox } from './lib/lint-firefox.mjs'
import { say, took } from './lib/say.mjs'

const start = performance.now()
/** @type {import('./lib/checks.mjs').Tally[]} */
const tallies = []

tallies.push(
  await step('browsers and tools', async () => {
    const there = await installMissing([
      'chromium',
      'firefox',
      'firefox-arabic',
      'display',
      'window-manager',
      'age',
      'unzip',
    ])
    return { passed: there ? 1 : 0, failed: there ? 0 : 1 }
  }),
)
// Where these cannot be had their tests say so and are skipped; as root on Debian they can.
const canInstall = process.getuid?.() === 0 && hasCommand('apt-get')
tallies.push(
  await step('servers that keep copies', async () => {
    const there = await installMissing(['swift', 'apache', 'rclone'])
    return { passed: there || !canInstall ? 1 : 0, failed: there || !canInstall ? 0 : 1 }
  }),
)
await ensureDependencies()
tallies.push(await prepare())
// Before anything reads the generated types, which a build writes anew.
const built = await step('build', async () => {
  const done = await build(['chrome', 'firefox', 'sdk'])
  return { passed: done ? 1 : 0, failed: done ? 0 : 1 }
})
tallies.push(built)
const isBuilt = built.failed === 0
if (isBuilt) tallies.push(await step('size and content of the builds', async () => weigh()))
// Browsers wait a good part of their time; tools that cannot be late take what of the machine is free.
tallies.push(...(await Promise.all([runSources(), readAll()])))

/** Whatever runs what we wrote, one after the other. */
async function runSources() {
  return sum([
    await unitTests(),
    await vitestStep('places on real servers', ['--config', 'tests/replicas/servers/vitest.config.ts'], {
      show: true,
    }),
    ...(isBuilt
      ? [
          await vitestStep('end to end in Chromium and Firefox', ['--config', 'tests/e2e/vitest.config.ts'], {
            show: true,
          }),
        ]
      : []),
  ])
}

async function readAll() {
  return sum([
    await readSources({ behind: true }),
    ...(isBuilt
      ? [await step('web-ext lint of the Firefox build', () => lintFirefox({ behind: true }))]
      : []),
  ])
}

function weigh() {
  const all = ['chrome-mv3', 'firefox-mv3'].map((name) => ({
    name,
    lines: measureBuild(`.output/${name}`),
  }))
  for (const { name, lines } of all) printBudget(`.output/${name}`, lines, say)
  const lines = all.flatMap((each) => each.lines)
  return {
    passed: lines.filter((line) => line.ok).length,
    failed: lines.filter((line) => !line.ok).length,
  }
}

const { passed, failed } = sum(tallies)
say(`Everything took ${took(start)}.`)
process.exitCode = failed > 0 ? 1 : 0
say(`${passed} passed, ${failed} failed`)
