import {
  type Bytes,
  concatBytes,
  equalBytes,
  fromBase64Url,
  readInteger,
  toBase64Url,
  u16,
  utf8,
} from '@/lib/base/bytes'
import { isId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { hkdf, KEY_LENGTH } from '@/lib/crypto/keys'
import { parseSlot, type Slot } from '@/lib/crypto/slot'
import { currentValue, currentVersion, versionsOf } from '@/lib/records/merge'
import type { FieldVersion, RecordState } from '@/lib/records/record'
import { WRAP } from '@/lib/replication/envelope'

/*
 * The slots of recovery phrases in the log, so that all devices know which phrase counts: one record, and in it for each
 * phrase that ever was, by the id of its slot,
 *
 *   slot/<id>       { generation, slot }     the slot (docs/FORMAT.md, "Key slots"), base64url
 *   exchange/<id>   base64url                the phrase's X25519 key, to which epochs are wrapped as they are to a device
 *
 * The phrase's key pair is that of the seed HKDF(the phrase's 32 bytes, "selfstead/v1/recovery/exchange").
 */
export const RECOVERY = '~recovery'
export const RECOVERY_ID = 'phrase'
const SLOT = 'slot/'

export interface Recovery {
  /** Of its slot, base64url. */
  readonly id: string
  /** One more with every new phrase. */
  readonly generation: number
  readonly slot: Slot
  readonly bytes: Bytes
  /** Null where nobody who knew the phrase has said it yet: then it opens the root key, and no later epoch. */
  readonly exchange: Bytes | null
}

export interface Recoveries {
  /** The phrase that counts: the newest. */
  readonly current: Recovery | null
  /** Slots of all phrases that ever were. */
  readonly known: ReadonlySet<string>
}

export function readRecovery(records: {
  get(collection: string, id: string): RecordState | null
}): Recoveries {
  const state = records.get(RECOVERY, RECOVERY_ID)
  const known = new Set<string>()
  let current: Recovery | null = null
  let newest = ''
  for (const field of Object.keys(state?.fields ?? {})) {
    const id = field.startsWith(SLOT) ? field.slice(SLOT.length) : ''
    if (!state || !isId(id)) continue
    known.add(id)
    const found = newestOf(id, versionsOf(state, field), currentValue(state, exchangeField(id)))
    const stamp = currentVersion(state, field)?.stamp ?? ''
    const isLater = !current || (found && found.generation > current.generation)
    if (found && (isLater || (found.generation === current?.generation && stamp > newest))) {
      current = found
      newest = stamp
    }
  }
  return { current, known }
}

export function slotField(id: string): string {
  return `${SLOT}${id}`
}

export function exchangeField(id: string): string {
  return `exchange/${id}`
}

export function slotValue(bytes: Uint8Array, generation: number): Json {
  return { generation, slot: toBase64Url(bytes) }
}

/** Seed of the phrase's X25519 key pair. @param entropy the phrase's 32 bytes. */
export function recoverySeed(entropy: Uint8Array): Bytes {
  return hkdf(entropy, new Uint8Array(0), utf8('selfstead/v1/recovery/exchange'), KEY_LENGTH)
}

/*
 * What lies in replicas for a device that has nothing but the phrase, under `v1/<vault tag>/slots/<generation>-<hash>`:
 *
 *   0   4  'SSrc'
 *   4   2  version 01, algorithm 01
 *   6   2  length of the slot table, then the table (docs/FORMAT.md), with the recovery slot alone
 *   …   2  number of wraps, then 140 each: epochs, wrapped to the phrase's X25519 key with the slot's id in place of a device's
 */
const MAGIC = utf8('SSrc')
const START = concatBytes(MAGIC, Uint8Array.of(1, 1))
const TABLE_AT = START.length + 2
const MOST_WRAPS = 256
/** Most bytes of one: what is larger is not read. */
export const RECOVERY_LIMIT = 65_536

export interface RecoveryObject {
  readonly table: Uint8Array
  readonly wraps: readonly Uint8Array[]
}

export function encodeRecovery({ table, wraps }: RecoveryObject): Bytes {
  const all = wraps.slice(0, MOST_WRAPS)
  if (all.some(({ length }) => length !== WRAP)) throw new RangeError('not a wrap')
  return concatBytes(START, u16(table.length), table, u16(all.length), ...all)
}

/** @returns null for anything `encodeRecovery` would not write; `newer` for a later version. */
export function parseRecovery(bytes: Uint8Array): RecoveryObject | 'newer' | null {
  if (bytes.length < TABLE_AT || !equalBytes(bytes.subarray(0, MAGIC.length), MAGIC)) return null
  if (!equalBytes(bytes.subarray(0, START.length), START)) return 'newer'
  const end = TABLE_AT + readInteger(bytes, START.length, 2)
  if (bytes.length < end + 2) return null
  const count = readInteger(bytes, end, 2)
  if (count > MOST_WRAPS || bytes.length !== end + 2 + count * WRAP) return null
  const wraps = Array.from({ length: count }, (_, at) =>
    bytes.slice(end + 2 + at * WRAP, end + 2 + (at + 1) * WRAP),
  )
  return { table: bytes.slice(TABLE_AT, end), wraps }
}

/** Whoever did not know better said a lower generation of the same slot: the highest is what was meant. */
function newestOf(id: string, versions: readonly FieldVersion[], exchange: Json): Recovery | null {
  const found = versions.flatMap(({ value }) => parse(id, value, exchange) ?? [])
  return found.sort((a, b) => b.generation - a.generation)[0] ?? null
}

function parse(id: string, value: Json, exchange: Json): Recovery | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { generation, slot: text } = value as { readonly [member: string]: Json }
  const bytes = typeof text === 'string' ? fromBase64Url(text) : null
  const slot = bytes && parseSlot(bytes)
  if (!bytes || slot?.kind !== 'recovery' || toBase64Url(slot.id) !== id) return null
  if (typeof generation !== 'number' || !Number.isSafeInteger(generation) || generation < 1) return null
  const key = typeof exchange === 'string' ? fromBase64Url(exchange) : null
  return { id, generation, slot, bytes, exchange: key?.length === 32 ? key : null }
}
