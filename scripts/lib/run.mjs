// @ts-check
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/**
 * Runs a command in the repository and waits for it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly show?: boolean, readonly env?: NodeJS.ProcessEnv }} [options] `show`: its output is passed on while it runs.
 * @returns {Promise<{ readonly code: number, readonly output: string }>} `output` is both streams together
 */
export function run(command, args, { show = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
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
 * @param {{ readonly show?: boolean, readonly env?: NodeJS.ProcessEnv }} [options]
 */
export function runTool(tool, args, options) {
  return run('npx', ['--no-install', tool, ...args], options)
}
