import { describe, expect, test } from 'vitest'
import { toBase64Url, utf8 } from '@/lib/base/bytes'
import type { Grant, GrantedCollection } from '@/lib/grants/grant'
import type { Rule } from '@/lib/grants/rule'
import { ruleRecord } from '@/lib/grants/rules'
import { grantRecord, pausing, picking, revocation } from '@/lib/grants/standing'
import { ledgerLines } from '@/lib/ledger/record'
import type { SiteRecord, WriteAnswer } from '@/lib/protocol/site'
import { createScene, type Page, type Scene, settle } from './site'

const NOTES = 'https://notes.example'
const EDITOR = 'https://editor.example'
const OTHER = 'https://other.example'
const LOCKER = 'app:notes@https://notes.example'
const ALL = ['read', 'create', 'update', 'delete'] as const

let count = 0

/** A grant as the prompt leaves it. */
async function grant(
  scene: Scene,
  origin: string,
  collections: readonly GrantedCollection[],
): Promise<string> {
  const id = toBase64Url(utf8(`grant-${String(count++).padStart(10, '0')}`))
  const made: Grant = {
    id,
    origin,
    claims: [],
    collections,
    withheld: [],
    purpose: { text: 'Keep your notes' },
    created: scene.now(),
    mode: 'until',
    ends: null,
    requestHash: 'hash',
  }
  await scene.vault.commit(() => [grantRecord(made, scene.vault.stamp())])
  return id
}

const locker = (actions: GrantedCollection['actions'] = ALL, collection = LOCKER): GrantedCollection => ({
  collection,
  actions,
  fields: null,
  newToo: true,
})

async function own(): Promise<{ scene: Scene; page: Page; id: string }> {
  const scene = await createScene()
  const id = await grant(scene, NOTES, [locker()])
  return { scene, page: scene.page(NOTES), id }
}

async function call(page: Page, verb: string, members: object) {
  return page.answer(page.send(verb, members))
}

async function write(page: Page, id: string, changes: readonly object[], collection = 'app:notes') {
  const answer = await call(page, 'write', { grant: id, collection, changes })
  if (!answer?.ok) throw new Error(`not written: ${JSON.stringify(answer)}`)
  return answer.ok as WriteAnswer
}

async function list(page: Page, id: string, more: object = {}, collection = 'app:notes') {
  const wish = { after: null, limit: 100, order: 'created', reverse: false, ...more }
  const answer = await call(page, 'list', { grant: id, collection, ...wish })
  if (!answer?.ok) throw new Error(`no list: ${JSON.stringify(answer)}`)
  return answer.ok as { records: readonly SiteRecord[]; next: string | null }
}

function okOf(answer: { readonly ok?: unknown } | undefined): unknown {
  if (!answer?.ok) throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer.ok
}

const REFUSED = { error: { name: 'NotAllowedError', message: 'The request was not allowed.' } }

describe('a locker', () => {
  test('keeps what its site writes and gives it back, in order and in pages', async () => {
    const { page, id } = await own()
    const changes = [...Array(25).keys()].map((n) => ({ op: 'create', value: { title: `note ${n}`, n } }))
    const answer = await write(page, id, changes)
    expect('written' in answer && answer.written).toHaveLength(25)

    const titles: unknown[] = []
    let after: string | null = null
    do {
      const found: { records: readonly SiteRecord[]; next: string | null } = await list(page, id, {
        after,
        limit: 10,
      })
      titles.push(...found.records.map(({ value }) => value.n))
      after = found.next
    } while (after !== null)
    expect([...titles].sort((a, b) => Number(a) - Number(b))).toEqual([...Array(25).keys()])

    const backwards: unknown[] = []
    for (let place: string | null = null, first = true; first || place !== null; first = false) {
      const found: { records: readonly SiteRecord[]; next: string | null } = await list(page, id, {
        after: place,
        limit: 7,
        reverse: true,
      })
      backwards.push(...found.records.map(({ value }) => value.n))
      place = found.next
    }
    expect(backwards).toEqual([...titles].reverse())
    expect(await call(page, 'count', { grant: id, collection: 'app:notes' })).toMatchObject({
      ok: { count: 25 },
    })
  })

  test('is listed to the end though each page is deleted while it is read', async () => {
    const { page, id } = await own()
    await write(
      page,
      id,
      [...Array(30).keys()].map((n) => ({ op: 'create', value: { n } })),
    )
    let seen = 0
    let after: string | null = null
    do {
      const found: { records: readonly SiteRecord[]; next: string | null } = await list(page, id, {
        after,
        limit: 10,
      })
      seen += found.records.length
      await write(
        page,
        id,
        found.records.map((record) => ({ op: 'delete', id: record.id })),
      )
      after = found.next
    } while (after !== null)
    expect(seen).toBe(30)
    expect((await list(page, id)).records).toEqual([])
  })

  test('lists by last change', async () => {
    const { page, id } = await own()
    await write(
      page,
      id,
      ['a', 'b', 'c'].map((name) => ({ op: 'create', id: name, value: { name } })),
    )
    await write(page, id, [{ op: 'update', id: 'a', value: { name: 'a2' } }])
    const { records } = await list(page, id, { order: 'changed', reverse: true, limit: 1 })
    expect(records.map((record) => record.id)).toEqual(['a'])
  })

  test('updates members one by one, keeps no history, and lets a deleted name be used again', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'a', value: { title: 'one', text: 'first', gone: 1 } }])
    for (const text of ['second', 'third'])
      await write(page, id, [{ op: 'update', id: 'a', value: { text, gone: null } }])
    expect((await list(page, id)).records[0]?.value).toEqual({ title: 'one', text: 'third' })
    expect(scene.vault.get(LOCKER, 'a')?.fields['.text']).toHaveLength(1)

    await write(page, id, [{ op: 'delete', id: 'a' }])
    expect(await call(page, 'get', { grant: id, collection: 'app:notes', ids: ['a'] })).toMatchObject({
      ok: { records: [] },
    })
    expect(JSON.stringify(scene.vault.get(LOCKER, 'a'))).not.toContain('third')
    await write(page, id, [{ op: 'create', id: 'a', value: { title: 'again' } }])
    expect((await list(page, id)).records.map(({ value }) => value)).toEqual([{ title: 'again' }])
  })

  test('says what stands in the way and writes nothing of the batch', async () => {
    const { page, id } = await own()
    const made = await write(page, id, [{ op: 'create', id: 'a', value: { n: 1 } }])
    const base = 'written' in made ? made.written[0]?.version : ''
    await write(page, id, [{ op: 'update', id: 'a', value: { n: 2 } }])
    const answer = await write(
      page,
      id,
      [
        { op: 'create', id: 'b', value: { n: 1 } },
        { op: 'update', id: 'a', value: { n: 3 }, base },
        { op: 'create', id: 'a', value: {} },
      ].slice(0, 2),
    )
    expect(answer).toMatchObject({ conflicts: [{ index: 1, current: { id: 'a', value: { n: 2 } } }] })
    expect((await list(page, id)).records.map((record) => record.id)).toEqual(['a'])
    expect(await write(page, id, [{ op: 'create', id: 'a', value: {} }])).toMatchObject({
      conflicts: [{ index: 0, current: { id: 'a' } }],
    })
    expect(await write(page, id, [{ op: 'update', id: 'nobody', value: {} }])).toEqual({
      conflicts: [{ index: 0, current: null }],
    })
  })

  test('loses no update of two tabs that write the same record again and again', async () => {
    const { scene, page, id } = await own()
    const tabs = [page, scene.page(NOTES)]
    await write(page, id, [{ op: 'create', id: 'n', value: { n: 0 } }])
    let conflicts = 0
    const work = async (tab: Page) => {
      for (let done = 0; done < 20; ) {
        const { records } = await list(tab, id)
        const [record] = records
        const value = { n: Number(record?.value.n) + 1 }
        const answer = await write(tab, id, [{ op: 'update', id: 'n', value, base: record?.version }])
        if ('written' in answer) done++
        else conflicts++
      }
    }
    await Promise.all(tabs.map(work))
    expect((await list(page, id)).records[0]?.value).toEqual({ n: 40 })
    expect(conflicts).toBeGreaterThan(0)
  })

  test('refuses what is no document, naming what is wrong, and changes nothing', async () => {
    const { page, id } = await own()
    const bad = async (changes: unknown) =>
      (await call(page, 'write', { grant: id, collection: 'app:notes', changes }))?.error
    const deep = JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`)
    expect(await bad([{ op: 'create', value: deep }])).toMatchObject({ name: 'TypeError' })
    expect(await bad([{ op: 'create', value: { a: '\ud800' } }])).toMatchObject({ name: 'TypeError' })
    expect(await bad([{ op: 'create', value: JSON.parse('{"__proto__":1}') }])).toMatchObject({
      name: 'TypeError',
    })
    expect(await bad([{ op: 'create', value: [] }])).toMatchObject({ name: 'TypeError' })
    expect(await bad([])).toMatchObject({ name: 'TypeError' })
    expect(await bad([{ op: 'create', id: 'a\u0000b', value: {} }])).toMatchObject({ name: 'TypeError' })
    expect(await bad([{ op: 'create', id: 'x'.repeat(10_000), value: {} }])).toMatchObject({
      name: 'TypeError',
    })
    expect(await bad([{ op: 'create', value: { a: 'x'.repeat(61 * 1024) } }])).toMatchObject({
      name: 'QuotaExceededError',
    })
    expect(
      await bad([
        { op: 'create', id: 'a', value: {} },
        { op: 'delete', id: 'a' },
      ]),
    ).toMatchObject({ name: 'TypeError' })
    expect(
      await bad([{ op: 'create', value: { file: { 'selfstead:blob': 'AAAAAAAAAAAAAAAAAAAAAA' } } }]),
    ).toMatchObject({
      name: 'TypeError',
    })
    expect((await list(page, id)).records).toEqual([])
    for (const odd of ['a/b', '../x', '__proto__', 'constructor', 'ä', ' '])
      await write(page, id, [{ op: 'create', id: odd, value: { toString: 'x', valueOf: 1 } }])
    expect((await list(page, id)).records.map((record) => record.id).sort()).toEqual(
      ['a/b', '../x', '__proto__', 'constructor', 'ä', ' '].sort(),
    )
  })

  test('is not there for another grant, a revoked, paused or foreign one, another name, an action not granted', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'a', value: { n: 1 } }])
    const wish = { after: null, limit: 10, order: 'created', reverse: false }
    const stranger = scene.page(OTHER)
    const refused = async (from: Page, grantId: string, collection = 'app:notes') =>
      expect(await call(from, 'list', { grant: grantId, collection, ...wish })).toMatchObject(REFUSED)
    await refused(stranger, id)
    await refused(stranger, id, LOCKER)
    await refused(page, id, 'app:other')
    await refused(page, id, 'contacts')
    await refused(page, 'AAAAAAAAAAAAAAAAAAAAAA')

    const reader = await grant(scene, EDITOR, [locker(['read'])])
    const editor = scene.page(EDITOR)
    expect((await list(editor, reader, {}, LOCKER)).records).toHaveLength(1)
    expect(
      await call(editor, 'write', {
        grant: reader,
        collection: LOCKER,
        changes: [{ op: 'delete', id: 'a' }],
      }),
    ).toMatchObject(REFUSED)

    await scene.vault.commit(() => [pausing(id, true, scene.vault.stamp())])
    await refused(page, id)
    await scene.vault.commit(() => [pausing(id, false, scene.vault.stamp())])
    expect((await list(page, id)).records).toHaveLength(1)
    await scene.vault.commit(() => [revocation(id, null, scene.vault.stamp())])
    await refused(page, id)
    scene.session.lock()
    await refused(editor, reader, LOCKER)
  })

  test('writes nothing after another context locked, although nobody said so', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'a', value: { n: 1 } }])
    const { generation } = scene.vault.health()
    scene.lockElsewhere()
    const changes = [{ op: 'create', id: 'b', value: { n: 2 } }]
    expect(await call(page, 'write', { grant: id, collection: 'app:notes', changes })).toMatchObject(REFUSED)
    expect(scene.vault.health().generation).toBe(generation)
  })

  test('goes on writing by what the session says now', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'a', value: { n: 1 } }])
    scene.confirmElsewhere()
    await write(page, id, [{ op: 'create', id: 'b', value: { n: 2 } }])
    expect((await list(page, id)).records).toHaveLength(2)
  })

  test('gives versions and places that tell another site nothing', async () => {
    const { scene, page, id } = await own()
    await write(
      page,
      id,
      ['a', 'b'].map((name) => ({ op: 'create', id: name, value: { name } })),
    )
    const other = await grant(scene, EDITOR, [locker(['read'])])
    const mine = await list(page, id, { limit: 1 })
    const theirs = await list(scene.page(EDITOR), other, { limit: 1 }, LOCKER)
    expect(mine.records[0]?.value).toEqual(theirs.records[0]?.value)
    expect(mine.records[0]?.version).not.toBe(theirs.records[0]?.version)
    expect(mine.records[0]?.version).not.toContain(scene.vault.device)
    expect(
      await call(scene.page(EDITOR), 'list', {
        grant: other,
        collection: LOCKER,
        after: mine.next,
        limit: 1,
        order: 'created',
        reverse: false,
      }),
    ).toMatchObject({ error: { name: 'TypeError' } })
  })

  test('stands in the ledger once an hour, with how much was done', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'a', value: { secret: 'rosebud' } }])
    await list(page, id)
    await list(page, id)
    await scene.collecting.flush()
    const lines = () => ledgerLines(scene.vault).filter(({ entry }) => entry.kind === 'worked')
    expect(lines()).toHaveLength(1)
    expect(lines()[0]).toMatchObject({
      entry: { origin: NOTES, grant: id, collection: LOCKER },
      work: { read: 2, create: 1, update: 0, delete: 0 },
    })
    scene.pass(3_600_000)
    await scene.unlock()
    await list(page, id)
    expect(lines()).toHaveLength(2)
    expect(JSON.stringify(scene.vault.all('~ledger'))).not.toContain('rosebud')
  })

  test('tells every page that watches, whoever wrote', async () => {
    const { scene, page, id } = await own()
    const tab = scene.page(NOTES)
    const idle = scene.page(NOTES)
    for (const one of [page, tab])
      expect(await call(one, 'watch', { grant: id, collection: 'app:notes' })).toMatchObject({ ok: null })
    await write(page, id, [{ op: 'create', id: 'a', value: {} }])
    await write(page, id, [{ op: 'delete', id: 'a' }])
    await settle()
    const told = [
      { event: 'records', grant: id, collection: 'app:notes', changed: ['a'], gone: [] },
      { event: 'records', grant: id, collection: 'app:notes', changed: [], gone: ['a'] },
    ]
    expect(page.events()).toEqual(told)
    expect(tab.events()).toEqual(told)
    expect(idle.events()).toEqual([])
    await scene.vault.commit(() => [revocation(id, null, scene.vault.stamp())])
    await scene.vault.commit(() => [
      { collection: LOCKER, id: 'b', fields: { '.x': [{ value: 1, stamp: scene.vault.stamp() }] } },
    ])
    await settle()
    expect(tab.events().filter((event) => 'event' in event && event.event === 'records')).toEqual(told)
  })

  test('tells the page when its grant is narrowed or gets a nearer end, and not when nothing changed', async () => {
    const { scene, page, id } = await own()
    await call(page, 'count', { grant: id, collection: 'app:notes' })
    const changes = () => page.events().filter((event) => 'event' in event && event.event === 'change')
    await scene.sharing.narrow(id, `${LOCKER}:delete`)
    await settle()
    expect(changes()).toMatchObject([{ grant: id, state: 'granted' }])
    await scene.sharing.endAt(id, scene.now() + 60_000)
    await settle()
    expect(changes()).toHaveLength(2)
    await write(page, id, [{ op: 'create', value: {} }])
    await settle()
    expect(changes()).toHaveLength(2)
    expect(
      await call(page, 'write', { grant: id, collection: 'app:notes', changes: [{ op: 'delete', id: 'a' }] }),
    ).toMatchObject(REFUSED)
  })

  test('asks the person when it is full and someone is there, and writes nothing of what does not fit', async () => {
    const { scene, page, id } = await own()
    const big = { text: 'x'.repeat(59 * 1024) }
    for (let n = 0; n < 866; n += 10)
      await write(
        page,
        id,
        [...Array(Math.min(10, 866 - n)).keys()].map((k) => ({ op: 'create', id: `${n + k}`, value: big })),
      )
    const before = await call(page, 'count', { grant: id, collection: 'app:notes' })
    const more = {
      grant: id,
      collection: 'app:notes',
      changes: [1, 2].map((n) => ({ op: 'create', id: `more ${n}`, value: big })),
    }
    expect(await page.answer(page.send('write', more, false))).toMatchObject({
      error: { name: 'QuotaExceededError' },
    })
    expect(scene.opened).toEqual([])

    const waiting = page.send('write', more)
    expect(await page.answer(waiting)).toBeUndefined()
    expect(scene.opened).toEqual([waiting])
    expect(await call(page, 'count', { grant: id, collection: 'app:notes' })).toEqual({
      ...before,
      id: expect.anything(),
    })
    const view = await scene.prompting.view(waiting)
    expect(view?.quota).toMatchObject({ records: 866, wanted: { bytes: 100 * 1024 * 1024 } })
    expect(await scene.prompting.room({ id: waiting, hash: 'another' })).toEqual({ accepted: false })
    expect(await scene.prompting.room({ id: waiting, hash: view?.hash ?? '' })).toEqual({ accepted: true })
    expect(await scene.prompting.room({ id: waiting, hash: view?.hash ?? '' })).toEqual({ accepted: false })
    expect(await page.answer(waiting)).toMatchObject({
      ok: { written: [{ id: 'more 1' }, { id: 'more 2' }] },
    })
  })
})

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

describe('an attachment', () => {
  const PART = 524_288
  const bytesOf = (length: number) => Uint8Array.from({ length }, (_, n) => (n * 7) % 251)

  async function send(page: Page, id: string, bytes: Uint8Array): Promise<string> {
    const answer = await call(page, 'upload', {
      grant: id,
      collection: 'app:notes',
      size: bytes.length,
      type: 'image/png',
      name: 'a.png',
    })
    const { upload } = okOf(answer) as { upload: string }
    for (let index = 0; index * PART < bytes.length; index++) {
      const part = bytes.subarray(index * PART, (index + 1) * PART)
      expect(await call(page, 'chunk', { upload, index, data: toBase64Url(part) })).toMatchObject({
        ok: { received: index * PART + part.length },
      })
    }
    return upload
  }

  test('comes back as it was sent, with the document that names it', async () => {
    const { page, id } = await own()
    const bytes = bytesOf(2 * PART + 5)
    const upload = await send(page, id, bytes)
    await write(page, id, [{ op: 'create', id: 'a', value: { picture: { 'selfstead:blob': upload } } }])
    const [record] = (await list(page, id)).records
    expect(record?.value.picture).toMatchObject({ size: bytes.length, type: 'image/png', name: 'a.png' })
    const parts: string[] = []
    for (let index = 0; index < 3; index++) {
      const answer = await call(page, 'download', {
        grant: id,
        collection: 'app:notes',
        record: 'a',
        field: 'picture',
        index,
      })
      const { data, of } = okOf(answer) as { data: string; of: number }
      expect(of).toBe(3)
      parts.push(data)
    }
    expect(parts[2]).toBe(toBase64Url(bytes.subarray(2 * PART)))
    // Given back as it came, it stays.
    await write(page, id, [{ op: 'update', id: 'a', value: { title: 'x', picture: record?.value.picture } }])
    expect((await list(page, id)).records[0]?.value).toMatchObject({
      title: 'x',
      picture: { size: bytes.length },
    })
  })

  test('is refused out of order, of a wrong size, to another page, and used once only', async () => {
    const { scene, page, id } = await own()
    const answer = await call(page, 'upload', {
      grant: id,
      collection: 'app:notes',
      size: PART + 1,
      type: '',
      name: '',
    })
    const { upload } = okOf(answer) as { upload: string }
    const whole = toBase64Url(bytesOf(PART))
    expect(await call(page, 'chunk', { upload, index: 1, data: whole })).toMatchObject(REFUSED)
    expect(await call(page, 'chunk', { upload, index: 0, data: 'AAAA' })).toMatchObject(REFUSED)
    expect(await call(page, 'chunk', { upload, index: 0, data: '*' })).toMatchObject({
      error: { name: 'TypeError' },
    })
    expect(await call(scene.page(NOTES), 'chunk', { upload, index: 0, data: whole })).toMatchObject(REFUSED)
    const use = { op: 'create', value: { file: { 'selfstead:blob': upload } } }
    expect(await call(page, 'write', { grant: id, collection: 'app:notes', changes: [use] })).toMatchObject({
      error: { name: 'TypeError' },
    })
    await call(page, 'chunk', { upload, index: 0, data: whole })
    await call(page, 'chunk', { upload, index: 1, data: 'AA' })
    await write(page, id, [use])
    expect(await call(page, 'write', { grant: id, collection: 'app:notes', changes: [use] })).toMatchObject({
      error: { name: 'TypeError' },
    })
  })

  test('leaves nothing behind when its page goes in the middle, and its room is given back', async () => {
    const { scene, page, id } = await own()
    const most = { grant: id, collection: 'app:notes', size: 50_000_000, type: '', name: '' }
    const first = await call(page, 'upload', most)
    const { upload } = okOf(first) as { upload: string }
    await call(page, 'chunk', { upload, index: 0, data: toBase64Url(bytesOf(PART)) })
    const other = scene.page(NOTES)
    expect(await other.answer(other.send('upload', most, false))).toMatchObject({
      error: { name: 'QuotaExceededError' },
    })
    page.connection.close()
    await settle()
    expect(await scene.vault.blobs.read(upload, 0)).toBeNull()
    expect(await other.answer(other.send('upload', most, false))).toMatchObject({
      ok: { upload: expect.any(String) },
    })
  })

  test('leaves nothing behind when its page wants it no more, by its id or by the call that began it', async () => {
    const { scene, page, id } = await own()
    const most = { grant: id, collection: 'app:notes', size: 50_000_000, type: '', name: '' }
    const begun = page.send('upload', most)
    const { upload } = okOf(await page.answer(begun)) as { upload: string }
    await call(page, 'chunk', { upload, index: 0, data: toBase64Url(bytesOf(PART)) })
    // Another page's word does not count.
    scene.page(NOTES).send('cancel', { target: upload })
    await settle()
    const other = scene.page(NOTES)
    const full = { error: { name: 'QuotaExceededError' } }
    expect(await other.answer(other.send('upload', most, false))).toMatchObject(full)
    page.send('cancel', { target: upload })
    await settle()
    expect(await scene.vault.blobs.read(upload, 0)).toBeNull()
    const again = page.send('upload', most, false)
    okOf(await page.answer(again))
    page.send('cancel', { target: again })
    await settle()
    // Wanted no more before it was answered.
    const late = page.send('upload', most, false)
    page.send('cancel', { target: late })
    expect(await page.answer(late)).toMatchObject(REFUSED)
    okOf(await other.answer(other.send('upload', most, false)))
  })

  test('is asked about before it is sent when the record that is to name it would not fit', async () => {
    const { page, id } = await own()
    const whole = { grant: id, collection: 'app:notes', size: 50 * 1024 * 1024, type: '', name: '' }
    expect(await page.answer(page.send('upload', whole, false))).toMatchObject({
      error: { name: 'QuotaExceededError' },
    })
  })

  test('that was replaced meanwhile is not mixed with what replaced it', async () => {
    const { page, id } = await own()
    const one = await send(page, id, bytesOf(PART + 9))
    await write(page, id, [{ op: 'create', id: 'a', value: { file: { 'selfstead:blob': one } } }])
    const part = (index: number, attachment?: string) =>
      call(page, 'download', {
        grant: id,
        collection: 'app:notes',
        record: 'a',
        field: 'file',
        index,
        ...(attachment && { attachment }),
      })
    okOf(await part(0, one))
    const two = await send(page, id, bytesOf(PART + 9).reverse())
    await write(page, id, [{ op: 'update', id: 'a', value: { file: { 'selfstead:blob': two } } }])
    expect(await part(1, one)).toMatchObject({ error: { name: 'InvalidStateError' } })
    okOf(await part(1, two))
    okOf(await part(1))
    await write(page, id, [{ op: 'delete', id: 'a' }])
    expect(await part(1, two)).toMatchObject(REFUSED)
  })

  test('stands in the ledger whichever part is asked for first, and counts as one read', async () => {
    const { scene, page, id } = await own()
    const upload = await send(page, id, bytesOf(3 * PART))
    await write(page, id, [{ op: 'create', id: 'a', value: { file: { 'selfstead:blob': upload } } }])
    const other = scene.page(NOTES)
    const asked = [2, 1, 0].map((index) =>
      other.send('download', {
        grant: id,
        collection: 'app:notes',
        record: 'a',
        field: 'file',
        index,
        attachment: upload,
      }),
    )
    for (const one of asked) okOf(await other.answer(one))
    await scene.collecting.flush()
    const lines = ledgerLines(scene.vault).filter(({ entry }) => entry.kind === 'worked')
    expect(lines).toMatchObject([{ work: { read: 1, create: 1 } }])
  })

  test('is removed when it is replaced or its document goes', async () => {
    const { scene, page, id } = await own()
    const first = await send(page, id, bytesOf(10))
    await write(page, id, [{ op: 'create', id: 'a', value: { file: { 'selfstead:blob': first } } }])
    expect(await scene.vault.blobs.read(first, 0)).not.toBeNull()
    const second = await send(page, id, bytesOf(20))
    await write(page, id, [{ op: 'update', id: 'a', value: { file: { 'selfstead:blob': second } } }])
    await settle()
    expect(await scene.vault.blobs.read(first, 0)).toBeNull()
    await write(page, id, [{ op: 'delete', id: 'a' }])
    await settle()
    expect(await scene.vault.blobs.read(second, 0)).toBeNull()
  })
})

describe('a shared collection', () => {
  const shared = (more: Partial<GrantedCollection> = {}): GrantedCollection => ({
    collection: 'contacts',
    actions: ['read'],
    fields: ['name', 'email'],
    newToo: false,
    ...more,
  })

  async function people() {
    const scene = await createScene()
    const add = async (name: string) => {
      const kept = await scene.keeping.add('contacts', '', {
        name,
        email: `${name.toLowerCase()}@mail.example`,
        note: 'private words',
      })
      if (!kept.ok) throw new Error('not kept')
      return kept.value.id
    }
    const ids = [await add('Ada'), await add('Grace'), await add('Mary')] as const
    return { scene, ids }
  }

  async function pick(scene: Scene, id: string, ...records: readonly string[]) {
    await scene.vault.commit(() =>
      records.map((record) => picking(id, 'contacts', record, true, scene.vault.stamp())),
    )
  }

  test('shows the chosen records and fields only, under names that no other site knows', async () => {
    const { scene, ids } = await people()
    const id = await grant(scene, NOTES, [shared()])
    const page = scene.page(NOTES)
    expect((await list(page, id, {}, 'contacts')).records).toEqual([])
    await pick(scene, id, ids[0], ids[2])
    const { records } = await list(page, id, {}, 'contacts')
    expect(records.map(({ value }) => value)).toEqual([
      { name: 'Ada', email: 'ada@mail.example' },
      { name: 'Mary', email: 'mary@mail.example' },
    ])
    expect(JSON.stringify(records)).not.toContain(ids[0])
    expect(await call(page, 'count', { grant: id, collection: 'contacts' })).toMatchObject({
      ok: { count: 2 },
    })
    const other = await grant(scene, OTHER, [shared()])
    await pick(scene, other, ids[0])
    const elsewhere = await list(scene.page(OTHER), other, {}, 'contacts')
    expect(elsewhere.records[0]?.id).not.toBe(records[0]?.id)
    expect(elsewhere.records[0]?.version).not.toBe(records[0]?.version)
    const foreign = await call(page, 'get', {
      grant: id,
      collection: 'contacts',
      ids: [elsewhere.records[0]?.id, ids[1], records[0]?.id],
    })
    expect((okOf(foreign) as { records: unknown[] }).records).toHaveLength(1)
  })

  test('writes a line with each record and version that leaves, before it leaves', async () => {
    const { scene, ids } = await people()
    const id = await grant(scene, NOTES, [shared()])
    await pick(scene, id, ids[0])
    await list(scene.page(NOTES), id, {}, 'contacts')
    const [line] = scene.sharing.ledger({ origin: NOTES })
    expect(line?.entry).toMatchObject({
      kind: 'disclosure',
      way: 'records',
      values: [{ claim: 'contacts', record: ids[0] }],
    })
    expect(scene.sharing.holders('contacts', ids[0]).map(({ origin }) => origin)).toEqual([NOTES])
    expect(JSON.stringify(scene.vault.all('~ledger'))).not.toContain('Ada')
  })

  test('is written to field by field as granted, and what the site makes it sees', async () => {
    const { scene, ids } = await people()
    const id = await grant(scene, NOTES, [shared({ actions: [...ALL] })])
    await pick(scene, id, ids[0])
    const page = scene.page(NOTES)
    const made = await write(
      page,
      id,
      [{ op: 'create', value: { name: 'Hedy', email: 'hedy@mail.example' } }],
      'contacts',
    )
    const { records } = await list(page, id, {}, 'contacts')
    expect(records.map(({ value }) => value.name)).toEqual(['Ada', 'Hedy'])
    expect('written' in made && made.written[0]?.id).toBe(records[1]?.id)
    const bad = await call(page, 'write', {
      grant: id,
      collection: 'contacts',
      changes: [{ op: 'update', id: records[0]?.id, value: { note: 'x' } }],
    })
    expect(bad).toMatchObject({ error: { name: 'TypeError' } })
    const wrong = await call(page, 'write', {
      grant: id,
      collection: 'contacts',
      changes: [{ op: 'update', id: records[0]?.id, value: { email: 'nothing' } }],
    })
    expect(wrong).toMatchObject({ error: { name: 'TypeError' } })
    await write(page, id, [{ op: 'delete', id: records[0]?.id }], 'contacts')
    expect(scene.keeping.get('contacts', ids[0])?.deleted).not.toBeNull()
    const kinds = scene.sharing.ledger({ origin: NOTES }).map(({ entry }) => entry.kind)
    expect(kinds).toContain('written')
    const hedy = scene.keeping.list('contacts').find(({ fields }) => fields.name === 'Hedy')
    expect(hedy?.sources.name).toMatchObject({ by: 'site', origin: NOTES })
  })

  test('tells of changes to what is seen and of nothing else', async () => {
    const { scene, ids } = await people()
    const id = await grant(scene, NOTES, [shared()])
    await pick(scene, id, ids[0])
    const page = scene.page(NOTES)
    const [record] = (await list(page, id, {}, 'contacts')).records
    await call(page, 'watch', { grant: id, collection: 'contacts' })
    await scene.keeping.edit('contacts', ids[1], { fields: { name: 'Unseen' } })
    await scene.keeping.edit('contacts', ids[0], { fields: { note: 'unseen too' } })
    await settle()
    expect(page.events()).toEqual([])
    await scene.keeping.edit('contacts', ids[0], { fields: { name: 'Augusta' } })
    await settle()
    expect(page.events()).toMatchObject([{ changed: [record?.id], gone: [] }])
    await scene.vault.commit(() => [picking(id, 'contacts', ids[0], false, scene.vault.stamp())])
    await settle()
    expect(page.events().at(-1)).toMatchObject({ changed: [], gone: [record?.id] })
  })

  test('keeps to the rules: what is never given, and so many reads an hour', async () => {
    const { scene, ids } = await people()
    await scene.keeping.add('emails', '', { email: 'ada@mail.example' })
    const id = await grant(scene, NOTES, [
      shared(),
      shared({ collection: 'emails', fields: ['email'], newToo: true }),
    ])
    await pick(scene, id, ids[0])
    const page = scene.page(NOTES)
    const wish = { grant: id, after: null, limit: 10, order: 'created', reverse: false }
    expect(await call(page, 'list', { ...wish, collection: 'emails' })).toHaveProperty('ok')
    const add = (more: object) => {
      const made = {
        id: toBase64Url(utf8(`rule-${String(count++).padStart(11, '0')}`)),
        created: scene.now(),
        ...more,
      }
      return scene.vault.commit(() => [ruleRecord(made as Rule, scene.vault.stamp())])
    }
    await add({ kind: 'never', claim: 'email' })
    expect(await call(page, 'list', { ...wish, collection: 'emails' })).toMatchObject(REFUSED)
    expect((await list(page, id, {}, 'contacts')).records).toHaveLength(1)
    await add({ kind: 'budget', reads: 2, origin: NOTES })
    expect((await list(page, id, {}, 'contacts')).records).toHaveLength(1)
    expect(await call(page, 'list', { ...wish, collection: 'contacts' })).toMatchObject(REFUSED)
    expect(scene.sharing.site(NOTES)?.grants[0]).toMatchObject({ state: 'paused', pausedBy: 'budget' })
  })

  test('holds passports back unless the passphrase was given just now', async () => {
    const { scene } = await people()
    const kept = await scene.keeping.add('documents', '', {
      kind: 'passport',
      title: 'Passport',
      number: 'X1',
    })
    const lease = await scene.keeping.add('documents', '', { kind: 'contract', title: 'Lease' })
    if (!kept.ok || !lease.ok) throw new Error('not kept')
    const id = await grant(scene, NOTES, [shared({ collection: 'documents', fields: ['title', 'number'] })])
    await scene.vault.commit(() =>
      [kept.value.id, lease.value.id].map((record) =>
        picking(id, 'documents', record, true, scene.vault.stamp()),
      ),
    )
    const page = scene.page(NOTES)
    scene.pass(5 * 60_000)
    expect((await list(page, id, {}, 'documents')).records.map(({ value }) => value.title)).toEqual(['Lease'])
    scene.confirmElsewhere()
    expect((await list(page, id, {}, 'documents')).records).toHaveLength(2)
  })
})
