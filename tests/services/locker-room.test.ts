import { describe, expect, test } from 'vitest'
import { createLockerRooms, quotaRecord, ROOM } from '@/lib/services/locker-room'
import { call, LOCKER, own, write } from '../flows/locker-site'
import { createMemoryVault } from '../support/memory-vault'

/** A locker with so many documents, put in past the site: one commit each would take minutes. */
async function fill(vault: ReturnType<typeof createMemoryVault>, count: number): Promise<void> {
  const stamp = vault.stamp()
  await vault.commit(() =>
    Array.from({ length: count }, (_, n) => ({
      collection: LOCKER,
      id: `old ${n}`,
      fields: { '.n': [{ value: 1, stamp }] },
    })),
  )
}

const one = { bytes: 1, records: 1 }

describe('a locker of 99,999 documents', () => {
  test('has room for the 100,000th, and not for the next until the person gives more', async () => {
    const vault = createMemoryVault()
    await fill(vault, 99_999)
    const rooms = createLockerRooms(vault)
    expect(rooms.fill(LOCKER).records).toBe(99_999)
    expect(rooms.reserve(LOCKER, { bytes: 1, records: 2 })).toBeNull()
    const last = rooms.reserve(LOCKER, one)
    expect(last).not.toBeNull()
    // What is on its way counts.
    expect(rooms.reserve(LOCKER, one)).toBeNull()
    last?.release()
    await vault.commit(() => [
      { collection: LOCKER, id: 'last', fields: { '.n': [{ value: 1, stamp: vault.stamp() }] } },
    ])
    expect(rooms.fill(LOCKER).records).toBe(100_000)
    expect(rooms.reserve(LOCKER, one)).toBeNull()
    // An update needs no further one, and another locker has its own room.
    expect(rooms.reserve(LOCKER, { bytes: 1, records: 0 })).not.toBeNull()
    expect(rooms.reserve(`${LOCKER}2`, one)).not.toBeNull()
    const { wanted } = rooms.question(LOCKER, one)
    expect(wanted).toEqual({ bytes: ROOM.bytes, records: 200_000 })
    await vault.commit(() => [quotaRecord(LOCKER, wanted, vault.stamp())])
    expect(rooms.reserve(LOCKER, one)).not.toBeNull()
  })

  test('takes from its site what fits, whole, and nothing of what does not', async () => {
    const { scene, page, id } = await own()
    await fill(scene.vault, 99_999)
    const changes = (...ids: string[]) => ids.map((name) => ({ op: 'create', id: name, value: { n: 1 } }))
    const put = async (...ids: string[]) => {
      const members = { grant: id, collection: 'app:notes', changes: changes(...ids) }
      return page.answer(page.send('write', members, false))
    }
    const full = { error: { name: 'QuotaExceededError' } }
    const count = () => call(page, 'count', { grant: id, collection: 'app:notes' })
    expect(await put('a', 'b')).toMatchObject(full)
    expect(await count()).toMatchObject({ ok: { count: 99_999 } })
    expect(await put('a')).toHaveProperty('ok')
    expect(await put('b')).toMatchObject(full)
    // One goes, one comes.
    await write(page, id, [{ op: 'delete', id: 'a' }])
    expect(await put('b')).toHaveProperty('ok')
    expect(await count()).toMatchObject({ ok: { count: 100_000 } })
  })
})
