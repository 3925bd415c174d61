// @ts-check
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/**
 * @typedef {{ readonly show?: boolean, readonly env?: NodeJS.ProcessEnv, readonly behind?: boolean }} RunOptions
 * `show`: its output is passed on while it runs. `behind`: it takes what time of the machine nobody else wants.
 */

/**
 * Runs a command in the repository and waits for it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ readonly code: number, readonly output: string }>} `output` is both streams together
 */
export function run(command, args, { show = false, env = {}, behind = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    if (behind && child.pid !== undefined) yieldTo(child.pid)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
        if (show) process.stdout.write(chunk)
      })
    }
    child.once('error', (error) => resolve({ code: 127, output: String(error) }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * Runs a tool that the repository installed, e.g. `biome`.
 *
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runTool(tool, args, options) {
  return run('npx', ['--no-install', tool, ...args], options)
}

/** @param {number} pid of a process that goes behind all others, with what it starts */
function yieldTo(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It has ended already, or the system does not let us: it then takes its turn as any other.
  }
}
