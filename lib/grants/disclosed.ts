import type { Form } from '@/lib/records/form'
import type { Stamp } from '@/lib/records/record'

/** One value that left: which record, form and version, never the value itself. */
export interface DisclosedValue {
  readonly claim: string
  readonly collection: string
  readonly record: string
  readonly form: Form
  /** Stamp of each field the value was made from. */
  readonly versions: { readonly [field: string]: Stamp }
}
