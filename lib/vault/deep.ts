import type { RecordState } from '@/lib/records/record'
import { createChains } from '@/lib/vault/chain-keeper'
import type { Chains } from '@/lib/vault/chains'
import { createSealedBlobs, type SealedBlobs } from '@/lib/vault/sealed-blobs'
import { createSlotKeeper, type VaultSlots } from '@/lib/vault/slot-keeper'
import { writeSlots } from '@/lib/vault/slot-writer'
import type { Vault } from '@/lib/vault/vault'

/** An open vault as replicas need it: sealed, as it lies on the disk. */
export interface DeepVault extends Vault {
  /** The log as chains of sealed segments. */
  readonly chains: Chains
  /** Attachments as they lie sealed. */
  readonly sealedBlobs: SealedBlobs
  readonly slots: VaultSlots
  /** All that is known of a record, also where it was erased. */
  known(collection: string, id: string): RecordState | null
  /** All records, also erased ones, in no order. */
  each(): Iterable<RecordState>
}

const known = new WeakMap<Vault, DeepVault>()

/** The same vault, and always the same object for it. */
export function deepVault(vault: Vault): DeepVault {
  const before = known.get(vault)
  if (before) return before
  const { inside } = vault
  const deep: DeepVault = {
    ...vault,
    get device() {
      return vault.device
    },
    chains: createChains(inside),
    sealedBlobs: createSealedBlobs(inside.sealedBlobs),
    known: inside.state.raw,
    each: inside.state.each,
    slots: createSlotKeeper({ ...inside, write: (root, slots) => writeSlots(inside.places, root, slots) }),
  }
  known.set(vault, deep)
  known.set(deep, deep)
  return deep
}
