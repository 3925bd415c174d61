import { describe, expect, test } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import type { GrantedCollection } from '@/lib/grants/grant'
import type { Rule } from '@/lib/grants/rule'
import { ruleRecord } from '@/lib/grants/rules'
import { picking } from '@/lib/grants/standing'
import { ALL, call, grant, list, NOTES, OTHER, okOf, REFUSED, write } from './locker-site'
import { createScene, type Page, type Scene, settle } from './site'

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

  test('answers a change to a record that was not picked as one to a record that is nowhere', async () => {
    const { scene, ids } = await people()
    const id = await grant(scene, NOTES, [shared({ actions: [...ALL] })])
    await pick(scene, id, ids[0], ids[1])
    const page = scene.page(NOTES)
    const [, hidden] = (await list(page, id, {}, 'contacts')).records
    await scene.vault.commit(() => [picking(id, 'contacts', ids[1], false, scene.vault.stamp())])
    const { generation } = scene.vault.health()
    const change = (op: string, record: string) => [
      op === 'delete' ? { op, id: record } : { op, id: record, value: { name: 'Changed' } },
    ]
    const nowhere = 'AAAAAAAAAAAAAAAAAAAAAA'
    // By the name it had while it was seen, by the one it has in the vault, and by one that nothing has.
    for (const op of ['update', 'delete'])
      for (const record of [hidden?.id ?? '', ids[1], ids[2], nowhere])
        expect(await write(page, id, change(op, record), 'contacts')).toEqual({
          conflicts: [{ index: 0, current: null }],
        })
    expect(scene.vault.health().generation).toBe(generation)
    expect(scene.keeping.get('contacts', ids[1])?.fields.name).toBe('Grace')
    expect(scene.keeping.get('contacts', ids[1])?.deleted).toBeNull()
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

  test('writes such a line also for the version that a conflict shows', async () => {
    const { scene, ids } = await people()
    const id = await grant(scene, NOTES, [shared({ actions: ['read', 'update'] })])
    await pick(scene, id, ids[0])
    const page = scene.page(NOTES)
    const [record] = (await list(page, id, {}, 'contacts')).records
    await scene.keeping.edit('contacts', ids[0], { fields: { name: 'Augusta' } })
    const before = scene.sharing.ledger({ origin: NOTES }).length
    const change = { op: 'update', id: record?.id, base: record?.version, value: { name: 'Ada King' } }
    expect(await write(page, id, [change], 'contacts')).toMatchObject({
      conflicts: [{ current: { value: { name: 'Augusta' } } }],
    })
    const lines = scene.sharing.ledger({ origin: NOTES })
    expect(lines).toHaveLength(before + 1)
    expect(lines[0]?.entry).toMatchObject({
      kind: 'disclosure',
      way: 'records',
      grant: id,
      values: [{ collection: 'contacts', record: ids[0] }],
    })
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
        id: toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
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

  test('tells the page of its grant when it is another one, and not when the site makes records', async () => {
    const { scene } = await people()
    const id = await grant(scene, NOTES, [shared({ actions: [...ALL] })])
    const changes = (page: Page) =>
      page.events().flatMap((event) => ('event' in event && event.event === 'change' ? event.state : []))
    const make = async (page: Page) => {
      for (const name of ['Hedy', 'Joan', 'Rosalind'])
        await write(page, id, [{ op: 'create', value: { name } }], 'contacts')
      await settle()
    }
    const page = scene.page(NOTES)
    await make(page)
    expect(changes(page)).toEqual([])
    await scene.sharing.pause(id, true)
    await scene.sharing.pause(id, false)
    await settle()
    const told = changes(page)
    expect(told.at(-1)).toBe('granted')
    await make(page)
    expect(changes(page)).toEqual(told)
    // A page that came after the pause is told of nothing either, until something is another than it knows.
    const later = scene.page(NOTES)
    await make(later)
    expect(changes(later)).toEqual([])
    await scene.sharing.narrow(id, 'contacts.email')
    await settle()
    expect(changes(later)).toEqual(['granted'])
    expect(changes(page)).toEqual([...told, 'granted'])
  })
})
