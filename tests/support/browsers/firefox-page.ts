import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bidi, type Params, remoteToJson } from './bidi'
import type { RawPage } from './driven-page'
import { pause, poll } from './polling'

/** Keys that WebDriver names by private-use code points. */
const KEYS: { readonly [key: string]: string } = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
}

/** A tab or window of Firefox, driven over BiDi. Files it saves lie in `downloads`. */
export function createRawPage(
  bidi: Bidi,
  context: string,
  { downloads, said }: { readonly downloads: string; readonly said: () => readonly string[] },
): RawPage {
  const send = (method: string, params: Params = {}): Promise<Record<string, unknown>> =>
    bidi.send(method, { context, ...params })
  const evaluateRaw = async (expression: string): Promise<unknown> => {
    const answer = await bidi.send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
      userActivation: true,
      serializationOptions: { maxDomDepth: 0, maxObjectDepth: 50 },
    })
    if (answer.type === 'exception')
      throw new Error(String((answer.exceptionDetails as { readonly text?: string }).text))
    return answer.result
  }
  /** Keys and presses reach the tab in front. One behind it, where another tab came forward by itself, loses some of them. */
  const inFront = async (): Promise<void> => {
    const { result } = await bidi.send('script.evaluate', {
      expression: 'document.visibilityState',
      target: { context },
      awaitPromise: false,
    })
    if (remoteToJson(result) !== 'visible') await send('browsingContext.activate')
  }
  const perform = async (actions: Params): Promise<void> => {
    await inFront()
    await send('input.performActions', { actions: [actions] })
  }
  const keys = (actions: readonly { readonly type: string; readonly value: string }[]): Promise<void> =>
    perform({ type: 'key', id: 'keyboard', actions })
  const tap = (value: string): { type: string; value: string }[] => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]
  return {
    said,
    evaluate: async (expression) => remoteToJson(await evaluateRaw(expression)),
    goto: async (url) => {
      await send('browsingContext.navigate', { url, wait: 'complete' })
    },
    reload: async () => {
      await send('browsingContext.reload', { wait: 'complete' })
    },
    clickAt: async (x, y) => {
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await perform({ type: 'pointer', id: 'mouse', actions })
    },
    menuAt: async (x, y) => {
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 2 },
        { type: 'pointerUp', button: 2 },
      ]
      await perform({ type: 'pointer', id: 'mouse', actions })
    },
    type: async (text) => {
      await keys([...text].flatMap((letter) => tap(letter === '\n' ? (KEYS.Enter ?? '') : letter)))
    },
    hold: async (key, times) => {
      const value = KEYS[key] ?? key
      // A key that is down and goes down again is a repetition (WebDriver, dispatch a keyDown action).
      await keys([
        ...Array.from({ length: times }, () => ({ type: 'keyDown', value })),
        { type: 'keyUp', value },
      ])
    },
    pressAt: async (x, y, times) => {
      const press = [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        ...Array.from({ length: times }, () => press).flat(),
      ]
      await perform({ type: 'pointer', id: 'mouse', actions })
    },
    press: async (key) => {
      const parts = key.split('+').map((part) => KEYS[part] ?? part)
      await keys([
        ...parts.map((value) => ({ type: 'keyDown', value })),
        ...parts.toReversed().map((value) => ({ type: 'keyUp', value })),
      ])
    },
    setFiles: async (expression, files) => {
      const element = (await evaluateRaw(expression)) as { readonly sharedId?: string }
      if (!element.sharedId) throw new Error('no file field')
      await send('input.setFiles', { element: { sharedId: element.sharedId }, files })
    },
    download: async (action, timeout) => {
      const before = new Set(await readdir(downloads))
      await action()
      return await poll(
        'a saved file',
        async () => {
          const names = (await readdir(downloads)).filter((name) => !before.has(name))
          const name = names.find((each) => !each.endsWith('.part'))
          if (!name || names.some((each) => each.endsWith('.part'))) return null
          const file = join(downloads, name)
          const { size } = await stat(file)
          await pause(100)
          return size > 0 && (await stat(file)).size === size ? file : null
        },
        timeout,
      )
    },
    screenshot: async (file) => {
      const { data } = await send('browsingContext.captureScreenshot', { origin: 'viewport' })
      await writeFile(file, Buffer.from(String(data), 'base64'))
    },
    setSize: async (width, height) => {
      await send('browsingContext.setViewport', { viewport: { width, height } })
    },
    close: async () => {
      await send('browsingContext.close')
    },
    // Firefox sends no event for a window that closes itself, so it is asked.
    isClosed: async () => {
      const { contexts } = await bidi.send('browsingContext.getTree', { maxDepth: 0 })
      return !(contexts as readonly { readonly context: string }[]).some((each) => each.context === context)
    },
  }
}
