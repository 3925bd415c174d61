import { equalBytes, toBase64Url } from '@/lib/base/bytes'
import type { RecordState } from '@/lib/records/record'
import { DEVICES, type Device, ends, PARTED, readDevices } from '@/lib/replication/devices'
import { type Held, isStretch } from '@/lib/replication/holdings'
import type { ObjectTip } from '@/lib/replication/object'
import type { Situation } from '@/lib/replication/plan'
import { changeOf } from '@/lib/services/sync-change'
import type { Fetched } from '@/lib/services/sync-kept'
import { tipOf } from '@/lib/services/sync-tips'
import type { DeepVault } from '@/lib/vault/deep'
import { parseSegmentHeader } from '@/lib/vault/segment'

/** Chains of others that say two things: they end, and what stands behind that is said again by whoever has it. */
export interface Parting {
  /** Noted where a chain says something else than here. @param segments that show it. */
  saw(device: string, at: number, segments?: readonly Uint8Array[]): void
  /** Devices whose chain says two things, with where; without those of which that is settled. */
  forks(): ReadonlyMap<string, number>
  /** Ends such chains. @returns whether anything was written. */
  settle(): Promise<boolean>
  /** Says again what of segments that were read stands behind such an end. @returns whether there was anything. */
  beyond(segments: readonly Uint8Array[]): Promise<boolean>
  /** Reads what lies behind such ends, and says it again. @returns whether there was anything. */
  leftovers(): Promise<boolean>
  /** Whether nothing of an object is left to be said again. */
  isSpent(object: Held): boolean
  /** Noted of an object that was read: the hash of its author's chain at its end. */
  read(name: string, end: Uint8Array): void
  /**
   * Whether an object is known to say what its author's chain says here; read where that is not known. One that says something else
   * may be all there is of what a twin wrote.
   */
  agrees(object: Held): Promise<boolean>
  /** Noted of what another device has of a chain: it may have taken over what another machine wrote under the same numbers. */
  claimed(by: string, tip: ObjectTip): void
  /** The last that each device said of each chain. */
  claims(): Iterable<ObjectTip>
  /**
   * Looks whether stretches of one chain that stand for the same places say the same there, and whether others have of it what is
   * here: two machines may have written it.
   */
  compare(): Promise<void>
  moved(old: string): void
}

interface Claim extends ObjectTip {
  readonly by: string
}

export interface PartingParts {
  readonly vault: DeepVault
  readonly situation: () => Situation
  readonly read: (object: Held) => Promise<Fetched | null>
  /** Whether an object was read and is of no use. */
  readonly isUseless: (name: string) => boolean
  /** Whether what it holds may be said again: not where whom it is hidden from is not known yet. */
  readonly maySay: (found: Fetched) => Promise<boolean>
}

/** What is said of a device's chain that ends. */
export function partedChange(vault: DeepVault, device: string, sequence: number): RecordState {
  return changeOf(vault, DEVICES, device, { [PARTED]: { sequence } })
}

export function createParting({ vault, situation, read, isUseless, maySay }: PartingParts): Parting {
  const forks = new Map<string, number>()
  const shown = new Map<string, readonly Uint8Array[]>()
  const spent = new Set<string>()
  const endsOf = new Map<string, Uint8Array>()
  const agreed = new Set<string>()
  /** The last that each device said of each chain. */
  const claims = new Map<string, Claim>()
  const compared = new WeakSet<Claim>()

  const parted = (): readonly Device[] => readDevices(vault).filter((device) => device.parted)
  const endOf = (device: string) => ends(readDevices(vault)).get(device) ?? Number.POSITIVE_INFINITY

  /** Where both still say the same: nobody's word of it is needed but the objects'. */
  async function sharedOf(device: string): Promise<number | null> {
    const tip = tipOf(vault, device)
    const lying = situation().held.filter(
      (one) => one.device === device && isStretch(one) && one.first <= tip,
    )
    let shared: number | null = null
    const look = async (segments: readonly Uint8Array[]) => {
      const { differs, agreed } = await vault.chains.compare(device, segments)
      if (differs && agreed !== null) shared = Math.min(shared ?? agreed, agreed)
    }
    await look(shown.get(device) ?? [])
    for (const one of lying) {
      const found = await read(one)
      // Another time, when it is to be had.
      if (!found) return null
      await look(found.object.segments)
    }
    return shared ?? 0
  }

  async function end(device: string, at: number, beside: readonly Uint8Array[]): Promise<void> {
    const said = endOf(device)
    await vault.chains.part(device, at, beside, (reached) =>
      reached < said ? [partedChange(vault, device, reached)] : [],
    )
  }

  function saw(device: string, at: number, segments?: readonly Uint8Array[]): void {
    if (at > endOf(device)) return
    forks.set(device, at)
    if (segments) shown.set(device, segments)
  }

  async function agrees(one: Held): Promise<boolean> {
    if (!isStretch(one) || agreed.has(one.name)) return true
    const author = readDevices(vault).find(({ id }) => id === one.device)
    // What stands behind such an end is looked at by itself, and what a removed device wrote is out with it.
    if (author?.parted || author?.removed) return true
    const end = endsOf.get(one.name) ?? (await read(one))?.object.end
    if (!end) return isUseless(one.name)
    const here = await vault.chains.hashAt(one.device, one.last)
    if (!here) return false
    if (!equalBytes(here, end)) {
      saw(one.device, one.last)
      return false
    }
    agreed.add(one.name)
    endsOf.delete(one.name)
    return true
  }

  return {
    saw,
    forks: () => forks,
    async settle() {
      let wrote = false
      for (const { id } of parted()) {
        if (id === vault.device || tipOf(vault, id) <= endOf(id)) continue
        await end(id, endOf(id), [])
        wrote = true
      }
      for (const device of [...forks.keys()]) {
        if (device === vault.device) continue
        const shared = await sharedOf(device)
        if (shared === null) continue
        await end(device, shared, shown.get(device) ?? [])
        forks.delete(device)
        shown.delete(device)
        wrote = true
      }
      return wrote
    },
    async beyond(segments) {
      const devices = parted().filter(({ id, removed }) => !removed && id !== vault.device)
      if (devices.length === 0) return false
      const limits = new Map(devices.map(({ id }) => [id, endOf(id)]))
      let said = await vault.chains.restate(segments, limits)
      for (const bytes of segments) {
        const header = parseSegmentHeader(bytes)
        const id = header && toBase64Url(header.device)
        const limit = id ? limits.get(id) : undefined
        if (!header || !id || limit === undefined) continue
        // What leads to the end was packed with what stands behind it.
        const tip = tipOf(vault, id)
        if (tip >= limit || header.first > tip + 1 || header.last <= limit) continue
        await vault.commit(() => [partedChange(vault, id, tip)])
        limits.set(id, tip)
        said = true
      }
      return said
    },
    async leftovers() {
      const devices = new Map(parted().flatMap(({ id, removed }) => (removed ? [] : [[id, endOf(id)]])))
      for (const one of situation().held) {
        const limit = devices.get(one.device)
        if (limit === undefined || one.device === vault.device || !isStretch(one)) continue
        if (one.last <= limit || spent.has(one.name)) continue
        const found = await read(one)
        if (!found || !(await maySay(found))) continue
        spent.add(one.name)
        if (await this.beyond(found.object.segments)) return true
      }
      return false
    },
    isSpent(one) {
      const device = parted().find(({ id }) => id === one.device)
      return (
        !device ||
        device.removed !== null ||
        !isStretch(one) ||
        one.last <= endOf(one.device) ||
        spent.has(one.name)
      )
    },
    read(name, end) {
      endsOf.set(name, end)
    },
    agrees,
    claims: () => claims.values(),
    claimed(by, tip) {
      const key = `${by} ${tip.device}`
      const known = claims.get(key)
      if (!known || tip.sequence > known.sequence) claims.set(key, { ...tip, by })
    },
    async compare() {
      for (const claim of claims.values()) {
        const { by, device, sequence, hash } = claim
        if (compared.has(claim) || device === vault.device || sequence > tipOf(vault, device)) continue
        compared.add(claim)
        // A removed device ends nobody's chain.
        if (readDevices(vault).some(({ id, removed }) => id === by && removed)) continue
        const here = await vault.chains.hashAt(device, sequence)
        if (here && !equalBytes(here, hash)) saw(device, sequence)
      }
      const reached = new Map<string, Held>()
      const stretches = situation().held.filter((one) => isStretch(one) && one.device !== vault.device)
      for (const one of [...stretches].sort((a, b) => a.first - b.first)) {
        const before = reached.get(one.device)
        if (before && one.first <= before.last)
          for (const either of [before, one])
            if (either.last <= tipOf(vault, either.device)) await agrees(either)
        if (!before || one.last > before.last) reached.set(one.device, one)
      }
    },
    moved(old) {
      forks.delete(old)
      shown.delete(old)
    },
  }
}
