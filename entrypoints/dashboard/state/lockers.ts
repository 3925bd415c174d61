import { computed, type ReadonlySignal } from '@preact/signals'
import { toBase64Url, utf8 } from '@/lib/base/bytes'
import { sha256 } from '@/lib/crypto/hash'
import { createLockerKeeping, type LockerKeeping, type LockerView } from '@/lib/services/locker-keeping'
import type { Dashboard } from './dashboard'
import type { DashboardEdges } from './edges'

export interface Lockers {
  readonly list: ReadonlySignal<readonly LockerView[]>
  /** The locker an address of ours means; null when it is gone. */
  byKey(key: string): LockerView | null
  /** The service of the open vault; null while it is locked. Reading it follows the vault. */
  keeping(): LockerKeeping | null
  /** Ends the grants that open this locker. */
  closeTo(locker: LockerView): Promise<void>
}

/** How a locker stands in an address of ours: by a hash, so that no name of a site does. */
export function lockerKey(collection: string): string {
  return toBase64Url(sha256(utf8(collection)).subarray(0, 12))
}

export function createLockers(edges: DashboardEdges, dashboard: Dashboard): Lockers {
  const service = computed(() => {
    const open = dashboard.opened.value
    return (
      open &&
      createLockerKeeping({
        vault: open.vault,
        now: edges.now,
        random: (length) => crypto.getRandomValues(new Uint8Array(length)),
        grants: () => open.sharing.sites().flatMap(({ grants }) => grants),
      })
    )
  })

  function keeping(): LockerKeeping | null {
    dashboard.tick.value
    return service.value
  }

  const list = computed(() => keeping()?.lockers() ?? [])
  return {
    list,
    byKey: (key) => list.value.find(({ collection }) => lockerKey(collection) === key) ?? null,
    keeping,
    async closeTo({ access }) {
      const sharing = dashboard.opened.value?.sharing
      for (const { grant } of access) await sharing?.revoke(grant)
    },
  }
}
