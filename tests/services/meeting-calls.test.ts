import { describe, expect, test } from 'vitest'
import { placeChange } from '@/lib/replication/places'
import { createMeetingCalls } from '@/lib/services/meeting-calls'
import type { Session } from '@/lib/services/session'
import type { Vault } from '@/lib/vault/vault'
import { memoryReplica } from '../support/memory-replica'
import { createMemoryVault } from '../support/memory-vault'
import { meetingStore, realCrypto } from './device-world'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const WEBDAV = { kind: 'webdav', address: 'https://cloud.example/', name: 'ada', password: 'x' } as const

function setUp({ vault = null as Vault | null, isEmpty = true } = {}) {
  const replica = memoryReplica()
  const opened: string[] = []
  const calls = createMeetingCalls({
    session: { vault: async () => vault } as unknown as Session,
    root: async () => random(32),
    crypto: realCrypto,
    random,
    now: () => 1_000_000,
    name: async () => 'Desk',
    open: (place) => {
      opened.push(place.kind)
      return replica
    },
    timeout: () => new AbortController().signal,
    inviting: meetingStore(),
    joining: meetingStore(),
    isEmpty: async () => isEmpty,
  })
  return { calls, opened }
}

describe('a device that lets another in', () => {
  test('is unlocked', async () => {
    const { calls } = setUp()
    for (const verb of [
      'sync.invite',
      'sync.invite.look',
      'sync.invite.admit',
      'sync.invite.cancel',
    ] as const)
      await expect(calls[verb]({})).rejects.toMatchObject({ code: 'locked' })
  })

  test('has a place that the other can reach, and a folder is none', async () => {
    const vault = createMemoryVault()
    const folder = { kind: 'folder', device: vault.device } as const
    await vault.commit(() => [placeChange(`${'f'.repeat(21)}A`, { entered: folder }, vault.stamp())])
    const { calls, opened } = setUp({ vault })
    await expect(calls['sync.invite']({})).rejects.toMatchObject({ code: 'not-found' })
    expect(opened).toEqual([])
  })
})

describe('a device that is let in', () => {
  test('has no vault yet, or nobody is asked', async () => {
    const { calls, opened } = setUp({ isEmpty: false })
    await expect(
      calls['join.invitation']({ text: 'selfstead-device:1:x', name: 'Lap' }),
    ).rejects.toMatchObject({ code: 'broken' })
    await expect(
      calls['join.phrase']({ place: { ...WEBDAV }, words: '', name: 'Laptop' }),
    ).rejects.toMatchObject({
      code: 'broken',
    })
    expect(opened).toEqual([])
  })

  test('reads what was typed as strictly as any place', async () => {
    const { calls, opened } = setUp()
    for (const place of [{ kind: 'folder' }, { ...WEBDAV, address: 'http://cloud.example/' }])
      await expect(calls['join.phrase']({ place, words: '', name: 'Laptop' })).rejects.toMatchObject({
        code: 'bad-params',
      })
    expect(opened).toEqual([])
  })

  test('is told what is no invitation, and that nothing is under way', async () => {
    const { calls } = setUp()
    expect(await calls['join.look']({})).toEqual({ state: 'none' })
    expect(await calls['join.invitation']({ text: 'hello', name: 'Lap' })).toMatchObject({
      state: 'refused',
      problem: 'foreign',
    })
  })
})
