import { browser } from '@/lib/platform/browser'

/**
 * Hears `runtime.sendMessage` from our own pages and from nobody else: the sender must carry our id and our own origin.
 * A content script of ours carries the site's origin and is therefore refused.
 */
export function onAppMessage(handle: (message: unknown) => Promise<unknown> | null): void {
  const own = browser.runtime.getURL('').replace(/\/$/, '')
  const hear = (message: unknown, sender: unknown, answer: (reply: unknown) => void): true | undefined => {
    const { id, origin, url } = sender as { id?: string; origin?: string; url?: string }
    if (id !== browser.runtime.id || !url?.startsWith(`${own}/`) || (origin !== undefined && origin !== own))
      return undefined
    const reply = handle(message)
    if (!reply) return undefined
    void reply.then(answer)
    // Said later: Chromium takes no promise here.
    return true
  }
  browser.runtime.onMessage.addListener(hear as Parameters<typeof browser.runtime.onMessage.addListener>[0])
}
