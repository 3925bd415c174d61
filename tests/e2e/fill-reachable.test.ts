import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { freshProfile } from '../support/browsers/permitted-profile'
import { buildHand, handFill, handLook, handUndo } from '../support/filling/hand-extension'
import { KINDS } from './browsers'

/** What a person does not see is not written into, and what they see is: in the world of a content script, in both browsers. */

const SEEN: { readonly [id: string]: string } = {
  plain: '<input ID>',
  below: '<div style="height:3000px"></div><input ID>',
  textarea: '<textarea ID rows="60"></textarea>',
  select: '<select ID><option>one<option>two</select>',
  scroller: '<div style="overflow:auto;height:40px;width:200px"><p style="height:400px"></p><input ID></div>',
  sideways:
    '<div style="overflow:auto;width:150px"><p style="width:900px"></p><input ID style="margin-left:500px"></div>',
  rtl: '<div dir="rtl" style="overflow:auto;width:150px"><p style="width:900px"></p><input ID style="margin-right:500px"></div>',
  floating:
    '<div style="position:relative"><input ID style="width:200px"><label for="floating" style="position:absolute;left:0;top:0;width:200px;height:100%">E-mail</label></div>',
  wrapped:
    '<label style="position:relative;display:block"><input ID style="width:200px"><span style="position:absolute;left:0;top:0;width:100%">Town</span></label>',
  icon: '<div style="position:relative;width:200px"><input ID style="width:200px"><i style="position:absolute;right:0;top:0;width:30px;height:100%;background:red"></i></div>',
  through: '<input ID style="pointer-events:none">',
  notch:
    '<div style="position:relative;width:200px"><input ID style="width:200px"><fieldset aria-hidden="true" style="position:absolute;inset:0;pointer-events:none;border:1px solid"></fieldset></div>',
  fixed: '<div style="position:fixed;right:0;bottom:0"><input ID></div>',
  auto: '<div style="content-visibility:auto"><p style="height:200px"></p><input ID></div>',
  open: '<details open><summary>More</summary><input ID></details>',
  faded: '<div style="opacity:.6"><input ID style="opacity:.6"></div>',
  absolute:
    '<div style="overflow:hidden;width:10px;height:10px"><input ID style="position:absolute;left:20px;top:400px"></div>',
  clobbered:
    '<form><input ID><input name="parentElement"><input name="assignedSlot"><input name="getAttribute"><input name="getRootNode"></form><img name="elementFromPoint"><img name="createElement"><img name="querySelectorAll">',
}

const UNSEEN: { readonly [id: string]: readonly [why: string, html: string] } = {
  none: ['hidden', '<input ID style="display:none">'],
  noneAbove: ['hidden', '<div style="display:none"><input ID></div>'],
  invisible: ['hidden', '<div style="visibility:hidden"><input ID></div>'],
  attribute: ['hidden', '<div hidden><input ID></div>'],
  typed: ['hidden', '<input ID type="hidden">'],
  closed: ['hidden', '<details><summary>More</summary><input ID></details>'],
  skipped: ['hidden', '<div style="content-visibility:hidden"><input ID></div>'],
  transparent: ['transparent', '<input ID style="opacity:0">'],
  product: ['transparent', '<div style="opacity:.2"><div style="opacity:.4"><input ID></div></div>'],
  filtered: ['transparent', '<div style="filter:opacity(0)"><input ID></div>'],
  inkless: ['transparent', '<input ID style="color:transparent">'],
  left: ['off-screen', '<input ID style="position:absolute;left:-9999px">'],
  top: ['off-screen', '<input ID style="position:absolute;top:-500px">'],
  inScroller: [
    'off-screen',
    '<div style="overflow:auto;position:relative;width:200px;height:90px"><input ID style="position:absolute;left:-400px"></div>',
  ],
  fixedOut: ['off-screen', '<input ID style="position:fixed;left:5000px;top:0">'],
  zero: ['tiny', '<input ID style="width:0;height:0;border:0;padding:0">'],
  pixel: ['tiny', '<input ID style="width:1px;height:1px;border:0;padding:0">'],
  scaled: ['tiny', '<input ID style="transform:scale(0.001)">'],
  letters: ['tiny', '<input ID style="font-size:1px;width:200px;height:20px">'],
  hiddenBox: ['clipped', '<div style="overflow:hidden;height:0"><input ID></div>'],
  narrow: ['clipped', '<div style="overflow:clip;width:1px;height:1px"><input ID></div>'],
  clip: ['clipped', '<input ID style="position:absolute;clip:rect(0 0 0 0)">'],
  path: ['clipped', '<div style="clip-path:inset(50%)"><input ID></div>'],
  circle: ['clipped', '<input ID style="clip-path:circle(0)">'],
  polygon: ['covered', '<input ID style="clip-path:polygon(0 0,0 0,0 0)">'],
  sheet: [
    'covered',
    '<div style="position:relative;width:300px"><input ID><div style="position:absolute;inset:0;background:white"></div></div>',
  ],
  shield: [
    'covered',
    '<div style="position:relative;width:300px"><input ID><div style="position:absolute;inset:0;background:white;pointer-events:none"></div></div>',
  ],
  behind: [
    'covered',
    '<div style="position:relative;z-index:0;background:white"><b style="position:relative;background:white;display:block;height:40px;z-index:1"></b><input ID style="position:absolute;left:0;top:0;width:100px"></div>',
  ],
  paintedLabel: [
    'covered',
    '<div style="position:relative"><input ID style="width:200px"><label for="paintedLabel" style="position:absolute;left:0;top:0;width:200px;height:100%;background:white">Search</label></div>',
  ],
  throughBehind: [
    'covered',
    '<div style="position:relative;z-index:0;width:300px;background:white"><div style="background:white;height:40px"><input ID style="position:relative;z-index:-1;pointer-events:none"></div></div>',
  ],
  silent: ['aria-hidden', '<div aria-hidden="true"><input ID></div>'],
  disabled: ['disabled', '<input ID disabled>'],
  fieldset: ['disabled', '<fieldset disabled><input ID></fieldset>'],
  inert: ['disabled', '<div inert><input ID></div>'],
  readOnly: ['read-only', '<input ID readonly>'],
}

const page = (
  body: string,
): string => `<!doctype html><meta charset="utf-8"><title>Controls</title><body>${body}
<script>window.heard = []
for (const type of ['focus','blur','beforeinput','input','change','click','keydown'])
  addEventListener(type, (event) => event.target.id && heard.push([event.target.id, type, event.data ?? null, event.inputType ?? null, event.composed]), true)
</script>`

const html = (id: string, source: string): string => source.replace('ID', `id="${id}"`)

describe.each(KINDS)('what is written into in %s', (kind) => {
  let browser: Browser
  let server: Server
  let url = ''
  let body = ''

  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    browser = await launch(kind, { extension: await buildHand(), profile: await freshProfile(kind) })
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  const show = async (source: string): Promise<Page> => {
    body = source
    return await browser.open(url)
  }

  it('sees what a person sees', async () => {
    const found: { [id: string]: string | null } = {}
    for (const [id, source] of Object.entries(SEEN)) {
      const tab = await show(html(id, source))
      found[id] = (await handLook(tab, [`#${id}`]))[0] ?? null
      await tab.close()
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(SEEN).map((id) => [id, null])))
  })

  it('and nothing else', async () => {
    const found: { [id: string]: string | null } = {}
    for (const [id, [, source]] of Object.entries(UNSEEN)) {
      const tab = await show(html(id, source))
      found[id] = (await handLook(tab, [`#${id}`]))[0] ?? null
      await tab.close()
    }
    expect(found).toEqual(Object.fromEntries(Object.entries(UNSEEN).map(([id, [why]]) => [id, why])))
  })

  it('causes the events of a person, and a page that forbids one is obeyed', async () => {
    const tab = await show(
      '<input id="a" value="old"><input id="b"><input id="c" type="date"><select id="d"><option value="x">X<option value="y">Y</select><input type="radio" name="r" id="e"><textarea id="f"></textarea><script>b.addEventListener("beforeinput", (event) => event.preventDefault())</script>',
    )
    const done = await handFill(tab, [
      { selector: '#a', text: 'new' },
      { selector: '#b', text: 'never' },
      { selector: '#c', text: '1815-12-10' },
      { selector: '#d', text: 'Y' },
      { selector: '#e', text: 'on' },
      { selector: '#f', text: 'two\nlines' },
    ])
    expect(done).toEqual(['kept', 'refused', 'kept', 'kept', 'kept', 'kept'])
    const heard = (await tab.evaluate('heard')) as readonly (readonly unknown[])[]
    const of = (id: string): unknown => heard.filter(([target]) => target === id).map((one) => one.slice(1))
    expect(of('a')).toEqual([
      ['focus', null, null, true],
      ['beforeinput', 'new', 'insertReplacementText', true],
      ['input', 'new', 'insertReplacementText', true],
      ['change', null, null, false],
      ['blur', null, null, true],
    ])
    expect(of('c')).toEqual([
      ['focus', null, null, true],
      ['input', null, null, true],
      ['change', null, null, false],
      ['blur', null, null, true],
    ])
    expect(heard.filter(([, type]) => type === 'keydown')).toEqual([])
    expect(await handUndo(tab)).toEqual([true, true, true, true, true])
    expect(await tab.evaluate('[a.value, b.value, c.value, d.value, e.checked, f.value]')).toEqual([
      'old',
      '',
      '',
      'x',
      false,
      '',
    ])
    await tab.close()
  })

  it('writes nothing that does not fit, and takes nothing back that is no longer its own', async () => {
    const tab = await show(
      '<input id="a" maxlength="3"><input id="b" type="date" value="2001-01-01"><input id="c" type="number" value="7"><input id="d"><select id="e"><option>Same<option>Same<option disabled>Off</select><input id="f"><input id="g"><script>f.addEventListener("input", () => { f.value = "hijacked" }); g.addEventListener("input", () => setTimeout(() => { g.value = "" }))</script>',
    )
    const done = await handFill(tab, [
      { selector: '#a', text: 'four' },
      { selector: '#b', text: 'tomorrow' },
      { selector: '#c', text: 'seven' },
      { selector: '#d', text: 'two\nlines' },
      { selector: '#e', text: 'Off' },
      { selector: '#f', text: 'mine' },
      { selector: '#g', text: 'mine' },
    ])
    expect(done).toEqual(['too-long', 'unfit', 'unfit', 'unfit', 'no-option', 'altered', 'altered'])
    expect(await tab.evaluate('[a.value, b.value, c.value, d.value, e.selectedIndex]')).toEqual([
      '',
      '2001-01-01',
      '7',
      '',
      0,
    ])
    expect(await handFill(tab, [{ selector: '#d', text: 'mine' }])).toEqual(['kept'])
    await tab.evaluate('d.value = "yours"')
    expect(await handUndo(tab)).toEqual([false])
    expect(await tab.evaluate('d.value')).toBe('yours')
    await tab.close()
  })
})
