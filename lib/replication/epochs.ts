import { type Bytes, concatBytes, fromBase64Url, toBase64Url, utf8 } from '@/lib/base/bytes'
import { isId, type RandomBytes } from '@/lib/base/ids'
import { hkdf, KEY_LENGTH } from '@/lib/crypto/keys'
import { open, seal } from '@/lib/crypto/seal'
import { currentValue } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { type Device, outIds } from '@/lib/replication/devices'
import type { Recoveries } from '@/lib/replication/recovery'

/*
 * Objects are sealed with the key of an epoch. The first follows from the root key; each later one is random, made when a
 * device is removed. Its id is HKDF-SHA-256(ikm = key, salt = empty, info = "selfstead/v1/epoch/id", L = 16). It lies in the log
 * as a record of `~epochs` with a field `wrap/<device id>` for each device that stays, and the same wraps stand before every
 * object of the epoch, so that whoever has one of them has the epoch:
 *
 *   0  32  an X25519 key used once
 *  32 108  the epoch's key, sealed
 *
 *   key = HKDF-SHA-256(ikm = X25519(once, device's), salt = once's public key ‖ device's, info = "selfstead/v1/epoch", L = 32)
 *   context = "selfstead/v1/epoch" ‖ 00 ‖ vault id 16 ‖ device id 16
 */
export const EPOCHS = '~epochs'
const WRAP = 'wrap/'
const LABEL = utf8('selfstead/v1/epoch')
const PUBLIC = 32

/** An X25519 key pair (RFC 7748), as the platform has it. */
export interface Exchange {
  readonly publicKey: Uint8Array
  agree(other: Uint8Array): Promise<Uint8Array>
}

export interface Epoch {
  readonly id: string
  readonly wraps: ReadonlyMap<string, Uint8Array>
  /** By which the newest is told. */
  readonly made: string
}

/** The first epoch, which has no record. */
export const FIRST_EPOCH = ''

export function firstEpoch(base: Uint8Array): Bytes {
  return hkdf(base, new Uint8Array(0), utf8('selfstead/v1/replica/epoch'), KEY_LENGTH)
}

/** What an epoch goes by. */
export function epochId(key: Uint8Array): string {
  return toBase64Url(hkdf(key, new Uint8Array(0), utf8('selfstead/v1/epoch/id'), 16))
}

export function readEpochs(records: { all(collection: string): readonly RecordState[] }): readonly Epoch[] {
  return records.all(EPOCHS).flatMap((state) => {
    const made = currentValue(state, 'made')
    if (!isId(state.id) || made !== true) return []
    const wraps = new Map<string, Uint8Array>()
    for (const field of Object.keys(state.fields)) {
      const value = field.startsWith(WRAP) ? currentValue(state, field) : null
      const bytes = typeof value === 'string' ? fromBase64Url(value) : null
      if (bytes) wraps.set(field.slice(WRAP.length), bytes)
    }
    const stamp = state.fields.made?.at(-1)?.stamp ?? ''
    return [{ id: state.id, wraps, made: stamp }]
  })
}

/**
 * The epochs that no removed device can read and no recovery phrase that was replaced, newest first. The first of all is one as
 * long as there is none of either. Where there is none a new one has to be made.
 */
export function goodEpochs(
  epochs: readonly Epoch[],
  devices: readonly Device[],
  { known, current }: Recoveries,
): readonly string[] {
  const removed = new Set(outIds(devices))
  for (const id of known) if (id !== current?.id) removed.add(id)
  const good = epochs.filter(({ wraps }) => ![...wraps.keys()].some((id) => removed.has(id)))
  const ids = [...good].sort((a, b) => (a.made > b.made ? -1 : 1)).map(({ id }) => id)
  return removed.size === 0 ? [...ids, FIRST_EPOCH] : ids
}

export function wrapField(device: string): string {
  return `${WRAP}${device}`
}

interface Wrapping {
  readonly vaultId: Uint8Array
  readonly device: string
}

/** @param once a key pair that is used for nothing else. */
export async function wrapEpoch(
  key: Uint8Array,
  wrapping: Wrapping,
  to: Uint8Array,
  once: Exchange,
  random: RandomBytes,
): Promise<Bytes> {
  const shared = sharedKey(await once.agree(to), once.publicKey, to)
  return concatBytes(once.publicKey, seal(shared, contextOf(wrapping), key, random))
}

/** @returns null when it was wrapped to another key, or for something else. */
export async function unwrapEpoch(
  wrapped: Uint8Array,
  wrapping: Wrapping,
  own: Exchange,
): Promise<Bytes | null> {
  if (wrapped.length <= PUBLIC) return null
  const once = wrapped.slice(0, PUBLIC)
  const shared = await own.agree(once).catch(() => null)
  if (!shared) return null
  const key = open(sharedKey(shared, once, own.publicKey), contextOf(wrapping), wrapped.subarray(PUBLIC))
  return key?.length === KEY_LENGTH ? key : null
}

function sharedKey(shared: Uint8Array, once: Uint8Array, to: Uint8Array): Bytes {
  return hkdf(shared, concatBytes(once, to), LABEL, KEY_LENGTH)
}

function contextOf({ vaultId, device }: Wrapping): Bytes {
  return concatBytes(LABEL, Uint8Array.of(0), vaultId, fromBase64Url(device) ?? new Uint8Array(0))
}
