import { browser } from '@/lib/platform/browser'
import type { SiteError } from '@/lib/protocol/site'

/** Who is asking, as the browser says it: the document's origin, its tab and its id. */
export interface Caller {
  readonly origin: string
  readonly tab: number
  readonly document: string
}

export interface SitePort {
  readonly caller: Caller
  /** False when the document is gone. */
  send(message: unknown): boolean
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

const TOO_LARGE: SiteError = { name: 'AbortError', message: 'The answer is too large.' }

/** What of the browser's `MessageSender` is looked at. */
export interface SenderFacts {
  readonly id?: string | undefined
  readonly origin?: string | undefined
  readonly frameId?: number | undefined
  readonly documentId?: string | undefined
  readonly documentLifecycle?: string | undefined
  readonly tab?: { readonly id?: number | undefined; readonly incognito: boolean } | undefined
}

/**
 * The caller a sender stands for, or null where it may not ask: not the bridge, a frame, an opaque origin, a private
 * window, a page that is not https (or http on this machine), a document that is not the active one.
 */
export function callerOf(sender: SenderFacts, ownId: string): Caller | null {
  const { origin, documentId, tab } = sender
  if (sender.id !== ownId || sender.frameId !== 0 || !documentId || !origin) return null
  if (tab?.id === undefined || tab.incognito) return null
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== 'active') return null
  return isAskingOrigin(origin) ? { origin, tab: tab.id, document: documentId } : null
}

/** True for `https:` origins and `http://localhost` / `http://127.0.0.1` in exactly the spelling browsers give. */
export function isAskingOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  if (url.origin !== origin) return false
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && (url.hostname === 'localhost' || url.hostname === '127.0.0.1'))
  )
}

/** Hears the bridge's ports, or those of another script of ours. Ports of callers that may not ask are closed without a word. */
export function onSitePort(listener: (port: SitePort) => void, name: 'site' | 'fill' = 'site'): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== name) return
    const caller = port.sender ? callerOf(port.sender as SenderFacts, browser.runtime.id) : null
    if (!caller) {
      port.disconnect()
      return
    }
    let open = true
    const closed: (() => void)[] = []
    const end = (): void => {
      if (!open) return
      open = false
      for (const hear of closed) hear()
    }
    const post = (message: unknown): boolean => {
      try {
        port.postMessage(message)
        return true
      } catch {
        return false
      }
    }
    port.onDisconnect.addListener(end)
    listener({
      caller,
      send(message) {
        if (!open) return false
        if (post(message)) return true
        // Larger than browsers carry (64 MiB), and the line is as good as before: asked again, it would be so again.
        const { id } = Object(message) as { readonly id?: unknown }
        if (name === 'site' && typeof id === 'string' && post({ id, error: TOO_LARGE })) return false
        // What was to be said is lost: the other side has to know, and only the other side hears of a `disconnect`.
        port.disconnect()
        end()
        return false
      },
      onMessage: (hear) => port.onMessage.addListener((message: unknown) => hear(message)),
      onClose: (hear) => closed.push(hear),
      close: () => port.disconnect(),
    })
  })
}
