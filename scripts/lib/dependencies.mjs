// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'
import { say } from './say.mjs'

/** Runs `npm ci` unless what package-lock.json names is what is installed. Ends the process when npm fails. */
export async function ensureDependencies() {
  if (isInstalled()) return
  say('Installing what package-lock.json names (npm ci) …')
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund'], { show: true })
  if (code !== 0) {
    say('npm ci failed; what it said stands above.')
    process.exit(1)
  }
}

/** npm writes the second file last, so an installation that broke off is none. What is for other machines may be missing. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  return (
    found !== null &&
    Object.entries(wanted ?? {}).every(
      ([path, { version, optional }]) =>
        path === '' || found[path]?.version === version || (optional === true && !found[path]),
    )
  )
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | null} null where there is no such file.
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}
