import { collectionOf } from '@/lib/records/collections'
import { currentVersion } from '@/lib/records/merge'
import type { FieldVersion, RecordState } from '@/lib/records/record'
import { stampedBy } from '@/lib/records/stamp'
import { allLooked, LOOKED, twoVersions } from '@/lib/records/versions'
import { isOwnField, LABEL } from '@/lib/records/view'
import { readDevices } from '@/lib/replication/devices'
import type { Vault } from '@/lib/vault/vault'

/** A field that two devices wrote without knowing of each other, and that the person has not looked at. */
export interface Differing {
  readonly field: string
  /** What counts. */
  readonly current: FieldVersion
  /** The others, newest first. */
  readonly others: readonly FieldVersion[]
}

/** States are never changed in place, so each is looked at once. */
const known = new WeakMap<RecordState, readonly Differing[]>()

/** Fields of a record of which the person should see both versions. What follows from another field goes with that one. */
export function differingFields(state: RecordState): readonly Differing[] {
  const before = known.get(state)
  if (before) return before
  const collection = collectionOf(state.collection)
  const found = [...twoVersions(state)].flatMap(([field, others]): readonly Differing[] => {
    const current = currentVersion(state, field)
    const isShown =
      field === LABEL ||
      (!isOwnField(field) && collection?.fields.some(({ name, derived }) => name === field && !derived))
    return current && isShown ? [{ field, current, others }] : []
  })
  known.set(state, found)
  return found
}

/** Two versions, as the dashboard works with them. */
export interface Looking {
  /** Whether another device was ever here: a vault on one has nothing to look at. */
  readonly hasOthers: () => boolean
  /** @returns nothing for what is not there. */
  differing(collection: string, id: string): readonly Differing[]
  /** Name of the device that wrote a version; empty where it has none. */
  deviceOf(version: FieldVersion): string
  /** Notes that the person has seen all versions there are and leaves what counts as it is. */
  keep(collection: string, id: string): Promise<void>
}

export function createLooking({ vault }: { readonly vault: Vault }): Looking {
  return {
    hasOthers: () => readDevices(vault).filter(({ parted }) => !parted).length > 1,
    differing(collection, id) {
      const state = vault.get(collection, id)
      return state ? differingFields(state) : []
    },
    deviceOf({ stamp }) {
      const device = stampedBy(stamp)
      return readDevices(vault).find(({ id }) => id === device)?.name ?? ''
    },
    async keep(collection, id) {
      await vault.commit((reader) => {
        const state = reader.get(collection, id)
        if (!state || twoVersions(state).size === 0) return []
        const value = [...allLooked(state)]
        return [{ collection, id, fields: { [LOOKED]: [{ value, stamp: vault.stamp() }] } }]
      })
    },
  }
}
