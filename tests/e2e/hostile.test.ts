import { readdir } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ADA, allow } from '../support/actions'
import type { Page } from '../support/browsers/browser'
import { pause, poll } from '../support/browsers/polling'
import { prompt } from '../support/browsers/selectors'
import { begin, outcomeOf, run } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'
import { APP_VERBS } from './hostile/app-verbs'
import { callFromOther, writeOtherExtension } from './hostile/other-extension'
import { FRAMES } from './hostile/pages'
import { type Facts, openScene, type Scene } from './hostile/scene'
import { type HostileSite, serveHostile } from './hostile/site'

const NOTHING: readonly unknown[] = []

/** Loads the SDK and asks as an honest site does. */
const SDK = `window.selfstead ??= await import('/sdk/index.js');`
const ASK = `${SDK}
  const vault = await selfstead.discover({ timeout: 5000 })
  if (!vault) throw new Error('not found')
  window.grant = await vault.request({ purpose: { text: 'Send a letter' }, claims: { email: { required: true } }, access: { for: 'P1D' } })
  return grant.data`
/** A greeted line to the extension, made by hand. */
const LINE = `window.made ??= await attack.greeted();`

describe.each(KINDS)('a hostile page in %s', (kind) => {
  let site: HostileSite
  let scene: Scene
  let before: Facts

  beforeAll(async () => {
    site = await serveHostile()
    // Firefox ends its background whenever two seconds were quiet.
    scene = await openScene(kind, { backgroundIdle: 2000, alsoLoad: [await writeOtherExtension()] })
  })
  afterAll(async () => {
    await scene?.close()
    await site?.close()
  })
  beforeEach(async () => {
    await pause(300)
    before = await scene.facts()
  })
  afterEach(async () => {
    await scene.clear()
    for (const { url, page } of await scene.browser.pages())
      if (/^(https?:|about:blank)/.test(url) && (await scene.browser.pages()).length > 1)
        await page.close().catch(() => undefined)
  })

  const open = (path: string, origin = site.here): Promise<Page> => scene.browser.open(origin + path)
  const value = async (page: Page, body: string): Promise<unknown> => {
    const outcome = await run(page, body)
    if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
    return outcome.value
  }
  const shownPrompt = async (): Promise<Page> => {
    const page = await scene.browser.waitForPage('prompt.html')
    await page.waitFor(prompt.deny)
    return page
  }

  it('control: the same knocking from a page that may ask is answered, and a window opens', async () => {
    const page = await open('/plain')
    await value(page, `${LINE} made.say('request', { request: attack.REQUEST })`)
    await shownPrompt()
  })

  it('a top page without an origin of its own hears nothing', async () => {
    const page = await open('/csp-sandbox')
    expect(await page.evaluate('origin')).toBe('null')
    expect(await page.evaluate('attack.knock()')).toEqual(NOTHING)
    await scene.unchanged(before)
  })

  it('plain http on another host hears nothing', async () => {
    for (const origin of site.insecure) {
      const page = await open('/plain', origin)
      expect(await page.evaluate('attack.knock()')).toEqual(NOTHING)
    }
    await scene.unchanged(before)
  })

  it('without a gesture a page hears nothing, whatever its own world claims', async () => {
    const pages = [await open('/late'), await open('/overrides')]
    // Asking a page anything is a gesture: only what is asked after all was said changes nothing.
    await pause(10_500)
    for (const [at, page] of pages.entries()) {
      expect(await page.evaluate('late')).toEqual({ active: at === 1, heard: NOTHING })
      await page.close()
    }
    await scene.unchanged(before)
  })

  it('a greeted page cannot ask once its gesture is over', async () => {
    const page = await open('/plain')
    await begin(
      page,
      'late',
      `${LINE} await attack.pause(6500); return [navigator.userActivation.isActive, await made.ask('request', { request: attack.REQUEST })]`,
    )
    expect((await outcomeOf(page, 'late')).value).toEqual([
      false,
      expect.objectContaining({ error: expect.objectContaining({ name: 'NotAllowedError' }) }),
    ])
    await scene.unchanged(before)
  })

  it('two requests at once: the second is an error, and one window is open', async () => {
    const page = await open('/plain')
    await begin(page, 'first', ASK)
    await shownPrompt()
    expect(await run(page, ASK)).toMatchObject({ error: 'InvalidStateError' })
    expect(await scene.facts()).toMatchObject({ waiting: 1, prompts: 1 })
    await scene.clear()
    expect(await outcomeOf(page, 'first')).toMatchObject({ error: 'NotAllowedError' })
  })

  it('forged messages and ports are not taken', async () => {
    const page = await open('/plain')
    const heard = await value(
      page,
      `const all = []
       for (const message of [{ selfstead: '1' }, { selfstead: true }, { selfstead: 2 }, { selfstead: [1] }, { Selfstead: 1 }, [1], 'selfstead', 1, null, new Map([['selfstead', 1]])])
         all.push(attack.knock({ message, wait: 600 }))
       for (const ports of [0, 2, 5]) all.push(attack.knock({ ports, wait: 600 }))
       return (await Promise.all(all)).flat()`,
    )
    expect(heard).toEqual(NOTHING)
    await scene.unchanged(before)
  })

  it('another window cannot knock at a page, nor serve it a port', async () => {
    const page = await open('/plain')
    await page.evaluate(
      `void (window.child = window.open(${JSON.stringify(`${site.other}/plain`)}, 'child', 'popup'))`,
    )
    const child = await scene.browser.waitForPage(`${site.other}/plain`)
    expect(await child.evaluate('attack.knock({ target: opener })')).toEqual(NOTHING)
    await child.close()
    await scene.unchanged(before)
  })

  it('a page that overrides what it can gets refusals or what it is allowed, never more', async () => {
    const page = await open('/overrides')
    const heard = (await page.evaluate('attack.knock()')) as readonly string[]
    // With a gesture it may ask like any page; it is not given anything by asking.
    expect(heard.filter((each) => /data|receipt/.test(each))).toEqual(NOTHING)
    await scene.clear()
    const after = await scene.facts()
    expect(after.slots).toBe(before.slots)
  })

  it('a malformed request is a TypeError, and no window opens', async () => {
    const page = await open('/plain')
    const answers = (await value(
      page,
      `${LINE}
       const deep = (depth, made = {}) => { for (let at = 0; at < depth; at++) made = { claims: made }; return made }
       const cycle = { purpose: { text: 'x' } }; cycle.claims = cycle
       const of = (changes) => ({ ...attack.REQUEST, ...changes })
       const cases = {
         nothing: undefined, 'null': null, text: 'x', list: [], empty: {},
         unknown: of({ everything: true }), star: of({ claims: { '*': {} } }), none: of({ claims: {} }), list2: of({ claims: ['email'] }),
         noSuch: of({ claims: { emial: {} } }), // Firefox's clone leaves this member out on the way, so there it must not be the only thing wrong.
         proto: JSON.parse('{"__proto__":{"x":1},"purpose":{"text":"x"},"claims":{"emial":{}}}'),
         protoClaim: of({ claims: JSON.parse('{"__proto__":{}}') }), constructor: of({ claims: { constructor: {} } }),
         origin: of({ origin: 'https://bank.example' }), tab: of({ tabId: 1 }), sender: of({ sender: {} }),
         big: of({ purpose: { text: 'x'.repeat(5_000_000) } }), deep20: of({ claims: deep(20) }), deep1000: of({ claims: deep(1000) }),
         cycle, bigint: of({ access: { for: 10n } }), surrogate: of({ purpose: { text: '\\ud800' } }), long: of({ purpose: { text: 'x'.repeat(281) } }),
         forever: of({ access: 'forever' }), years: of({ access: { for: 'P3Y' } }), collections: of({ collections: { 'contacts': { actions: ['*'] } } }),
       }
       const found = {}
       for (const [name, request] of Object.entries(cases)) found[name] = (await made.ask('request', { request })).error?.name ?? 'no error'
       return found`,
    )) as { readonly [name: string]: string }
    for (const [name, error] of Object.entries(answers)) expect([name, error]).toEqual([name, 'TypeError'])
    expect(Object.keys(answers).length).toBeGreaterThan(24)
    await scene.unchanged(before)
  })

  it('what cannot be said at all fails in the page: functions, proxies, the deepest nesting', async () => {
    const page = await open('/plain')
    const names = await value(
      page,
      `${SDK} const vault = await selfstead.discover({ timeout: 5000 })
       const deep = () => { let made = {}; for (let at = 0; at < 10000; at++) made = { made }; return made }
       let turns = 0
       const moody = { get text() { return turns++ ? '*'.repeat(300) : 'ok' } }
       const cases = [
         { purpose: { text: 'x' }, claims: { email: () => 1 } },
         { purpose: { text: 'x', more: deep() }, claims: { email: {} } },
         { purpose: { text: 'x' }, claims: new Proxy({}, { ownKeys() { throw new Error('mine') } }) },
         { purpose: { text: 'x' }, claims: new Proxy({}, { ownKeys: () => ['*'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: {} }) }) },
         { purpose: { text: Symbol('x') }, claims: { email: {} } },
       ]
       const found = []
       for (const request of cases) found.push(await vault.request(request).then(() => 'granted', (error) => error.name))
       return found`,
    )
    expect((names as readonly string[]).length).toBe(5)
    for (const name of names as readonly string[])
      expect(['TypeError', 'Error', 'RangeError']).toContain(name)
    await scene.unchanged(before)
  })

  it('no verb but the site’s own is heard on the site’s line', async () => {
    const page = await open('/plain')
    const answers = (await value(
      page,
      `${LINE}
       const verbs = ${JSON.stringify([...APP_VERBS, 'ack', 'eval', 'constructor', '__proto__', 'offer', '', 'HELLO', 'hello '])}
       return Promise.all(verbs.map(async (verb) => [verb, await made.ask(verb, { app: verb, params: {}, target: attack.newId() }, { wait: 3000 })]))`,
    )) as readonly (readonly [string, { readonly error?: { readonly name: string } }])[]
    for (const [verb, answer] of answers) expect([verb, answer.error?.name]).toEqual([verb, 'TypeError'])
    await scene.unchanged(before)
  })

  it('a bridge under the page’s control reaches nothing of our own pages’', async () => {
    const page = await open('/plain')
    await value(page, LINE)
    // What a broken renderer could do: speak from the world of our own script in the page.
    const answers = await scene.board.evaluate(`(async () => {
      const api = globalThis.browser ?? chrome
      const [tab] = (await api.tabs.query({})).filter(({ url }) => url === ${JSON.stringify(`${site.here}/plain`)})
      const [{ result }] = await api.scripting.executeScript({ target: { tabId: tab.id }, args: [${JSON.stringify(APP_VERBS)}], func: async (verbs) => {
        const runtime = (globalThis.browser ?? chrome).runtime
        const pause = (time) => new Promise((resolve) => setTimeout(resolve, time))
        const heard = []
        for (const verb of verbs)
          for (const message of [{ app: verb, params: {} }, { app: verb, params: { id: 'A'.repeat(22) } }])
            await Promise.race([runtime.sendMessage(message).then((answer) => answer !== undefined && answer !== null && heard.push([verb, answer]), () => null), pause(1000)])
        for (const name of ['app', 'site', '', 'prompt']) {
          const port = runtime.connect({ name })
          port.onMessage.addListener((answer) => { if (!answer.error) heard.push([name, answer]) })
          for (const verb of verbs) {
            try {
              port.postMessage({ app: verb, params: {} })
              port.postMessage({ call: { id: 'A'.repeat(22), verb, params: {} }, active: true })
              port.postMessage({ call: { id: 'A'.repeat(22), verb: 'hello', origin: 'https://bank.example' }, active: true, origin: 'https://bank.example' })
            } catch {}
          }
        }
        await pause(1000)
        let stores = 'closed'
        try { const held = await (globalThis.browser ?? chrome).storage.session.get(null); stores = Object.keys(held).length ? 'open' : 'closed' } catch {}
        return { heard, stores }
      } })
      return result
    })()`)
    expect(answers).toEqual({ heard: NOTHING, stores: 'closed' })
    await scene.unchanged(before)
  })

  it('another extension is not answered, whatever it sends', async () => {
    // The id by which messages go: what stands in the address in Chromium, what the manifest says in Firefox.
    const id = String(await scene.board.evaluate(`(globalThis.browser ?? chrome).runtime.id`))
    const [base] = scene.browser.otherBases
    const other = await scene.browser.open(`${base}page.html`)
    expect(await other.evaluate(`(globalThis.browser ?? chrome).runtime.id`)).not.toBe(id)
    expect(await callFromOther(other, id)).toEqual(NOTHING)
    await other.close()
    await scene.unchanged(before)
  })

  it('guessed ids open nothing', async () => {
    const page = await open('/plain')
    const names = await value(
      page,
      `${LINE}
       const asked = []
       for (let at = 0; at < 1000; at++) asked.push(made.ask(at % 2 ? 'read' : 'revoke', { grant: attack.newId() }, { wait: 60000 }))
       return [...new Set((await Promise.all(asked)).map(({ error, ok, silence }) => error ? error.name + ': ' + error.message : JSON.stringify([ok, silence])))]`,
    )
    expect(names).toEqual(['NotAllowedError: The request was not allowed.'])
    await scene.unchanged(before)
  })

  it('another origin’s waiting request can be neither taken over nor ended', async () => {
    const mine = await open('/plain')
    await begin(
      mine,
      'mine',
      `${LINE} window.asked = attack.newId(); return made.ask('request', { request: attack.REQUEST }, { id: asked, wait: 90000 })`,
    )
    await shownPrompt()
    const id = await poll('the id', async () => mine.evaluate('window.asked ?? null'))
    const theirs = await open('/plain', site.other)
    const answer = await value(
      theirs,
      `${LINE} made.say('cancel', { target: ${JSON.stringify(id)} }); made.say('ack', { target: ${JSON.stringify(id)} })
       return made.ask('request', { request: attack.REQUEST }, { id: ${JSON.stringify(id)} })`,
    )
    expect(answer).toMatchObject({ error: { name: 'NotAllowedError' } })
    expect((await scene.facts()).waiting).toBe(1)
  })

  it('a request dies with its page: gone elsewhere, or closed', async () => {
    for (const leave of ['goto', 'close'] as const) {
      const page = await open('/plain')
      await begin(page, 'ask', ASK)
      await shownPrompt()
      await (leave === 'goto' ? page.goto(`${site.other}/plain`) : page.close())
      await poll('the prompt to close', async () => {
        const { waiting, prompts } = await scene.facts()
        return waiting === 0 && prompts === 0 ? true : null
      })
    }
    await scene.unchanged(before)
  })

  it('back to a page that had asked: its request is over, and it may ask again', async () => {
    const page = await open('/plain')
    await page.evaluate('window.kept = true')
    await begin(page, 'ask', ASK)
    await shownPrompt()
    await page.goto(`${site.other}/plain`)
    await page.evaluate('history.back()')
    await poll('the first page', async () => ((await page.url()) === `${site.here}/plain` ? true : null))
    if ((await page.evaluate('window.kept ?? null')) === true)
      expect(await outcomeOf(page, 'ask')).toMatchObject({ error: 'AbortError' })
    await scene.unchanged(before)
    await begin(page, 'again', ASK)
    await shownPrompt()
  })

  it('Allow at the very moment the page leaves gives the next page nothing', async () => {
    const page = await open('/plain')
    await begin(page, 'ask', ASK)
    const window = await shownPrompt()
    await poll('Allow to wake', async () =>
      (await window.evaluate(
        `document.getElementById('allow')?.getAttribute('aria-disabled') ?? 'awake'`,
      )) === 'awake'
        ? true
        : null,
    )
    await Promise.all([
      page.goto(`${site.other}/watcher`),
      window.click(prompt.allow, { timeout: 3000 }).catch(() => undefined),
    ])
    await pause(1500)
    expect(JSON.stringify(await page.evaluate('seen'))).not.toContain(ADA.email)
    expect(
      await page.evaluate(`document.documentElement.outerHTML.includes(${JSON.stringify(ADA.email)})`),
    ).toBe(false)
  })

  it('the background ended while the prompt is open: a refusal still reaches the page', async () => {
    const page = await open('/plain', site.other)
    await begin(page, 'ask', ASK)
    await shownPrompt()
    if (kind === 'chromium') await scene.browser.stopBackground()
    else await pause(4000)
    await scene.clear()
    expect(await outcomeOf(page, 'ask')).toMatchObject({ error: 'NotAllowedError' })
  })

  it('another origin’s grant can be neither read nor given back, and the ledger knows nothing of it', async () => {
    const page = await open('/plain')
    await begin(
      page,
      'ask',
      `${LINE} window.answer = await made.ask('request', { request: { ...attack.REQUEST, access: { for: 'P1D' } } }, { wait: 60000 }); return answer.ok.data`,
    )
    // Whether the race above was won by Allow decides if this is asked at all.
    const first = await poll('an answer or a prompt', async () =>
      (await page.evaluate('!!window.answer')) === true || (await scene.facts()).prompts === 1 ? true : null,
    )
    expect(first).toBe(true)
    if ((await scene.facts()).prompts === 1) await allow(scene.browser)
    expect((await outcomeOf(page, 'ask')).value).toEqual({ email: ADA.email })
    const grant = await page.evaluate('answer.ok.grant')
    await pause(1500)
    const held = await scene.facts()
    const thief = await open('/plain', site.other)
    const tried = (await value(
      thief,
      `${LINE} return Promise.all([
        made.ask('read', { grant: ${JSON.stringify(grant)} }), made.ask('read', { grant: ${JSON.stringify(grant)}, claims: ['email'] }), made.ask('revoke', { grant: ${JSON.stringify(grant)} })])`,
    )) as readonly unknown[]
    for (const answer of tried)
      expect(answer).toEqual({
        id: expect.any(String),
        error: { name: 'NotAllowedError', message: 'The request was not allowed.' },
      })
    await scene.unchanged(held)
    expect(
      await value(page, `return (await made.ask('read', { grant: ${JSON.stringify(grant)} })).ok.data`),
    ).toEqual({ email: ADA.email })
  })

  it('a frame of any kind hears nothing, pressed by the person, and although both origins hold a grant', async () => {
    const grantTo = async (origin: string): Promise<void> => {
      const holder = await open('/plain', origin)
      await begin(holder, 'ask', ASK)
      await poll('an answer or a prompt', async () =>
        (await holder.evaluate('!!window.grant')) === true || (await scene.facts()).prompts === 1
          ? true
          : null,
      )
      if ((await scene.facts()).prompts === 1) await allow(scene.browser)
      expect((await outcomeOf(holder, 'ask')).value).toEqual({ email: ADA.email })
      await holder.close()
    }
    await grantTo(site.here)
    await grantTo(site.other)
    await pause(1500)
    const held = await scene.facts()
    const page = await open('/frames')
    for (const name of FRAMES) {
      await page.click(`#${name}`)
      // Firefox’s driver does not press inside frames of other processes: those are told to begin.
      if (kind === 'firefox')
        await page.evaluate(`document.getElementById('${name}').contentWindow.postMessage('begin', '*')`)
    }
    const reports = await poll('every frame to report', async () => {
      const all = (await page.evaluate('Object.values(reports)')) as readonly {
        readonly report: string
        readonly heard: unknown
        readonly active: unknown
      }[]
      if (all.length < FRAMES.length) throw new Error(all.map(({ report }) => report).join())
      return all
    })
    expect(reports.map(({ report }) => report).sort()).toEqual([...FRAMES].sort())
    for (const { report, heard } of reports) expect([report, heard]).toEqual([report, NOTHING])
    if (kind === 'chromium') expect(reports.every(({ active }) => active === true)).toBe(true)
    await scene.unchanged(held)
  })

  it('nothing of the extension can be loaded by a page', async () => {
    const page = await open('/plain')
    const files = (await readdir(extensionFor(kind), { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map((each) => `${each.parentPath.slice(extensionFor(kind).length)}/${each.name}`.replace(/^\//, ''))
    const loaded = await value(
      page,
      `const base = ${JSON.stringify(scene.browser.extensionBase)}
       const files = ${JSON.stringify(files)}
       const fetched = await Promise.all(files.map((file) => fetch(base + file).then(() => file, () => null)))
       const shown = await Promise.all(files.filter((file) => /\\.(png|svg|js|css)$/.test(file)).map((file) => new Promise((resolve) => {
         const element = document.createElement(/js$/.test(file) ? 'script' : /css$/.test(file) ? 'link' : 'img')
         element.onload = () => resolve(file)
         element.onerror = () => resolve(null)
         if (element.tagName === 'LINK') element.rel = 'stylesheet'
         element[element.tagName === 'LINK' ? 'href' : 'src'] = base + file
         document.head.append(element)
         setTimeout(() => resolve(null), 4000)
       })))
       for (const name of ['prompt', 'dashboard', 'popup', 'welcome']) {
         const frame = document.createElement('iframe')
         frame.src = base + name + '.html'
         document.body.append(frame)
         try { window.open(base + name + '.html') } catch {}
       }
       await attack.pause(1500)
       return [...fetched, ...shown].filter((each) => each !== null)`,
    )
    expect(files.length).toBeGreaterThan(10)
    expect(loaded).toEqual(NOTHING)
    await scene.unchanged(before)
  })

  it('has no way out: connections of our own pages are refused by their policy', async () => {
    const seen = site.log.length
    const errors = await scene.board.evaluate(`Promise.all([
      fetch(${JSON.stringify(`${site.here}/report`)}).then(() => 'sent', (error) => error.name),
      new Promise((resolve) => { try { const socket = new WebSocket(${JSON.stringify(site.here.replace('http', 'ws'))}); socket.onopen = () => resolve('sent'); socket.onerror = () => resolve('TypeError') } catch { resolve('TypeError') } }),
      new Promise((resolve) => { const image = new Image(); image.onload = () => resolve('sent'); image.onerror = () => resolve('TypeError'); image.src = ${JSON.stringify(`${site.here}/report`)} }),
      Promise.resolve(navigator.sendBeacon(${JSON.stringify(`${site.here}/report`)}, 'x')).then((taken) => taken ? 'TypeError' : 'TypeError', () => 'TypeError'),
    ])`)
    await pause(500)
    expect(errors).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError'])
    expect(site.log.length).toBe(seen)
  })

  it('a site the person does not let ask sees no difference to a browser without Selfstead', async () => {
    const look = `({ names: Reflect.ownKeys(window).map(String).sort(), html: document.documentElement.outerHTML, seen: window.seen })`
    const with_ = await open('/watcher')
    await pause(500)
    const there = await with_.evaluate(look)
    const takeBack = `(globalThis.browser ?? chrome).permissions.remove({ origins: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'] })`
    await scene.board.evaluate(takeBack)
    await poll('the bridge to be gone', async () =>
      (await scene.board.evaluate(
        `(globalThis.browser ?? chrome).scripting.getRegisteredContentScripts().then((all) => all.length)`,
      )) === 0
        ? true
        : null,
    )
    const without = await open('/watcher')
    await pause(500)
    expect(await without.evaluate(look)).toEqual(there)
    const page = await open('/plain')
    expect(await page.evaluate('attack.knock()')).toEqual(NOTHING)
    await scene.unchanged(before)
  })

  it('sent nothing anywhere in the whole run', () => {
    const own = scene.browser
      .requests()
      .filter(({ url, from }) => from.startsWith(scene.browser.extensionBase) && /^(https?|wss?):/.test(url))
      // The attempt above, which the policy stopped before it left.
      .filter(({ url }) => !url.startsWith(site.here))
    expect(own).toEqual(NOTHING)
  })
})
