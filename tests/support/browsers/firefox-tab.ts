import { type Bidi, remoteToJson } from './bidi'
import { Late, pause, within } from './polling'

/**
 * A tab is made in the window in front, which may be a prompt that was just answered and takes it along; and an extension that is
 * started anew ends what its pages load (`copy-profile.ts`).
 */
const PASSING = /^no such frame|NS_ERROR_NOT_AVAILABLE|NS_ERROR_ABORT/

/** The longest that a page of loopback or of the extension loads on a busy machine. */
const LONGEST_LOAD = 30_000

const ATTEMPTS = 3

/**
 * Opens `url` in a tab of its own and waits until it is loaded; gives its context. A load of which Firefox never tells the end is begun
 * anew in another tab, and what the first one came to is written down. `onTab` hears of each context before it loads.
 */
export async function openTab(bidi: Bidi, url: string, onTab: (context: string) => void): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    let context = ''
    try {
      context = String((await bidi.send('browsingContext.create', { type: 'tab' })).context)
      onTab(context)
      const load = bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })
      await within(`Firefox’s load of ${url}`, load, LONGEST_LOAD)
      return context
    } catch (error) {
      const isLate = error instanceof Late
      if (isLate) console.error(`${error.message}, attempt ${attempt}: ${await state(bidi, context)}`)
      if (attempt === ATTEMPTS || !(isLate || PASSING.test((error as Error).message))) throw error
      if (isLate) await bidi.send('browsingContext.close', { context }).catch(() => undefined)
      await pause(250)
    }
  }
}

/** Where a tab that does not finish stands. */
async function state(bidi: Bidi, context: string): Promise<string> {
  const asked = bidi.send('script.evaluate', {
    expression: `[location.href, document.readyState, document.body?.innerText.slice(0, 200)].join(', ')`,
    target: { context },
    awaitPromise: false,
  })
  return within('the tab', asked, 5_000).then(({ result }) => String(remoteToJson(result)), String)
}
