import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/base/ids'
import type { ToPage } from '@/lib/protocol/fill'
import type { FillPick } from '@/lib/protocol/fill-app'
import {
  control,
  createFillScene,
  createPage,
  type FillScene,
  NOTHING,
  type Page,
  pageOf,
  pick,
  random,
  SHOP,
} from './fill-scene'
import { settle } from './site'

let scene: FillScene

beforeEach(async () => {
  scene = await createFillScene()
})

describe('the gesture', () => {
  it('opens one preview, and its id counts once', async () => {
    const page = createPage(pageOf(control(0)))
    const { filling, id, call } = await scene.opened(page)
    expect(scene.windows).toEqual([id])
    expect(await call['fill.view']({ id })).toMatchObject({ origin: SHOP, wish: 'fill', locked: false })
    const other = createPage(pageOf(control(0)))
    filling.connect(other.port)
    other.hello(newId(random))
    await settle()
    expect(other.state.closed).toBe(true)
    expect(scene.windows).toHaveLength(1)
  })

  it('is for one tab: a page of another one is not heard', async () => {
    const { filling, pages } = scene.createFill()
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
    expect(scene.windows).toEqual([])
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
    const { filling } = scene.createFill()
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
    const { call, id } = await scene.opened(page)
    const before = page.port.send
    let lines = -1
    Object.assign(page.port, {
      send(message: ToPage) {
        if (message.kind === 'ask' && message.ask.ask === 'write') lines = scene.disclosures().length
        return before(message)
      },
    })
    const picks = [
      pick(0, 'name', scene.name, 'Ada Lovelace'),
      pick(1, 'email', scene.email, 'ada@lovelace.example'),
    ]
    const outcome = await call['fill.commit']({
      id,
      picks,
      remember: { records: { names: scene.name }, forms: {} },
    })
    expect(outcome).toMatchObject({ outcome: 'filled' })
    expect(lines).toBe(1)
    expect(page.written().map(({ text }) => text)).toEqual(['Ada Lovelace', 'ada@lovelace.example'])
    expect(scene.disclosures()[0]).toMatchObject({
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
    expect((await call['fill.view']({ id }))?.remembered.records).toEqual({ names: scene.name })
    expect(await call['fill.undo']({ id })).toEqual({ restored: 2 })
    expect(scene.disclosures()).toHaveLength(1)
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
    const { call, id } = await scene.opened(page)
    const picks = [
      pick(0, 'name', scene.name, 'Ada Lovelace'),
      pick(1, 'email', scene.email, 'ada@lovelace.example'),
    ]
    await call['fill.commit']({ id, picks, remember: NOTHING })
    expect(scene.disclosures()[0]).toMatchObject({ delivered: true, unwritten: [1] })
    expect(scene.sharing.holdings().map(({ claim }) => claim)).toEqual(['name'])
  })

  it.each([
    ['a text that says something else', (): FillPick => pick(0, 'name', scene.name, 'Ada Byron')],
    ['another record’s value', (): FillPick => pick(0, 'name', scene.email, 'ada@lovelace.example')],
    ['a record that is not there', (): FillPick => pick(0, 'name', newId(random), 'Ada Lovelace')],
  ])('sends nothing for %s', async (_name, wrong) => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await scene.opened(page)
    expect(await call['fill.commit']({ id, picks: [wrong()], remember: NOTHING })).toEqual({
      outcome: 'changed',
    })
    expect(page.written()).toEqual([])
    expect(scene.disclosures()).toEqual([])
  })

  it('never goes into what the person cannot see, and nothing with it', async () => {
    const page = createPage(pageOf(control(0, { unseen: 'transparent' }), control(1)))
    const { call, id } = await scene.opened(page)
    const picks = [
      pick(0, 'name', scene.name, 'Ada Lovelace'),
      pick(1, 'email', scene.email, 'ada@lovelace.example'),
    ]
    await expect(call['fill.commit']({ id, picks, remember: NOTHING })).rejects.toThrow('bad-params')
    expect(page.written()).toEqual([])
  })

  it('is kept back by a rule of the person’s', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await scene.opened(page)
    await scene.vault.commit(() => [
      {
        collection: '~rules',
        id: scene.email,
        fields: {
          rule: [
            {
              value: { id: scene.email, created: 1, kind: 'never', claim: 'email' },
              stamp: scene.vault.stamp(),
            },
          ],
        },
      },
    ])
    const picks = [pick(0, 'email', scene.email, 'ada@lovelace.example')]
    expect(await call['fill.commit']({ id, picks, remember: NOTHING })).toEqual({ outcome: 'changed' })
    expect(page.written()).toEqual([])
  })

  it('asks for the passphrase again where a card goes in', async () => {
    const card = await scene.kept('cards', { 'cc-number': '4242424242424242' })
    const page = createPage(pageOf(control(0)))
    const { call, id } = await scene.opened(page)
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
    const { call, id } = await scene.opened(page)
    expect(await call['fill.view']({ id })).toMatchObject({ locked: true, records: [] })
    const picks = [pick(0, 'name', scene.name, 'Ada Lovelace')]
    await expect(call['fill.commit']({ id, picks, remember: NOTHING })).rejects.toThrow('locked')
    await scene.unlock()
    expect(await call['fill.commit']({ id, picks, remember: NOTHING })).toMatchObject({ outcome: 'filled' })
  })
})
