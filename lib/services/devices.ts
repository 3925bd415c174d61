import type { RecordState } from '@/lib/records/record'
import { DEVICES, type Device, readDevices } from '@/lib/replication/devices'
import { openIdentity, type SyncCrypto } from '@/lib/services/sync-identity'
import { deepVault } from '@/lib/vault/deep'
import type { Vault } from '@/lib/vault/vault'

/*
 * The devices of a vault, as a page of ours works with them; nothing here asks a place. How one comes to be one:
 *
 *   on the device that has the vault      on the new device                          runs in
 *   inviting.ts  invite()  -> text        joining.ts  byInvitation(text)             background (it alone connects)
 *                look()    -> words                   look()    -> the same words    background, asked every 2 s by the page
 *                admit()                              look()    -> 'ready'           after the person compared the words
 *                                         joining.ts  byPhrase(place, words) -> 'ready'
 *                                         unlocking.ts join(joined, passphrase)      page: Argon2id, IndexedDB
 *
 * What `join` makes is empty: the first round of `Syncing` fills it, over the places of `joinedOver` (sync-identity.ts) as long as the
 * log names none.
 */
export interface Devices {
  /** Without ids that nobody goes by any more. */
  list(): readonly Device[]
  /** @throws RangeError for a name that is empty or longer than 100 characters, or a device that is not there. */
  rename(device: string, name: string): Promise<void>
  /**
   * Removes another device, for good: what it writes from now on nobody takes over, and what is written from now on it cannot
   * read. What it could read before it may have kept. @throws RangeError for this device itself.
   */
  remove(device: string): Promise<void>
}

export interface DevicesEdges {
  readonly vault: Vault
  readonly crypto: SyncCrypto
  readonly random: (length: number) => Uint8Array
  /** What this device calls itself, where it has no name yet. */
  readonly name: string
}

const LONGEST_NAME = 100

export function createDevices({ vault, crypto, random, name }: DevicesEdges): Devices {
  function known(id: string): Device {
    const device = readDevices(vault).find((one) => one.id === id)
    if (!device) throw new RangeError('no such device')
    return device
  }

  return {
    list: () => readDevices(vault).filter(({ parted }) => !parted),
    async rename(id, next) {
      const trimmed = next.trim()
      if (trimmed === '' || trimmed.length > LONGEST_NAME) throw new RangeError('not a name')
      if (known(id).name === trimmed) return
      const change = (): RecordState => ({
        collection: DEVICES,
        id,
        fields: { name: [{ value: trimmed, stamp: vault.stamp() }] },
      })
      await vault.commit(() => [change()])
    },
    async remove(id) {
      if (id === vault.device) throw new RangeError('a device does not remove itself')
      if (known(id).removed) return
      const identity = await openIdentity(deepVault(vault), crypto, random, name)
      // Whoever removes another is known itself.
      await identity.enrol()
      await identity.remove(id)
    },
  }
}
