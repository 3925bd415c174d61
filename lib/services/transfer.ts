import type { Result } from '@/lib/base/result'
import type { Instant } from '@/lib/base/time'

export type ImportProblem = 'empty' | 'truncated' | 'foreign' | 'newer-version' | 'wrong-passphrase' | 'too-large' | 'duplicate' | 'damaged' | 'storage-full'

export interface ArchiveSummary {
  readonly vaultId: string
  readonly generation: number
  readonly created: Instant
  /** Number of records per collection. */
  readonly records: { readonly [collection: string]: number }
  readonly grants: number
  readonly ledger: number
}

/** What an import would do, record by record, before anything is written. */
export interface ImportPlan {
  readonly summary: ArchiveSummary
  readonly from: 'this-vault' | 'another-vault' | 'plain'
  readonly rows: readonly { readonly collection: string; readonly id: string; readonly label: string; readonly outcome: 'new' | 'changed' | 'same' | 'older' }[]
}

/** Taking everything out, proving that it can be read back, and bringing it in. */
export interface Transfer {
  /** An age file (passphrase recipient) holding a zip; without a passphrase the plain zip. */
  exportArchive(passphrase: string | null, progress?: (done: number, of: number) => void): Promise<{ readonly name: string; readonly bytes: Uint8Array; readonly summary: ArchiveSummary }>
  /** Opens a file and compares every record with the vault; notes the time when all of it is there. */
  verifyArchive(file: Uint8Array, passphrase: string | null): Promise<Result<ArchiveSummary, ImportProblem>>
  plan(file: Uint8Array, name: string, passphrase: string | null): Promise<Result<ImportPlan, ImportProblem>>
  /** All of the plan or nothing. `skip` lists records the person unticked. */
  apply(plan: ImportPlan, skip?: readonly string[]): Promise<Result<{ readonly records: number }, ImportProblem>>
  /** When a backup was last read back whole, and of which generation. */
  lastVerified(): { readonly at: Instant; readonly generation: number } | null
}
