import { type ReadonlySignal, signal } from '@preact/signals'
import { type Result, refused } from '@/lib/base/result'
import type { ArchiveSummary, ImportProblem } from '@/lib/services/transfer'
import type { Opened } from './edges'

/** The first backup: not saved, saved but unproven, or read back whole. */
export type BackupState =
  | { readonly at: 'none' }
  | { readonly at: 'saved'; readonly name: string }
  | { readonly at: 'proven'; readonly name: string; readonly summary: ArchiveSummary }

export interface Backup {
  readonly state: ReadonlySignal<BackupState>
  /** Makes the file and hands it to the browser. */
  save(opened: Opened, passphrase: string): Promise<void>
  /** Hands the same file to the browser once more. */
  saveAgain(): void
  /** Reads a chosen file back and compares it with the vault. */
  prove(opened: Opened, file: Blob): Promise<Result<ArchiveSummary, ImportProblem>>
  /** Forgets the file and its passphrase, for another passphrase. */
  reset(): void
}

export function createBackup(download: (name: string, content: Blob) => void): Backup {
  const state = signal<BackupState>({ at: 'none' })
  let saved: { readonly passphrase: string; readonly again: () => void } | null = null

  return {
    state,
    async save(opened, passphrase) {
      const { name, content } = await (await opened.transfer()).exportArchive(passphrase)
      const again = () => download(name, content)
      saved = { passphrase, again }
      again()
      state.value = { at: 'saved', name }
    },
    saveAgain: () => saved?.again(),
    async prove(opened, file) {
      if (!saved || state.value.at === 'none') return refused('foreign')
      const { name } = state.value
      const answer = await (await opened.transfer()).verifyArchive(file, saved.passphrase)
      if (answer.ok) {
        saved = null
        state.value = { at: 'proven', name, summary: answer.value }
      }
      return answer
    },
    reset() {
      saved = null
      state.value = { at: 'none' }
    },
  }
}
