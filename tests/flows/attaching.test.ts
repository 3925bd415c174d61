import { beforeEach, describe, expect, it } from 'vitest'
import { type Bytes, toBase64Url } from '@/lib/base/bytes'
import type { ControlDescription } from '@/lib/forms/description'
import { type FillAsk, MAX_PART } from '@/lib/protocol/fill'
import { fileFields } from '@/lib/records/files'
import { control, createFillScene, createPage, type FillScene, pageOf, SHOP } from './fill-scene'

/** Documents of the vault that go into a page's field for files. */

let scene: FillScene
const bytes = (size: number, fill = 7): Bytes => new Uint8Array(size).fill(fill)

beforeEach(async () => {
  scene = await createFillScene()
})

async function paper(kind: string, file: string, content: Bytes): Promise<string> {
  const stamp = scene.vault.stamp()
  const id = await scene.kept('documents', { kind, title: file })
  const fields = fileFields({ name: file, type: 'application/pdf', bytes: content }) ?? {}
  await scene.vault.commit(() => [
    {
      collection: 'documents',
      id,
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [{ value, stamp }]])),
    },
  ])
  return id
}

const files = (part: Partial<ControlDescription> = {}) => pageOf(control(0, { type: 'file', ...part }))
const parts = (asked: readonly FillAsk[]) => asked.flatMap((ask) => (ask.ask === 'attach' ? [ask] : []))

describe('a document that is attached', () => {
  it('has its line before its first part leaves, and the site holds it', async () => {
    const card = await paper('membership', 'card.pdf', bytes(900_000))
    const page = createPage(files())
    const { call, id } = await scene.opened(page, 'attach')
    let lines = -1
    const before = page.port.send
    Object.assign(page.port, {
      send(message: { readonly ask?: FillAsk }) {
        if (message.ask?.ask === 'attach' && lines < 0) lines = scene.disclosures().length
        return before(message)
      },
    })
    const wanted = { id, control: 0, files: [{ record: card, copy: null }] }
    expect(await call['fill.attach'](wanted)).toEqual({
      outcome: 'filled',
      fields: [{ control: 0, left: null }],
    })
    expect(lines).toBe(1)
    const sent = parts(page.asked)
    expect(sent).toHaveLength(Math.ceil((900_000 * 4) / 3 / MAX_PART))
    expect(sent.map(({ data }) => data).join('')).toBe(toBase64Url(bytes(900_000)))
    expect(scene.disclosures()[0]).toMatchObject({
      delivered: true,
      entry: { way: 'attach', origin: SHOP, grant: null, sendsTo: 'https://pay.example' },
    })
    expect(scene.sharing.holdings()).toMatchObject([
      { collection: 'documents', ways: ['attach'], live: false },
    ])
  })

  it('goes as the copy that tells less, and counts as the document', async () => {
    const card = await paper('membership', 'card.pdf', bytes(10))
    const page = createPage(files())
    const { call, id } = await scene.opened(page, 'attach')
    const copy = { name: 'card.jpg', type: 'image/jpeg', data: toBase64Url(bytes(3, 9)) }
    await call['fill.attach']({ id, control: 0, files: [{ record: card, copy }] })
    expect(parts(page.asked)).toMatchObject([copy])
    expect(scene.sharing.holdings()).toMatchObject([{ record: card }])
  })

  it('goes with others where the field takes several, and only there', async () => {
    const both = [await paper('membership', 'a.pdf', bytes(3)), await paper('other', 'b.pdf', bytes(4))]
    const wanted = both.map((record) => ({ record, copy: null }))
    const page = createPage(files())
    const { call, id } = await scene.opened(page, 'attach')
    await expect(call['fill.attach']({ id, control: 0, files: wanted })).rejects.toThrow('bad-params')
    const several = createPage(files({ multiple: true }), 8)
    const other = await scene.opened(several, 'attach', 8)
    await scene.unlock()
    await other.call['fill.attach']({ id: other.id, control: 0, files: wanted })
    expect(parts(several.asked).map(({ file, files: of, name }) => [file, of, name])).toEqual([
      [0, 2, 'a.pdf'],
      [1, 2, 'b.pdf'],
    ])
    expect(page.asked).toEqual([])
  })

  it('asks for the passphrase again where it shows who the person is', async () => {
    const passport = await paper('passport', 'pass.pdf', bytes(3))
    const page = createPage(files())
    const { call, id } = await scene.opened(page, 'attach')
    scene.pass(3 * 60_000)
    const wanted = { id, control: 0, files: [{ record: passport, copy: null }] }
    await expect(call['fill.attach'](wanted)).rejects.toThrow('needs-passphrase')
    await expect(call['fill.document']({ id, record: passport })).rejects.toThrow('needs-passphrase')
    expect([parts(page.asked), scene.disclosures()]).toEqual([[], []])
    scene.confirmElsewhere()
    expect(await call['fill.attach'](wanted)).toMatchObject({ outcome: 'filled' })
  })

  it('does not count where the page did not take it', async () => {
    const card = await paper('membership', 'card.pdf', bytes(3))
    const page = createPage(files())
    page.answers.attach = () => ({ answer: 'attach', done: false, left: 'refused' })
    const { call, id } = await scene.opened(page, 'attach')
    expect(await call['fill.attach']({ id, control: 0, files: [{ record: card, copy: null }] })).toEqual({
      outcome: 'filled',
      fields: [{ control: 0, left: 'refused' }],
    })
    expect(scene.disclosures()[0]?.delivered).toBe(false)
    expect(scene.sharing.holdings()).toEqual([])
  })

  it('counts where the page went away in the middle: nobody knows how far it came', async () => {
    const card = await paper('membership', 'card.pdf', bytes(900_000))
    const page = createPage(files())
    page.answers.attach = () => {
      page.leave()
      return { answer: 'attach', done: false, left: null }
    }
    const { call, id } = await scene.opened(page, 'attach')
    expect(await call['fill.attach']({ id, control: 0, files: [{ record: card, copy: null }] })).toEqual({
      outcome: 'lost',
    })
    expect(scene.sharing.holdings()).toHaveLength(1)
  })

  it.each([
    ['no field for files', files({ type: 'text' }), 'attach'],
    ['one the person cannot see', files({ unseen: 'transparent' }), 'attach'],
    ['a form the person wanted to fill', files(), 'fill'],
  ] as const)('does not go into %s', async (_name, described, wish) => {
    const card = await paper('membership', 'card.pdf', bytes(3))
    const page = createPage(described)
    const { call, id } = await scene.opened(page, wish)
    const wanted = { id, control: 0, files: [{ record: card, copy: null }] }
    await expect(call['fill.attach'](wanted)).rejects.toThrow('bad-params')
    expect([page.asked, scene.disclosures()]).toEqual([[], []])
  })

  it('is kept back by a rule, and while the vault is locked', async () => {
    const card = await paper('membership', 'card.pdf', bytes(3))
    const page = createPage(files())
    const { call, id } = await scene.opened(page, 'attach')
    const wanted = { id, control: 0, files: [{ record: card, copy: null }] }
    const rule = { id: card, created: 1, kind: 'refuse-always', origin: SHOP }
    await scene.vault.commit(() => [
      { collection: '~rules', id: card, fields: { rule: [{ value: rule, stamp: scene.vault.stamp() }] } },
    ])
    await expect(call['fill.attach'](wanted)).rejects.toThrow('bad-params')
    await scene.session.lock()
    await expect(call['fill.attach'](wanted)).rejects.toThrow('locked')
    expect([parts(page.asked), scene.disclosures()]).toEqual([[], []])
  })
})
