import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Bidi, remoteToJson } from './bidi'
import { pause, poll } from './polling'

const execute = promisify(execFile)

/**
 * The browser's own menu on a control of a page, where no driver of pages reaches: a gesture of the person, so the extension may act
 * in the tab in front without further permission.
 */

/** Real keys on the screen where Chromium shows its windows. */
export async function keysOnScreen(display: string, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await execute('xdotool', ['key', key], { env: { ...process.env, DISPLAY: display } })
    await pause(400)
  }
}

/** Chromium: the extension's own menu stands above “Inspect”, which is the last; its entries are counted from 0. */
export async function chooseOnScreen(display: string, entry: number): Promise<void> {
  // A busy machine draws the menu late, and a key that comes before goes to the page.
  await pause(1_000)
  const down = Array.from({ length: entry }, () => 'Down')
  await keysOnScreen(display, 'Up', 'Up', 'Right', ...down, 'Return')
}

/** Firefox: the entry with these words in the open menu, pressed as its command. */
export async function chooseInFirefox(bidi: Bidi, words: string): Promise<void> {
  await poll('the entry of the menu', async () => {
    const said = await inWindows(
      bidi,
      `(() => {
        const menu = document.getElementById('contentAreaContextMenu')
        if (menu?.state !== 'open') return null
        const entry = [...menu.querySelectorAll('menuitem')].find((one) => one.label === ${JSON.stringify(words)})
        if (!entry) return null
        entry.doCommand()
        menu.hidePopup()
        return true
      })()`,
    )
    return said === true ? true : null
  })
}

interface Corner {
  readonly x: number
  readonly y: number
}

/** A popup that has kept its size so long, in milliseconds, is all there. */
const STEADY = 3_000

/** Firefox: into the open popup of the toolbar's button, where a person's pointer goes, and on by the keyboard. */
export async function pressInPopupOfFirefox(bidi: Bidi, display: string, tabs: number): Promise<void> {
  let last = { said: '', at: 0 }
  const corner = await poll('the popup of the button', async () => {
    const said = await inWindows(
      bidi,
      `(() => {
        const popup = document.querySelector('.webextension-popup-browser')
        const { width, height } = popup?.getBoundingClientRect() ?? { width: 0, height: 0 }
        return width > 100 && height > 100 ? { x: popup.screenX + width - 20, y: popup.screenY + 20, height } : null
      })()`,
    )
    // Until it grows no more: a Tab that is pressed before all of its rows stand goes to another one.
    if (JSON.stringify(said) !== last.said) last = { said: JSON.stringify(said), at: Date.now() }
    return Date.now() - last.at < STEADY ? null : (said as Corner | null)
  })
  // Beside its heading, where nothing is to be pressed.
  const { x, y } = corner
  await execute('xdotool', ['mousemove', String(Math.round(x)), String(Math.round(y)), 'click', '1'], {
    env: { ...process.env, DISPLAY: display },
  })
  await keysOnScreen(display, ...Array.from({ length: tabs }, () => 'Tab'), 'Return')
}

/** Runs an expression in each window of Firefox itself; the first answer that is none of null. */
async function inWindows(bidi: Bidi, expression: string): Promise<unknown> {
  const { contexts } = await bidi.send('browsingContext.getTree', { maxDepth: 0, 'moz:scope': 'chrome' })
  for (const { context } of contexts as readonly { readonly context: string }[]) {
    const { result } = await bidi.send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    })
    const said = remoteToJson(result)
    if (said !== null && said !== undefined) return said
  }
  return null
}
