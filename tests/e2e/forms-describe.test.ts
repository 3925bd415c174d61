import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ControlDescription, LabelSource } from '@/lib/forms/description'
import { type FormsBrowser, openFormsBrowser } from '../../scripts/lib/forms-browser.mjs'

let browser: FormsBrowser
let folder: string
beforeAll(async () => {
  browser = await openFormsBrowser(1)
  folder = await mkdtemp(join(tmpdir(), 'forms-'))
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

async function described(body: string) {
  const file = join(folder, 'page.html')
  await writeFile(file, `<!doctype html><html lang="de"><meta charset="utf-8"><body>${body}`)
  return browser.describe(file)
}
const controls = async (body: string): Promise<readonly ControlDescription[]> =>
  (await described(body)).page.controls
const saying = (control: ControlDescription | undefined, from: LabelSource): string | undefined =>
  control?.labels.find((label) => label.from === from)?.text

describe('a saved page', () => {
  const html = '<html lang="fr"><label for="a">Prénom</label><input id="a">'

  it.each(['utf8', 'latin1', 'utf16le'] as const)(
    'is read in %s, whether it says so or not',
    async (encoding) => {
      const file = join(folder, `${encoding}.html`)
      await writeFile(file, Buffer.from(encoding === 'utf16le' ? `\ufeff${html}` : html, encoding))
      const { page } = await browser.describe(file)
      expect(saying(page.controls[0], 'label')).toBe('Prénom')
    },
  )
})

describe('a page that sends its visitors elsewhere', () => {
  it('is read all the same', async () => {
    const [one] = await controls(
      '<noscript><meta http-equiv="refresh" content="0;url=http://elsewhere.example/"></noscript>Ort <input>',
    )
    expect(saying(one, 'preceding')).toBe('Ort')
  })
})

describe('the texts of a control', () => {
  it('are on the page, and not in its head', async () => {
    const file = join(folder, 'titled.html')
    await writeFile(
      file,
      '<!doctype html><meta charset="utf-8"><title>Newsletter</title><body><input name="a">',
    )
    const { page } = await browser.describe(file)
    expect(page.controls[0]?.labels).toEqual([])
  })

  it('are those of every kind of label', async () => {
    const [one] = await controls(
      `<h2>Head</h2><fieldset><legend>Legend</legend><label for="a">Label <b>bold</b></label><span id="l">Named by</span><span id="d">Described</span>
       <p>Before <input id="a" aria-labelledby="l" aria-label="Aria" placeholder="Placeholder" title="Title" aria-describedby="d"></p></fieldset>`,
    )
    expect(one?.labels).toEqual([
      { from: 'label', text: 'Label bold' },
      { from: 'aria-labelledby', text: 'Named by' },
      { from: 'aria-label', text: 'Aria' },
      { from: 'placeholder', text: 'Placeholder' },
      { from: 'title', text: 'Title' },
      { from: 'described', text: 'Described' },
      { from: 'legend', text: 'Legend' },
      { from: 'preceding', text: 'Before' },
      { from: 'heading', text: 'Head' },
    ])
  })

  it('come from the cells of a table, beside and above', async () => {
    const beside = await controls('<table><tr><td>Vorname<td><input><tr><td>Ort<td>*<td><input></table>')
    expect(beside.map((one) => saying(one, 'preceding'))).toEqual(['Vorname', 'Ort'])
    const above = await controls('<table><tr><th>Vorname<th>Ort<tr><td><input><td><input></table>')
    expect(above.map((one) => saying(one, 'header'))).toEqual(['Vorname', 'Ort'])
    expect(saying(above[0], 'preceding')).toBeUndefined()
  })

  it('come from the cell behind where a row begins with its control, and the row above is no text alone', async () => {
    const behind = await controls(
      '<h1>Alta</h1><table><tr><td><input><td>Nombre<tr><td><input><td>Apellido<tr><td><input><td>DNI</table>',
    )
    expect(behind.map((one) => saying(one, 'preceding'))).toEqual(['Nombre', 'Apellido', 'DNI'])
    const hinted = await controls('<table><tr><td>Nombre<td><tr><td><input><td>Hint</table>')
    expect(hinted.map((one) => saying(one, 'preceding'))).not.toContain('Hint')
  })

  it('come from the row right above, whatever the table begins with', async () => {
    const found = await controls(
      `<table><tr><td>Vorname<td>Nachname<tr><td><input><td><input><tr><td colspan="2">Straße<tr><td colspan="2"><input>
       <tr><td>PLZ<td>Ort<tr><td><input><td><input></table>`,
    )
    expect(found.map((one) => saying(one, 'header'))).toEqual(['Vorname', 'Nachname', 'Straße', 'PLZ', 'Ort'])
  })

  it('have the name of their part of the page above them, whatever it is written with', async () => {
    const found = await controls(
      `<table><tr><td colspan="2">Im Notfall<tr><td>Name<td><input></table><div role="heading">Frage</div><input>
       <div class="form-section-title">Abschnitt</div><div class="field-title">Feld</div><input>`,
    )
    expect(found.map((one) => saying(one, 'heading'))).toEqual(['Im Notfall', 'Frage', 'Abschnitt'])
  })

  it('stand before a box, and behind one to tick or one with nothing before it', async () => {
    const [radio, box, second] = await controls(
      '<p><input type="radio"> Herr</p><p><input><br>Vorname</p><p>Nachname <input></p>',
    )
    expect(saying(radio, 'following')).toBe('Herr')
    expect(saying(box, 'following')).toBe('Vorname')
    expect(saying(second, 'preceding')).toBe('Nachname')
  })

  it('stand behind in boxes of their own where a page has them all so', async () => {
    const row = (text: string) => `<div><div><input></div><div>${text}</div></div>`
    const found = await controls(`<h1>Kontakt</h1>${['Vorname', 'Nachname', 'Ort'].map(row).join('')}`)
    expect(found.map((one) => saying(one, 'preceding'))).toEqual(['Vorname', 'Nachname', 'Ort'])
  })

  it('are said by pictures, and by what stands before a hint', async () => {
    const [picture, hinted] = await controls(
      `<table><tr><td><img src="data:," alt="Vorname"><td><input></table>
       <div><div>Nachname</div><div>Wie im Ausweis.</div><div><input></div></div>`,
    )
    expect(saying(picture, 'preceding')).toBe('Vorname')
    expect(saying(hinted, 'preceding')).toBe('Wie im Ausweis.')
    expect(saying(hinted, 'further')).toBe('Nachname')
  })

  it('have no heading of a form or a foot they are not in', async () => {
    const found = await controls(
      '<h1>Antrag</h1><form><h2>Im Notfall</h2><input></form><input><footer><h2>Filiale</h2><input></footer><input>',
    )
    expect(found.map((one) => saying(one, 'heading'))).toEqual(['Im Notfall', 'Antrag', 'Filiale', 'Antrag'])
  })

  it('are not those of other controls in a label, and none is longer than a line or two', async () => {
    const [one, two] = await controls(
      `<label>Land <select><option>Österreich</select></label><label>${'lang '.repeat(200_000)}<input></label>`,
    )
    expect(saying(one, 'label')).toBe('Land')
    expect(saying(two, 'label')?.length).toBeLessThanOrEqual(240)
  })
})

describe('what is described', () => {
  it('where a form is sent: by its action, or by a button that has one of its own', async () => {
    const { page } = await described(
      `<form id="a" action="/here"><input><button>Weiter</button><button formaction="https://pay.example/x">Zahlen</button></form>
       <form id="b" action="https://own.example"><input><input type="submit" value="Los" formaction="https://pay.example"></form>
       <form id="c"><input><button type="button" formaction="https://pay.example">Nichts</button></form>`,
    )
    expect(page.forms.map(({ otherOrigin, submit }) => [otherOrigin, submit])).toEqual([
      ['https://pay.example', 'Weiter'],
      ['https://own.example', 'Los'],
      [null, ''],
    ])
  })

  it('controls in open shadow roots, in forms and outside, without what was typed', async () => {
    const { page, selectors } = await described(
      `<form id="f" action="https://elsewhere.example/x"><input name="a" value="typed">
         <x-b><template shadowrootmode="open"><input name="b"></template></x-b><button>Senden</button></form>
       <x-a><template shadowrootmode="open"><label for="i">Ort</label><input id="i"></template></x-a><noscript><input name="n"></noscript>`,
    )
    expect(page.controls.map(({ name, form }) => [name, form])).toEqual([
      ['a', 0],
      ['b', 0],
      ['', null],
    ])
    expect(page.forms).toEqual([
      { name: '', id: 'f', otherOrigin: 'https://elsewhere.example', submit: 'Senden' },
    ])
    expect(saying(page.controls[2], 'label')).toBe('Ort')
    expect(selectors[2]).toMatch(/x-a.* >> #i$/)
    expect(JSON.stringify(page)).not.toContain('typed')
  })

  it('survives names that shadow the properties of forms and documents', async () => {
    const names = [
      'firstChild',
      'nextSibling',
      'parentNode',
      'getAttribute',
      'id',
      'name',
      'action',
      'localName',
      'children',
      'querySelector',
    ]
    const found = await controls(
      `<img name="getElementById"><img name="defaultView"><img name="querySelector"><form name="body">${names.map((name) => `<label>${name} <input name="${name}"></label>`).join('')}</form>`,
    )
    expect(found.map((one) => saying(one, 'label'))).toEqual(names)
  })

  it('ends at two thousand controls and says so', async () => {
    const { page } = await described('<p><input>'.repeat(10_000))
    expect(page.controls).toHaveLength(2000)
    expect(page.cut).toBe(true)
    expect((await described('<p><input>'.repeat(2000))).page.cut).toBe(false)
  })

  it('frames that cannot be looked into are counted', async () => {
    const { page } = await described(
      '<iframe srcdoc="<input>"></iframe><iframe sandbox srcdoc="<input>"></iframe><iframe srcdoc="<p>"></iframe>',
    )
    expect(page.frames).toEqual({ sameOrigin: 1, otherOrigin: 1 })
  })
})

describe('what is not seen', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['<input>', null],
    ['<input type="hidden">', 'hidden'],
    ['<div style="display:none"><input></div>', 'hidden'],
    ['<input style="visibility:hidden">', 'hidden'],
    ['<div style="opacity:0"><div><input></div></div>', 'transparent'],
    ['<div style="opacity:.3"><div style="opacity:.2"><input></div></div>', 'transparent'],
    ['<input style="width:1px;height:1px;border:0;padding:0">', 'tiny'],
    ['<input style="position:absolute;left:-9999px">', 'off-screen'],
    ['<div style="overflow:hidden;height:0"><input></div>', 'clipped'],
    [
      '<div style="position:relative;width:100px;height:40px;overflow:hidden"><input style="position:absolute;left:300px"></div>',
      'clipped',
    ],
    ['<div style="clip-path:inset(50%)"><input></div>', 'clipped'],
    ['<div aria-hidden="true"><input></div>', 'aria-hidden'],
    [
      '<div style="position:relative"><input><div style="position:absolute;inset:0;background:#fff"></div></div>',
      'covered',
    ],
    ['<fieldset disabled><input></fieldset>', 'disabled'],
    ['<input readonly>', 'read-only'],
    ['<label for="z" style="position:absolute">Floating</label><input id="z">', null],
  ]
  for (const [html, unseen] of cases)
    it(`${html.slice(0, 70)} is ${unseen ?? 'seen'}`, async () => {
      expect((await controls(html))[0]?.unseen).toBe(unseen)
    })
})

describe('the signature', () => {
  it('changes with what the control is for, and not with where it stands', async () => {
    const [one, same, other] = await controls(
      '<label>Ort <input></label><p>Text</p><div style="padding:50px"><label>Ort <input></label></div><label>Land <input></label>',
    )
    expect(one?.signature).toBe(same?.signature)
    expect(other?.signature).not.toBe(one?.signature)
  })
})

describe('texts behind controls', () => {
  it('name each of several in one cell where none stands before the first', async () => {
    const found = await controls(
      '<table><tr><th>주소<td><input> <a>우편번호</a><br><input> 기본주소<br><input> 나머지주소</table>',
    )
    expect(found.map((one) => saying(one, 'preceding'))).toEqual(['우편번호', '기본주소', '나머지주소'])
    const dates = await controls('<table><tr><th>생년월일<td><input> 년 <input> 월 <input> 일</table>')
    expect(dates.map((one) => saying(one, 'following'))).toEqual(['년', '월', '일'])
    const before = await controls('<table><tr><th>Name<td>First <input> Last <input> as on passport</table>')
    expect(before.map((one) => saying(one, 'preceding'))).toEqual(['First', 'Last'])
  })

  it('are theirs where a hint for the one before stands between', async () => {
    const field = (name: string) => `<div><input><span>${name}</span><div>Hint for ${name}</div></div>`
    const found = await controls(`<h2>Anschrift</h2>${field('Strasse')}${field('Ort')}`)
    expect(found.map((one) => saying(one, 'following'))).toEqual(['Strasse', 'Ort'])
    expect(saying(found[1], 'preceding')).toBeUndefined()
  })

  it('are labels in its box that are bound to nothing, or to what has one of its own', async () => {
    const behind = (name: string, at: string) =>
      `<div><input placeholder="${at}"><i></i><label for="">${name}</label></div>`
    const found = await controls(`<h3>Person</h3>${behind('Name', 'a')}${behind('Geburtsdatum', 'b')}`)
    expect(found.map((one) => saying(one, 'label'))).toEqual(['Name', 'Geburtsdatum'])
    const copied = (name: string, id: string) =>
      `<div><label for="name">${name}</label><input id="${id}"></div>`
    const three = await controls(copied('Name', 'name') + copied('Strasse', 'street') + copied('Ort', 'city'))
    expect(three.map(({ labels }) => labels.map(({ text }) => text))).toEqual([
      ['Name'],
      ['Strasse'],
      ['Ort'],
    ])
  })

  it('are no copies beside other controls where one’s own box has a label', async () => {
    const found = await controls(
      '<div><label>Ort</label><input id="a"></div><div><label for="a">Name</label><input></div><div><label for="a">Land</label><input></div>',
    )
    expect(found.map((one) => saying(one, 'label'))).toEqual(['Ort', 'Name', 'Land'])
  })

  it('are no labels of another control that has no other', async () => {
    const found = await controls(
      '<div><input><label for="b">Ort</label></div><div><input id="b"></div><div><input></div>',
    )
    expect(found.map((one) => saying(one, 'label'))).toEqual([undefined, 'Ort', undefined])
  })

  it('warn of what nobody sees', async () => {
    const body =
      '<div><label for="a">Phone</label><div><input id="a"></div><p>Leave this field unchanged</p></div><p><input></p>'
    expect(saying((await controls(body))[0], 'described')).toBeUndefined()
    const hidden = body.replace('<div>', '<div style="display:none">')
    expect(saying((await controls(hidden))[0], 'described')).toBe('Leave this field unchanged')
  })
})

describe('a label for none of several controls', () => {
  const part = (name: string) => `<label for="${name}">${name}</label><select id="${name}"></select>`

  it('is a legend over all of them', async () => {
    const group = (attribute: string) =>
      `<div><label${attribute}>Geburtsdatum</label><div>${part('Tag')}${part('Monat')}${part('Jahr')}</div></div>`
    for (const attribute of ['', ' for="nothing"'])
      expect((await controls(group(attribute))).map((one) => saying(one, 'legend'))).toEqual(
        Array(3).fill('Geburtsdatum'),
      )
    expect(saying((await controls(group(' for="Tag"')))[1], 'legend')).toBeUndefined()
  })
})
