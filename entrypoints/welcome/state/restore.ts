import { type ReadonlySignal, signal } from '@preact/signals'
import { ok, type Result } from '@/lib/base/result'
import type { ArchiveSummary, ImportPlan, ImportProblem } from '@/lib/services/transfer'
import type { Opened, WelcomeEdges } from './edges'

/** The backup that is to come in. */
export interface Restore {
  /** What is in the chosen file, once it could be read. */
  readonly found: ReadonlySignal<ArchiveSummary | null>
  readonly plan: ReadonlySignal<ImportPlan | null>
  readonly done: ReadonlySignal<{ readonly records: number } | null>
  isEncrypted(file: Blob): Promise<boolean>
  /** Another file was chosen. */
  forget(): void
  /** Reads the file whole, before a vault is made for it. */
  read(file: Blob, passphrase: string | null): Promise<Result<ArchiveSummary, ImportProblem>>
  /** What would come into the vault that is open now. */
  look(opened: Opened): Promise<Result<ImportPlan, ImportProblem> | null>
  /** All of it or nothing. */
  apply(opened: Opened): Promise<Result<{ readonly records: number }, ImportProblem> | null>
}

export function createRestore(edges: Pick<WelcomeEdges, 'readBackup' | 'isEncrypted'>): Restore {
  const found = signal<ArchiveSummary | null>(null)
  const plan = signal<ImportPlan | null>(null)
  const done = signal<{ readonly records: number } | null>(null)
  let source: { readonly file: Blob; readonly passphrase: string | null } | null = null

  return {
    found,
    plan,
    done,
    isEncrypted: edges.isEncrypted,
    forget() {
      source = null
      found.value = null
      plan.value = null
    },
    async read(file, passphrase) {
      found.value = null
      const answer = await edges.readBackup(file, passphrase)
      if (!answer.ok) return answer
      source = { file, passphrase }
      found.value = answer.value
      return answer
    },
    async look(opened) {
      if (!source) return null
      const answer = await (await opened.transfer()).plan(source.file, source.passphrase)
      if (answer.ok) plan.value = answer.value
      return answer
    },
    async apply(opened) {
      if (done.value) return ok(done.value)
      if (!plan.value) return null
      const answer = await (await opened.transfer()).apply(plan.value)
      if (answer.ok) {
        done.value = answer.value
        // Nothing of the file is needed any more, its passphrase least of all.
        source = null
      }
      return answer
    },
  }
}
