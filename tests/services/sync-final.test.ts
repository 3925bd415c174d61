import { expect, it } from 'vitest'
import { DEVICES, type Reach } from '@/lib/replication/devices'
import type { Held } from '@/lib/replication/holdings'
import type { Situation } from '@/lib/replication/plan'
import { isEndFinal } from '@/lib/services/sync-final'
import { newVault, put } from '@/tests/vault/support'

const REMOVED = 'BBBBBBBBBBBBBBBBBBBBBA'

/** A snapshot of one part that lies at a place and counts, as the person decided so. */
function after(author: string, covers: Reach): Situation {
  const part: Held = {
    name: 'part',
    device: author,
    deviceTag: '',
    hash: '',
    first: 7,
    last: 1,
    part: 0,
    parts: 1,
    on: new Set(['place']),
  }
  return {
    held: [part],
    views: new Map(),
    tips: covers,
    devices: [],
    snapshots: [{ author, id: 7, parts: 1, covers, erasures: '', forced: true }],
  }
}

it('the end of a removed chain is final with an acknowledged snapshot that holds the removal, and not before', async () => {
  const { vault } = await newVault()
  await put(vault, 'a', 'before')
  await vault.commit(() => [
    {
      collection: DEVICES,
      id: REMOVED,
      fields: { removed: [{ value: { sequence: 3 }, stamp: vault.stamp() }] },
    },
  ])
  const at = vault.chains.tips().find(({ device }) => device === vault.device)?.sequence ?? 0
  await put(vault, 'b', 'after')
  const covering = (sequence: number) => after(vault.device, new Map([[vault.device, sequence]]))
  expect(at).toBe(2)
  expect(await isEndFinal(vault, covering(at - 1), REMOVED)).toBe(false)
  expect(await isEndFinal(vault, { ...covering(at), snapshots: [] }, REMOVED)).toBe(false)
  expect(await isEndFinal(vault, covering(at), REMOVED)).toBe(true)
  expect(await isEndFinal(vault, covering(at + 1), REMOVED)).toBe(true)
  expect(await isEndFinal(vault, covering(at), vault.device)).toBe(false)
})
