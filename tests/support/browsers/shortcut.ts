import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { hasCommand } from '../../../scripts/lib/install.mjs'
import { type Bidi, remoteToJson } from './bidi'

const execute = promisify(execFile)

/**
 * The key of an extension's command, pressed where the browser hears it: what a driver presses in a page never gets there.
 * It is a gesture of the person, so the extension may act in the tab in front (`activeTab`) without further permission.
 */

/** @param display the screen on which Chromium shows its windows. */
export async function pressOnScreen(display: string, keys: string): Promise<void> {
  if (!hasCommand('xdotool')) throw new Error('a key of the browser itself needs xdotool')
  await execute('xdotool', ['key', '--clearmodifiers', keys.toLowerCase()], {
    env: { ...process.env, DISPLAY: display },
  })
}

/** Presses `Alt+Shift+<letter>` in the window of Firefox itself, with the focus in the address bar: no page can swallow it there. */
export async function pressInFirefox(bidi: Bidi, keys: string): Promise<void> {
  const letter = /^Alt\+Shift\+([A-Z])$/.exec(keys)?.[1]
  if (!letter) throw new Error(`no such key: ${keys}`)
  const { contexts } = await bidi.send('browsingContext.getTree', { maxDepth: 0, 'moz:scope': 'chrome' })
  for (const { context } of contexts as readonly { readonly context: string }[]) {
    const { result } = await bidi.send('script.evaluate', {
      expression: `(() => {
        if (!globalThis.gURLBar || !document.querySelector('keyset[id^=ext-keyset] key[key="${letter}"]')) return false
        gURLBar.focus()
        const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor)
        if (!keyboard.beginInputTransactionForTests(window)) return false
        const keys = [['Alt', 'AltLeft', 18], ['Shift', 'ShiftLeft', 16], ['${letter}', 'Key${letter}', ${letter.charCodeAt(0)}]]
          .map(([key, code, keyCode]) => new KeyboardEvent('', { key, code, keyCode }))
        for (const key of keys) keyboard.keydown(key)
        for (const key of keys.reverse()) keyboard.keyup(key)
        return true
      })()`,
      target: { context },
      awaitPromise: false,
    })
    if (remoteToJson(result) === true) return
  }
  throw new Error(`no window of Firefox knows ${keys}`)
}
