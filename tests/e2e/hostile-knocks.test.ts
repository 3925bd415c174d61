import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { ADA, allow } from '../support/actions'
import { pause, poll } from '../support/browsers/polling'
import { begin, outcomeOf } from '../support/probe-site'
import { extensionFor } from './browsers'
import { ASK, describeHostile, LINE, NOTHING } from './hostile/arena'
import { callFromOther, writeOtherExtension } from './hostile/other-extension'
import { FRAMES } from './hostile/pages'

/** Who is heard at all, and what can be told of the extension from outside. */

const besideAnother = async () => ({ alsoLoad: [await writeOtherExtension()] })

describeHostile('a hostile page that knocks', besideAnother, (arena) => {
  const { open, value, shownPrompt } = arena

  it('control: the same knocking from a page that may ask is answered, and a window opens', async () => {
    const page = await open('/plain')
    await value(page, `${LINE} made.say('request', { request: attack.REQUEST })`)
    await shownPrompt()
  })

  it('a top page without an origin of its own hears nothing', async () => {
    const page = await open('/csp-sandbox')
    expect(await page.evaluate('origin')).toBe('null')
    expect(await page.evaluate('attack.knock()')).toEqual(NOTHING)
    await arena.scene.unchanged(arena.before)
  })

  it('plain http on another host hears nothing', async () => {
    for (const origin of arena.site.insecure) {
      const page = await open('/plain', origin)
      expect(await page.evaluate('attack.knock()')).toEqual(NOTHING)
    }
    await arena.scene.unchanged(arena.before)
  })

  it('without a gesture a page hears nothing, whatever its own world claims', async () => {
    const pages = [await open('/late'), await open('/overrides')]
    // Asking a page anything is a gesture: only what is asked after all was said changes nothing.
    await pause(10_500)
    for (const [at, page] of pages.entries()) {
      expect(await page.evaluate('late')).toEqual({ active: at === 1, heard: NOTHING })
      await page.close()
    }
    await arena.scene.unchanged(arena.before)
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
    await arena.scene.unchanged(arena.before)
  })

  it('another window cannot knock at a page, nor serve it a port', async () => {
    const page = await open('/plain')
    await page.evaluate(
      `void (window.child = window.open(${JSON.stringify(`${arena.site.other}/plain`)}, 'child', 'popup'))`,
    )
    const child = await arena.scene.browser.waitForPage(`${arena.site.other}/plain`)
    expect(await child.evaluate('attack.knock({ target: opener })')).toEqual(NOTHING)
    await child.close()
    await arena.scene.unchanged(arena.before)
  })

  it('a page that overrides what it can gets refusals or what it is allowed, never more', async () => {
    const page = await open('/overrides')
    const heard = (await page.evaluate('attack.knock()')) as readonly string[]
    // With a gesture it may ask like any page; it is not given anything by asking.
    expect(heard.filter((each) => /data|receipt/.test(each))).toEqual(NOTHING)
    await arena.scene.clear()
    const after = await arena.scene.facts()
    expect(after.slots).toBe(arena.before.slots)
  })

  it('another extension is not answered, whatever it sends', async () => {
    // The id by which messages go: what stands in the address in Chromium, what the manifest says in Firefox.
    const id = String(await arena.scene.board.evaluate(`(globalThis.browser ?? chrome).runtime.id`))
    const [base] = arena.scene.browser.otherBases
    const other = await arena.scene.browser.open(`${base}page.html`)
    expect(await other.evaluate(`(globalThis.browser ?? chrome).runtime.id`)).not.toBe(id)
    expect(await callFromOther(other, id)).toEqual(NOTHING)
    await other.close()
    await arena.scene.unchanged(arena.before)
  })

  it('a frame of any kind hears nothing, pressed by the person, and although both origins hold a grant', async () => {
    const grantTo = async (origin: string): Promise<void> => {
      const holder = await open('/plain', origin)
      await begin(holder, 'ask', ASK)
      await poll('an answer or a prompt', async () =>
        (await holder.evaluate('!!window.grant')) === true || (await arena.scene.facts()).prompts === 1
          ? true
          : null,
      )
      if ((await arena.scene.facts()).prompts === 1) await allow(arena.scene.browser)
      expect((await outcomeOf(holder, 'ask')).value).toEqual({ email: ADA.email })
      await holder.close()
    }
    await grantTo(arena.site.here)
    await grantTo(arena.site.other)
    await pause(1500)
    const held = await arena.scene.facts()
    const page = await open('/frames')
    for (const name of FRAMES) {
      await page.click(`#${name}`)
      // Firefox’s driver does not press inside frames of other processes: those are told to begin.
      if (arena.kind === 'firefox')
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
    if (arena.kind === 'chromium') expect(reports.every(({ active }) => active === true)).toBe(true)
    await arena.scene.unchanged(held)
  })

  it('nothing of the extension can be loaded by a page', async () => {
    const page = await open('/plain')
    const files = (await readdir(extensionFor(arena.kind), { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map((each) =>
        `${each.parentPath.slice(extensionFor(arena.kind).length)}/${each.name}`.replace(/^\//, ''),
      )
    const loaded = await value(
      page,
      `const base = ${JSON.stringify(arena.scene.browser.extensionBase)}
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
    await arena.scene.unchanged(arena.before)
  })

  it('has no way out: connections of our own pages are refused by their policy', async () => {
    const seen = arena.site.log.length
    const errors = await arena.scene.board.evaluate(`Promise.all([
      fetch(${JSON.stringify(`${arena.site.here}/report`)}).then(() => 'sent', (error) => error.name),
      new Promise((resolve) => { try { const socket = new WebSocket(${JSON.stringify(arena.site.here.replace('http', 'ws'))}); socket.onopen = () => resolve('sent'); socket.onerror = () => resolve('TypeError') } catch { resolve('TypeError') } }),
      new Promise((resolve) => { const image = new Image(); image.onload = () => resolve('sent'); image.onerror = () => resolve('TypeError'); image.src = ${JSON.stringify(`${arena.site.here}/report`)} }),
      Promise.resolve(navigator.sendBeacon(${JSON.stringify(`${arena.site.here}/report`)}, 'x')).then((taken) => taken ? 'TypeError' : 'TypeError', () => 'TypeError'),
    ])`)
    await pause(500)
    expect(errors).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError'])
    expect(arena.site.log.length).toBe(seen)
  })

  it('a site the person does not let ask sees no difference to a browser without Selfstead', async () => {
    const look = `({ names: Reflect.ownKeys(window).map(String).sort(), html: document.documentElement.outerHTML, seen: window.seen })`
    const with_ = await open('/watcher')
    await pause(500)
    const there = await with_.evaluate(look)
    const takeBack = `(globalThis.browser ?? chrome).permissions.remove({ origins: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'] })`
    await arena.scene.board.evaluate(takeBack)
    await poll('the bridge to be gone', async () =>
      (await arena.scene.board.evaluate(
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
    await arena.scene.unchanged(arena.before)
  })
})
