import { toBase64Url } from '@/lib/base/bytes'
import type { Json } from '@/lib/base/json'
import { encodeSlot, type Slot } from '@/lib/crypto/slot'
import { currentValue } from '@/lib/records/merge'
import { readEpochs } from '@/lib/replication/epochs'
import { objectHash, parseSlotsName, type SlotsName, slotsName } from '@/lib/replication/object-name'
import {
  encodeRecovery,
  exchangeField,
  RECOVERY,
  RECOVERY_ID,
  readRecovery,
  slotField,
  slotValue,
} from '@/lib/replication/recovery'
import { changeOf } from '@/lib/services/sync-change'
import type { Lane } from '@/lib/services/sync-lane'
import type { DeepVault } from '@/lib/vault/deep'

/** Says in the log which phrase counts: one that was not known before counts from now on. */
export async function notePhrase(vault: DeepVault, slot: Slot, exchange: Uint8Array | null): Promise<void> {
  const id = toBase64Url(slot.id)
  await vault.commit((state) => {
    const { current, known } = readRecovery(state)
    const record = state.get(RECOVERY, RECOVERY_ID)
    const fields: { [field: string]: Json } = {}
    if (!known.has(id)) fields[slotField(id)] = slotValue(encodeSlot(slot), (current?.generation ?? 0) + 1)
    const field = exchangeField(id)
    const key = exchange && toBase64Url(exchange)
    if (key && (record ? currentValue(record, field) : null) !== key) fields[field] = key
    return Object.keys(fields).length > 0 ? [changeOf(vault, RECOVERY, RECOVERY_ID, fields)] : []
  })
}

/** Keeps one recovery phrase for all devices, and what it needs at all places. */
export interface RecoveryKeeping {
  /** A phrase this device was given is said to the others; one that was replaced on another device opens nothing here any more. */
  settle(): Promise<void>
  /** Has each place hold what a device with nothing but the phrase needs. `look`: also that it is whole where it lies. */
  spread(look: boolean): Promise<void>
  /** Whether place and phrase are enough to come by everything. */
  isEnough(): boolean
}

export interface RecoveryParts {
  readonly vault: DeepVault
  readonly vaultTag: string
  readonly lanes: readonly Lane[]
}

/** Epochs a phrase can have: the number of its wraps makes the end of the generation in the name. */
const EPOCHS = 65_536

export function createRecoveryKeeping({ vault, vaultTag, lanes }: RecoveryParts): RecoveryKeeping {
  function made(): { readonly name: SlotsName; readonly bytes: Uint8Array<ArrayBuffer> } | null {
    const { current } = readRecovery(vault)
    if (!current) return null
    const wraps = [...readEpochs(vault)]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((epoch) => epoch.wraps.get(current.id) ?? [])
    const table = vault.slots.tableOf(current.slot, current.generation)
    const bytes = encodeRecovery({ table, wraps })
    const generation = current.generation * EPOCHS + wraps.length
    const name = parseSlotsName(slotsName(vaultTag, generation, bytes))
    return name && { name, bytes }
  }

  async function isWhole(lane: Lane, { name, hash }: SlotsName): Promise<boolean> {
    const bytes = await lane.slots.get(name)
    if (bytes && objectHash(bytes) === hash) return true
    // A place that was not reached is looked at another time.
    if (lane.isUp) await lane.slots.delete(name)
    return false
  }

  return {
    async settle() {
      const own = await vault.slots.recovery()
      const { current, known } = readRecovery(vault)
      const id = own && toBase64Url(own.id)
      if (own && id && !known.has(id)) await notePhrase(vault, own, null)
      else if (current && current.id !== id) await vault.slots.adopt(current.slot)
    },
    async spread(look) {
      const wanted = made()
      if (!wanted) return
      const { name, bytes } = wanted
      for (const lane of lanes) {
        if (!lane.isUp || lane.busy) continue
        const isThere = lane.slots.names.has(name.name)
        const isGood = isThere && (!look || (await isWhole(lane, name)))
        if (!isGood && !(await lane.slots.put(name, bytes))) continue
        for (const old of [...lane.slots.names.values()])
          if (old.name !== name.name && old.generation <= name.generation) await lane.slots.delete(old.name)
      }
    },
    isEnough() {
      const { current } = readRecovery(vault)
      return current !== null && readEpochs(vault).every(({ wraps }) => wraps.has(current.id))
    },
  }
}
