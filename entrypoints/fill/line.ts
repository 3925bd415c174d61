/**
 * One line between a page and the background, from a gesture of the person's to the end of what they wanted. The script
 * decides nothing: it says what the page's controls are, and does what it is asked with the controls it described.
 */
import { fromBase64Url } from '@/lib/base/bytes'
import type { PageDescription } from '@/lib/forms/description'
import {
  type FillAnswer,
  type FillAsk,
  type FromPage,
  MOST_DESCRIBED,
  type ToPage,
} from '@/lib/protocol/fill'
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
    else {
      const { id, ask } = message
      void answerTo(ask).then((answer) => post({ kind: 'answer', id, answer }))
    }
  }

  async function answerTo(ask: FillAsk): Promise<FillAnswer> {
    switch (ask.ask) {
      case 'check': {
        const { fields, page } = controls.check(ask.controls)
        return { answer: 'check', fields, page: page && fitted(page) }
      }
      case 'write':
        return { answer: 'write', fields: await controls.write(ask.fields) }
      case 'undo':
        return { answer: 'undo', restored: await controls.undo() }
      case 'look': {
        const { page, now } = await controls.look(ask.controls)
        return { answer: 'look', page: page && fitted(page), now }
      }
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

  open({ kind: 'hello', gesture, page: fitted(controls.page), target: controls.target })
  return { end }
}

/** Without the choices of the last controls, where a page has so many that they would be too much to keep. */
function fitted(page: PageDescription): PageDescription {
  let room = MOST_DESCRIBED - JSON.stringify({ ...page, controls: [] }).length
  const controls = page.controls.map((control) => {
    const bare = { ...control, options: [] }
    const whole = JSON.stringify(control).length + 1
    const kept = whole < room / 2 || control.options.length === 0 ? control : bare
    room -= kept === control ? whole : JSON.stringify(bare).length + 1
    return kept
  })
  return { ...page, controls }
}

/** Parts of files as they come, one after the other. */
function createGathering() {
  let parts: Uint8Array<ArrayBuffer>[] = []
  let whole: File[] = []
  return {
    /** All files, once the last part of the last is there. */
    take({
      name,
      type,
      file,
      files,
      part,
      parts: of,
      data,
    }: Extract<FillAsk, { ask: 'attach' }>): File[] | null {
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
