import { signal } from '@preact/signals'
import { describe, expect, test, vi } from 'vitest'
import type { State } from '@/entrypoints/dashboard/state'
import { createPlaces } from '@/entrypoints/dashboard/state/places'
import type { FolderPicks } from '@/lib/platform/folders'
import type { TestProblem } from '@/lib/protocol/sync-app'
import { readPlaces } from '@/lib/replication/places'
import { createMemoryVault } from '../support/memory-vault'

const CLOUD = {
  kind: 'webdav',
  address: 'https://cloud.example/ada',
  name: 'ada',
  password: 'a secret',
} as const

function setUp({
  allowed = true,
  problem = null as TestProblem | null,
  pick = (async () => null) as () => Promise<{ readonly name: string } | null>,
} = {}) {
  const order: string[] = []
  let made = 0
  const vault = createMemoryVault()
  const edges = {
    random: (length: number) => new Uint8Array(length).fill(++made),
    askPlace: vi.fn((pattern: string) => {
      order.push(`ask ${pattern}`)
      return Promise.resolve(allowed)
    }),
    callApp: vi.fn(async (verb: string) => {
      order.push(verb)
      return { problem }
    }),
  }
  const folders = {
    canPick: true,
    pick,
    keep: vi.fn(async () => undefined),
    allow: vi.fn(async () => null),
  }
  const dashboard = { opened: signal({ vault }) }
  const sync = { run: vi.fn(async () => true) }
  const places = createPlaces(
    { edges, dashboard, sync } as unknown as State,
    folders as unknown as FolderPicks,
  )
  return { places, vault, edges, folders, order, sync }
}

describe('a place that is entered', () => {
  test('is asked about in the press, then asked, then kept: sealed, with a folder’s slash', async () => {
    const { places, vault, edges, order } = setUp()
    const entering = places.enter(null, ' Cloud ', CLOUD)
    // Before anything is awaited, or the browser would refuse its question.
    expect(edges.askPlace).toHaveBeenCalledWith('https://cloud.example/*')
    expect(await entering).toEqual({ ok: true })
    expect(order).toEqual(['ask https://cloud.example/*', 'sync.test'])
    expect(readPlaces(vault)).toMatchObject([
      { name: 'Cloud', isPaused: false, entered: { ...CLOUD, address: 'https://cloud.example/ada/' } },
    ])
  })

  test('with a fault is neither asked about nor asked', async () => {
    const { places, vault, order } = setUp()
    expect(await places.enter(null, '', { ...CLOUD, address: 'http://cloud.example/' })).toEqual({
      at: 'field',
      refusal: { field: 'address', fault: 'not-https' },
    })
    expect([order, readPlaces(vault)]).toEqual([[], []])
  })

  test('that the browser may not reach is not asked and not kept', async () => {
    const { places, vault, order } = setUp({ allowed: false })
    expect(await places.enter(null, '', CLOUD)).toEqual({ at: 'permission' })
    expect(order).toEqual(['ask https://cloud.example/*'])
    expect(readPlaces(vault)).toEqual([])
  })

  test('that does not do what it must is not kept, and says why', async () => {
    const { places, vault } = setUp({ problem: 'refused' })
    expect(await places.enter(null, '', CLOUD)).toEqual({ at: 'place', problem: 'refused' })
    expect(readPlaces(vault)).toEqual([])
  })

  test('is not entered twice, but its own password can be changed', async () => {
    const { places, vault } = setUp()
    await places.enter(null, '', CLOUD)
    expect(await places.enter(null, '', { ...CLOUD, password: 'another' })).toEqual({ at: 'taken' })
    const [place] = readPlaces(vault)
    expect(await places.enter(place?.id ?? '', 'Cloud', { ...CLOUD, password: 'another' })).toEqual({
      ok: true,
    })
    expect(readPlaces(vault)).toMatchObject([{ id: place?.id, entered: { password: 'another' } }])
  })
})

test('a paused place stays paused when its password is changed, and goes on when it is resumed', async () => {
  const { places, vault } = setUp()
  await places.enter(null, '', CLOUD)
  const only = () => readPlaces(vault)[0] as ReturnType<typeof readPlaces>[number]
  await places.pause(only(), true)
  await places.enter(only().id, '', { ...CLOUD, password: 'another' })
  expect(only().isPaused).toBe(true)
  await places.pause(only(), false)
  expect(only().isPaused).toBe(false)
})

test('a removed place is gone with its credentials, and Undo brings it back as it was', async () => {
  const { places, vault } = setUp()
  await places.enter(null, 'Cloud', CLOUD)
  const [before] = readPlaces(vault)
  if (!before) throw new Error('no place')
  const undo = await places.remove(before)
  expect(readPlaces(vault)).toEqual([])
  await undo()
  const [after] = readPlaces(vault)
  expect(after).toMatchObject({ name: before.name, isPaused: before.isPaused, entered: before.entered })
  expect(after?.id).not.toBe(before.id)
})

describe('a folder', () => {
  test('is picked, its way kept beside the log, and it is this device’s', async () => {
    const { places, vault, folders } = setUp({ pick: async () => ({ name: 'Synced' }) })
    expect(await places.pickFolder?.(null)).toEqual({ ok: true })
    const [place] = readPlaces(vault)
    expect(place).toMatchObject({ name: 'Synced', entered: { kind: 'folder', device: vault.device } })
    expect(folders.keep).toHaveBeenCalledWith(place?.id, { name: 'Synced' })
  })

  test('that was not picked, or that the browser does not give, leaves nothing', async () => {
    const left = setUp()
    expect(await left.places.pickFolder?.(null)).toEqual({ at: 'left' })
    const refused = setUp({
      pick: async () => {
        throw new DOMException('no', 'SecurityError')
      },
    })
    expect(await refused.places.pickFolder?.(null)).toEqual({ at: 'folder' })
    expect([readPlaces(left.vault), readPlaces(refused.vault)]).toEqual([[], []])
  })
})
