import { browser } from '@/lib/platform/browser'

/** Both browsers stop a background after 30 seconds without an event, in the middle of a request too. */
const OFTEN = 20_000

/**
 * Keeps the background from being stopped until `work` is done. A call of the extension's interfaces sets the time back in
 * both: https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle, and `parentApiCall` in
 * Firefox's ext-backgroundPage.js. It may be stopped all the same.
 */
export function stayAwake(work: Promise<unknown>): void {
  const beat = setInterval(() => void browser.runtime.getPlatformInfo().catch(() => undefined), OFTEN)
  const end = () => clearInterval(beat)
  work.then(end, end)
}
