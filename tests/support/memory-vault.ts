import { toHex } from '@/lib/base/bytes'
import { mergeStates } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { createStamper } from '@/lib/records/stamp'
import type { Inside } from '@/lib/vault/inside'
import type { Vault, VaultReader } from '@/lib/vault/vault'
import { createMemoryBlobs } from '@/tests/support/memory-blobs'

/** An open vault without encryption and disk, for tests of what stands above it. Same contract, same merging. */
export function createMemoryVault({
  device = 'device-a',
  now = () => 0,
}: {
  readonly device?: string
  readonly now?: () => number
} = {}): Vault {
  const stamper = createStamper({ device, now })
  const records = new Map<string, RecordState>()
  const listeners = new Set<Parameters<Vault['subscribe']>[0]>()
  let generation = 0
  const keyOf = (collection: string, id: string) => JSON.stringify([collection, id])

  const reader: VaultReader = {
    get(collection, id) {
      const state = records.get(keyOf(collection, id))
      return state && state.erased === undefined ? state : null
    },
    all: (collection) =>
      [...records.values()].filter((state) => state.collection === collection && state.erased === undefined),
    collections: () => [
      ...new Set(
        [...records.values()].filter((state) => state.erased === undefined).map((state) => state.collection),
      ),
    ],
  }

  return {
    ...reader,
    id: 'memory-vault',
    device,
    blobs: createMemoryBlobs(now),
    // What stands above a vault without a disk has no business with its segments.
    inside: {} as Inside,
    async commit(prepare, { provided } = {}) {
      if (!((await provided) ?? true)) return { generation, changes: [] }
      const changes = prepare(reader)
      for (const change of changes) {
        const key = keyOf(change.collection, change.id)
        const known = records.get(key)
        records.set(key, mergeStates(known ?? change, change))
        for (const versions of Object.values(change.fields))
          for (const version of versions) stamper.saw(version.stamp)
        if (change.erased) stamper.saw(change.erased)
      }
      if (changes.length > 0) generation++
      const touched = changes.map(({ collection, id }) => ({ collection, id }))
      if (touched.length > 0) for (const listener of [...listeners]) listener(touched)
      return { generation, changes }
    },
    refresh: async () => {},
    subscribe(listener, signal) {
      listeners.add(listener)
      signal?.addEventListener('abort', () => listeners.delete(listener))
    },
    health: () => ({
      vaultId: 'memory-vault',
      device,
      generation,
      segments: generation,
      records: [...records.values()].filter((state) => state.erased === undefined).length,
      savedAt: generation > 0 ? now() : null,
      mirroredAt: null,
      mirrored: false,
      unmirrored: 0,
      damaged: [],
      repairs: [],
    }),
    mirrored: async () => {},
    stamp: () => stamper.next(),
    derive(purpose) {
      // Not a key derivation: distinct bytes per purpose are all a test needs.
      const bytes = new Uint8Array(32)
      const hex = toHex(new TextEncoder().encode(purpose))
      for (let i = 0; i < hex.length; i++)
        bytes[i % 32] = ((bytes[i % 32] ?? 0) * 31 + hex.charCodeAt(i)) & 255
      return bytes
    },
    close: () => listeners.clear(),
  }
}
