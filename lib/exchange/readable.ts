/** The part of an archive that is for people: records, documents, grants, receipts and ledger in open formats. */
import { concatBytes, fromBase64Url, utf8 } from '@/lib/base/bytes'
import type { Json } from '@/lib/base/json'
import { toCsv } from '@/lib/exchange/csv'
import type { Files } from '@/lib/exchange/zip'
import { LEDGER, ledgerLines } from '@/lib/ledger/record'
import { COLLECTION_NAMES } from '@/lib/records/collections'
import { documentOf, isDocument } from '@/lib/records/locker'
import { isLocker, parseLocker } from '@/lib/records/locker-name'
import { currentValue } from '@/lib/records/merge'
import type { RecordState, RecordView } from '@/lib/records/record'
import { viewOf } from '@/lib/records/view'

/** Path to bytes, for everything a person reads. Deleted records are in the history only. */
export function readableFiles(states: readonly RecordState[]): Files {
  const files: { [path: string]: Uint8Array } = {}
  const live = states.filter((state) => state.erased === undefined)
  for (const name of COLLECTION_NAMES) {
    const views = live
      .filter(({ collection }) => collection === name)
      .map(viewOf)
      .filter(({ deleted }) => deleted === null)
    files[`records/${name}.json`] = json(views.map(readable))
    files[`records/${name}.csv`] = utf8(csvOf(views))
    if (name === 'documents') for (const view of views) addFile(files, view)
  }
  addLockers(files, live)
  const grants = live.filter(({ collection }) => collection === '~grants')
  const field = (state: RecordState, name: string) => currentValue(state, name) ?? null
  files['grants.json'] = json(
    grants.map((state) => ({
      ...(field(state, 'grant') as object),
      revoked: field(state, 'revoked'),
      paused: field(state, 'paused'),
    })),
  )
  files['receipts.json'] = json(
    grants.map((state) => field(state, 'receipt')).filter((receipt) => receipt !== null),
  )
  const ledger = ledgerLines({
    all: (name) => (name === LEDGER ? live.filter(({ collection }) => collection === LEDGER) : []),
  })
  files['ledger.json'] = json(
    [...ledger].reverse().map(({ entry, delivered, unwritten }) => ({
      ...entry,
      at: new Date(entry.at).toISOString(),
      delivered,
      ...(unwritten && { unwritten }),
    })),
  )
  return files
}

function readable({ id, label, fields, sources, created, changed, confirmed }: RecordView): object {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  const plain = Object.fromEntries(Object.entries(fields).filter(([name]) => !isPart(name)))
  return {
    id,
    label,
    fields: plain,
    sources,
    created: iso(created),
    changed: iso(changed),
    confirmed: iso(confirmed),
  }
}

function csvOf(views: readonly RecordView[]): string {
  const columns = [
    'label',
    ...new Set(views.flatMap(({ fields }) => Object.keys(fields).filter((name) => !isPart(name)))),
  ]
  return toCsv(
    columns,
    views.map(({ label, fields }) => ({ ...fields, label }) as { [column: string]: Json }),
  )
}

/** A document's file, put together from its parts, under a name that walks nowhere. */
function addFile(files: { [path: string]: Uint8Array }, { id, fields }: RecordView): void {
  const parts: Uint8Array[] = []
  for (let i = 0; ; i++) {
    const part = fields[`file/${i}`]
    const bytes = typeof part === 'string' ? fromBase64Url(part) : null
    if (!bytes) break
    parts.push(bytes)
  }
  if (parts.length === 0) return
  const named = typeof fields['file-name'] === 'string' ? fields['file-name'] : ''
  const safe =
    named
      .replace(/[^\p{L}\p{N}._ -]/gu, '_')
      .replace(/^\.+/, '_')
      .slice(-120) || 'file'
  files[`documents/${id.slice(0, 6)}-${safe}`] = concatBytes(...parts)
}

/** Documents of lockers, all of one locker in one file: `lockers/notes/https+notes.example/documents.json`. */
function addLockers(files: { [path: string]: Uint8Array }, live: readonly RecordState[]): void {
  const lockers = new Map<string, object[]>()
  for (const state of live) {
    if (!isLocker(state.collection) || !isDocument(state)) continue
    const documents = lockers.get(state.collection) ?? []
    documents.push({ id: state.id, value: documentOf(state) })
    lockers.set(state.collection, documents)
  }
  for (const [collection, documents] of lockers) {
    const locker = parseLocker(collection)
    if (!locker) continue
    // `+` for what a folder cannot be called everywhere; no origin has one.
    const folder = locker.origin.replace('://', '+').replace(/[^\p{L}\p{N}._[\]-]/gu, '+')
    files[`lockers/${locker.name.slice('app:'.length)}/${folder}/documents.json`] = json(documents)
  }
}

function isPart(name: string): boolean {
  return name.startsWith('file/')
}

function json(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, null, 2)}\n`)
}
