// @ts-check
import { spawn } from 'node:child_process'
import { hasCommand } from './install.mjs'

/** Whether windows can be shown here as it is. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Starts a screen that nobody sees (Xvfb) on a free number, with a window manager when there is one.
 *
 * @param {{ readonly width?: number, readonly height?: number }} [size]
 * @returns {Promise<{ readonly name: string, readonly close: () => void }>} `name` is for `DISPLAY`
 */
export async function openDisplay({ width = 1280, height = 900 } = {}) {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  const name = await new Promise((resolve, reject) => {
    screen.once('error', reject)
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    screen.stdio[3]?.once('data', (chunk) => resolve(`:${String(chunk).trim()}`))
  })
  const children = [screen]
  if (hasCommand('openbox')) {
    children.push(
      /** @type {any} */ (spawn('openbox', [], { env: { ...process.env, DISPLAY: name }, stdio: 'ignore' })),
    )
  }
  const close = () => {
    process.removeListener('exit', close)
    for (const child of children.reverse()) child.kill('SIGTERM')
  }
  process.once('exit', close)
  return { name, close }
}
