import { describe, expect, test } from 'vitest'
import { call, list, own, REFUSED, write } from './locker-site'

/** Another context of ours locked the vault, and the one that sites ask has not heard of it. */
describe('a locker of a vault that was locked elsewhere', () => {
  test('writes nothing after another context locked, although nobody said so', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'a', value: { n: 1 } }])
    const { generation } = scene.vault.health()
    scene.lockElsewhere()
    const changes = [{ op: 'create', id: 'b', value: { n: 2 } }]
    expect(await call(page, 'write', { grant: id, collection: 'app:notes', changes })).toMatchObject(REFUSED)
    expect(scene.vault.health().generation).toBe(generation)
  })

  test('gives no further page of a list once it was locked, nor later than a moment after another context did', async () => {
    const { scene, page, id } = await own()
    await write(
      page,
      id,
      ['a', 'b', 'c', 'd'].map((name) => ({ op: 'create', id: name, value: {} })),
    )
    const pageAfter = (after: string | null) =>
      call(page, 'list', {
        grant: id,
        collection: 'app:notes',
        after,
        limit: 1,
        order: 'created',
        reverse: false,
      })
    const first = await list(page, id, { limit: 1 })
    const second = await list(page, id, { limit: 1, after: first.next })
    expect(second.records).toHaveLength(1)
    scene.lockElsewhere()
    scene.pass(50)
    expect(await pageAfter(second.next)).toMatchObject(REFUSED)
    await scene.unlock()
    const again = await list(page, id, { limit: 1 })
    await scene.session.lock()
    expect(await pageAfter(again.next)).toMatchObject(REFUSED)
  })

  test('goes on writing by what the session says now', async () => {
    const { scene, page, id } = await own()
    await write(page, id, [{ op: 'create', id: 'a', value: { n: 1 } }])
    scene.confirmElsewhere()
    await write(page, id, [{ op: 'create', id: 'b', value: { n: 2 } }])
    expect((await list(page, id)).records).toHaveLength(2)
  })
})
