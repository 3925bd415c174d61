// @ts-check
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'
import { say } from './say.mjs'

/** npm writes this file last, so its age is the age of the installed tree. */
const installed = join(root, 'node_modules', '.package-lock.json')

/** Runs `npm ci` when nothing is installed or the lockfile is newer than what is. Ends the process when npm fails. */
export async function ensureDependencies() {
  const lock = join(root, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  say('Installing what package-lock.json names (npm ci) …')
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund'], { show: true })
  if (code !== 0) {
    say('npm ci failed; what it said stands above.')
    process.exit(1)
  }
}
