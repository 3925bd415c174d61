import { i18n } from '#i18n'
import { roomText } from '@/components/collection-words'
import { listText } from '@/components/lists'
import { localeTag } from '@/components/locale'
import { COLLECTION_NAMES } from '@/lib/records/collections'
import type { ImportProblem } from '@/lib/services/transfer'

const PROBLEMS = {
  empty: 'transfer.problem.empty',
  truncated: 'transfer.problem.truncated',
  foreign: 'transfer.problem.foreign',
  'newer-version': 'transfer.problem.newerVersion',
  'wrong-passphrase': 'transfer.problem.wrongPassphrase',
  'too-large': 'transfer.problem.tooLarge',
  duplicate: 'transfer.problem.duplicate',
  damaged: 'transfer.problem.damaged',
  incomplete: 'transfer.problem.incomplete',
  ahead: 'transfer.problem.ahead',
  'storage-full': 'transfer.problem.storageFull',
} as const satisfies { readonly [problem in ImportProblem]: string }

/** Why a file cannot come in, and what can be done. */
export function importProblemText(problem: ImportProblem): string {
  return i18n.t(PROBLEMS[problem])
}

const COUNTS = {
  names: 'transfer.count.names',
  addresses: 'transfer.count.addresses',
  emails: 'transfer.count.emails',
  phones: 'transfer.count.phones',
  dates: 'transfer.count.dates',
  documents: 'transfer.count.documents',
  cards: 'transfer.count.cards',
  notes: 'transfer.count.notes',
  contacts: 'transfer.count.contacts',
} as const

/** "1 name, 2 addresses and 1 e-mail address"; null when there is no record. */
export function countsText(records: { readonly [collection: string]: number }): string | null {
  const parts = COLLECTION_NAMES.flatMap((name) => {
    const count = records[name] ?? 0
    return count > 0 && name in COUNTS ? [i18n.t(COUNTS[name as keyof typeof COUNTS], count)] : []
  })
  return parts.length > 0 ? listText(parts) : null
}

/** Records of all kinds together: "4 records". */
export function totalText(records: { readonly [collection: string]: number }): string {
  return i18n.t(
    'transfer.count.records',
    Object.values(records).reduce((sum, count) => sum + count, 0),
  )
}

/** Size of a file or a document, in the units that room is counted in: "31 bytes", "12 KiB". */
export function sizeText(bytes: number): string {
  if (bytes >= 1_024) return roomText(bytes)
  return new Intl.NumberFormat(localeTag(), { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(
    bytes,
  )
}
