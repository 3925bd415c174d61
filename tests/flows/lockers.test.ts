import { describe, expect, test } from 'vitest'
import { pausing, revocation } from '@/lib/grants/standing'
import { ledgerLines } from '@/lib/ledger/record'
import type { SiteRecord } from '@/lib/protocol/site'
import { documentChange } from '@/lib/records/locker'
import { call, EDITOR, grant, LOCKER, list, locker, NOTES, OTHER, own, REFUSED, write } from './locker-site'
import { type Page, settle } from './site'

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

  test('lets a document that merging made too large shrink, and not grow', async () => {
    const { scene, page, id } = await own()
    const half = 'x'.repeat(40_000)
    await write(page, id, [{ op: 'create', id: 'a', value: { here: half, n: 1 } }])
    const { vault } = scene
    // What another device wrote before it heard of this one's.
    await vault.commit(() => [documentChange(LOCKER, 'a', { there: half }, vault.stamp())])
    const update = (value: object) =>
      call(page, 'write', { grant: id, collection: 'app:notes', changes: [{ op: 'update', id: 'a', value }] })
    const tooLarge = { error: { name: 'QuotaExceededError' } }
    expect(await update({ n: 10 })).toMatchObject(tooLarge)
    expect(await update({ n: null, more: 1 })).toMatchObject(tooLarge)
    expect(await update({ n: 2 })).toHaveProperty('ok')
    expect(await update({ there: 'x'.repeat(30_000) })).toHaveProperty('ok')
    expect(await update({ there: half })).toMatchObject(tooLarge)
    expect(await update({ there: null })).toHaveProperty('ok')
    expect(await update({ n: 10 })).toHaveProperty('ok')
    expect((await list(page, id)).records[0]?.value).toEqual({ here: half, n: 10 })
    // The same goes for how many members there are.
    const many = (prefix: string) =>
      Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`${prefix}${n}`, 1]))
    await write(page, id, [{ op: 'create', id: 'b', value: many('here') }])
    await vault.commit(() => [documentChange(LOCKER, 'b', many('there'), vault.stamp())])
    const change = (value: object) =>
      call(page, 'write', { grant: id, collection: 'app:notes', changes: [{ op: 'update', id: 'b', value }] })
    expect(await change({ one: 1, here100: null, here101: null })).toHaveProperty('ok')
    expect(await change({ two: 2, three: 3, here102: null })).toMatchObject(tooLarge)
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
    const told = { event: 'change', grant: id, state: 'granted' }
    expect(changes()).toEqual([{ ...told, expires: null }])
    const end = scene.now() + 60_000
    await scene.sharing.endAt(id, end)
    await settle()
    expect(changes()).toEqual([
      { ...told, expires: null },
      { ...told, expires: new Date(end).toISOString() },
    ])
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
