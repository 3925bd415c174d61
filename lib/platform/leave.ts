import { browser } from '@/lib/platform/browser'

/** Of Chromium alone, so the types do not know it. */
type Asking = { readonly queryPermission?: (wish: { readonly mode: 'readwrite' }) => Promise<string> }

/** Whether the browser lets us ask a host (by the pattern of its permission). */
export function mayReach(pattern: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [pattern] })
}

/** Whether the browser lets us write to a folder that was picked: its word may end with the last of our pages. */
export async function mayWrite(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const answer = await (folder as unknown as Asking).queryPermission?.({ mode: 'readwrite' })
  return answer === undefined || answer === 'granted'
}
