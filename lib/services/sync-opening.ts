import { type Device, readDevices } from '@/lib/replication/devices'
import { deriveObjectKey, type Keyring } from '@/lib/replication/envelope'
import { epochId } from '@/lib/replication/epochs'
import { type Beside, type ObjectProblem, openObject, type Verify } from '@/lib/replication/object'
import type { ObjectName } from '@/lib/replication/object-name'
import type { Identity } from '@/lib/services/sync-identity'
import type { Read } from '@/lib/services/sync-kept'
import type { Lane } from '@/lib/services/sync-lane'
import type { DeepVault } from '@/lib/vault/deep'

export interface OpeningParts {
  readonly vault: DeepVault
  readonly vaultId: Uint8Array
  readonly vaultTag: string
  readonly identity: () => Identity
  readonly lanes: readonly Lane[]
  readonly verify: Verify
  readonly beside: Beside | undefined
}

/** Objects from the places, opened with the keys this device has, and which of them are of no use to it. */
export interface Opening {
  /** An object from one of the places, whoever wrote it. Its name was made by somebody who has the keys. */
  open(name: ObjectName, on: ReadonlySet<string>): Promise<Read | null>
  /** Notes the key of an epoch that was learned from an object. */
  learn(epoch: Uint8Array): Promise<void>
  /** Looks which epochs it has the key of. @returns how many. */
  refresh(): Promise<number>
  keyring(): Keyring
  /** Ids of those epochs. */
  epochs(): readonly string[]
  /** Another text whenever more is known of devices or epochs. */
  knowing(): string
  isRejected(name: string): boolean
  /** @param by what was known before it was judged: more may have come to be known while it was. */
  reject(name: string, problem: ObjectProblem, by: string): void
  problems(): readonly ObjectProblem[]
  /** What was of no use may be of some from now on. */
  forget(): void
}

/** How often what is damaged is read. */
const ATTEMPTS = 2

/** @param met how many devices were met that no record tells of. */
export function createOpening(parts: OpeningParts, met: () => number): Opening {
  const { vault, vaultId, vaultTag, identity, lanes, verify, beside } = parts
  /** Intact objects, by what was known of devices and epochs when they were found to be of no use. */
  const rejected = new Map<string, { readonly problem: ObjectProblem; readonly knowing: string }>()
  let ids: readonly string[] = []
  let keys: readonly Uint8Array[] = []
  let known: readonly Device[] = []
  let changes = 0

  function knowing(): string {
    const devices = readDevices(vault)
    if (devices !== known) changes++
    known = devices
    return `${changes} ${ids.length} ${met()}`
  }

  function reject(name: string, problem: ObjectProblem, by: string): void {
    rejected.set(name, { problem, knowing: by })
  }

  async function refresh(): Promise<number> {
    const held = await identity().epochs()
    if (held.size !== ids.length) {
      ids = [...held.keys()]
      keys = [...held.values()].map(deriveObjectKey)
    }
    return ids.length
  }

  const keyring = () => ({ keys, unwrap: identity().unwrap })

  return {
    async open(wanted, on) {
      const { name } = wanted
      const ring = keyring()
      const by = knowing()
      for (const lane of lanes) {
        if (!on.has(lane.id) || !lane.isUp || lane.busy) continue
        for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
          const bytes = await lane.get(name)
          if (!bytes) break
          const found = await openObject(ring, { vaultId, vaultTag }, wanted, bytes, verify, beside)
          if ('object' in found) {
            const { object, epoch: learned } = found
            return { bytes, object, learned, epoch: learned ? epochId(learned) : (ids[found.by] ?? '-') }
          }
          if (found.problem !== 'altered') {
            // The bytes are those of the name: every other copy says the same.
            reject(name, found.problem, by)
            return null
          }
          // It may have been damaged on the way: only what was so twice is damaged where it lies.
          if (attempt + 1 < ATTEMPTS) continue
          lane.spoilt(name)
          // Whoever has what it held would take the name for the object, and never write it again.
          await lane.delete(name)
        }
      }
      return null
    },
    async learn(epoch) {
      await identity().learn(epoch)
      await refresh()
    },
    refresh,
    keyring,
    epochs: () => ids,
    knowing,
    isRejected: (name) => rejected.get(name)?.knowing === knowing(),
    reject,
    problems: () => [...rejected.values()].map(({ problem }) => problem),
    forget: () => rejected.clear(),
  }
}
