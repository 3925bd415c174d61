import { describe, expect, test } from 'vitest'
import { ledgerLines } from '@/lib/ledger/record'
import { ALL, call, EDITOR, grant, LOCKER, list, locker, NOTES, okOf, own, write } from './locker-site'
import { createScene, type Scene } from './site'

describe('a write that is heard again', () => {
  /** The same call, in a page that lost its line and in an extension that remembers nothing. */
  async function resend(scene: Scene, origin: string, sent: string, members: object) {
    const page = scene.page(origin)
    page.connection.hear({ call: { id: sent, verb: 'write', ...members }, active: false })
    return okOf(await page.answer(sent)) as { written: readonly { id: string; version: string }[] }
  }

  test('is done once, and answered as it was', async () => {
    const { scene, page, id } = await own()
    const members = {
      grant: id,
      collection: 'app:notes',
      changes: [1, 2, 3].map((n) => ({ op: 'create', value: { n } })),
    }
    const sent = page.send('write', members)
    const first = okOf(await page.answer(sent))
    expect(await resend(scene, NOTES, sent, members)).toEqual(first)
    expect((await list(page, id)).records.map(({ value }) => value.n)).toEqual([1, 2, 3])
    // Of another site the same id is another call.
    const theirs = await grant(scene, EDITOR, [locker()])
    await resend(scene, EDITOR, sent, { ...members, grant: theirs, collection: LOCKER })
    expect((await list(page, id)).records).toHaveLength(6)
  })

  test('takes nothing back that others did since, and its version is none of theirs', async () => {
    const { scene, page, id } = await own()
    const made = await write(page, id, [{ op: 'create', id: 'n', value: { n: 0, m: 0 } }])
    const base = 'written' in made ? made.written[0]?.version : ''
    const members = {
      grant: id,
      collection: 'app:notes',
      changes: [{ op: 'update', id: 'n', value: { n: 1 }, base }],
    }
    const sent = page.send('write', members)
    okOf(await page.answer(sent))
    for (let n = 2; n < 9; n++) await write(page, id, [{ op: 'update', id: 'n', value: { n } }])
    const { written } = await resend(scene, NOTES, sent, members)
    const [record] = (await list(page, id)).records
    expect(record?.value).toEqual({ n: 8, m: 0 })
    expect(written[0]?.id).toBe('n')
    expect(written[0]?.version).not.toBe(record?.version)
    // Eight others later it is looked at anew.
    await write(page, id, [{ op: 'update', id: 'n', value: { n: 9 } }])
    const late = scene.page(NOTES)
    late.connection.hear({ call: { id: sent, verb: 'write', ...members }, active: false })
    expect(await late.answer(sent)).toMatchObject({ ok: { conflicts: [{ index: 0 }] } })
  })

  test('is done once though both are heard at the same time, deletes too', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'gone', value: {} }])
    const changes = [
      { op: 'delete', id: 'gone' },
      { op: 'create', value: { n: 1 } },
    ]
    const members = { grant: id, collection: 'app:notes', changes }
    const sent = page.send('write', members)
    const again = await resend(scene, NOTES, sent, members)
    expect(okOf(await page.answer(sent))).toEqual(again)
    expect((await list(page, id)).records).toHaveLength(1)
  })

  test('creates one record in a shared collection, and the ledger tells of one', async () => {
    const scene = await createScene()
    const collection = { collection: 'contacts', actions: ALL, fields: ['name'], newToo: false }
    const id = await grant(scene, NOTES, [collection])
    const page = scene.page(NOTES)
    const members = {
      grant: id,
      collection: 'contacts',
      changes: ['Ada', 'Grace'].map((name) => ({ op: 'create', value: { name } })),
    }
    const sent = page.send('write', members)
    const first = okOf(await page.answer(sent))
    expect(await resend(scene, NOTES, sent, members)).toEqual(first)
    expect(scene.vault.all('contacts')).toHaveLength(2)
    expect(ledgerLines(scene.vault).filter(({ entry }) => entry.kind === 'written')).toHaveLength(1)
  })

  test('does not miss the upload that it named', async () => {
    const { scene, page, id } = await own()
    const upload = okOf(
      await call(page, 'upload', { grant: id, collection: 'app:notes', size: 0, type: '', name: '' }),
    ) as { upload: string }
    const changes = [{ op: 'create', value: { file: { 'selfstead:blob': upload.upload } } }]
    const members = { grant: id, collection: 'app:notes', changes }
    const sent = page.send('write', members)
    const first = okOf(await page.answer(sent))
    expect(await resend(scene, NOTES, sent, members)).toEqual(first)
  })
})
