import { browser } from '@/lib/platform/browser'
import { createSessionValue } from '@/lib/platform/session-store'

const WIDTH = 440
const HEIGHT = 760
const stored = createSessionValue<number | null>('prompt-window', null)
let opening: Promise<void> = Promise.resolve()
let busy = 0

/** Opens the one prompt window for a request, or brings it to the front when it is open already. */
export function openPromptWindow(request: string): Promise<void> {
  busy++
  // One that failed does not keep the next from opening.
  opening = opening
    .catch(() => undefined)
    .then(() => open(request))
    .finally(() => busy--)
  return opening
}

async function open(request: string): Promise<void> {
  const known = (await stored.read()) ?? (await shownIn())
  if (known !== null && (await focus(known))) return
  await stored.write(await openWindow('prompt', request))
}

/** A window of ours with one page in it. @returns its number, null where the browser gives none. */
export async function openWindow(page: 'prompt' | 'preview', id: string): Promise<number | null> {
  const created = await browser.windows.create({
    url: browser.runtime.getURL(`/${page}.html#${id}`),
    type: 'popup',
    width: WIDTH,
    height: HEIGHT,
    focused: true,
  })
  return created.id ?? null
}

/** Calls `listener` with the number of each window that was closed. */
export function onWindowClosed(listener: (window: number) => void): void {
  browser.windows.onRemoved.addListener((window) => listener(window))
}

async function focus(window: number): Promise<boolean> {
  try {
    await browser.windows.update(window, { focused: true })
    return true
  } catch {
    return false
  }
}

/** The window that shows a prompt, as the browser knows it: the stored one is missing when we were stopped while it opened. */
async function shownIn(but?: number): Promise<number | null> {
  const { getContexts } = browser.runtime as unknown as {
    getContexts(filter: object): Promise<readonly { documentUrl?: string; windowId: number }[]>
  }
  const contexts = await getContexts.call(browser.runtime, { contextTypes: ['TAB'] })
  const page = browser.runtime.getURL('/prompt.html')
  const shown = contexts.find(
    ({ documentUrl, windowId }) => documentUrl?.startsWith(page) && windowId !== but,
  )
  return shown?.windowId ?? null
}

/** Calls `listener` when a window was closed and no prompt is open any more. */
export function onPromptClosed(listener: () => void): void {
  browser.windows.onRemoved.addListener((window) => {
    void closed(window).then((gone) => {
      if (gone) listener()
    })
  })
}

async function closed(window: number): Promise<boolean> {
  const known = await stored.read()
  if (known === window) {
    await stored.write(null)
    return true
  }
  // The page of a window that was just closed may still be listed.
  return known === null && busy === 0 && (await shownIn(window)) === null
}
