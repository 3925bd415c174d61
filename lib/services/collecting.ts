import { fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { Clock } from '@/lib/base/time'
import type { Action, QuotaQuestion } from '@/lib/grants/request'
import { standingRules } from '@/lib/grants/rules'
import { entryRecord } from '@/lib/ledger/record'
import { CHUNK_BYTES, type SiteCall, type SiteError, type SiteVerb } from '@/lib/protocol/site'
import { blobIdsOf } from '@/lib/records/blobs'
import { isLocker } from '@/lib/records/locker-name'
import type { RecordState } from '@/lib/records/record'
import { isSpent, pauseForBudget } from '@/lib/services/budgets'
import { pageOf } from '@/lib/services/listing'
import { createLockerRooms, type LockerRooms } from '@/lib/services/locker-room'
import { createLockerWorks, type LockerWorks } from '@/lib/services/locker-work'
import { type PairwiseNames, pairwiseOf } from '@/lib/services/pairwise'
import { type Moment, type Reached, reach } from '@/lib/services/reach'
import { readyDocuments, readyFields, type WriteFlaw } from '@/lib/services/ready-writes'
import type { HeldVault, Session } from '@/lib/services/session'
import { createUploads } from '@/lib/services/uploads'
import { createWatching, type Listener, type Touched } from '@/lib/services/watching'
import { createWriting } from '@/lib/services/writing'
import { writeTag, writtenBefore } from '@/lib/services/written-before'
import type { Vault, VaultReader } from '@/lib/vault/vault'

type CollectionVerb = 'list' | 'get' | 'count' | 'write' | 'watch' | 'upload' | 'chunk' | 'download'
export type CollectionCall = Extract<SiteCall, { readonly verb: CollectionVerb }>

/** One page's line: uploads belong to it, and it hears of what it watches. */
export type CollectionLine = Listener

/** `null`: not allowed, whatever the cause. `full`: what the person would have to allow first. */
export type CollectionAnswer =
  | { readonly ok: Json }
  | { readonly error: SiteError }
  | { readonly full: QuotaQuestion }
  | null

export interface CollectingEdges {
  readonly session: Session
  readonly now: Clock
  readonly random: RandomBytes
  readonly delay: (milliseconds: number) => Promise<void>
}

/** What sites do in collections: reads and writes records, always through the grant as it stands at that very moment. */
export interface Collecting {
  /** @param isFree whether the call may be carried out; nothing is written before it says so. */
  answer(line: CollectionLine, call: CollectionCall, isFree?: Promise<boolean>): Promise<CollectionAnswer>
  /** The page wants a call no more, or what came of an `upload`. */
  cancel(line: CollectionLine, target: string): Promise<void>
  /** The page is gone: what it was sending goes with it. */
  close(line: CollectionLine): Promise<void>
  /** Something was committed, in whatever context: pages that watch hear of it. */
  changed(vault: Vault, touched: Touched): Promise<void>
  /** Writes down what was counted. */
  flush(): Promise<void>
}

/** What belongs to one open vault. */
export interface Desk {
  readonly vault: Vault
  readonly rooms: LockerRooms
  readonly works: LockerWorks
  readonly names: (origin: string) => PairwiseNames
}

/** The desk as one call finds it, with what of the session it is decided by. */
interface Visit extends Desk {
  readonly here: Moment
  /** Nothing may be written before this says that the session stands and the call is its only one. */
  readonly provided: Promise<boolean>
}

/** Not in the way of the call that opened the vault, in milliseconds. */
const SWEEP_AFTER = 20_000

const VERBS: ReadonlySet<SiteVerb> = new Set([
  'list',
  'get',
  'count',
  'write',
  'watch',
  'upload',
  'chunk',
  'download',
])

/** A page that goes on and on is told of anew. */
const MOST_TOLD = 1_000
/** What a record that names an attachment takes beside it, with room to spare. */
const NAMING = 1_024

/** True for the calls that `answer` takes. */
export function isCollectionCall(call: SiteCall): call is CollectionCall {
  return VERBS.has(call.verb)
}

export function createCollecting({ session, now, random, delay }: CollectingEdges): Collecting {
  const uploads = createUploads()
  const watching = createWatching()
  const cancelled = new Set<string>()
  let open: Desk | null = null
  /** Attachments whose reading is written, and those where it is being written, by line. */
  const opened = new WeakMap<CollectionLine, Map<string, Promise<unknown>>>()

  async function deskOf(vault: Vault): Promise<Desk> {
    if (open?.vault === vault) return open
    const pairwise = await pairwiseOf(vault, random)
    const known = new Map<string, PairwiseNames>()
    const names = (origin: string) => {
      const found = known.get(origin) ?? pairwise.names(origin)
      known.set(origin, found)
      return found
    }
    if (open?.vault !== vault) {
      open = { vault, rooms: createLockerRooms(vault), works: createLockerWorks(vault, delay), names }
      // What pages sent and never used, left by a background that was stopped.
      void delay(SWEEP_AFTER)
        .then(() => vault.blobs.sweep(namedIn(vault)))
        .catch(() => undefined)
    }
    return open
  }

  const momentOf = async ({ isFresh }: HeldVault): Promise<Moment> => ({
    browserSession: await session.browserSession(),
    fresh: isFresh,
  })

  async function visit(held: HeldVault, isFree: Promise<boolean>): Promise<Visit> {
    const provided = Promise.all([held.stands, isFree]).then((all) => all.every(Boolean))
    provided.catch(() => undefined)
    return { ...(await deskOf(held.vault)), here: await momentOf(held), provided }
  }

  const reaching = ({ vault, names }: Desk) => ({ vault, names, now, newId: () => newId(random) })

  /**
   * What a read gives, once its line stands in the ledger. `pick` chooses the records and is asked again inside the
   * commit that writes the line, if there is one to write.
   */
  async function disclose<Value>(
    desk: Visit,
    origin: string,
    call: { readonly grant: string; readonly collection: string },
    pick: (
      found: Reached,
      reader: VaultReader,
    ) => { readonly value: Value; readonly records: readonly RecordState[] } | null,
  ): Promise<Value | null> {
    const { vault, works, here } = desk
    const look = (state: VaultReader) => {
      const found = reach(reaching(desk), state, origin, call, 'read', here)
      const picked = found && pick(found, state)
      return found && picked && { found, ...picked }
    }
    let seen = look(vault)
    if (!seen || seen.records.length === 0) return seen?.value ?? null
    const worker = { origin, grant: call.grant, collection: seen.found.granted.collection }
    const lines = (state: VaultReader, { found, records }: NonNullable<typeof seen>) =>
      found.kind === 'locker'
        ? works.entry(state, worker, found.at)
        : [sharedEntry(desk, origin, call.grant, found, records)]
    if (lines(vault, seen).length > 0) {
      await vault.commit(
        (state) => {
          seen = look(state)
          if (!seen || seen.records.length === 0) return []
          const { kind, standing, at } = seen.found
          if (kind === 'locker' || !isSpent(state, standingRules(state), origin, at))
            return lines(state, seen)
          // More than the person lets it read in an hour: the grant pauses, and nothing leaves.
          seen = null
          return pauseForBudget(standing, newId(random), at, () => vault.stamp())
        },
        { durability: 'relaxed' },
      )
    }
    if (seen?.found.kind === 'locker') works.count(worker, seen.found.at, { read: seen.records.length })
    return seen?.value ?? null
  }

  function sharedEntry(
    { vault }: Desk,
    origin: string,
    grant: string,
    found: Extract<Reached, { kind: 'shared' }>,
    records: readonly RecordState[],
  ): RecordState {
    const { collection } = found.granted
    const values = records.map((record) => ({
      claim: collection,
      collection,
      record: record.id,
      form: 'full' as const,
      versions: found.shelf.versions(record),
    }))
    const entry = {
      kind: 'disclosure',
      id: newId(random),
      at: now(),
      origin,
      way: 'records',
      grant,
      values,
    } as const
    return entryRecord(entry, vault.stamp())
  }

  async function list(desk: Visit, origin: string, call: Of<'list'>): Promise<CollectionAnswer> {
    const cursors = { key: desk.names(origin).cursorKey, random }
    let lost = false
    const value = await disclose(desk, origin, call, ({ shelf }, reader) => {
      const page = pageOf(shelf, reader, call, cursors)
      lost = page === null
      return (
        page && { value: { records: page.records.map(shelf.show), next: page.next }, records: page.records }
      )
    })
    if (lost) return typeError('after: is not a place in this list')
    return value && { ok: value as unknown as Json }
  }

  async function get(desk: Visit, origin: string, call: Of<'get'>): Promise<CollectionAnswer> {
    const value = await disclose(desk, origin, call, ({ shelf }, reader) => {
      const records = [...new Set(call.ids)].flatMap((id) => shelf.find(reader, id) ?? [])
      return { value: { records: records.map(shelf.show) }, records }
    })
    return value && { ok: value as unknown as Json }
  }

  async function count(desk: Visit, origin: string, call: Of<'count'>): Promise<CollectionAnswer> {
    const found = reach(reaching(desk), desk.vault, origin, call, 'read', desk.here)
    return found && { ok: { count: found.shelf.all(desk.vault).length } }
  }

  async function download(
    line: CollectionLine,
    desk: Visit,
    origin: string,
    call: Of<'download'>,
  ): Promise<CollectionAnswer> {
    const { grant, collection, record: id, field } = call
    const told = opened.get(line) ?? new Map<string, Promise<unknown>>()
    opened.set(line, told)
    let key = ''
    let isReplaced = false
    const look = () =>
      disclose(desk, origin, call, ({ shelf }, reader) => {
        const record = shelf.find(reader, id)
        const bytes = record && shelf.bytes(record, field)
        isReplaced = call.attachment !== undefined && (bytes?.id ?? call.attachment) !== call.attachment
        if (!record || !bytes || isReplaced) return null
        key = JSON.stringify([grant, collection, id, bytes.id])
        // One line for a whole attachment: the part that comes first tells of all of it.
        return { value: bytes, records: told.has(key) ? [] : [record] }
      })
    // Parts are asked for several at a time; those that come while the line is written wait for it.
    const asked = JSON.stringify([grant, collection, id, field, call.attachment ?? null])
    const before = told.get(asked)
    const tell = async () => {
      const held = await look()
      if (held) {
        if (told.size > MOST_TOLD) told.clear()
        told.set(key, Promise.resolve())
      }
      return held
    }
    const mine = before ? before.catch(() => undefined).then(tell) : tell()
    if (!before) told.set(asked, mine)
    const held = await mine.finally(() => {
      if (told.get(asked) === mine) told.delete(asked)
    })
    if (isReplaced) return REPLACED
    if (!held) return null
    const part = await held.part(call.index)
    return part && { ok: { data: toBase64Url(part), of: Math.max(1, Math.ceil(held.size / CHUNK_BYTES)) } }
  }

  async function upload(
    line: CollectionLine,
    desk: Visit,
    origin: string,
    call: Of<'upload'>,
  ): Promise<CollectionAnswer> {
    const { here } = desk
    const found = (['create', 'update'] as const)
      .map((action: Action) => reach(reaching(desk), desk.vault, origin, call, action, here))
      .find((one) => one !== null)
    if (!found) return null
    if (found.kind === 'shared') return typeError('collection: attachments are kept in lockers only')
    const { collection } = found.granted
    const { size, type, name } = call
    // Asked about before all of it is sent, and not when it is to be named.
    const more = { bytes: size + NAMING, records: 0 }
    const fitting = desk.rooms.reserve(collection, more)
    fitting?.release()
    const room = fitting && desk.rooms.reserve(collection, { bytes: size, records: 0 })
    if (!room) return { full: desk.rooms.question(collection, more) }
    const id = await uploads.begin(line, call.id, desk.vault, collection, { size, type, name }, room)
    if (id === null) room.release()
    if (id !== null && cancelled.delete(call.id)) {
      await uploads.drop(line, id)
      return null
    }
    return id === null ? tooMuch('Too many attachments are on their way at once.') : { ok: { upload: id } }
  }

  async function chunk(line: CollectionLine, call: Of<'chunk'>): Promise<CollectionAnswer> {
    const bytes = fromBase64Url(call.data)
    if (!bytes) return typeError('data: is not base64url')
    const received = await uploads.add(line, call.upload, call.index, bytes)
    return received === null ? null : { ok: { received } }
  }

  async function write(
    line: CollectionLine,
    desk: Visit,
    origin: string,
    call: Of<'write'>,
  ): Promise<CollectionAnswer> {
    const { vault, here, provided } = desk
    const actions = [...new Set(call.changes.map(({ op }) => op))]
    const look = (state: VaultReader): Reached | null => {
      const all = actions.map((action) => reach(reaching(desk), state, origin, call, action, here))
      return all.every((one) => one !== null) ? (all[0] ?? null) : null
    }
    let found = look(vault)
    if (!found) {
      // What another context allowed lately may not have been heard of.
      await vault.refresh()
      found = look(vault)
    }
    if (!found) return null
    const tag = writeTag(origin, call)
    const before = writtenBefore(found, vault, call, tag)
    if (before) return (await provided) ? { ok: before as unknown as Json } : null
    const ids = call.changes.flatMap((change) => change.id ?? [])
    if (new Set(ids).size < ids.length) return typeError('changes: name a record twice')
    const { collection } = found.granted
    const ready =
      found.kind === 'locker'
        ? readyDocuments(call.changes, found.shelf, vault, (id) => uploads.finished(line, id, collection))
        : await readyFields(call.changes, found.granted, found.shelf, vault)
    if (!ready.ok) return flawed(ready.reason)
    const writing = createWriting({
      desk,
      origin,
      call,
      now,
      writes: ready.value.writes,
      look,
      here,
      reaching: reaching(desk),
      tag,
    })
    const room = found.kind === 'locker' ? desk.rooms.reserve(collection, writing.more(found)) : NO_ROOM
    if (!room) return { full: desk.rooms.question(collection, writing.more(found)) }
    try {
      const { answer, replaced } = await writing.commit(provided)
      if (answer && 'written' in answer) for (const id of ready.value.uploads) uploads.adopted(id)
      if (replaced.length > 0) void vault.blobs.remove(replaced).catch(() => undefined)
      return answer && { ok: answer as unknown as Json }
    } finally {
      room.release()
    }
  }

  return {
    async answer(line, call, isFree = Promise.resolve(true)) {
      if (call.verb === 'chunk') return chunk(line, call)
      const { origin } = line.caller
      if (call.verb === 'write') {
        // Its commit decides on what is newest, so that nothing is read before it but the session, and that beside it.
        const held = await session.forCommit()
        const first = held && (await write(line, await visit(held, isFree), origin, call))
        if (first || !held || (await held.stands)) return first
        // Another context changed the session (the passphrase was given again): decided anew by that.
      }
      const held = await session.held()
      if (!held) return null
      const desk = await visit(held, isFree)
      switch (call.verb) {
        case 'list':
          return list(desk, origin, call)
        case 'get':
          return get(desk, origin, call)
        case 'count':
          return count(desk, origin, call)
        case 'write':
          return write(line, desk, origin, call)
        case 'watch':
          return watching.add(line, reaching(desk), call, desk.here) ? { ok: null } : null
        case 'upload':
          return upload(line, desk, origin, call)
        case 'download':
          return download(line, desk, origin, call)
      }
    },
    async cancel(line, target) {
      // An upload that is only beginning looks for itself here.
      cancelled.add(target)
      if (cancelled.size > MOST_TOLD) cancelled.delete(cancelled.values().next().value as string)
      await uploads.drop(line, target)
    },
    close(line) {
      watching.drop(line)
      return uploads.dropAll(line)
    },
    async changed(vault, touched) {
      // Nobody watches before the first call of a site made the desk.
      if (open?.vault !== vault || !watching.concerns(touched)) return
      const desk = open
      const held = await session.held()
      if (held) watching.changed(touched, reaching(desk), await momentOf(held))
    },
    async flush() {
      await open?.works.flush()
    },
  }
}

type Of<Verb extends CollectionVerb> = Extract<SiteCall, { readonly verb: Verb }>

/** Ids of all attachments that some record names. */
function namedIn(vault: Vault): ReadonlySet<string> {
  const lockers = vault.collections().filter(isLocker)
  return new Set(lockers.flatMap((collection) => vault.all(collection).flatMap(blobIdsOf)))
}

/** The record names another attachment than the one that was asked for. */
const REPLACED: CollectionAnswer = {
  error: { name: 'InvalidStateError', message: 'The attachment was replaced.' },
}

/** Shared collections are the person's own: they have no quota. */
const NO_ROOM = { release() {} }

function typeError(message: string): CollectionAnswer {
  return { error: { name: 'TypeError', message } }
}

function tooMuch(message: string): CollectionAnswer {
  return { error: { name: 'QuotaExceededError', message } }
}

function flawed(flaw: WriteFlaw): CollectionAnswer {
  return flaw === 'too-large' ? tooMuch('A document is larger than 60 KiB.') : typeError(flaw.flaw)
}
