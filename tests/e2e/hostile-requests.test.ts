import { expect, it } from 'vitest'
import { ADA, allow } from '../support/actions'
import { pause, poll } from '../support/browsers/polling'
import { prompt } from '../support/browsers/selectors'
import { begin, outcomeOf, run } from '../support/probe-site'
import { APP_VERBS } from './hostile/app-verbs'
import { ASK, describeHostile, LINE, NOTHING, SDK } from './hostile/arena'

/** What is said on a line that was answered, and what becomes of a request and of a grant. */

const alone = async () => ({})

describeHostile('a hostile page that asks', alone, (arena) => {
  const { open, value, shownPrompt } = arena

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
    await arena.scene.unchanged(arena.before)
  })

  it('two requests at once: the second is an error, and one window is open', async () => {
    const page = await open('/plain')
    await begin(page, 'first', ASK)
    await shownPrompt()
    expect(await run(page, ASK)).toMatchObject({ error: 'InvalidStateError' })
    expect(await arena.scene.facts()).toMatchObject({ waiting: 1, prompts: 1 })
    await arena.scene.clear()
    expect(await outcomeOf(page, 'first')).toMatchObject({ error: 'NotAllowedError' })
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
    await arena.scene.unchanged(arena.before)
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
    await arena.scene.unchanged(arena.before)
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
    await arena.scene.unchanged(arena.before)
  })

  it('a bridge under the page’s control reaches nothing of our own pages’', async () => {
    const page = await open('/plain')
    await value(page, LINE)
    // What a broken renderer could do: speak from the world of our own script in the page.
    const answers = await arena.scene.board.evaluate(`(async () => {
      const api = globalThis.browser ?? chrome
      const [tab] = (await api.tabs.query({})).filter(({ url }) => url === ${JSON.stringify(`${arena.site.here}/plain`)})
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
    await arena.scene.unchanged(arena.before)
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
    await arena.scene.unchanged(arena.before)
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
    const theirs = await open('/plain', arena.site.other)
    const answer = await value(
      theirs,
      `${LINE} made.say('cancel', { target: ${JSON.stringify(id)} }); made.say('ack', { target: ${JSON.stringify(id)} })
       return made.ask('request', { request: attack.REQUEST }, { id: ${JSON.stringify(id)} })`,
    )
    expect(answer).toMatchObject({ error: { name: 'NotAllowedError' } })
    expect((await arena.scene.facts()).waiting).toBe(1)
  })

  it('a request dies with its page: gone elsewhere, or closed', async () => {
    for (const leave of ['goto', 'close'] as const) {
      const page = await open('/plain')
      await begin(page, 'ask', ASK)
      await shownPrompt()
      await (leave === 'goto' ? page.goto(`${arena.site.other}/plain`) : page.close())
      await poll('the prompt to close', async () => {
        const { waiting, prompts } = await arena.scene.facts()
        return waiting === 0 && prompts === 0 ? true : null
      })
    }
    await arena.scene.unchanged(arena.before)
  })

  it('back to a page that had asked: its request is over, and it may ask again', async () => {
    const page = await open('/plain')
    await page.evaluate('window.kept = true')
    await begin(page, 'ask', ASK)
    await shownPrompt()
    await page.goto(`${arena.site.other}/plain`)
    await page.evaluate('history.back()')
    await poll('the first page', async () =>
      (await page.url()) === `${arena.site.here}/plain` ? true : null,
    )
    if ((await page.evaluate('window.kept ?? null')) === true)
      expect(await outcomeOf(page, 'ask')).toMatchObject({ error: 'AbortError' })
    await arena.scene.unchanged(arena.before)
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
      page.goto(`${arena.site.other}/watcher`),
      window.click(prompt.allow, { timeout: 3000 }).catch(() => undefined),
    ])
    await pause(1500)
    expect(JSON.stringify(await page.evaluate('seen'))).not.toContain(ADA.email)
    expect(
      await page.evaluate(`document.documentElement.outerHTML.includes(${JSON.stringify(ADA.email)})`),
    ).toBe(false)
  })

  it('the background ended while the prompt is open: a refusal still reaches the page', async () => {
    const page = await open('/plain', arena.site.other)
    await begin(page, 'ask', ASK)
    await shownPrompt()
    if (arena.kind === 'chromium') await arena.scene.browser.stopBackground()
    else await pause(4000)
    await arena.scene.clear()
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
      (await page.evaluate('!!window.answer')) === true || (await arena.scene.facts()).prompts === 1
        ? true
        : null,
    )
    expect(first).toBe(true)
    if ((await arena.scene.facts()).prompts === 1) await allow(arena.scene.browser)
    expect((await outcomeOf(page, 'ask')).value).toEqual({ email: ADA.email })
    const grant = await page.evaluate('answer.ok.grant')
    await pause(1500)
    const held = await arena.scene.facts()
    const thief = await open('/plain', arena.site.other)
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
    await arena.scene.unchanged(held)
    expect(
      await value(page, `return (await made.ask('read', { grant: ${JSON.stringify(grant)} })).ok.data`),
    ).toEqual({ email: ADA.email })
  })
})
