import { describe, expect, test } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import { HOUR } from '@/lib/base/time'
import type { Rule } from '@/lib/grants/rule'
import { ruleRecord } from '@/lib/grants/rules'
import { ledgerLines } from '@/lib/ledger/record'
import { call, grant, list, locker, NOTES, OTHER, own, REFUSED, write } from './locker-site'
import type { Scene } from './site'

const COLLECTION = { collection: 'app:notes' }

async function budget(scene: Scene, reads: number, origin: string | null = NOTES): Promise<void> {
  const id = toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
  const rule: Rule = { kind: 'budget', reads, origin, id, created: scene.now() }
  await scene.vault.commit(() => [ruleRecord(rule, scene.vault.stamp())])
}

const stateOf = (scene: Scene) => scene.sharing.site(NOTES)?.grants[0]

describe('a budget of reads', () => {
  test('counts what a site reads in its locker, however it reads, and pauses the grant', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [
      { op: 'create', id: 'one', value: { n: 1 } },
      { op: 'create', id: 'two', value: { n: 2 } },
    ])
    await budget(scene, 3)
    expect((await list(page, id)).records).toHaveLength(2)
    expect(await call(page, 'get', { grant: id, ...COLLECTION, ids: ['one', 'two'] })).toHaveProperty('ok')
    // What is not there tells nothing, what is written or counted is not read.
    expect(await call(page, 'get', { grant: id, ...COLLECTION, ids: ['none'] })).toHaveProperty('ok')
    expect(await call(page, 'count', { grant: id, ...COLLECTION })).toMatchObject({ ok: { count: 2 } })
    await write(page, id, [{ op: 'update', id: 'one', value: { n: 3 } }])
    expect((await list(page, id, { limit: 1 })).records).toHaveLength(1)
    expect(stateOf(scene)).toMatchObject({ state: 'granted' })

    expect(await call(page, 'get', { grant: id, ...COLLECTION, ids: ['one'] })).toMatchObject(REFUSED)
    expect(stateOf(scene)).toMatchObject({ state: 'paused', pausedBy: 'budget' })
    expect(ledgerLines(scene.vault)[0]?.entry).toMatchObject({ kind: 'paused', grant: id })
    expect(await call(page, 'count', { grant: id, ...COLLECTION })).toMatchObject(REFUSED)
  })

  test('lets the site read on an hour later, and keeps the line of its work as it was', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'one', value: {} }])
    await budget(scene, 1, null)
    expect((await list(page, id)).records).toHaveLength(1)
    expect(await call(page, 'list', LIST(id))).toMatchObject(REFUSED)
    await scene.sharing.pause(id, false)
    expect(await call(page, 'list', LIST(id))).toMatchObject(REFUSED)
    await scene.sharing.pause(id, false)
    for (let passed = 0; passed <= HOUR + 60_000; passed += 600_000) {
      scene.pass(600_000)
      await scene.session.touch()
    }
    expect((await list(page, id)).records).toHaveLength(1)
    const works = ledgerLines(scene.vault).filter(({ entry }) => entry.kind === 'worked')
    expect(works.length).toBeGreaterThan(0)
    expect(works.every(({ entry }) => entry.kind === 'worked' && entry.origin === NOTES)).toBe(true)
  })

  test('counts one site for itself, and reads that come at once one after the other', async () => {
    const { scene, page, id } = await own()
    const other = await grant(scene, OTHER, [locker()])
    await write(page, id, [{ op: 'create', id: 'one', value: {} }])
    await budget(scene, 4, null)
    const full = { ...LIST(other), collection: 'app:notes@https://notes.example' }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call(scene.page(NOTES), 'list', LIST(id))),
    )
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(4)
    expect(await call(scene.page(OTHER), 'list', full)).toHaveProperty('ok')
  })

  test('counts the version that a conflict shows, which is entered like any read', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'one', value: { n: 1 } }])
    await budget(scene, 1)
    const again = { grant: id, ...COLLECTION, changes: [{ op: 'create', id: 'one', value: { n: 2 } }] }
    expect(await call(page, 'write', again)).toMatchObject({
      ok: { conflicts: [{ current: { id: 'one' } }] },
    })
    const third = { ...again, changes: [{ op: 'create', id: 'one', value: { n: 3 } }] }
    expect(await call(page, 'write', third)).toMatchObject(REFUSED)
    expect(stateOf(scene)).toMatchObject({ state: 'paused', pausedBy: 'budget' })
  })
})

const LIST = (id: string) => ({
  grant: id,
  ...COLLECTION,
  after: null,
  limit: 10,
  order: 'created',
  reverse: false,
})
