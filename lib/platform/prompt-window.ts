import { browser } from '@/lib/platform/browser'
import { createSessionValue } from '@/lib/platform/session-store'

const WIDTH = 440
const HEIGHT = 760
const stored = createSessionValue<number | null>('prompt-window', null)

/** Opens the one prompt window for a request, or brings it to the front when it is open already. */
export async function openPromptWindow(request: string): Promise<void> {
  const open = await stored.read()
  if (open !== null && (await focus(open))) return
  const url = browser.runtime.getURL(`/prompt.html#${request}`)
  const created = await browser.windows.create({
    url,
    type: 'popup',
    width: WIDTH,
    height: HEIGHT,
    focused: true,
  })
  await stored.write(created.id ?? null)
}

async function focus(window: number): Promise<boolean> {
  try {
    await browser.windows.update(window, { focused: true })
    return true
  } catch {
    return false
  }
}

/** Calls `listener` when the person closed the prompt window. */
export function onPromptClosed(listener: () => void): void {
  browser.windows.onRemoved.addListener((window) => {
    void stored.read().then(async (open) => {
      if (open !== window) return
      await stored.write(null)
      listener()
    })
  })
}
