/**
 * Carries calls between a page and the background; decides nothing, adds no origin, says nothing unasked.
 *
 * What must hold here:
 * - A page whose `hello` the background did not answer sees no sign of the extension: no answer, no error, no close.
 * - Nothing is put where the page can see it. Globals of this script lie in the isolated world.
 * - Whatever stops (document, background, extension), each waiting call of a greeted page ends with an answer.
 * - Nobody but this script says `ack`. Every other verb is judged by the background.
 *
 * It runs in every page that may ask, so each byte counts (2,048 at most): plain `chrome`, which Firefox has too.
 */
import { type ForwardedCall, MAX_WRITE_LENGTH, type SiteErrorName, type SiteVerb } from '@/lib/protocol/site'

/** What the bridge needs of `chrome.runtime.Port`. */
interface BackgroundPort {
  postMessage(message: ForwardedCall): void
  disconnect(): void
  readonly onMessage: { addListener(listener: (answer: Answer) => void): void }
  readonly onDisconnect: { addListener(listener: () => void): void }
}

export interface BridgeRuntime {
  /** Gone when the extension was updated or switched off under this script. */
  readonly id?: string | undefined
  connect(info: { readonly name: 'site' }): BackgroundPort
}

/** TypeScript's DOM does not know `onclose` yet (HTML Standard, message ports); Firefox may not call it. */
type PagePort = MessagePort & { onclose?: (() => void) | null }

interface Answer {
  readonly id: string
  readonly event?: string
  readonly ok?: { readonly grant?: unknown; readonly records?: unknown }
}

/** A symbol, because an element of the page with the right `id` could stand in for a named global. */
const STARTED = Symbol.for('selfstead')
type Page = Window & { [STARTED]?: BridgeRuntime }

/** Starts the bridge in `page`, once, however often it is injected. */
export function startBridge(page: Page, runtime: BridgeRuntime): void {
  // After an update the old script may still lie here with its dead runtime; the new one takes over.
  if (page.top !== page || !page.isSecureContext || page[STARTED]?.id) return
  page[STARTED] = runtime
  const lines = new Set<() => void>()
  let unasked = 0

  function serve(port: PagePort): void {
    const waiting = new Map<string, ForwardedCall>()
    let background: BackgroundPort | undefined
    let hello: string
    let greeting: Answer['ok']
    let failures = 0

    function refuse(id: string, name: SiteErrorName, message: string): void {
      port.postMessage({ id, error: { name, message } })
    }

    /** A connection that is just ending takes nothing more, and says so by its own event. */
    function post(forwarded: ForwardedCall): void {
      try {
        background?.postMessage(forwarded)
      } catch {}
    }

    /** Nothing is answered to these two, so they need no id beside that of the call they speak of. */
    function tell(verb: SiteVerb, target: string): void {
      post({ call: { id: target, verb, target }, active: false })
    }

    /** Ends this line: the extension is gone, the document goes, or the page closed its end. */
    function end(): void {
      lines.delete(end)
      for (const id of waiting.keys()) {
        refuse(id, 'AbortError', 'Selfstead went away')
        tell('cancel', id)
      }
      waiting.clear()
      port.onmessage = null
      if (greeting) port.close()
      background?.disconnect()
    }

    function open(): void {
      if (background || !lines.has(end)) return
      try {
        background = runtime.connect({ name: 'site' })
      } catch {
        end()
        return
      }
      background.onMessage.addListener((answer) => {
        const { id, event, ok } = answer
        failures = 0
        if (ok && id === hello) greeting = ok
        else if (!greeting || !(event || waiting.delete(id))) return
        port.postMessage(answer)
        // After the page had its turn: this thread is the page's own.
        if (ok?.grant || ok?.records) setTimeout(tell, 0, 'ack', id)
      })
      background.onDisconnect.addListener(() => {
        background = undefined
        // With the background went what it was to tell this page of: the page watches anew.
        if (greeting) port.postMessage({ event: 'lost' })
        // So many connections in a row that ended without a message mean that the background does not run.
        if (!runtime.id || failures++ > 50) end()
        else if (waiting.size) setTimeout(open, failures * 50)
      })
      waiting.forEach(post)
    }

    lines.add(end)
    port.onclose = end
    port.onmessage = ({ data }) => {
      const { id, verb, target, data: given } = data ?? {}
      const active = page.navigator.userActivation.isActive
      // Text as it is: half a megabyte of an attachment need not become text once more.
      const part = typeof given === 'string' ? given : ''
      let text: string | undefined
      if (!runtime.id) return end()
      if (id?.length !== 22) return
      if (verb === 'hello') {
        // Also the sign of life a page asks for while it waits: answered here, without waking the background.
        if (greeting) return port.postMessage({ id, ok: greeting })
        // Without a gesture only the 1st, 2nd, 4th, 8th … is passed on: a page cannot keep the background awake with it.
        if (!active && unasked++ & unasked) return
        hello = id
      } else if (!greeting) return
      try {
        // Compared as it will read in JSON: a `String` object is not equal to any text.
        if (`${verb}` !== 'ack') text = JSON.stringify(part ? { ...data, data: part.length } : data)
      } catch {}
      if (!text || text.length + part.length > MAX_WRITE_LENGTH)
        return greeting && refuse(id, 'TypeError', 'call: no JSON or too large')
      const forwarded = { call: JSON.parse(text), active }
      if (part) forwarded.call.data = part
      open()
      if (verb === 'cancel') waiting.delete(target)
      else if (verb !== 'hello') waiting.set(id, forwarded)
      post(forwarded)
    }
  }

  page.addEventListener('message', ({ source, data, ports }) => {
    if (runtime.id && source === page && data?.selfstead === 1 && ports[0] && !ports[1]) serve(ports[0])
  })
  // Firefox keeps connections open for documents it may show again; no answer may reach a page that is not there.
  page.addEventListener('pagehide', () => {
    for (const end of lines) end()
  })
}

declare const chrome: { readonly runtime: BridgeRuntime }

/** What `defineUnlistedScript` would return. */
export default {
  main(): void {
    const start = (): void => startBridge(window, chrome.runtime)
    if ((document as Document & { readonly prerendering?: boolean }).prerendering)
      document.addEventListener('prerenderingchange', start)
    else start()
  },
}
