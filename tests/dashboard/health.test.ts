import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { Dashboard } from '@/entrypoints/dashboard/state/dashboard'
import type { DashboardEdges } from '@/entrypoints/dashboard/state/edges'
import { createHealth, isMirrored } from '@/entrypoints/dashboard/state/health'
import type { Health } from '@/lib/vault/vault'

const WELL: Health = {
  vaultId: 'vault',
  device: 'device',
  generation: 3,
  segments: 3,
  records: 2,
  savedAt: 10,
  mirroredAt: 10,
  mirrored: true,
  unmirrored: 0,
  damaged: [],
  repairs: [],
}

test('the mirror holds everything only when no record and no attachment is missing from it', () => {
  expect(isMirrored(WELL)).toBe(true)
  expect(isMirrored({ ...WELL, mirrored: false })).toBe(false)
  expect(isMirrored({ ...WELL, unmirrored: 1 })).toBe(false)
})

test('the mirror is looked at again until it holds every attachment, and no longer', () => {
  let beat = (): void => undefined
  let looks = 0
  const found = { ...WELL, unmirrored: 2 }
  const vault = {
    health: () => {
      looks++
      return { ...found }
    },
  }
  const dashboard = { tick: signal(0), opened: signal({ vault }) } as unknown as Dashboard
  const edges = {
    every: (_: number, work: () => void) => {
      beat = work
    },
    storage: { persisted: () => Promise.resolve(true) },
    now: () => 20,
  } as unknown as DashboardEdges
  const { health } = createHealth(edges, dashboard, new AbortController().signal)
  expect(health.value?.unmirrored).toBe(2)
  found.unmirrored = 0
  expect(health.value?.unmirrored).toBe(2)
  beat()
  expect(health.value?.unmirrored).toBe(0)
  const before = looks
  beat()
  expect(health.value?.unmirrored).toBe(0)
  expect(looks).toBe(before)
})
