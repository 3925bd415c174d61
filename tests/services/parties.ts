import { ed25519FromSeed, ed25519Verify } from '@/lib/platform/ed25519'
import { x25519FromSeed } from '@/lib/platform/x25519'
import type { SyncCrypto } from '@/lib/services/sync-identity'
import { createSyncing, type SyncEdges, type Syncing } from '@/lib/services/syncing'
import type { DeepVault } from '@/lib/vault/deep'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { newVault } from '@/tests/vault/support'

const crypto25519: SyncCrypto = {
  signer: ed25519FromSeed,
  verify: ed25519Verify,
  exchange: x25519FromSeed,
}

/** A device with an open vault and its replication, which does nothing by itself. */
export interface Party {
  readonly device: MemoryDevice
  readonly vault: DeepVault
  readonly syncing: Syncing
  readonly alarms: number[]
}

export function edges(
  vault: DeepVault,
  replicas: readonly MemoryReplica[],
  more: Partial<SyncEdges> = {},
): SyncEdges {
  return {
    vault,
    replicas: replicas.map((replica, at) => ({ id: `place-${at}`, replica })),
    crypto: crypto25519,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    name: 'a device',
    now: () => 1_790_000_000_000,
    timeout: () => new AbortController().signal,
    sleep: () => new Promise(() => {}),
    alarm: () => {},
    ...more,
  }
}

export async function party(
  replicas: readonly MemoryReplica[],
  more: Partial<SyncEdges> = {},
): Promise<Party> {
  const { device, vault } = await newVault(memoryDevice())
  const alarms: number[] = []
  const alarm = (at: number) => void alarms.push(at)
  return { device, vault, syncing: createSyncing(edges(vault, replicas, { alarm, ...more })), alarms }
}

export const places = (count: number): readonly MemoryReplica[] =>
  Array.from({ length: count }, () => memoryReplica())

/** Rounds until nothing new is written. */
export async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 6; round++) for (const { syncing } of parties) await syncing.run(true)
}
