import { expect, it } from 'vitest'
import type { Json } from '@/lib/base/json'
import type { Stamp } from '@/lib/records/record'
import { DEVICES, type Reach } from '@/lib/replication/devices'
import type { Held } from '@/lib/replication/holdings'
import type { Situation } from '@/lib/replication/plan'
import { areForgotten, isEndFinal } from '@/lib/services/sync-final'
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

const UNKNOWN = 'CCCCCCCCCCCCCCCCCCCCCA'
const STAYING = 'DDDDDDDDDDDDDDDDDDDDDA'
const BLOB = 'EEEEEEEEEEEEEEEEEEEEEA'

it('the end is final as well where the remover gave up its id, and the removal was said again under another one', async () => {
  const { vault } = await newVault()
  const removal = `0195a00000000001-${UNKNOWN}` as Stamp
  const of = (value: Json) => [{ value, stamp: removal }]
  await vault.commit(() => [
    { collection: DEVICES, id: REMOVED, fields: { removed: of({ sequence: 3 }) } },
    { collection: DEVICES, id: UNKNOWN, fields: { parted: of({ sequence: 0 }) } },
  ])
  const covering = (sequence: number) => after(vault.device, new Map([[vault.device, sequence]]))
  expect(await isEndFinal(vault, covering(0), REMOVED)).toBe(false)
  expect(await isEndFinal(vault, covering(1), REMOVED)).toBe(true)
})

/** A vault that knows of a removal, how far the removed chain counts, and of a device that stays. */
async function removing(sequence: number, has: Record<string, number> = {}) {
  const { vault } = await newVault()
  await vault.commit(() => {
    const of = (value: Json) => [{ value, stamp: vault.stamp() }]
    return [
      { collection: DEVICES, id: REMOVED, fields: { removed: of({ sequence }) } },
      { collection: DEVICES, id: STAYING, fields: { has: of(has) } },
    ]
  })
  const final = after(vault.device, new Map([[vault.device, 1]]))
  const part = (author: string, by: string) => {
    const stamp = `0195a00000000001-${by}` as Stamp
    return { author, id: BLOB, namings: [{ collection: 'files', id: 'a', field: 'file', stamp }] }
  }
  return { vault, final, open: { ...final, snapshots: [] }, part }
}

it('what a removed device named holds an attachment until its chain is here as far as it counts, and final', async () => {
  const { vault, final, open, part } = await removing(0)
  expect(await areForgotten(vault, final, part(REMOVED, REMOVED))).toBe(true)
  expect(await areForgotten(vault, final, part(STAYING, REMOVED))).toBe(true)
  expect(await areForgotten(vault, open, part(REMOVED, REMOVED))).toBe(false)
  const less = await removing(3)
  expect(await areForgotten(less.vault, less.final, part(REMOVED, REMOVED))).toBe(false)
})

it('what a device named that nobody knows holds it while whoever wrote it stays, or anybody who stays has that one', async () => {
  const { vault, final, open, part } = await removing(0)
  expect(await areForgotten(vault, final, part(REMOVED, UNKNOWN))).toBe(true)
  expect(await areForgotten(vault, open, part(REMOVED, UNKNOWN))).toBe(false)
  expect(await areForgotten(vault, final, part(STAYING, UNKNOWN))).toBe(false)
  const had = await removing(0, { [UNKNOWN]: 2 })
  expect(await areForgotten(had.vault, had.final, had.part(REMOVED, UNKNOWN))).toBe(false)
  expect(await areForgotten(vault, final, { ...part(REMOVED, UNKNOWN), namings: [] })).toBe(false)
})
