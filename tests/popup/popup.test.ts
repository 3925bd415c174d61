import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createHandlers } from '@/entrypoints/background/handlers'
import { createPopup } from '@/entrypoints/popup/state'
import * as sites from '@/lib/platform/sites'
import type { AppHandlers, AppParams, AppResult, AppVerb } from '@/lib/protocol/app'
import { createPageCall } from '@/lib/services/page-call'
import { allowed, asked, SHOP } from '../flows/shop'
import { createScene, fillVault } from '../flows/site'
import { memoryDevice } from '../support/memory-places'
import { type createFakeBrowser, TAB } from './fake-browser'

const fake = vi.hoisted(() => ({ current: null as unknown as ReturnType<typeof createFakeBrowser> }))
vi.mock('@/lib/platform/browser', async () => {
  fake.current = (await import('./fake-browser')).createFakeBrowser()
  return { browser: fake.current.browser }
})

const PATTERN = `${SHOP}/*`

beforeEach(() => fake.current.reset())

/** The popup over a tab, with the background's own answers behind it. */
async function open({ origin = SHOP as string | null, reachable = true } = {}) {
  const scene = await createScene()
  await fillVault(scene)
  const { session, waiting, broker, prompting, now } = scene
  const handlers = createHandlers({
    // No disk is behind the vault of this scene: once it is locked, none is found.
    places: { ...memoryDevice().context(), now },
    session,
    waiting,
    broker,
    prompting,
    filling: {
      handlers: {
        'fill.start': async ({ tab, wish }: { tab: number; wish: string }) => {
          started.push([tab, wish])
          return { started: fillable.now }
        },
      },
    },
    meetings: {},
    badge: { show: async () => undefined },
  } as never) as AppHandlers
  const started: (readonly [number, string])[] = []
  const fillable = { now: true }
  const away = { now: !reachable }
  const calls: string[] = []
  const call = async <Verb extends AppVerb>(
    verb: Verb,
    params: AppParams<Verb>,
  ): Promise<AppResult<Verb>> => {
    calls.push(verb)
    if (away.now) throw new Error('nobody there')
    return (await handlers[verb](params)) as AppResult<Verb>
  }
  const notices: (() => void)[] = []
  const close = vi.fn()
  const openPage = vi.fn(async () => undefined)
  const life = new AbortController()
  const popup = createPopup(
    {
      call: createPageCall(call),
      onNotice: (listener) => void notices.push(listener as () => void),
      activeSite: async () => (origin === null ? null : { origin, tab: TAB }),
      letSiteAsk: sites.requestSite,
      letAllAsk: sites.requestAll,
      stopAsking: (one) => sites.removeSites(one === 'all' ? one : [sites.patternOf(one)]),
      allMayAsk: async () => (await sites.grantedOrigins()).all,
      openPage,
      close,
      now,
    },
    life.signal,
  )
  await popup.refresh()
  /** The browser's answer came, and what follows from it was done. */
  const settled = (want: () => void) => vi.waitFor(want)
  return { scene, popup, calls, notices, close, openPage, started, fillable, away, settled }
}

type Popup = Awaited<ReturnType<typeof open>>
const grants = ({ popup }: Popup) => popup.view.value?.grants ?? []
const kinds = ({ scene }: Popup) => scene.sharing.ledger({ origin: SHOP }).map(({ entry }) => entry.kind)

/** A popup over a shop that was let ask, asked and was allowed. */
async function overGrant() {
  fake.current.origins.add(PATTERN)
  const made = await open()
  const { answer, page } = await allowed(made.scene)
  await made.popup.refresh()
  return { ...made, grant: answer.grant, page }
}

describe('what the popup shows', () => {
  test('is the site in front: what it may read, until when, and the last three things it got', async () => {
    const made = await overGrant()
    const { scene, popup, page, grant } = made
    for (let time = 0; time < 4; time++) {
      scene.pass(60_000)
      await page.answer(page.send('read', { grant, claims: ['email'] }))
    }
    await popup.refresh()
    const view = popup.view.value
    expect(view).toMatchObject({ site: { origin: SHOP }, mayAsk: true, contactPicker: 'off', requests: [] })
    expect(view?.session.vault).toBe('unlocked')
    expect(grants(made)).toMatchObject([{ id: grant, state: 'granted', purpose: 'Send order 1234' }])
    expect(view?.recent).toHaveLength(3)
    expect(view?.recent.map(({ entry }) => entry.kind)).toEqual(['disclosure', 'disclosure', 'disclosure'])
  })

  test('holds nothing of another site', async () => {
    fake.current.origins.add('https://other.example/*')
    const { popup, scene } = await open({ origin: 'https://other.example' })
    await allowed(scene)
    await popup.refresh()
    expect(popup.view.value).toMatchObject({ mayAsk: true, grants: [], recent: [], refusals: [] })
  })

  test.each([
    ['no tab', null],
    ['a page of the browser', 'chrome://settings'],
    ['plain http', 'http://shop.example'],
  ])('is no site over %s', async (_, origin) => {
    const { popup } = await open({ origin })
    expect(popup.view.value).toMatchObject({ site: null, mayAsk: false })
  })

  test('leaves out what ended', async () => {
    const made = await overGrant()
    await made.scene.sharing.revoke(made.grant)
    await made.popup.refresh()
    expect(grants(made)).toEqual([])
  })

  test('follows what is told', async () => {
    const made = await overGrant()
    await made.scene.sharing.revoke(made.grant)
    for (const notice of made.notices) notice()
    await made.settled(() => expect(grants(made)).toEqual([]))
  })

  test('says when nobody answers, and keeps what it showed', async () => {
    const made = await overGrant()
    made.away.now = true
    await made.popup.refresh()
    expect([made.popup.unreachable.value, grants(made).length]).toEqual([false, 1])
    const alone = await open({ reachable: false })
    expect([alone.popup.unreachable.value, alone.popup.view.value]).toEqual([true, null])
    alone.away.now = false
    await alone.popup.refresh()
    expect([alone.popup.unreachable.value, alone.popup.view.value?.site?.origin]).toEqual([false, SHOP])
  })
})

describe('a press of', () => {
  test('Revoke ends the grant for the very next read, and says so', async () => {
    const made = await overGrant()
    const { popup, page, grant } = made
    await popup.revoke(grant, null)
    expect([grants(made), popup.done.value]).toEqual([[], { kind: 'revoked', grant, claim: null }])
    const read = await page.answer(page.send('read', { grant, claims: ['email'] }))
    expect(read?.error?.name).toBe('NotAllowedError')
  })

  test('Revoke beside one claim takes that claim back alone', async () => {
    const made = await overGrant()
    await made.popup.revoke(made.grant, 'email')
    const [{ claims } = { claims: [] }] = grants(made)
    expect(claims.map(({ claim }) => claim)).not.toContain('email')
    expect(claims.length).toBeGreaterThan(0)
    expect(made.popup.done.value).toEqual({ kind: 'revoked', grant: made.grant, claim: 'email' })
  })

  test('Pause suspends the grant, and Resume lets it go on', async () => {
    const made = await overGrant()
    const { popup, page, grant } = made
    await popup.pause(grant, true)
    expect(grants(made)).toMatchObject([{ state: 'paused' }])
    expect(popup.done.value).toEqual({ kind: 'paused', grant })
    const paused = await page.answer(page.send('read', { grant, claims: ['email'] }))
    expect(paused?.ok).toBeUndefined()
    await popup.pause(grant, false)
    expect([grants(made)[0]?.state, popup.done.value]).toEqual(['granted', null])
    expect((await page.answer(page.send('read', { grant, claims: ['email'] })))?.ok).toBeDefined()
  })

  test.each([
    ['always', null],
    ['an hour', 3_600_000],
  ] as const)('Refuse for %s refuses everything the site asks until then', async (_, length) => {
    fake.current.origins.add(PATTERN)
    const made = await open()
    const { popup, scene } = made
    const until = length === null ? null : scene.now() + length
    await popup.refuse(until ?? 'always')
    expect(popup.view.value?.refusals).toMatchObject([{ origin: SHOP, claims: null, until }])
    const { page, id, view } = await asked(scene)
    expect(view).toBeNull()
    expect((await page.answer(id))?.error?.name).toBe('NotAllowedError')
  })

  test('Lift takes the refusal back, and the site can ask again', async () => {
    fake.current.origins.add(PATTERN)
    const made = await open()
    await made.popup.refuse('always')
    await made.popup.lift(made.popup.view.value?.refusals[0]?.id ?? '')
    expect(made.popup.view.value?.refusals).toEqual([])
    expect((await asked(made.scene)).view).not.toBeNull()
    expect(kinds(made)).toEqual(['lifted', 'refused'])
  })

  test('Lock locks, and nothing of the site is shown any more', async () => {
    const made = await overGrant()
    await made.popup.lock()
    expect(await made.scene.session.vault()).toBeNull()
    expect(made.popup.view.value?.session.vault).not.toBe('unlocked')
    expect(made.popup.view.value).toMatchObject({ grants: [], recent: [], refusals: [] })
  })

  test('Answer opens the prompt of that request and leaves; what waits stands above', async () => {
    fake.current.origins.add(PATTERN)
    const { popup, scene, close } = await open()
    await asked(scene)
    await popup.refresh()
    const [request] = popup.view.value?.requests ?? []
    expect(request?.site.origin).toBe(SHOP)
    await popup.answer(request?.id ?? '')
    expect(fake.current.windows).toEqual([`chrome-extension://own/prompt.html#${request?.id}`])
    expect(close).toHaveBeenCalledOnce()
  })

  test('the picker’s box lets this site pick, and no other', async () => {
    fake.current.origins.add(PATTERN)
    const { popup } = await open()
    await popup.letPick(true)
    expect(popup.view.value?.contactPicker).toBe('single')
    await popup.letPick(false)
    expect(popup.view.value?.contactPicker).toBe('off')
  })

  test('Fill starts in the tab in front and leaves; where it cannot, that is said', async () => {
    const { popup, started, fillable, close } = await open()
    fillable.now = false
    await popup.fill('save')
    expect([popup.unfillable.value, close.mock.calls.length]).toEqual([true, 0])
    fillable.now = true
    await popup.fill('fill')
    expect([popup.unfillable.value, close.mock.calls.length]).toEqual([false, 1])
    expect(started).toEqual([
      [TAB, 'save'],
      [TAB, 'fill'],
    ])
  })

  test('Open dashboard opens it where it was asked for, and leaves', async () => {
    const { popup, openPage, close } = await open()
    await popup.open('dashboard', '#/security')
    expect(openPage).toHaveBeenCalledWith('dashboard', '#/security')
    expect(close).toHaveBeenCalledOnce()
  })

  test('anything that does not work is said, and what stands is shown', async () => {
    const made = await overGrant()
    await made.scene.session.lock()
    await made.popup.revoke(made.grant, null)
    expect([made.popup.failed.value, made.popup.done.value]).toEqual([true, null])
  })
})

describe('who may ask', () => {
  test('is asked of the browser before anything else', async () => {
    const { popup } = await open()
    let first = ''
    const { request } = fake.current.browser.permissions
    fake.current.browser.permissions.request = (wish) => {
      first = String(wish.origins)
      return request(wish)
    }
    popup.letSiteAsk(SHOP)
    expect(first).toBe(PATTERN)
    popup.letAllAsk()
    expect(first).toBe('https://*/*,http://localhost/*,http://127.0.0.1/*')
    fake.current.browser.permissions.request = request
  })

  test('is this site once it is let, and its open tab hears it at once', async () => {
    const { popup, settled } = await open()
    expect([popup.view.value?.mayAsk, popup.asks.value]).toEqual([false, 'no'])
    popup.letSiteAsk(SHOP)
    await settled(() => expect([popup.view.value?.mayAsk, popup.asks.value]).toEqual([true, 'single']))
    expect([...fake.current.origins]).toEqual([PATTERN])
    expect(fake.current.registered()).toEqual([PATTERN])
    expect(fake.current.injected).toEqual([TAB])
  })

  test('is every site once all are let', async () => {
    const { popup, settled } = await open()
    popup.letAllAsk()
    await settled(() => expect(popup.asks.value).toBe('all'))
    expect(fake.current.registered()).toContain('https://*/*')
    expect(fake.current.injected).toEqual([TAB])
  })

  test('is nobody where the browser says no', async () => {
    const { popup, settled, calls } = await open()
    fake.current.says(false)
    popup.letSiteAsk(SHOP)
    await settled(() => expect(calls.filter((verb) => verb === 'popup.view')).toHaveLength(2))
    expect([popup.asks.value, popup.failed.value, fake.current.injected]).toEqual(['no', false, []])
    expect(fake.current.registered()).toEqual([])
  })

  test('is no longer this site once it is stopped; its grants stand', async () => {
    const made = await overGrant()
    fake.current.origins.add('https://other.example/*')
    await made.popup.stopAsking(SHOP)
    expect([made.popup.asks.value, made.popup.done.value]).toEqual(['no', { kind: 'stopped' }])
    expect(fake.current.registered()).toEqual(['https://other.example/*'])
    expect(grants(made)).toMatchObject([{ id: made.grant, state: 'granted' }])
  })

  test('is no longer everybody once that is taken back; a site that was let ask beside all still may', async () => {
    const made = await overGrant()
    made.popup.letAllAsk()
    await made.settled(() => expect(made.popup.asks.value).toBe('all'))
    await made.popup.stopAsking('all')
    expect([made.popup.asks.value, made.popup.done.value]).toEqual(['single', null])
    fake.current.origins.delete(PATTERN)
    made.popup.letAllAsk()
    await made.settled(() => expect(made.popup.asks.value).toBe('all'))
    await made.popup.stopAsking('all')
    expect([made.popup.asks.value, made.popup.done.value]).toEqual(['no', { kind: 'stopped' }])
    expect([...fake.current.origins]).toEqual([])
  })

  test('is still this site where the browser kept it, and that is said', async () => {
    const made = await overGrant()
    fake.current.says(false)
    await made.popup.stopAsking(SHOP)
    expect([made.popup.asks.value, made.popup.failed.value, made.popup.done.value]).toEqual([
      'single',
      true,
      null,
    ])
  })

  test('is stopped also where the background cannot be told', async () => {
    const made = await overGrant()
    made.away.now = true
    await made.popup.stopAsking(SHOP)
    expect([made.popup.failed.value, made.popup.done.value]).toEqual([false, { kind: 'stopped' }])
    expect([...fake.current.origins]).toEqual([])
  })
})
