import { computed, type ReadonlySignal } from '@preact/signals'
import type { Refusal } from '@/lib/grants/grant'
import { type PickerSites, pickerSites } from '@/lib/services/contact-picker'
import { noteWords } from '@/lib/services/recovery-words'
import type { Dashboard } from './dashboard'
import type { DashboardEdges } from './edges'
import { autoLockMinutes, writeAutoLock } from './settings'

export interface Security {
  readonly autoLock: ReadonlySignal<number | null>
  setAutoLock(minutes: number): Promise<void>
  /** False: the current passphrase was wrong. */
  changePassphrase(current: string, next: string): Promise<boolean>
  /** The new words, or null when the passphrase was wrong. The old words stop opening the vault at once. */
  replacePhrase(passphrase: string): Promise<readonly string[] | null>
  /** Three of the new words were asked back and right. */
  wordsRight(): Promise<void>
  /** The ways in were found other than they were last written. */
  readonly slotsAltered: ReadonlySignal<boolean>
  readonly refusals: ReadonlySignal<readonly Refusal[]>
  /** Which sites have the contact picker. */
  readonly picker: ReadonlySignal<PickerSites>
  /** Turns it on or off for one site, or for null: on for all, off for every site. */
  letPick(origin: string | null, on: boolean): Promise<void>
}

/** Minutes offered. */
export const AUTO_LOCK_CHOICES = [1, 5, 15, 30, 60, 240] as const

export function createSecurity(edges: DashboardEdges, dashboard: Dashboard): Security {
  /** That it cannot be written (a full disk) takes no word from the person. */
  async function note(at: number | null): Promise<void> {
    const open = dashboard.opened.value
    if (open) await noteWords(open.vault, at).catch(() => undefined)
  }

  return {
    autoLock: computed(() => {
      dashboard.tick.value
      const open = dashboard.opened.value
      return open ? autoLockMinutes(open.vault) : null
    }),
    async setAutoLock(minutes) {
      const open = dashboard.opened.value
      if (!open) return
      await writeAutoLock(open.vault, minutes)
      await edges.session.touch()
      await dashboard.look()
    },
    slotsAltered: computed(() => dashboard.opened.value !== null && edges.unlocking.slotsAltered()),
    async changePassphrase(current, next) {
      return (await edges.unlocking.changePassphrase(current, next)).ok
    },
    async replacePhrase(passphrase) {
      const answer = await edges.unlocking.replacePhrase(passphrase)
      if (!answer.ok) return null
      await note(null)
      return answer.value.phrase
    },
    wordsRight: () => note(edges.now()),
    refusals: computed(() => {
      dashboard.tick.value
      return dashboard.opened.value?.sharing.refusals() ?? []
    }),
    picker: computed(() => {
      dashboard.tick.value
      const open = dashboard.opened.value
      return open ? pickerSites(open.vault) : { all: false, origins: [] }
    }),
    async letPick(origin, on) {
      // By the background, which registers the script: it is the browser that has to know.
      await edges.callApp('picker.let', { origin, on }).catch(() => null)
      await dashboard.look()
    },
  }
}
