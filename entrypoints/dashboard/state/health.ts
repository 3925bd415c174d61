import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { DAY, type Instant } from '@/lib/base/time'
import { wordsProven } from '@/lib/services/recovery-words'
import type { Health } from '@/lib/vault/vault'
import type { Dashboard } from './dashboard'
import type { DashboardEdges } from './edges'
import { type Backup, lastBackup } from './settings'

/** How the vault is, as the foot of the navigation and Security tell it. */
export interface HealthState {
  readonly health: ReadonlySignal<Health | null>
  readonly backup: ReadonlySignal<Backup | null>
  /** When the recovery words were asked back; null when they never were. */
  readonly words: ReadonlySignal<Instant | null>
  /** Whether the browser promised not to clear it; null while that is not known. */
  readonly persisted: ReadonlySignal<boolean | null>
  readonly mood: ReadonlySignal<Mood>
  /** Asks the browser for that promise. */
  persist(): Promise<boolean>
}

/** `well`; `watch`: something should be done soon; `bad`: something is missing. */
export type Mood = 'well' | 'watch' | 'bad'

/** A backup older than this is worth a new one. */
export const BACKUP_OLD = 30 * DAY

export function moodOf(health: Health | null, backup: Backup | null, now: Instant): Mood {
  if (!health) return 'well'
  if (health.damaged.length > 0) return 'bad'
  return !backup || now - backup.at > BACKUP_OLD ? 'watch' : 'well'
}

/** Whether the mirror holds everything, attachments included. */
export function isMirrored({ mirrored, unmirrored }: Health): boolean {
  return mirrored && unmirrored === 0
}

const REFRESH_EVERY = 2_000

export function createHealth(
  edges: DashboardEdges,
  dashboard: Dashboard,
  lifetime: AbortSignal,
): HealthState {
  const beat = signal(0)
  const persisted = signal<boolean | null>(null)
  const backup = computed(() => {
    dashboard.tick.value
    const open = dashboard.opened.value
    return open ? lastBackup(open.vault) : null
  })
  const health = computed(() => {
    dashboard.tick.value
    beat.value
    return dashboard.opened.value?.vault.health() ?? null
  })

  // The mirror follows a little after every change, and nobody tells when: look until it has caught up.
  edges.every(
    REFRESH_EVERY,
    () => {
      const found = health.peek()
      if (found && !isMirrored(found)) beat.value += 1
    },
    lifetime,
  )
  void edges.storage
    .persisted()
    .then((kept) => {
      persisted.value = kept
    })
    .catch(() => null)

  return {
    health,
    backup,
    words: computed(() => {
      dashboard.tick.value
      const open = dashboard.opened.value
      return open ? wordsProven(open.vault) : null
    }),
    persisted,
    mood: computed(() => moodOf(health.value, backup.value, edges.now())),
    async persist() {
      const kept = await edges.storage.persist()
      persisted.value = kept
      return kept
    },
  }
}
