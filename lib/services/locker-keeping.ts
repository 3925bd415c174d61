/** Lockers as the person works on them: what sites keep here, whose it is, taking it out and taking it away. */
import type { RandomBytes } from '@/lib/base/ids'
import { newId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { plainLine } from '@/lib/base/text'
import type { Clock, Instant } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'
import type { Action, LockerQuota } from '@/lib/grants/request'
import { entryRecord } from '@/lib/ledger/record'
import { blobIdsOf } from '@/lib/records/blobs'
import {
  type Attachment,
  attachmentOf,
  documentErasure,
  documentOf,
  documentRecord,
  documentSize,
  isDocument,
  type SiteDocument,
} from '@/lib/records/locker'
import { isLocker, parseLocker } from '@/lib/records/locker-name'
import { currentValue } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'
import { CREATED } from '@/lib/records/view'
import { readAttachment, readAttachments } from '@/lib/services/attachments'
import { packLocker } from '@/lib/services/locker-export'
import { createLockerRooms, quotaOf, quotaRecord } from '@/lib/services/locker-room'
import { newestStamp } from '@/lib/services/shelf'
import type { Vault } from '@/lib/vault/vault'

/** A grant, live or paused, that lets a site work in a locker. */
export interface LockerAccess {
  readonly origin: string
  readonly grant: string
  readonly actions: readonly Action[]
  readonly paused: boolean
}

export interface LockerView {
  /** Full name: `app:notes@https://notes.example`. */
  readonly collection: string
  /** `notes` */
  readonly name: string
  /** Origin whose locker it is. */
  readonly owner: string
  readonly documents: number
  /** Of documents and attachments together. */
  readonly bytes: number
  readonly quota: LockerQuota
  /** When a document last changed; null where there is none. */
  readonly changed: Instant | null
  readonly access: readonly LockerAccess[]
}

/** A document as a list shows it. */
export interface DocumentLine {
  readonly id: string
  /** The member called title, name or subject, else the first text; as one safe line. Empty where there is no text. */
  readonly title: string
  readonly bytes: number
  readonly changed: Instant
  readonly attachments: number
}

export interface DocumentView extends DocumentLine {
  readonly value: SiteDocument
  readonly files: readonly (Attachment & { readonly member: string })[]
}

export interface DocumentPage {
  /** How many there are in all, or match. */
  readonly total: number
  readonly lines: readonly DocumentLine[]
}

/** A document that was taken away and can still come back. */
export interface Removal {
  /** Puts it back as it was. False where its site wrote a new one under its id meanwhile: that one stays. */
  undo(): Promise<boolean>
  /** Its attachments go too, for good. Does nothing after `undo`. */
  finish(): Promise<void>
}

export interface LockerFile {
  /** `selfstead-locker-notes-notes.example.zip` */
  readonly name: string
  readonly content: Blob
  readonly documents: number
  /** Attachments that could not be read and are not in it. */
  readonly missing: number
}

export interface LockerKeeping {
  /** Every locker that holds a document or that a grant opens, the one that changed last first. */
  lockers(): readonly LockerView[]
  locker(collection: string): LockerView | null
  /** Documents of a locker, the one that changed last first. `search`: only those with every word in them. */
  documents(
    collection: string,
    wish?: { readonly search?: string; readonly from?: number; readonly limit?: number },
  ): DocumentPage
  document(collection: string, id: string): DocumentView | null
  /** An attachment whole; null when it is damaged or nowhere. */
  attachment(id: string): Promise<Blob | null>
  /** The locker as one zip, with its line in the ledger: documents as JSON, attachments as files. @throws VaultError */
  exportLocker(collection: string): Promise<LockerFile>
  /** @returns null when there is no such document. */
  removeDocument(collection: string, id: string): Promise<Removal | null>
  /** All documents and their attachments, for good. @returns how many documents. */
  removeLocker(collection: string): Promise<number>
  /** Gives a locker room. Never less than what every locker has. */
  allowMore(collection: string, quota: LockerQuota): Promise<void>
}

export interface LockerKeepingEdges {
  readonly vault: Vault
  readonly now: Clock
  readonly random: RandomBytes
  /** Every grant as it stands now. */
  readonly grants: () => readonly StandingGrant[]
}

/** Documents emptied by one commit: one write of a site holds as many. */
const AT_ONCE = 1_000
const PAGE = 50
const TITLES = ['title', 'name', 'subject']

/** Works on the lockers of an open vault. Everything is committed before it is reported done. */
export function createLockerKeeping({ vault, now, random, grants }: LockerKeepingEdges): LockerKeeping {
  const rooms = createLockerRooms(vault)
  const sorted = new WeakMap<readonly RecordState[], readonly RecordState[]>()

  function living(collection: string): readonly RecordState[] {
    if (!isLocker(collection)) return []
    const all = vault.all(collection)
    const known = sorted.get(all)
    if (known) return known
    const list = all.filter(isDocument).sort((a, b) => (newestStamp(a) < newestStamp(b) ? 1 : -1))
    sorted.set(all, list)
    return list
  }

  function accesses(): ReadonlyMap<string, readonly LockerAccess[]> {
    const found = new Map<string, LockerAccess[]>()
    for (const { grant, state, collections } of grants()) {
      if (state !== 'granted' && state !== 'paused') continue
      for (const { collection, actions } of collections ?? []) {
        if (!isLocker(collection)) continue
        const access = { origin: grant.origin, grant: grant.id, actions, paused: state === 'paused' }
        found.set(collection, [...(found.get(collection) ?? []), access])
      }
    }
    return found
  }

  function show(collection: string, access: readonly LockerAccess[]): LockerView | null {
    const locker = parseLocker(collection)
    if (!locker) return null
    const { bytes, records } = rooms.fill(collection)
    if (records === 0 && access.length === 0) return null
    let changed: Instant | null = null
    for (const state of vault.all(collection))
      if (isDocument(state)) changed = Math.max(changed ?? 0, stampTime(newestStamp(state)))
    return {
      collection,
      name: locker.name.slice('app:'.length),
      owner: locker.origin,
      documents: records,
      bytes,
      quota: quotaOf(vault, collection),
      changed,
      access,
    }
  }

  function document(collection: string, id: string): RecordState | null {
    const state = isLocker(collection) ? vault.get(collection, id) : null
    return isDocument(state) ? state : null
  }

  return {
    lockers() {
      const access = accesses()
      const names = new Set([...vault.collections().filter(isLocker), ...access.keys()])
      return [...names]
        .flatMap((collection) => show(collection, access.get(collection) ?? []) ?? [])
        .sort((a, b) => (b.changed ?? 0) - (a.changed ?? 0) || (a.collection < b.collection ? -1 : 1))
    },

    locker: (collection) => show(collection, accesses().get(collection) ?? []),

    documents(collection, { search = '', from = 0, limit = PAGE } = {}) {
      const words = fold(search).split(/\s+/).filter(Boolean)
      const all = living(collection)
      const found = words.length === 0 ? all : all.filter((state) => holds(state, words))
      return { total: found.length, lines: found.slice(from, from + limit).map(lineOf) }
    },

    document(collection, id) {
      const state = document(collection, id)
      return state && { ...lineOf(state), value: documentOf(state), files: filesOf(state) }
    },

    async attachment(id) {
      return readAttachment(vault.blobs, id)
    },

    async exportLocker(collection) {
      await vault.refresh()
      const states = living(collection)
      const named = new Set(states.flatMap(blobIdsOf))
      const attachments = readAttachments(vault.blobs, named)
      const documents = states.map((state) => ({
        id: state.id,
        changed: stampTime(newestStamp(state)),
        value: documentOf(state),
        files: filesOf(state),
      }))
      const { whole, ...file } = await packLocker(collection, documents, attachments, now())
      const entry = {
        kind: 'exported',
        id: newId(random),
        at: now(),
        records: states.length,
        encrypted: false,
      } as const
      await vault.commit(() => [entryRecord(entry, vault.stamp())])
      return { ...file, documents: states.length, missing: named.size - whole }
    },

    async removeDocument(collection, id) {
      const before = vault.get(collection, id)
      // Until it is put back nothing names them, and whoever sweeps meanwhile knows nothing of that.
      if (before) await vault.blobs.spare(blobIdsOf(before))
      // What is put back is what was there when it was taken away, whoever wrote meanwhile.
      const taken: { state: RecordState | null } = { state: null }
      await vault.commit((reader) => {
        const state = reader.get(collection, id)
        taken.state = isLocker(collection) && isDocument(state) ? state : null
        return taken.state ? [documentErasure(taken.state, vault.stamp(), now())] : []
      })
      const { state } = taken
      return state && removal(vault, state, createdOf(state))
    },

    async removeLocker(collection) {
      let gone = 0
      for (;;) {
        let some: readonly RecordState[] = []
        await vault.commit((reader) => {
          some = isLocker(collection) ? reader.all(collection).filter(isDocument).slice(0, AT_ONCE) : []
          return some.map((state) => documentErasure(state, vault.stamp(), now()))
        })
        if (some.length === 0) return gone
        gone += some.length
        await vault.blobs.remove(some.flatMap(blobIdsOf))
      }
    },

    async allowMore(collection, quota) {
      if (!isLocker(collection)) return
      await vault.commit(() => [quotaRecord(collection, quota, vault.stamp())])
    },
  }
}

function removal(vault: Vault, state: RecordState, created: Instant): Removal {
  const { collection, id } = state
  let open = true
  return {
    async undo() {
      if (!open) return false
      open = false
      let back = false
      await vault.commit((reader) => {
        const current = reader.get(collection, id)
        back = !isDocument(current)
        return back
          ? [documentRecord(collection, id, documentOf(state), vault.stamp(), created, current)]
          : []
      })
      if (!back) await vault.blobs.remove(blobIdsOf(state))
      return back
    },
    async finish() {
      if (!open) return
      open = false
      await vault.blobs.remove(blobIdsOf(state))
    },
  }
}

function createdOf(state: RecordState): Instant {
  const created = currentValue(state, CREATED)
  return typeof created === 'number' ? created : stampTime(newestStamp(state))
}

const titles = new WeakMap<RecordState, DocumentLine>()

function lineOf(state: RecordState): DocumentLine {
  const known = titles.get(state)
  if (known) return known
  const line = {
    id: state.id,
    title: titleOf(documentOf(state)),
    bytes: documentSize(state),
    changed: stampTime(newestStamp(state)),
    attachments: filesOf(state).length,
  }
  titles.set(state, line)
  return line
}

function titleOf(value: SiteDocument): string {
  const text = (member: Json | undefined) => (typeof member === 'string' ? plainLine(member, 120) : '')
  for (const name of TITLES) {
    const said = Object.hasOwn(value, name) ? text(value[name]) : ''
    if (said !== '') return said
  }
  for (const member of Object.values(value)) if (text(member) !== '') return text(member)
  return ''
}

function filesOf(state: RecordState): DocumentView['files'] {
  return Object.entries(documentOf(state)).flatMap(([member, value]) => {
    const attachment = attachmentOf(value)
    return attachment ? [{ ...attachment, member }] : []
  })
}

function holds(state: RecordState, words: readonly string[]): boolean {
  const text = fold(`${state.id} ${JSON.stringify(documentOf(state))}`)
  return words.every((word) => text.includes(word))
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
