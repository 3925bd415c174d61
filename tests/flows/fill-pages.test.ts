import { beforeEach, describe, expect, it } from 'vitest'
import { control, createFillScene, createPage, type FillScene, NOTHING, pageOf, pick } from './fill-scene'
import { settle } from './site'

let scene: FillScene

beforeEach(async () => {
  scene = await createFillScene()
})

describe('a page that does not stay as it was', () => {
  const picks = () => [pick(0, 'name', scene.name, 'Ada Lovelace')]

  it('is shown again as it is now, and nothing is sent', async () => {
    const page = createPage(pageOf(control(0)))
    const now = pageOf(control(0, { signature: 'another' }), control(1))
    page.answers.check = () => ({ answer: 'check', fields: [{ control: 0, left: 'changed' }], page: now })
    const { call, id } = await scene.opened(page)
    expect(await call['fill.commit']({ id, picks: picks(), remember: NOTHING })).toEqual({
      outcome: 'changed',
    })
    expect((await call['fill.view']({ id }))?.page).toEqual(now)
    expect([page.written(), scene.disclosures()]).toEqual([[], []])
  })

  it('sends to another site than it did: nothing is sent before that is shown, and then the ledger names the other', async () => {
    const before = pageOf(control(0))
    const own = { ...before, forms: before.forms.map((form) => ({ ...form, otherOrigin: null })) }
    const page = createPage(own)
    const whole = page.answers.check
    page.answers.check = () => ({ answer: 'check', fields: [{ control: 0, left: 'changed' }], page: before })
    const { call, id } = await scene.opened(page)
    const commit = () => call['fill.commit']({ id, picks: picks(), remember: NOTHING })
    expect(await commit()).toEqual({ outcome: 'changed' })
    expect([page.written(), scene.disclosures()]).toEqual([[], []])
    expect((await call['fill.view']({ id }))?.page.forms[0]?.otherOrigin).toBe('https://pay.example')
    page.answers.check = whole
    expect(await commit()).toMatchObject({ outcome: 'filled' })
    expect(scene.disclosures().map(({ entry }) => entry)).toMatchObject([{ sendsTo: 'https://pay.example' }])
  })

  it('went away: nothing is sent, and the window says so', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await scene.opened(page)
    page.leave()
    await settle()
    expect(await call['fill.commit']({ id, picks: picks(), remember: NOTHING })).toEqual({ outcome: 'gone' })
    expect((await call['fill.view']({ id }))?.ended).toBe('gone')
    expect(scene.disclosures()).toEqual([])
  })

  it('goes away in the middle: all of it counts as given', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await scene.opened(page)
    page.answers.write = () => {
      page.leave()
      return { answer: 'write', fields: [] }
    }
    expect(await call['fill.commit']({ id, picks: picks(), remember: NOTHING })).toEqual({ outcome: 'lost' })
    expect(scene.disclosures()[0]?.delivered).toBeNull()
    expect(scene.sharing.holdings()).toHaveLength(1)
  })

  it('is filled a second time: the second takes the first’s place, and the first says so', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id, pages, filling } = await scene.opened(page)
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
    const { id } = await scene.opened(page)
    const next = scene.createFill()
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
    const { filling, id, call } = await scene.opened(page)
    await filling.windowClosed(1)
    expect(page.heard.at(-1)).toEqual({ kind: 'end' })
    expect(await call['fill.view']({ id })).toBeNull()
  })
})

describe('lists that come once something else is chosen', () => {
  const states = (...texts: string[]) =>
    control(1, {
      tag: 'select',
      type: 'select-one',
      options: texts.map((text) => ({ value: text, text })),
      signature: texts.join(),
    })

  it('are looked at again, and what they say then leaves by a line of its own', async () => {
    const home = await scene.kept('addresses', { country: 'US', 'address-level1': 'Illinois' })
    const page = createPage(pageOf(control(0), states('Choose')))
    const { call, id } = await scene.opened(page)
    const before = [pick(1, 'address-level1', home, 'Illinois')]
    expect(await call['fill.commit']({ id, picks: before, remember: NOTHING })).toEqual({
      outcome: 'changed',
    })
    const now = pageOf(control(0), states('Choose', 'Illinois'))
    page.answers.look = () => ({ answer: 'look', page: now, now: [{ control: 1, now: 1 }] })
    expect(await call['fill.look']({ id, controls: [1, 99] })).toEqual([{ control: 1, now: 1 }])
    expect(page.asked.at(-1)).toEqual({ ask: 'look', controls: [{ control: 1, signature: 'Choose' }] })
    expect((await call['fill.view']({ id }))?.page).toEqual(now)
    expect(await call['fill.commit']({ id, picks: before, remember: NOTHING })).toMatchObject({
      outcome: 'filled',
    })
    expect(scene.disclosures()).toHaveLength(1)
    expect(page.written()).toEqual([{ control: 1, signature: 'Choose,Illinois', text: 'Illinois' }])
  })

  it('that do not come are not there, and the page stays as it was described', async () => {
    const page = createPage(pageOf(control(0), states('Choose')))
    const { call, id } = await scene.opened(page)
    const seen = (await call['fill.view']({ id }))?.page
    expect(await call['fill.look']({ id, controls: [1] })).toBeNull()
    expect((await call['fill.view']({ id }))?.page).toEqual(seen)
    page.leave()
    await settle()
    expect(await call['fill.look']({ id, controls: [1] })).toBeNull()
  })
})

describe('two fills at once', () => {
  it('of two tabs do not meet, and the third window lets the first go', async () => {
    const made = scene.createFill()
    const tabs = [7, 8, 9, 10].map((tab) => ({ tab, page: createPage(pageOf(control(0)), tab) }))
    for (const { tab, page } of tabs) made.pages.set(tab, page)
    for (const { tab } of tabs) await made.filling.start(tab, 'fill')
    await settle()
    expect(tabs.map(({ page }) => page.state.closed)).toEqual([true, false, false, false])
    const picks = [pick(0, 'name', scene.name, 'Ada Lovelace')]
    const both = scene.windows
      .slice(2)
      .map((id) => made.call['fill.commit']({ id, picks, remember: NOTHING }))
    expect(await Promise.all(both)).toMatchObject([{ outcome: 'filled' }, { outcome: 'filled' }])
    expect(tabs.map(({ page }) => page.written().length)).toEqual([0, 0, 1, 1])
    expect(scene.disclosures()).toHaveLength(2)
  })

  it('of one form are two disclosures, each with its line before its values', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await scene.opened(page)
    const picks = [pick(0, 'name', scene.name, 'Ada Lovelace')]
    const both = [1, 2].map(() => call['fill.commit']({ id, picks, remember: NOTHING }))
    expect(await Promise.all(both)).toMatchObject([{ outcome: 'filled' }, { outcome: 'filled' }])
    expect([page.written().length, scene.disclosures().length]).toEqual([2, 2])
  })
})
