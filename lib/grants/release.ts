import type { Json } from '@/lib/base/json'
import type { DisclosedValue } from '@/lib/grants/disclosed'
import type { GrantedClaim } from '@/lib/grants/grant'
import { parseClaim } from '@/lib/records/claims'
import { type CoarserContext, coarsen } from '@/lib/records/coarser'
import type { Form } from '@/lib/records/form'
import type { RecordView, Stamp } from '@/lib/records/record'

/** The plain value, or a coarser one with its form. */
export type Released = Json | { readonly form: Form; readonly value: Json }

/** What coarser forms are computed with: the person's day, and the alias tag of the origin that gets them. */
export type ReleaseContext = CoarserContext

export interface Release {
  readonly data: { readonly [claim: string]: Released }
  /** What goes into the ledger before `data` leaves. */
  readonly values: readonly DisclosedValue[]
  /** Granted, but the record is gone or no longer has it. */
  readonly withheld: readonly string[]
}

export interface ReleaseInput {
  /** Claims of live grants only: whoever calls this has decided. */
  readonly claims: readonly GrantedClaim[]
  /** One record, or null when there is none. The only door to values: no record but those named is asked for. */
  readonly view: (collection: string, record: string) => RecordView | null
  readonly context: ReleaseContext
}

/** Computes what leaves, each value from the one record and in the one form that was granted. */
export function releaseValues({ claims, view, context }: ReleaseInput): Release {
  const data: [string, Released][] = []
  const values: DisclosedValue[] = []
  const withheld: string[] = []
  for (const granted of claims) {
    const { claim, collection, record, form } = granted
    const parsed = parseClaim(claim)
    const source = parsed && parsed.collection === collection ? view(collection, record) : null
    const usable = source && source.id === record && source.deleted === null ? source : null
    const answer = parsed && usable ? coarsen(parsed, form, usable, context) : null
    if (!usable || !answer) {
      withheld.push(claim)
      continue
    }
    data.push([claim, form === 'full' ? answer.value : { form, value: answer.value }])
    values.push({ claim, collection, record, form, versions: versionsOf(usable, answer.fields) })
  }
  return { data: Object.fromEntries(data), values, withheld }
}

function versionsOf(view: RecordView, fields: readonly string[]): { readonly [field: string]: Stamp } {
  const versions: [string, Stamp][] = []
  for (const field of fields) {
    const stamp = Object.hasOwn(view.versions, field) ? view.versions[field] : undefined
    if (stamp !== undefined) versions.push([field, stamp])
  }
  return Object.fromEntries(versions)
}
