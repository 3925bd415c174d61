import { browser } from '@/lib/platform/browser'

/**
 * Hears `runtime.sendMessage` from our own pages and from nobody else: the sender must carry our id and our own origin.
 * A content script of ours carries the site's origin and is therefore refused.
 */
export function onAppMessage(handle: (message: unknown) => Promise<unknown> | null): void {
  const own = browser.runtime.getURL('').replace(/\/$/, '')
  browser.runtime.onMessage.addListener((message: unknown, sender: unknown) => {
    const { id, origin, url } = sender as { id?: string; origin?: string; url?: string }
    if (id !== browser.runtime.id || !url?.startsWith(`${own}/`) || (origin !== undefined && origin !== own))
      return undefined
    return handle(message) ?? undefined
  })
}
