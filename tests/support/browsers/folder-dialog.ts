import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { keysOnScreen } from './menu'
import { pause, poll } from './polling'

const execute = promisify(execFile)

/**
 * The question for a folder, which is the system's own window: no driver of pages gets there. Real keys write the path, and the mouse
 * presses “Open”: an Enter would reach the browser's next question as well, and refuse it.
 */
export async function chooseFolder(display: string, path: string): Promise<void> {
  const { x, y, width, height } = await poll('the question for a folder', () => folderWindow(display))
  await keysOnScreen(display, 'ctrl+l')
  await onScreen(display, 'type', path)
  await pause(500)
  await onScreen(display, 'mousemove', String(x + width - 50), String(y + height - 44), 'click', '1')
  await poll('the question for a folder to close', async () => ((await folderWindow(display)) ? null : true))
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

async function folderWindow(display: string): Promise<Place | null> {
  const found = await onScreen(display, 'search', '--onlyvisible', '--name', 'Select where').catch(() => '')
  const id = found.trim().split('\n').at(-1)
  if (!id) return null
  const said = await onScreen(display, 'getwindowgeometry', '--shell', id)
  const number = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(said)?.[1] ?? 0)
  return { x: number('X'), y: number('Y'), width: number('WIDTH'), height: number('HEIGHT') }
}

async function onScreen(display: string, ...what: readonly string[]): Promise<string> {
  const { stdout } = await execute('xdotool', [...what], { env: { ...process.env, DISPLAY: display } })
  return stdout
}

/** Answers “Allow this site to edit files?” with yes, by keys, until `isDone` has what follows. */
export async function allowFolder(display: string, isDone: () => Promise<unknown>): Promise<void> {
  await poll(
    'the answer to the browser’s question',
    async () => {
      // It hears nothing in the first moment, so that nobody presses what appears under the hand.
      await pause(1_500)
      await keysOnScreen(display, 'Tab', 'Return')
      await isDone()
      return true
    },
    40_000,
  )
}
