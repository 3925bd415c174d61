import type { Json } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import { plainLine } from '@/lib/base/text'
import type { StandingCollection } from '@/lib/grants/grant'
import type { RecordWrite } from '@/lib/protocol/site'
import { BLOB } from '@/lib/records/blobs'
import { fieldOf } from '@/lib/records/collections'
import {
  type Attachment,
  attachmentOf,
  attachmentValue,
  checkDocument,
  documentOf,
  memberOf,
  type SiteDocument,
} from '@/lib/records/locker'
import { prepareFields } from '@/lib/records/prepare'
import { viewOf } from '@/lib/records/view'
import type { ReadyWrite, Shelf } from '@/lib/services/shelf'
import type { VaultReader } from '@/lib/vault/vault'

/** `too-large`: no room for it whatever the person says. A text says what is wrong with the write and nothing else. */
export type WriteFlaw = 'too-large' | { readonly flaw: string }

/** Writes with their values looked at, and the uploads that become part of them. */
export interface ReadyWrites {
  readonly writes: readonly ReadyWrite[]
  readonly uploads: readonly string[]
}

export type FinishedUpload = (upload: string) => Attachment | null

/** Writes into a locker: values are kept as they are, finished uploads become attachments. */
export function readyDocuments(
  changes: readonly RecordWrite[],
  shelf: Shelf,
  reader: VaultReader,
  finished: FinishedUpload,
): Result<ReadyWrites, WriteFlaw> {
  const uploads: string[] = []
  const writes: ReadyWrite[] = []
  for (const change of changes) {
    const write = bare(change)
    if (change.op === 'delete') {
      writes.push(write)
      continue
    }
    const checked = checkDocument(change.value)
    if (!checked.ok) return checked
    const value = new Map<string, Json>(Object.entries(checked.value))
    const current = write.id === null ? null : shelf.find(reader, write.id)
    if (change.op === 'update' && current) {
      const before = documentOf(current)
      const after = withMembers(before, checked.value)
      // A document stays within its bounds as a whole. What was merged beyond them may shrink, or be left as large as it is.
      const whole = checkDocument(after)
      if (!whole.ok && !(whole.reason === 'too-large' && isNoLarger(after, before))) return whole
    }
    for (const [member, content] of value) {
      const upload = markedId(content)
      if (upload === null) continue
      // What a site got with the record and gives back with it stays as it is.
      const known = current && attachmentOf(memberOf(current, member))
      if (change.op === 'update' && known?.id === upload) {
        value.delete(member)
        continue
      }
      const attachment = uploads.includes(upload) ? null : finished(upload)
      if (!attachment) return refused({ flaw: 'value: names an attachment that was not sent' })
      uploads.push(upload)
      value.set(member, attachmentValue(attachment))
    }
    writes.push({ ...write, value: Object.fromEntries(value) })
  }
  return ok({ writes, uploads })
}

/** Writes into a shared collection: only granted fields, checked and completed as what a person types. */
export async function readyFields(
  changes: readonly RecordWrite[],
  { collection, fields }: StandingCollection,
  shelf: Shelf,
  reader: VaultReader,
): Promise<Result<ReadyWrites, WriteFlaw>> {
  const writes: ReadyWrite[] = []
  for (const change of changes) {
    const write = bare(change)
    if (change.op === 'create' && change.id !== undefined)
      return refused({ flaw: 'changes: a record of a shared collection gets its id here' })
    if (change.op === 'delete') {
      writes.push(write)
      continue
    }
    const stray = Object.keys(change.value).find(
      (field) => !fields?.includes(field) || fieldOf(collection, field)?.derived !== false,
    )
    if (stray !== undefined)
      return refused({ flaw: `value: ${JSON.stringify(plainLine(stray, 64))} is not a field of this grant` })
    const current = write.id === null ? null : shelf.find(reader, write.id)
    const prepared = await prepareFields({
      collection,
      change: change.value,
      before: current ? viewOf(current).fields : {},
      label: '',
      country: null,
      ...(change.op === 'update' && { seen: fields ?? [] }),
    })
    if (!prepared.ok) {
      const [field, problem] = Object.entries(prepared.reason)[0] ?? ['', 'missing']
      return refused({ flaw: `value: ${JSON.stringify(field)} cannot be kept (${problem})` })
    }
    const value = Object.entries(prepared.value).filter(
      ([, content]) => content !== null || change.op === 'update',
    )
    writes.push({ ...write, value: Object.fromEntries(value) })
  }
  return ok({ writes, uploads: [] })
}

function bare(change: RecordWrite): ReadyWrite {
  return {
    op: change.op,
    id: change.id ?? null,
    value: {},
    base: change.op === 'create' ? null : (change.base ?? null),
  }
}

function withMembers(before: SiteDocument, change: SiteDocument): SiteDocument {
  const members = Object.entries({ ...before, ...change })
  return Object.fromEntries(members.filter(([, content]) => content !== null))
}

function isNoLarger(after: SiteDocument, before: SiteDocument): boolean {
  return (
    Object.keys(after).length <= Object.keys(before).length &&
    JSON.stringify(after).length <= JSON.stringify(before).length
  )
}

/** What a marker names, whatever shape it has; null for a value that is none. */
function markedId(value: Json): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, BLOB))
    return null
  const id = (value as { readonly [member: string]: Json })[BLOB]
  return typeof id === 'string' ? id : ''
}
