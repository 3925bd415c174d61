import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/lib/run.mjs'

/** `npm run forms -- FILE.html …`, as somebody runs it and reads what it prints. */

interface Line {
  readonly file: string
  readonly selector: string
  readonly name: string | null
  readonly confidence: number
  readonly why: string
}

const ORDER = `<form><label for="mail">E-mail</label><input id="mail" type="email">
  <label for="pass">Password</label><input id="pass" type="password">
  <label for="thing">Qxvrt</label><input id="thing">
  <select id="land" autocomplete="shipping country"><option>France<option>Spain</select>
  <input type="hidden" name="token"><input type="submit"><button>Send</button></form>`
const LOGIN = `<form><label>Benutzername <input id="user" autocomplete="username"></label>
  <label>Suche <input id="find" type="search"></label>
  <label>Einmalcode <input id="code" autocomplete="one-time-code"></label></form>`

describe('npm run forms', () => {
  let folder: string
  let files: readonly string[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'forms-command-'))
    const written = { 'order.html': ORDER, 'a-login.html': LOGIN, 'text.html': '<p>Nothing to fill in</p>' }
    for (const [name, body] of Object.entries(written))
      await writeFile(join(folder, name), `<!doctype html><html lang="en"><meta charset="utf-8">${body}`)
    await mkdir(join(folder, 'folder.html'))
    files = ['order.html', 'gone.html', 'text.html', 'folder.html', 'a-login.html'].map((name) =>
      join(folder, name),
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  const forms = (args: readonly string[]) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
      const child = spawn(process.execPath, ['scripts/forms.mjs', ...args], { cwd: root })
      const said = { out: '', err: '' }
      child.stdout.setEncoding('utf8').on('data', (text) => {
        said.out += text
      })
      child.stderr.setEncoding('utf8').on('data', (text) => {
        said.err += text
      })
      child.once('error', reject)
      child.once('close', (code) => resolve({ code, ...said }))
    })

  it('prints a line for each control, file after file; what cannot be read is an error, and the rest comes', async () => {
    const { code, out, err } = await forms(files)
    const [order, gone, text, inner, login] = files
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    expect(lines.map(({ file, selector, name }) => [file, selector, name])).toEqual([
      [order, '#mail', 'email'],
      [order, '#pass', 'ignored'],
      [order, '#thing', null],
      [order, '#land', 'country'],
      [login, '#user', 'ignored'],
      [login, '#find', 'ignored'],
      [login, '#code', 'ignored'],
    ])
    for (const line of lines) {
      expect(Object.keys(line).slice(0, 5)).toEqual(['file', 'selector', 'name', 'confidence', 'why'])
      expect(line.confidence).toBeGreaterThanOrEqual(0)
      expect(line.confidence).toBeLessThanOrEqual(1)
      expect(line.why).toMatch(/\S/)
    }
    expect(lines[3]).toMatchObject({ purposeOf: 'shipping' })
    const errors = err.trimEnd().split('\n')
    expect(errors).toHaveLength(3)
    for (const [file, why] of [
      [gone, /ENOENT/],
      [text, /no form controls/],
      [inner, /no file/],
    ] as const)
      expect(errors.find((one) => one.startsWith(`${file}: `))).toMatch(why)
    expect(code).toBe(1)
  })

  it('ends well where every file was read, and says how it is used where there is none', async () => {
    const read = await forms(files.slice(4))
    expect([read.code, read.err, read.out.trimEnd().split('\n').length]).toEqual([0, '', 3])
    const none = await forms([])
    expect([none.code, none.out]).toEqual([1, ''])
    expect(none.err).toMatch(/npm run forms -- FILE\.html/)
  })
})
