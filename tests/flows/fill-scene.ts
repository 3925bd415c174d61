/** A page's script, the background it speaks to, and the vault behind both: for flows of filling, keeping and attaching. */
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import type { SitePort } from '@/lib/platform/site-ports'
import type { FillAnswer, FillAsk, FillWish, ToPage } from '@/lib/protocol/fill'
import type { FillPick } from '@/lib/protocol/fill-app'
import { createFillStore, type FillState, NOTHING_FILLED } from '@/lib/services/fill-store'
import { createFilling } from '@/lib/services/filling'
import { createScene, settle } from './site'

export const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
export const SHOP = 'https://shop.example'

export const control = (number: number, part: Partial<ControlDescription> = {}): ControlDescription => ({
  control: number,
  tag: 'input',
  type: 'text',
  name: `field-${number}`,
  id: '',
  autocomplete: '',
  inputMode: '',
  pattern: '',
  accept: '',
  maxLength: null,
  required: false,
  multiple: false,
  labels: [],
  options: [],
  form: 0,
  unseen: null,
  box: { x: 0, y: number * 40, width: 200, height: 30 },
  signature: `signature-${number}`,
  ...part,
})

export const pageOf = (...controls: ControlDescription[]): PageDescription => ({
  language: 'en-GB',
  controls,
  forms: [{ name: '', id: '', otherOrigin: 'https://pay.example', submit: 'Send' }],
  frames: { sameOrigin: 0, otherOrigin: 0 },
  cut: false,
})

/** A page's script as the background meets it: what it is asked, and answers that a test may replace. */
export function createPage(page: PageDescription, tab = 7, origin = SHOP) {
  const asked: FillAsk[] = []
  const heard: ToPage[] = []
  let hear: (message: unknown) => void = () => undefined
  const closers: (() => void)[] = []
  const state = { closed: false, silent: false, ticket: '' }
  const answers: { [ask in FillAsk['ask']]: (ask: never) => FillAnswer } = {
    check: ({ controls }: Extract<FillAsk, { ask: 'check' }>) => ({
      answer: 'check',
      fields: controls.map(({ control: one }) => ({ control: one, left: null })),
      page: null,
    }),
    write: ({ fields }: Extract<FillAsk, { ask: 'write' }>) => ({
      answer: 'write',
      fields: fields.map(({ control: one }) => ({ control: one, left: null })),
    }),
    undo: () => ({ answer: 'undo', restored: 2 }),
    look: () => ({ answer: 'look', page: null, now: [] }),
    read: ({ controls }: Extract<FillAsk, { ask: 'read' }>) => ({
      answer: 'read',
      values: controls.map(({ control: one }) => ({ control: one, text: `typed ${one}` })),
    }),
    attach: ({ part, parts }: Extract<FillAsk, { ask: 'attach' }>) => ({
      answer: 'attach',
      done: part === parts - 1,
      left: null,
    }),
  }
  const port: SitePort = {
    caller: { origin, tab, document: 'document-1' },
    send(message) {
      if (state.closed) return false
      const said = message as ToPage
      heard.push(said)
      if (said.kind === 'welcome') state.ticket = said.ticket
      if (said.kind !== 'ask') return true
      asked.push(said.ask)
      if (!state.silent)
        setTimeout(() =>
          hear({ kind: 'answer', id: said.id, answer: answers[said.ask.ask](said.ask as never) }),
        )
      return true
    },
    onMessage: (listener) => {
      hear = listener
    },
    onClose: (listener) => closers.push(listener),
    close: () => leave(),
  }
  function leave(): void {
    if (state.closed) return
    state.closed = true
    for (const closer of closers) closer()
  }
  return {
    port,
    asked,
    heard,
    state,
    answers,
    leave,
    say: (message: unknown) => hear(message),
    hello: (gesture: string) => hear({ kind: 'hello', gesture, page, target: null }),
    written: () => asked.flatMap((ask) => (ask.ask === 'write' ? ask.fields : [])),
  }
}

export type Page = ReturnType<typeof createPage>

export type FillScene = Awaited<ReturnType<typeof createFillScene>>

/** An unlocked vault with a name and an e-mail address, and filling over it. */
export async function createFillScene() {
  const scene = await createScene()
  const windows: string[] = []
  let stored: FillState = NOTHING_FILLED

  async function kept(
    collection: string,
    fields: { readonly [field: string]: string },
    label = '',
  ): Promise<string> {
    const made = await scene.keeping.add(collection, label, fields)
    if (!made.ok) throw new Error('not kept')
    return made.value.id
  }

  /** The services as a background that was just started has them. */
  function createFill(delay: (ms: number) => Promise<void> = () => new Promise(() => undefined)) {
    const pages = new Map<number, Page>()
    const filling = createFilling({
      session: scene.session,
      store: createFillStore({
        read: async () => stored,
        write: async (state) => {
          stored = structuredClone(state)
        },
      }),
      now: scene.now,
      random,
      delay,
      async inject(tab, gesture) {
        const page = pages.get(tab)
        if (!page) return false
        filling.connect(page.port)
        page.hello(gesture)
        return true
      },
      async openPreview(fill) {
        windows.push(fill)
        return windows.length
      },
      onFills: () => undefined,
    })
    return { filling, pages, call: filling.handlers }
  }

  async function opened(page: Page, wish: FillWish = 'fill', tab = 7) {
    const made = createFill()
    made.pages.set(tab, page)
    const started = await made.call['fill.start']({ tab, wish })
    if (!started.started) throw new Error('not started')
    await settle()
    return { ...made, id: windows.at(-1) ?? '' }
  }

  const name = await kept('names', { name: 'Ada Lovelace' })
  const email = await kept('emails', { email: 'ada@lovelace.example' })
  return {
    ...scene,
    windows,
    name,
    email,
    kept,
    createFill,
    opened,
    disclosures: () => scene.sharing.ledger().filter(({ entry }) => entry.kind === 'disclosure'),
  }
}

export const NOTHING = { records: {}, forms: {} }

export const pick = (number: number, claim: string, record: string, text: string): FillPick => ({
  control: number,
  claim,
  record,
  form: 'full',
  text,
})
