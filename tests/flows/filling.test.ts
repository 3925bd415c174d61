import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/base/ids'
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import type { SitePort } from '@/lib/platform/site-ports'
import type { FillAnswer, FillAsk, ToPage } from '@/lib/protocol/fill'
import type { FillPick } from '@/lib/protocol/fill-app'
import { createFillStore, type FillState, NOTHING_FILLED } from '@/lib/services/fill-store'
import { createFilling } from '@/lib/services/filling'
import { createScene, type Scene, settle } from './site'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const SHOP = 'https://shop.example'

const control = (number: number, part: Partial<ControlDescription> = {}): ControlDescription => ({
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

const pageOf = (...controls: ControlDescription[]): PageDescription => ({
  language: 'en-GB',
  controls,
  forms: [{ name: '', id: '', otherOrigin: 'https://pay.example', submit: 'Send' }],
  frames: { sameOrigin: 0, otherOrigin: 0 },
  cut: false,
})

/** A page's script as the background meets it: what it is asked, and answers that a test may replace. */
function createPage(page: PageDescription, tab = 7, origin = SHOP) {
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

type Page = ReturnType<typeof createPage>

let scene: Scene
let stored: FillState
let windows: string[]

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

async function kept(collection: string, fields: { readonly [field: string]: string }): Promise<string> {
  const made = await scene.keeping.add(collection, '', fields)
  if (!made.ok) throw new Error('not kept')
  return made.value.id
}

async function opened(page: Page, wish: 'fill' | 'save' | 'attach' = 'fill', tab = 7) {
  const made = createFill()
  made.pages.set(tab, page)
  expect(await made.call['fill.start']({ tab, wish })).toEqual({ started: true })
  await settle()
  return { ...made, id: windows.at(-1) ?? '' }
}

const NOTHING = { records: {}, forms: {} }
const pick = (number: number, claim: string, record: string, text: string): FillPick => ({
  control: number,
  claim,
  record,
  form: 'full',
  text,
})
const ledger = () => scene.sharing.ledger().filter(({ entry }) => entry.kind === 'disclosure')

let name: string
let email: string

beforeEach(async () => {
  scene = await createScene()
  stored = NOTHING_FILLED
  windows = []
  name = await kept('names', { name: 'Ada Lovelace' })
  email = await kept('emails', { email: 'ada@lovelace.example' })
})

describe('the gesture', () => {
  it('opens one preview, and its id counts once', async () => {
    const page = createPage(pageOf(control(0)))
    const { filling, id, call } = await opened(page)
    expect(windows).toEqual([id])
    expect(await call['fill.view']({ id })).toMatchObject({ origin: SHOP, wish: 'fill', locked: false })
    const other = createPage(pageOf(control(0)))
    filling.connect(other.port)
    other.hello(newId(random))
    await settle()
    expect(other.state.closed).toBe(true)
    expect(windows).toHaveLength(1)
  })

  it('is for one tab: a page of another one is not heard', async () => {
    const { filling, pages } = createFill()
    const [here, elsewhere] = [createPage(pageOf(control(0))), createPage(pageOf(control(0)), 8)]
    pages.set(7, {
      ...here,
      hello: (gesture: string) => {
        filling.connect(elsewhere.port)
        elsewhere.hello(gesture)
      },
    } as Page)
    await filling.start(7, 'fill')
    await settle()
    expect(elsewhere.state.closed).toBe(true)
    expect(windows).toEqual([])
  })

  it.each([
    ['nothing of ours', 'hello'],
    ['a control out of its place', { kind: 'hello', gesture: 'x', page: pageOf(control(3)), target: null }],
    ['an answer before a word', { kind: 'answer', id: 1, answer: { answer: 'undo', restored: 1 } }],
    [
      'a label of a megabyte',
      { kind: 'hello', gesture: 'x', page: pageOf(control(0, { name: 'n'.repeat(1e6) })), target: null },
    ],
  ])('ends the line of a page that says %s', async (_name, message) => {
    const { filling } = createFill()
    const page = createPage(pageOf(control(0)))
    filling.connect(page.port)
    page.say(message)
    await settle()
    expect(page.state.closed).toBe(true)
  })
})

describe('a fill', () => {
  it('has its line in the ledger before the first value leaves, and the holders know', async () => {
    const page = createPage(pageOf(control(0), control(1)))
    const { call, id } = await opened(page)
    const before = page.port.send
    let lines = -1
    Object.assign(page.port, {
      send(message: ToPage) {
        if (message.kind === 'ask' && message.ask.ask === 'write') lines = ledger().length
        return before(message)
      },
    })
    const picks = [pick(0, 'name', name, 'Ada Lovelace'), pick(1, 'email', email, 'ada@lovelace.example')]
    const outcome = await call['fill.commit']({
      id,
      picks,
      remember: { records: { names: name }, forms: {} },
    })
    expect(outcome).toMatchObject({ outcome: 'filled' })
    expect(lines).toBe(1)
    expect(page.written().map(({ text }) => text)).toEqual(['Ada Lovelace', 'ada@lovelace.example'])
    expect(ledger()[0]).toMatchObject({
      delivered: true,
      entry: { way: 'fill', grant: null, origin: SHOP, sendsTo: 'https://pay.example' },
    })
    const held = scene.sharing.holdings()
    expect(held.map(({ claim, live, ways }) => [claim, live, ways])).toEqual(
      expect.arrayContaining([
        ['name', false, ['fill']],
        ['email', false, ['fill']],
      ]),
    )
    expect((await call['fill.view']({ id }))?.remembered.records).toEqual({ names: name })
    expect(await call['fill.undo']({ id })).toEqual({ restored: 2 })
    expect(ledger()).toHaveLength(1)
  })

  it('does not count what the page did not take', async () => {
    const page = createPage(pageOf(control(0), control(1)))
    page.answers.write = () => ({
      answer: 'write',
      fields: [
        { control: 0, left: null },
        { control: 1, left: 'refused' },
      ],
    })
    const { call, id } = await opened(page)
    const picks = [pick(0, 'name', name, 'Ada Lovelace'), pick(1, 'email', email, 'ada@lovelace.example')]
    await call['fill.commit']({ id, picks, remember: NOTHING })
    expect(ledger()[0]).toMatchObject({ delivered: true, unwritten: [1] })
    expect(scene.sharing.holdings().map(({ claim }) => claim)).toEqual(['name'])
  })

  it.each([
    ['a text that says something else', (): FillPick => pick(0, 'name', name, 'Ada Byron')],
    ['another record’s value', (): FillPick => pick(0, 'name', email, 'ada@lovelace.example')],
    ['a record that is not there', (): FillPick => pick(0, 'name', newId(random), 'Ada Lovelace')],
  ])('sends nothing for %s', async (_name, wrong) => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await opened(page)
    expect(await call['fill.commit']({ id, picks: [wrong()], remember: NOTHING })).toEqual({
      outcome: 'changed',
    })
    expect(page.written()).toEqual([])
    expect(ledger()).toEqual([])
  })

  it('never goes into what the person cannot see, and nothing with it', async () => {
    const page = createPage(pageOf(control(0, { unseen: 'transparent' }), control(1)))
    const { call, id } = await opened(page)
    const picks = [pick(0, 'name', name, 'Ada Lovelace'), pick(1, 'email', email, 'ada@lovelace.example')]
    await expect(call['fill.commit']({ id, picks, remember: NOTHING })).rejects.toThrow('bad-params')
    expect(page.written()).toEqual([])
  })

  it('is kept back by a rule of the person’s', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await opened(page)
    await scene.vault.commit(() => [
      {
        collection: '~rules',
        id: email,
        fields: {
          rule: [
            { value: { id: email, created: 1, kind: 'never', claim: 'email' }, stamp: scene.vault.stamp() },
          ],
        },
      },
    ])
    const picks = [pick(0, 'email', email, 'ada@lovelace.example')]
    expect(await call['fill.commit']({ id, picks, remember: NOTHING })).toEqual({ outcome: 'changed' })
    expect(page.written()).toEqual([])
  })

  it('asks for the passphrase again where a card goes in', async () => {
    const card = await kept('cards', { 'cc-number': '4242424242424242' })
    const page = createPage(pageOf(control(0)))
    const { call, id } = await opened(page)
    scene.pass(3 * 60_000)
    const picks = [pick(0, 'cc-number', card, '4242424242424242')]
    await expect(call['fill.commit']({ id, picks, remember: NOTHING })).rejects.toThrow('needs-passphrase')
    expect(page.written()).toEqual([])
    scene.confirmElsewhere()
    expect(await call['fill.commit']({ id, picks, remember: NOTHING })).toMatchObject({ outcome: 'filled' })
  })

  it('waits for a locked vault, and goes on when it is open', async () => {
    const page = createPage(pageOf(control(0)))
    await scene.session.lock()
    const { call, id } = await opened(page)
    expect(await call['fill.view']({ id })).toMatchObject({ locked: true, records: [] })
    const picks = [pick(0, 'name', name, 'Ada Lovelace')]
    await expect(call['fill.commit']({ id, picks, remember: NOTHING })).rejects.toThrow('locked')
    await scene.unlock()
    expect(await call['fill.commit']({ id, picks, remember: NOTHING })).toMatchObject({ outcome: 'filled' })
  })
})

describe('a page that does not stay as it was', () => {
  const picks = () => [pick(0, 'name', name, 'Ada Lovelace')]

  it('is shown again as it is now, and nothing is sent', async () => {
    const page = createPage(pageOf(control(0)))
    const now = pageOf(control(0, { signature: 'another' }), control(1))
    page.answers.check = () => ({ answer: 'check', fields: [{ control: 0, left: 'changed' }], page: now })
    const { call, id } = await opened(page)
    expect(await call['fill.commit']({ id, picks: picks(), remember: NOTHING })).toEqual({
      outcome: 'changed',
    })
    expect((await call['fill.view']({ id }))?.page).toEqual(now)
    expect([page.written(), ledger()]).toEqual([[], []])
  })

  it('went away: nothing is sent, and the window says so', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await opened(page)
    page.leave()
    await settle()
    expect(await call['fill.commit']({ id, picks: picks(), remember: NOTHING })).toEqual({ outcome: 'gone' })
    expect((await call['fill.view']({ id }))?.ended).toBe('gone')
    expect(ledger()).toEqual([])
  })

  it('goes away in the middle: all of it counts as given', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await opened(page)
    page.answers.write = () => {
      page.leave()
      return { answer: 'write', fields: [] }
    }
    expect(await call['fill.commit']({ id, picks: picks(), remember: NOTHING })).toEqual({ outcome: 'lost' })
    expect(ledger()[0]?.delivered).toBeNull()
    expect(scene.sharing.holdings()).toHaveLength(1)
  })

  it('is filled a second time: the second takes the first’s place, and the first says so', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id, pages, filling } = await opened(page)
    const again = createPage(pageOf(control(0)))
    pages.set(7, again)
    await filling.start(7, 'fill')
    await settle()
    expect((await call['fill.view']({ id }))?.ended).toBe('replaced')
    expect(await call['fill.commit']({ id, picks: picks(), remember: NOTHING })).toEqual({ outcome: 'gone' })
    expect([page.state.closed, again.state.closed]).toEqual([true, false])
  })

  it('comes back to a background that was stopped, by its ticket and as the same document only', async () => {
    const page = createPage(pageOf(control(0)))
    const { id } = await opened(page)
    const next = createFill()
    const [stranger, back] = [createPage(pageOf(control(0)), 8), createPage(pageOf(control(0)))]
    next.filling.connect(stranger.port)
    stranger.say({ kind: 'again', ticket: page.state.ticket })
    next.filling.connect(back.port)
    back.say({ kind: 'again', ticket: page.state.ticket })
    await settle()
    expect([stranger.state.closed, back.state.closed]).toEqual([true, false])
    const outcome = await next.call['fill.commit']({ id, picks: picks(), remember: NOTHING })
    expect(outcome).toMatchObject({ outcome: 'filled' })
    expect(back.written()).toHaveLength(1)
  })

  it('is let go when the window is closed', async () => {
    const page = createPage(pageOf(control(0)))
    const { filling, id, call } = await opened(page)
    await filling.windowClosed(1)
    expect(page.heard.at(-1)).toEqual({ kind: 'end' })
    expect(await call['fill.view']({ id })).toBeNull()
  })
})

describe('keeping what was typed', () => {
  it('reads what may be kept and no password, and keeps it as the site’s', async () => {
    const page = createPage(
      pageOf(control(0), control(1, { type: 'password' }), control(2, { autocomplete: 'cc-csc' })),
    )
    const { call, id } = await opened(page, 'save')
    expect(await call['fill.read']({ id, controls: [0, 1, 2, 9] })).toEqual([{ control: 0, text: 'typed 0' }])
    const given = {
      id,
      collection: 'emails',
      record: null,
      label: '',
      fields: { email: 'new@lovelace.example' },
    }
    expect(await call['fill.keep']({ ...given, typed: ['email'] })).toEqual({ accepted: true })
    const record = scene.vault
      .all('emails')
      .find((one) => one.fields.email?.[0]?.value === 'new@lovelace.example')
    expect(record?.fields.email?.[0]?.from).toMatchObject({ by: 'site', origin: SHOP })
  })

  it('reads nothing where the person wanted to fill', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await opened(page)
    expect(await call['fill.read']({ id, controls: [0] })).toBeNull()
    expect(page.asked).toEqual([])
  })
})
