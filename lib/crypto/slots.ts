import { type Bytes, concatBytes, equalBytes, readInteger, u64, utf8 } from '@/lib/base/bytes'
import { deriveKey32, hmac256 } from '@/lib/crypto/keys'
import { encodeSlot, parseSlot, SLOT_LENGTH, type Slot } from '@/lib/crypto/slot'

/** All key slots of a vault. Every slot wraps the same root key. */
export interface SlotTable {
  /** 16 bytes; in text the vault's id is their base64url. */
  readonly vaultId: Uint8Array
  /** Counts the rewrites of this table: of several copies the highest is the newest. */
  readonly generation: number
  /** One per kind at most, in the order of kinds, never none. */
  readonly slots: readonly Slot[]
}

/*
 *   0   4  magic       "SSKS"
 *   4   1  version     01
 *   5  16  vault id
 *  21   8  generation
 *  29   1  number of slots
 *  30  163 each
 *  …   32  HMAC-SHA-256(key "slots", all before)
 */
const MAGIC = concatBytes(utf8('SSKS'), Uint8Array.of(1))
const VAULT_ID_AT = 5
const GENERATION_AT = 21
const COUNT_AT = 29
const SLOTS_AT = 30
const MAC_LENGTH = 32
const ORDER: readonly Slot['kind'][] = ['passphrase', 'recovery']

/** Canonical bytes, authenticated under the root key. @throws RangeError for a table that could not be read back. */
export function encodeSlotTable(table: SlotTable, root: Uint8Array): Bytes {
  if (table.vaultId.length !== 16 || !inOrder(table.slots))
    throw new RangeError('slot table is not well formed')
  const body = concatBytes(
    MAGIC,
    table.vaultId,
    u64(table.generation),
    Uint8Array.of(table.slots.length),
    ...table.slots.map(encodeSlot),
  )
  return concatBytes(body, macOf(body, root))
}

/**
 * Reads a table before anything is unlocked: its form is checked strictly, its authenticity cannot be yet.
 * @returns null for anything `encodeSlotTable` would not write.
 */
export function parseSlotTable(bytes: Uint8Array): SlotTable | null {
  const table = salvageSlotTable(bytes)
  if (!table || table.slots.length !== bytes[COUNT_AT]) return null
  return inOrder(table.slots) ? table : null
}

/**
 * The slots that can still be read of a damaged table, so that damage to one way in does not close the other.
 * @returns null when the frame itself is damaged.
 */
export function salvageSlotTable(bytes: Uint8Array): SlotTable | null {
  if (bytes.length < SLOTS_AT + MAC_LENGTH || !equalBytes(bytes.subarray(0, VAULT_ID_AT), MAGIC)) return null
  const count = bytes[COUNT_AT] as number
  if (bytes.length !== SLOTS_AT + count * SLOT_LENGTH + MAC_LENGTH) return null
  const slots: Slot[] = []
  for (let at = SLOTS_AT; at < bytes.length - MAC_LENGTH; at += SLOT_LENGTH) {
    const slot = parseSlot(bytes.subarray(at, at + SLOT_LENGTH))
    if (slot) slots.push(slot)
  }
  try {
    const generation = readInteger(bytes, GENERATION_AT, 8)
    return { vaultId: bytes.slice(VAULT_ID_AT, GENERATION_AT), generation, slots }
  } catch {
    return null
  }
}

/** Whether the table is as we wrote it: after unlocking, shows that a slot was added, removed or replaced. */
export function isAuthentic(bytes: Uint8Array, root: Uint8Array): boolean {
  if (bytes.length < MAC_LENGTH) return false
  const end = bytes.length - MAC_LENGTH
  return equalBytes(macOf(bytes.subarray(0, end), root), bytes.subarray(end))
}

/** Of several copies of a table the newest that is as we wrote it, or null when none is. */
export function newestAuthentic(copies: readonly Uint8Array[], root: Uint8Array): Uint8Array | null {
  const generation = (bytes: Uint8Array) => parseSlotTable(bytes)?.generation ?? -1
  const authentic = copies.filter((bytes) => generation(bytes) >= 0 && isAuthentic(bytes, root))
  return authentic.sort((a, b) => generation(b) - generation(a))[0] ?? null
}

/** The table with `slot` in the place of the one of its kind, as the next generation. */
export function withSlot(table: SlotTable, slot: Slot): SlotTable {
  const slots = ORDER.flatMap((kind) =>
    kind === slot.kind ? [slot] : table.slots.filter((other) => other.kind === kind),
  )
  return { ...table, generation: table.generation + 1, slots }
}

function inOrder(slots: readonly Slot[]): boolean {
  const ranks = slots.map((slot) => ORDER.indexOf(slot.kind))
  return ranks.length > 0 && ranks.every((rank, i) => i === 0 || rank > (ranks[i - 1] as number))
}

function macOf(body: Uint8Array, root: Uint8Array): Bytes {
  const key = deriveKey32(root, 'slots')
  const mac = hmac256(key, body)
  key.fill(0)
  return mac
}
