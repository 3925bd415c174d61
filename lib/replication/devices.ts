import { concatBytes, fromBase64Url, utf8 } from '@/lib/base/bytes'
import { idBytes, isId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { currentValue, versionsOf } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import type { Verify } from '@/lib/replication/object'

/** The devices of a vault, a record each: what is in the log is known to all of them. */
export const DEVICES = '~devices'
const VOUCH = 'vouch/'

/** Sequence number per device id. */
export type Reach = ReadonlyMap<string, number>

export interface Device {
  readonly id: string
  readonly name: string
  /** Ed25519 keys, the newest first. A device has one, unless its own was lost with its disk. */
  readonly keys: readonly Uint8Array[]
  /** X25519 key, to which epochs are wrapped. */
  readonly exchange: Uint8Array | null
  /** Signatures of those that vouch for it, by device id. */
  readonly vouches: ReadonlyMap<string, Uint8Array>
  /** Set once, by another device: the last of its segments that counts. */
  readonly removed: { readonly sequence: number } | null
  /** Two went on under this id: nobody shall any more, and its chain ends where both still say the same. */
  readonly parted: { readonly sequence: number } | null
  /** Ids under which it was before, whose keys somebody else may have. */
  readonly was: readonly string[]
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
    vouches: vouchesOf(state),
    removed: isSequence(sequence) ? { sequence } : null,
    parted: partedOf(state),
    was: idsOf(currentValue(state, 'was')),
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

/** Whether somebody goes by its id that counts. */
export function isStaying({ removed, parted }: Device): boolean {
  return removed === null && parted === null
}

/** Ids whose keys somebody has who was removed: its own, and what it was before, once nobody else goes by that. */
export function outIds(devices: readonly Device[]): ReadonlySet<string> {
  const removed = devices.filter((device) => device.removed)
  const before = new Set(removed.flatMap(({ was }) => was))
  return new Set([
    ...removed.map(({ id }) => id),
    ...devices.flatMap(({ id, parted }) => (parted && before.has(id) ? [id] : [])),
  ])
}

/**
 * How far the chain of each removed device counts: to where it was when it was removed, or as far as a device that stays had
 * taken it over before it knew, which is in that one's log and must be in everybody's. A chain that says two things ends before that.
 */
export function ends(devices: readonly Device[]): Reach {
  const staying = devices.filter(({ removed }) => removed === null)
  return new Map(
    devices.flatMap(({ id, removed, parted }) => {
      if (!removed && !parted) return []
      const last = removed && Math.max(removed.sequence, ...staying.map(({ has }) => has.get(id) ?? 0))
      return [[id, Math.min(last ?? Number.POSITIVE_INFINITY, parted?.sequence ?? Number.POSITIVE_INFINITY)]]
    }),
  )
}

/** Without what stands behind the end of a chain that two wrote: nobody keeps that as it is. */
export function withinEnds(reach: Reach, devices: readonly Device[]): Reach {
  const parted = new Set(devices.flatMap(({ id, parted }) => (parted && reach.has(id) ? [id] : [])))
  if (parted.size === 0) return reach
  const limits = ends(devices)
  const limitOf = (id: string) => (parted.has(id) ? limits.get(id) : undefined)
  return new Map([...reach].map(([id, sequence]) => [id, Math.min(sequence, limitOf(id) ?? sequence)]))
}

/** What is said of a device under whose id two went on. */
export const PARTED = 'parted'

/** What is signed when a device is taken in: by the one that takes it in, or by itself where the recovery phrase did. */
export function enrolmentBytes(
  vaultId: Uint8Array,
  device: { readonly id: string; readonly key: Uint8Array; readonly exchange: Uint8Array },
): Uint8Array {
  return concatBytes(utf8('selfstead/v1/device\0'), vaultId, idBytes(device.id), device.key, device.exchange)
}

/** Whether somebody whose key is known vouches for the device's key. */
export async function isEnrolled(
  vaultId: Uint8Array,
  device: Device,
  devices: readonly Device[],
  verify: Verify,
): Promise<boolean> {
  const { vouches, exchange } = device
  if (!exchange) return false
  for (const [by, signature] of vouches) {
    const signers = devices.find(({ id }) => id === by)?.keys ?? []
    for (const key of device.keys) {
      const bytes = enrolmentBytes(vaultId, { id: device.id, key, exchange })
      for (const signer of signers) if (await verify(signer, signature, bytes)) return true
    }
  }
  return false
}

/** The field in which a device vouches for another, or speaks for itself. */
export function vouchField(by: string): string {
  return `${VOUCH}${by}`
}

function vouchesOf(state: RecordState): ReadonlyMap<string, Uint8Array> {
  const vouches = new Map<string, Uint8Array>()
  for (const field of Object.keys(state.fields)) {
    const value = field.startsWith(VOUCH) ? currentValue(state, field) : null
    const signature = typeof value === 'string' ? fromBase64Url(value) : null
    if (signature?.length === 64) vouches.set(field.slice(VOUCH.length), signature)
  }
  return vouches
}

/** Several may have said it, each as it saw it: before the lowest both are known to say the same. */
function partedOf(state: RecordState): { readonly sequence: number } | null {
  const all = versionsOf(state, PARTED).flatMap(({ value }) =>
    isObject(value) && isSequence(value.sequence) ? [value.sequence] : [],
  )
  return all.length > 0 ? { sequence: Math.min(...all) } : null
}

function idsOf(value: Json): readonly string[] {
  return Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string' && isId(one))
    : []
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
