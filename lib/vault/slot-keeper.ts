import type { Bytes } from '@/lib/base/bytes'
import type { Secret } from '@/lib/base/secret'
import type { Slot } from '@/lib/crypto/slot'
import { encodeSlotTable, isAuthentic, parseSlotTable, withSlot } from '@/lib/crypto/slots'
import type { LogDatabase } from '@/lib/vault/database'
import { uncheck } from '@/lib/vault/mirror'

/** The recovery phrase's way in, as this device's slot table has it; passphrases are each device's own. */
export interface VaultSlots {
  /** Null where there is none, or the table cannot be believed. */
  recovery(): Promise<Slot | null>
  /** Puts one that another device made in place of this device's, which opens nothing any more. */
  adopt(slot: Slot): Promise<void>
  /** Canonical bytes of a table of this vault with this slot alone. */
  tableOf(slot: Slot, generation: number): Bytes
}

export interface SlotParts {
  readonly database: LogDatabase
  readonly root: Secret
  readonly vaultId: Uint8Array
  /** Writes the slot table to database, mirror and sentinel. */
  readonly write: (root: Uint8Array, slots: Uint8Array) => Promise<void>
}

export function createSlotKeeper({ database, root, vaultId, write }: SlotParts): VaultSlots {
  async function table() {
    const bytes = uncheck((await database.look()).slots)
    return bytes && isAuthentic(bytes, root.reveal()) ? parseSlotTable(bytes) : null
  }

  return {
    async recovery() {
      return (await table())?.slots.find(({ kind }) => kind === 'recovery') ?? null
    },
    async adopt(slot) {
      const stored = await table()
      if (!stored || slot.kind !== 'recovery') return
      const key = Uint8Array.from(root.reveal())
      try {
        await write(key, encodeSlotTable(withSlot(stored, slot), key))
      } finally {
        key.fill(0)
      }
    },
    tableOf: (slot, generation) => encodeSlotTable({ vaultId, generation, slots: [slot] }, root.reveal()),
  }
}
