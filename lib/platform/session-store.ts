import { toBase64Url } from '@/lib/base/bytes'
import { browser } from '@/lib/platform/browser'
import type { SessionStore, StoredSession } from '@/lib/services/session'

const KEY = 'session'
const BROWSER_SESSION = 'browser-session'

/** `storage.session`: the browser's memory, readable by our own pages and background only, gone when the browser ends. */
export function createSessionStore(): SessionStore {
  const area = browser.storage.session
  let known: Promise<string> | null = null
  return {
    async read() {
      const found = (await area.get(KEY)) as { session?: StoredSession }
      return found.session ?? null
    },
    write: (session) => area.set({ [KEY]: session }),
    clear: () => area.remove(KEY),
    browserSession() {
      known ??= readBrowserSession()
      return known
    },
    onChange(listener, signal) {
      const hear = (changes: Record<string, unknown>, name: string) => {
        if (name === 'session' && KEY in changes) listener()
      }
      browser.storage.onChanged.addListener(hear)
      signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(hear))
    },
  }
}

/** The id of this browser session, made by whichever context needs it first. It never changes while the browser runs. */
async function readBrowserSession(): Promise<string> {
  return (await navigator.locks.request(BROWSER_SESSION, async () => {
    const found = (await browser.storage.session.get(BROWSER_SESSION)) as { [BROWSER_SESSION]?: string }
    const id = found[BROWSER_SESSION] ?? toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
    if (!found[BROWSER_SESSION]) await browser.storage.session.set({ [BROWSER_SESSION]: id })
    return id
  })) as string
}

/** Small values of the background that must outlive its being stopped, and nothing longer. */
export function createSessionValue<Value>(
  key: string,
  empty: Value,
): { read(): Promise<Value>; write(value: Value): Promise<void> } {
  return {
    async read() {
      const found = await browser.storage.session.get(key)
      return (found[key] as Value | undefined) ?? empty
    },
    write: (value) => browser.storage.session.set({ [key]: value }),
  }
}
