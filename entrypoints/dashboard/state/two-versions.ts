import { computed, type ReadonlySignal } from '@preact/signals'
import { COLLECTION_NAMES } from '@/lib/records/collection-names'
import type { FieldVersion, RecordView } from '@/lib/records/record'
import type { Differing } from '@/lib/services/looking'
import type { Dashboard } from './dashboard'
import { recordKey } from './holding-counts'

/** Records that two devices changed without knowing of each other, until the person has looked at them. */
export interface TwoVersions {
  /** Keys of the records, in the order of their kinds. */
  readonly records: ReadonlySignal<ReadonlySet<string>>
  of(record: RecordView): readonly Differing[]
  /** Name of the device that wrote it; empty where it has none. */
  deviceOf(version: FieldVersion): string
  /** What counts stays so, in all its fields: they were looked at. */
  keep(record: RecordView): Promise<void>
  /** The other one counts from now on. False: it cannot be kept so any more. */
  take(record: RecordView, field: string, version: FieldVersion): Promise<boolean>
}

export function createTwoVersions(dashboard: Dashboard): TwoVersions {
  const opened = () => dashboard.opened.value

  return {
    records: computed(() => {
      dashboard.tick.value
      const open = opened()
      // A vault on one device has none, and its records need not be looked through.
      if (!open?.looking.hasOthers()) return new Set<string>()
      return new Set(
        COLLECTION_NAMES.flatMap((kind) => open.keeping.list(kind))
          .filter(({ collection, id }) => open.looking.differing(collection, id).length > 0)
          .map(({ collection, id }) => recordKey(collection, id)),
      )
    }),
    of({ collection, id }) {
      dashboard.tick.value
      return opened()?.looking.differing(collection, id) ?? []
    },
    deviceOf: (version) => opened()?.looking.deviceOf(version) ?? '',
    keep: async ({ collection, id }) => opened()?.looking.keep(collection, id),
    async take({ collection, id }, field, { value }) {
      const keeping = opened()?.keeping
      if (!keeping) return false
      const change =
        field === '~label'
          ? { label: typeof value === 'string' ? value : '' }
          : { fields: { [field]: value } }
      return (await keeping.edit(collection, id, change)).ok
    },
  }
}
