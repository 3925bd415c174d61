import type { Json } from '@/lib/base/json'
import type { Result } from '@/lib/base/result'
import type { FieldVersion, Provenance, RecordView } from '@/lib/records/record'

/** What is wrong with a field, by name; a page turns the code into words beside the field. */
export type FieldProblems = { readonly [field: string]: FieldProblem }
export type FieldProblem = 'missing' | 'too-long' | 'not-text' | 'not-an-email' | 'not-a-phone' | 'not-a-date' | 'not-a-card' | 'not-a-country' | 'not-a-url' | 'unknown-field'

/** The person's records, as the dashboard works on them. */
export interface Keeping {
  /** Current records of a collection, deleted ones left out, newest first. */
  list(collection: string): readonly RecordView[]
  get(collection: string, id: string): RecordView | null
  add(collection: string, label: string, fields: { readonly [field: string]: Json }, from?: Provenance): Promise<Result<RecordView, FieldProblems>>
  /** Changes only the fields given; null empties one. */
  edit(collection: string, id: string, change: { readonly label?: string; readonly fields?: { readonly [field: string]: Json } }): Promise<Result<RecordView, FieldProblems>>
  /** The person looked at it and says it is right. */
  confirm(collection: string, id: string): Promise<void>
  /** Restorable for 30 days by `restore`. */
  remove(collection: string, id: string): Promise<void>
  restore(collection: string, id: string): Promise<void>
  deleted(): readonly RecordView[]
  /** Older versions of each field, newest first. */
  history(collection: string, id: string): { readonly [field: string]: readonly FieldVersion[] }
  eraseHistory(collection: string, id: string): Promise<void>
  /** At once and for good. */
  erase(collection: string, id: string): Promise<void>
  /** Records whose label or values match, best first. */
  search(text: string): readonly RecordView[]
}
