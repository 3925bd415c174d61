import { concatBytes, fromBase64Url, toBase64Url, utf8 } from '@/lib/base/bytes'
import { isId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { currentValue, versionsOf } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import type { Verify } from '@/lib/replication/object'

/** The devices of a vault, a record each: what is in the log is known to all of them. */
export const DEVICES = '~devices'

/** Sequence number per device id. */
export type Reach = ReadonlyMap<string, number>

export interface Device {
  readonly id: string
  readonly name: string
  /** Ed25519 keys, the newest first. A device has one, unless its own was lost with its disk. */
  readonly keys: readonly Uint8Array[]
  /** X25519 key, to which epochs are wrapped. */
  readonly exchange: Uint8Array | null
  readonly enrolled: { readonly by: string; readonly signature: Uint8Array } | null
  /** Set once, by another device: the last of its segments that counts. */
  readonly removed: { readonly sequence: number } | null
  /** What it has acknowledged to hold. */
  readonly has: Reach
}

interface Records {
  all(collection: string): readonly RecordState[]
}

/** An open vault gives the same list until one of its records changes. */
const read = new WeakMap<readonly RecordState[], readonly Device[]>()

export function readDevices(records: Records): readonly Device[] {
  const list = records.all(DEVICES)
  const known = read.get(list)
  if (known) return known
  const devices = list.flatMap((state) => (isId(state.id) ? [readDevice(state)] : []))
  read.set(list, devices)
  return devices
}

function readDevice(state: RecordState): Device {
  const name = currentValue(state, 'name')
  const removed = currentValue(state, 'removed')
  const sequence = isObject(removed) ? removed.sequence : null
  return {
    id: state.id,
    name: typeof name === 'string' ? name : '',
    keys: versionsOf(state, 'key').flatMap(({ value }) => keyOf(value) ?? []),
    exchange: keyOf(currentValue(state, 'exchange')),
    enrolled: enrolmentOf(currentValue(state, 'enrolled')),
    removed: isSequence(sequence) ? { sequence } : null,
    has: readReach(currentValue(state, 'has')),
  }
}

export function readReach(value: Json): Reach {
  if (!isObject(value)) return new Map()
  const entries = Object.entries(value).filter((entry): entry is [string, number] => isSequence(entry[1]))
  return new Map(entries)
}

export function writeReach(reach: Reach): Json {
  return Object.fromEntries([...reach].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** True when `a` goes at least as far as `b` in every chain. */
export function reaches(a: Reach, b: Reach): boolean {
  return [...b].every(([device, sequence]) => (a.get(device) ?? 0) >= sequence)
}

/**
 * How far the chain of each removed device counts: to where it was when it was removed, or as far as a device that stays had
 * taken it over before it knew, which is in that one's log and must be in everybody's.
 */
export function ends(devices: readonly Device[]): Reach {
  const staying = devices.filter(({ removed }) => removed === null)
  return new Map(
    devices.flatMap(({ id, removed }) =>
      removed ? [[id, Math.max(removed.sequence, ...staying.map(({ has }) => has.get(id) ?? 0))]] : [],
    ),
  )
}

/** What is signed when a device is taken in: by the one that takes it in, or by itself where the recovery phrase did. */
export function enrolmentBytes(
  vaultId: Uint8Array,
  device: { readonly id: string; readonly key: Uint8Array; readonly exchange: Uint8Array },
): Uint8Array {
  const id = fromBase64Url(device.id)
  if (!id) throw new RangeError('not an id')
  return concatBytes(utf8('selfstead/v1/device\0'), vaultId, id, device.key, device.exchange)
}

/** Whether somebody whose key is known vouches for the device's key. */
export async function isEnrolled(
  vaultId: Uint8Array,
  device: Device,
  devices: readonly Device[],
  verify: Verify,
): Promise<boolean> {
  const { enrolled, exchange } = device
  const by = devices.find(({ id }) => id === enrolled?.by)
  if (!enrolled || !exchange || !by) return false
  for (const key of device.keys) {
    const bytes = enrolmentBytes(vaultId, { id: device.id, key, exchange })
    for (const signer of by.keys) if (await verify(signer, enrolled.signature, bytes)) return true
  }
  return false
}

export function enrolmentValue(by: string, signature: Uint8Array): Json {
  return { by, signature: toBase64Url(signature) }
}

function enrolmentOf(value: Json): Device['enrolled'] {
  if (!isObject(value) || typeof value.by !== 'string' || typeof value.signature !== 'string') return null
  const signature = fromBase64Url(value.signature)
  return signature?.length === 64 ? { by: value.by, signature } : null
}

function keyOf(value: Json): Uint8Array | null {
  const bytes = typeof value === 'string' ? fromBase64Url(value) : null
  return bytes?.length === 32 ? bytes : null
}

function isSequence(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
