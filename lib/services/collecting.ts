import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { Clock } from '@/lib/base/time'
import type { SiteCall } from '@/lib/protocol/site'
import { blobIdsOf } from '@/lib/records/blobs'
import { isLocker } from '@/lib/records/locker-name'
import { createCarrying } from '@/lib/services/carrying'
import {
  type CollectionAnswer,
  type CollectionLine,
  type Desk,
  type Of,
  type Reaching,
  tooMuch,
  typeError,
  type Visit,
} from '@/lib/services/desk'
import { createDisclosing } from '@/lib/services/disclosing'
import { createLockerRooms } from '@/lib/services/locker-room'
import { createLockerWorks } from '@/lib/services/locker-work'
import { type PairwiseNames, pairwiseOf } from '@/lib/services/pairwise'
import { type Moment, type Reached, reach } from '@/lib/services/reach'
import { readyDocuments, readyFields, type WriteFlaw } from '@/lib/services/ready-writes'
import type { HeldVault, Session } from '@/lib/services/session'
import { createUploads } from '@/lib/services/uploads'
import { createWatching, type Touched } from '@/lib/services/watching'
import { createWriting } from '@/lib/services/writing'
import { writeTag, writtenBefore } from '@/lib/services/written-before'
import type { Vault, VaultReader } from '@/lib/vault/vault'

type CollectionVerb = 'list' | 'get' | 'count' | 'write' | 'watch' | 'upload' | 'chunk' | 'download'
export type CollectionCall = Of<CollectionVerb>

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
  /** Something was committed, in whatever context: pages that watch hear of it, and uploads not allowed any more go. */
  changed(vault: Vault, touched: Touched): Promise<void>
  /** Writes down what was counted. */
  flush(): Promise<void>
}

/** Not in the way of the call that opened the vault, in milliseconds. */
const SWEEP_AFTER = 20_000

/** True for the calls that `answer` takes. */
export function isCollectionCall(call: SiteCall): call is CollectionCall {
  return 'collection' in call || call.verb === 'chunk'
}

export function createCollecting({ session, now, random, delay }: CollectingEdges): Collecting {
  const uploads = createUploads()
  const watching = createWatching()
  const reaching: Reaching = ({ vault, names }) => ({ vault, names, now, newId: () => newId(random) })
  const disclosing = createDisclosing({ now, random, reaching })
  const carrying = createCarrying({ session, uploads, disclosing, reaching })
  let open: Desk | null = null

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
    await uploads.dropEnded()
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
    const named = ready.value.uploads
    for (const id of named) uploads.naming.add(id)
    try {
      const { answer, replaced } = await writing.commit(provided)
      // Without an answer they may be named all the same, by what was written just before the grant ended: the sweep knows.
      if (answer ? 'written' in answer : await provided) for (const id of named) uploads.adopted(id)
      if (replaced.length > 0) void vault.blobs.remove(replaced).catch(() => undefined)
      return answer && { ok: answer as unknown as Json }
    } finally {
      for (const id of named) uploads.naming.delete(id)
      room.release()
    }
  }

  return {
    async answer(line, call, isFree = Promise.resolve(true)) {
      if (call.verb === 'chunk') return carrying.chunk(line, call)
      const { origin } = line.caller
      if (call.verb === 'write') {
        // Its commit decides on what is newest, so that nothing is read before it but the session, and that beside it.
        const held = await session.forCommit()
        const first = held && (await write(line, await visit(held, isFree), origin, call))
        if (first || !held || (await held.stands)) return first
        // Another context changed the session (the passphrase was given again): decided anew by that.
      }
      // Parts of an attachment and pages of a list follow one another faster than the store can say the same again and again.
      const isFurther =
        (call.verb === 'download' && call.index > 0) || (call.verb === 'list' && call.after !== null)
      const held = await (isFurther ? session.heldLately() : session.held())
      if (!held) return null
      const desk = await visit(held, isFree)
      switch (call.verb) {
        case 'list':
          return disclosing.list(desk, origin, call)
        case 'get':
          return disclosing.get(desk, origin, call)
        case 'count':
          return disclosing.count(desk, origin, call)
        case 'write':
          return write(line, desk, origin, call)
        case 'watch':
          return watching.add(line, reaching(desk), call, desk.here) ? { ok: null } : null
        case 'upload':
          return carrying.upload(line, desk, origin, call)
        case 'download':
          return carrying.download(line, desk, origin, call)
      }
    },
    cancel: carrying.cancel,
    close(line) {
      watching.drop(line)
      return uploads.drop(line)
    },
    async changed(vault, touched) {
      void uploads.dropEnded().catch(() => undefined)
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

/** Ids of all attachments that some record names. */
function namedIn(vault: Vault): ReadonlySet<string> {
  const lockers = vault.collections().filter(isLocker)
  return new Set(lockers.flatMap((collection) => vault.all(collection).flatMap(blobIdsOf)))
}

/** Shared collections are the person's own: they have no quota. */
const NO_ROOM = { release() {} }

function flawed(flaw: WriteFlaw): CollectionAnswer {
  return flaw === 'too-large' ? tooMuch('A document is larger than 60 KiB.') : typeError(flaw.flaw)
}
