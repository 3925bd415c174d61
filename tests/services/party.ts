import { createSyncing, type SyncEdges, type Syncing } from '@/lib/services/syncing'
import type { DeepVault } from '@/lib/vault/deep'
import { realCrypto } from '@/tests/services/device-world'
import type { MemoryDevice } from '@/tests/support/memory-places'
import type { MemoryReplica } from '@/tests/support/memory-replica'

/** A device of a vault, with what keeps it at its places. */
export interface Party {
  readonly device: MemoryDevice
  readonly vault: DeepVault
  readonly syncing: Syncing
}

export const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

export function syncingOf(
  vault: DeepVault,
  replicas: readonly MemoryReplica[],
  now = () => 1_790_000_000_000,
  more: Partial<SyncEdges> = {},
): Syncing {
  return createSyncing({
    vault,
    replicas: replicas.map((replica, at) => ({ id: `place-${at}`, replica })),
    crypto: realCrypto,
    random,
    name: 'a device',
    now,
    timeout: () => new AbortController().signal,
    sleep: () => new Promise(() => {}),
    alarm: () => {},
    ...more,
  })
}
