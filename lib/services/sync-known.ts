import { fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import { type Device, isEnrolled, readDevices } from '@/lib/replication/devices'
import { goodEpochs, readEpochs } from '@/lib/replication/epochs'
import type { Verify } from '@/lib/replication/object'
import { deviceTag, type NameKeys } from '@/lib/replication/object-name'
import { readRecovery } from '@/lib/replication/recovery'
import type { Enrolling, Identity } from '@/lib/services/sync-identity'
import type { DeepVault } from '@/lib/vault/deep'

/** Who writes here, and whose word counts. */
export interface Known {
  tagOf(device: string): string
  byTag(): ReadonlyMap<string, string>
  /** Whether `key` is one that a device signs with which counts. */
  isKeyOf(device: string, key: Uint8Array): Promise<boolean>
  /** Whether whoever seals with this epoch has what nobody has who is out. */
  isGood(epoch: string): boolean
  /** Whether nobody told yet which key this device signs with, though others spoke of it. */
  isUnmet(device: string): boolean
  /** Counts for the time being: it has the vault's keys. */
  met(device: Enrolling): void
  /** How many were. */
  readonly count: number
  /** Devices that were met and that nobody who is known vouches for. */
  newcomers(): Promise<readonly Enrolling[]>
}

export interface KnownParts {
  readonly vault: DeepVault
  readonly vaultId: Uint8Array
  readonly names: NameKeys
  readonly identity: () => Identity
  readonly verify: Verify
}

export function createKnown({ vault, vaultId, names, identity, verify }: KnownParts): Known {
  const tags = new Map<string, string>()
  /** Writers that no record tells of yet, with the key they sign with. */
  const newcomers = new Map<string, Enrolling>()
  const vouched = new Set<string>()

  function tagOf(device: string): string {
    const bytes = fromBase64Url(device)
    const known = tags.get(device)
    if (known) return known
    const tag = bytes?.length === 16 ? deviceTag(names, vaultId, bytes) : ''
    tags.set(device, tag)
    return tag
  }

  async function isVouched(device: Device, devices: readonly Device[]): Promise<boolean> {
    const mark = `${device.id} ${device.keys.map(toBase64Url).join()} ${[...device.vouches.keys()].join()}`
    // Only that somebody vouches is kept: whoever does may not be known yet.
    if (!vouched.has(mark) && (await isEnrolled(vaultId, device, devices, verify))) vouched.add(mark)
    return vouched.has(mark)
  }

  return {
    tagOf,
    byTag() {
      const ids = [vault.device, ...readDevices(vault).map(({ id }) => id), ...newcomers.keys()]
      return new Map(ids.map((id) => [tagOf(id), id]))
    },
    async isKeyOf(device, key) {
      const text = toBase64Url(key)
      if (device === vault.device && text === toBase64Url(identity().key)) return true
      if (identity().isFormer(device, key)) return true
      const newcomer = newcomers.get(device)
      if (newcomer && toBase64Url(newcomer.key) === text) return true
      const devices = readDevices(vault)
      const record = devices.find(({ id }) => id === device)
      return record?.keys.some((one) => toBase64Url(one) === text) ? isVouched(record, devices) : false
    },
    isGood(epoch) {
      const [devices, recovery] = [readDevices(vault), readRecovery(vault)]
      // The first epoch follows from the root key, which a removed device and a replaced phrase have as well. Where it is good nobody
      // was removed, as far as is known: then whoever has the vault's keys is one of its devices.
      return (
        goodEpochs([], devices, recovery).length > 0 ||
        goodEpochs(readEpochs(vault), devices, recovery).includes(epoch)
      )
    },
    isUnmet(device) {
      const record = readDevices(vault).find(({ id }) => id === device)
      return device !== vault.device && !newcomers.has(device) && (record?.keys.length ?? 0) === 0
    },
    met(device) {
      newcomers.set(device.id, device)
    },
    get count() {
      return newcomers.size
    },
    async newcomers() {
      const devices = readDevices(vault)
      const unknown: Enrolling[] = []
      for (const one of newcomers.values()) {
        const record = devices.find(({ id }) => id === one.id)
        const isKnown = record?.keys.some((key) => toBase64Url(key) === toBase64Url(one.key))
        if (!record || !isKnown || !(await isVouched(record, devices))) unknown.push(one)
      }
      return unknown
    },
  }
}
