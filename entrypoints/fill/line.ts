/**
 * One line between a page and the background, from a gesture of the person's to the end of what they wanted. The script
 * decides nothing: it says what the page's controls are, and does what it is asked with the controls it described.
 */
import { fromBase64Url } from '@/lib/base/bytes'
import type { FillAnswer, FillAsk, FromPage, ToPage } from '@/lib/protocol/fill'
import type { Controls } from './controls'

/** What the script needs of `chrome.runtime`. */
export interface FillRuntime {
  /** Gone when the extension was updated or switched off under this script. */
  readonly id?: string | undefined
  connect(info: { readonly name: 'fill' }): {
    postMessage(message: FromPage): void
    disconnect(): void
    readonly onMessage: { addListener(listener: (message: ToPage) => void): void }
    readonly onDisconnect: { addListener(listener: () => void): void }
  }
}

export interface FillLine {
  end(): void
}

/** So many connections in a row that ended without a word mean that nobody wants anything any more. */
const MOST_FAILURES = 5

export function openLine(gesture: string, controls: Controls, runtime: FillRuntime): FillLine {
  let port: ReturnType<FillRuntime['connect']> | null = null
  let ticket: string | null = null
  let failures = 0
  let ended = false
  const files = createGathering()

  function end(): void {
    ended = true
    port?.disconnect()
    port = null
  }

  function hear(message: ToPage): void {
    failures = 0
    if (message.kind === 'welcome') ticket = message.ticket
    else if (message.kind === 'end') end()
    else post({ kind: 'answer', id: message.id, answer: answerTo(message.ask) })
  }

  function answerTo(ask: FillAsk): FillAnswer {
    switch (ask.ask) {
      case 'check':
        return { answer: 'check', ...controls.check(ask.controls) }
      case 'write':
        return { answer: 'write', fields: controls.write(ask.fields) }
      case 'undo':
        return { answer: 'undo', restored: controls.undo() }
      case 'read':
        return { answer: 'read', values: controls.read(ask.controls) }
      case 'attach': {
        const whole = files.take(ask)
        if (!whole) return { answer: 'attach', done: false, left: null }
        const left = controls.attach(ask.field, whole)
        return { answer: 'attach', done: left === null, left }
      }
    }
  }

  function post(message: FromPage): void {
    try {
      port?.postMessage(message)
    } catch {
      // The connection is just ending, and says so by its own event.
    }
  }

  function open(first: FromPage): void {
    if (ended || !runtime.id) return
    try {
      port = runtime.connect({ name: 'fill' })
    } catch {
      return
    }
    port.onMessage.addListener(hear)
    port.onDisconnect.addListener(() => {
      port = null
      // The background was stopped: what the person has before them goes on where it was.
      const known = ticket
      if (known !== null && ++failures < MOST_FAILURES)
        setTimeout(() => open({ kind: 'again', ticket: known }), failures * 100)
    })
    post(first)
  }

  open({ kind: 'hello', gesture, page: controls.page, target: controls.target })
  return { end }
}

/** Parts of files as they come, one after the other. */
function createGathering() {
  let parts: Uint8Array<ArrayBuffer>[] = []
  let whole: File[] = []
  return {
    /** All files, once the last part of the last is there. */
    take({ name, type, file, files, part, parts: of, data }: Extract<FillAsk, { ask: 'attach' }>): File[] | null {
      if (file === 0 && part === 0) whole = []
      if (part === 0) parts = []
      const bytes = fromBase64Url(data)
      if (bytes) parts.push(bytes as Uint8Array<ArrayBuffer>)
      if (part < of - 1) return null
      whole.push(new File(parts, name, { type }))
      parts = []
      if (file < files - 1) return null
      const given = whole
      whole = []
      return given
    },
  }
}
