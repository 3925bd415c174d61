import { equalBytes, toBase64Url } from '@/lib/base/bytes'
import { createBlobMirror } from '@/lib/vault/blob-mirror'
import { createBlobStore } from '@/lib/vault/blob-store'
import { compareWithout } from '@/lib/vault/compare'
import { databaseName, isBroken, isDamage, META, openExisting, part, SEGMENTS } from '@/lib/vault/connect'
import { LogDatabase } from '@/lib/vault/database'
import { VaultError, vaultError } from '@/lib/vault/errors'
import { parseHead } from '@/lib/vault/head'
import {
  check,
  encodeFrames,
  headName,
  logName,
  newestHead,
  parseLogName,
  readMirror,
  slotsOf,
  uncheck,
  writeMirrorSlots,
} from '@/lib/vault/mirror'
import type { OrdinalPlace, Places } from '@/lib/vault/places'
import { transact } from '@/lib/vault/transact'

/*
 * A database that gives or takes nothing any more is left where it is, and the log goes on in one under the next name, which is
 * filled from the mirror as one that was emptied is (docs/decisions/vault-damage.md). Which one counts stands in
 * `storage.local`; the databases are never listed.
 */

/** No other copy is whole either: going on would mean to give up what the database may still hold. */
export class NoCopyError extends VaultError {
  constructor(cause: unknown) {
    super('unreachable', 'the database cannot be reached, and its mirror is not whole', { cause })
  }
}

/** How long to wait before a database is tried once more, in milliseconds. */
const AGAIN = 500
/** Least room that there must be for another database, in bytes. */
const ROOM = 1_048_576
/** How long to wait for that to be written, in milliseconds. */
const PATIENCE = 10_000
/** Random bytes are had so many at a time. */
const PIECE = 65_536

/**
 * Does `work`, and where the database proves broken twice does it in the next one, which holds nothing yet but what `examine`
 * puts there. Not to be called while holding the lock.
 * @param save brings what only this context still holds into the mirror.
 * @throws NoCopyError where nothing else is whole; what `work` threw, where there may just be no room.
 */
export async function goingOn<Value>(
  places: Places,
  database: LogDatabase,
  work: () => Promise<Value>,
  save: () => Promise<unknown> = async () => undefined,
): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (!isBroken(error)) throw error
    // A full disk breaks databases as well: nothing may be concluded then, and nobody is kept waiting.
    if (!(await places.exclusively(() => hasRoom(places)))) throw error
  }
  await places.wait(AGAIN)
  try {
    return await work()
  } catch (cause) {
    if (!isBroken(cause)) throw cause
    await save().catch(() => undefined)
    await places.exclusively(() => succeed(places, database, { cause }))
  }
  return work()
}

/**
 * Goes on in the next database. The caller holds the lock, and has seen that this one is broken.
 * @param how `without`: also where the mirror is not whole, because the person said so. @throws as `goingOn`.
 */
export async function succeed(
  places: Places,
  database: LogDatabase,
  { cause, without = false }: { readonly cause: unknown; readonly without?: boolean },
): Promise<void> {
  const ordinal = await places.ordinal.read()
  // Another context was faster.
  if (database.ordinal !== ordinal) return database.drop()
  if (!(await hasRoom(places))) throw cause
  const old = only(places, ordinal)
  try {
    const next = await nextAfter(places, ordinal, cause)
    if (!next.holdsLog) {
      await rescue(places, old)
      const { found } = await compareWithout(places)
      if (found.state === 'present') await prove(places, next.ordinal, { slots: found.slots, cause })
      else if (!without) throw new NoCopyError(cause)
    }
    await places.ordinal.write(next.ordinal)
    database.drop()
    // Whoever still writes to the old one is made to look for the new: what came through until then is taken along.
    await part(databaseName(places.database, ordinal)).catch(() => undefined)
    await rescue(places, old)
  } finally {
    old.close()
  }
}

/** How many names in a row may be of broken databases. */
const BROKEN_AT_MOST = 4

/** The next database that can be opened or made. One with a log in it is ours: the note of it was lost, or never written. */
async function nextAfter(
  { database }: Places,
  ordinal: number,
  cause: unknown,
): Promise<{ readonly ordinal: number; readonly holdsLog: boolean }> {
  for (let next = ordinal + 1; next <= ordinal + BROKEN_AT_MOST; next++) {
    try {
      return { ordinal: next, holdsLog: await holdsLog(databaseName(database, next)) }
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  }
  throw cause
}

/** One of the databases, whichever counts. */
function only(places: Places, ordinal: number): LogDatabase {
  const fixed: OrdinalPlace = { ...places.ordinal, read: async () => ordinal, onChanged: () => undefined }
  return new LogDatabase({ database: places.database, ordinal: fixed })
}

/** Whether a file of some size can be kept: twice what the log takes. One that is not written in time is as good as refused. */
export function hasRoom(places: Places): Promise<boolean> {
  return Promise.race([keepsFile(places), places.wait(PATIENCE).then(() => false)])
}

async function keepsFile({ mirror, random }: Places): Promise<boolean> {
  const name = 'probe'
  async function* bytes(pieces: number) {
    for (let at = 0; at < pieces; at++) yield random(PIECE)
  }
  try {
    let log = 0
    for (const file of await mirror.list()) if (parseLogName(file)) log += (await mirror.size(file)) ?? 0
    const pieces = Math.ceil((ROOM + 2 * log) / PIECE)
    await mirror.writeParts(name, bytes(pieces))
    return (await mirror.size(name)) === pieces * PIECE
  } catch {
    return false
  } finally {
    await mirror.remove(name).catch(() => undefined)
  }
}

async function holdsLog(name: string): Promise<boolean> {
  const database = await openExisting(name)
  if (!database) return false
  try {
    return await transact(database, [META, SEGMENTS], 'readonly', 'relaxed', (transaction) => {
      const head = transaction.objectStore(META).get('head')
      const rows = transaction.objectStore(SEGMENTS).count()
      return () => head.result !== undefined || rows.result > 0
    })
  } finally {
    database.close()
  }
}

/** Makes the next database and looks whether it keeps what it is given. */
async function prove(
  places: Places,
  ordinal: number,
  { slots, cause }: { readonly slots: Uint8Array; readonly cause: unknown },
): Promise<void> {
  const [writing, reading] = [only(places, ordinal), only(places, ordinal)]
  try {
    await writing.restore({ rows: [], slots: check(slots) })
    writing.close()
    const kept = uncheck((await reading.look()).slots)
    if (!kept || !equalBytes(kept, slots)) throw vaultError('unreachable', cause)
  } finally {
    writing.close()
    reading.close()
  }
}

/** Brings what only the broken database still gives into the mirror. */
async function rescue(places: Places, old: LogDatabase): Promise<void> {
  await rescueLog(places, old).catch(() => undefined)
  await rescueBlobs(places, old).catch(() => undefined)
}

async function rescueLog({ mirror, random }: Places, old: LogDatabase): Promise<void> {
  const table = uncheck((await old.look()).slots)
  const { head, rows } = await old.whole()
  const claim = parseHead(head)
  const names = await mirror.list()
  if (table && slotsOf(names).length === 0) await writeMirrorSlots(mirror, claim?.generation ?? 1, table)
  if (!head || !claim || claim.generation <= newestHead(names)) return
  const copy = await readMirror(mirror)
  const there = new Set(copy.rows.map(({ generation, index }) => `${generation}/${index}`))
  const lacking = rows.filter(
    ({ generation, index, bytes }) => bytes.length > 0 && !there.has(`${generation}/${index}`),
  )
  const [first, last] = [lacking[0], lacking.at(-1)]
  if (first && last)
    await mirror.write(
      logName(first.generation, last.generation, toBase64Url(random(6))),
      encodeFrames(lacking),
    )
  await mirror.write(headName(claim.generation), head)
}

async function rescueBlobs({ mirror, random }: Places, old: LogDatabase): Promise<void> {
  const store = createBlobStore(old)
  const copies = createBlobMirror(mirror, store.get, toBase64Url(random(6)))
  const { whole } = await copies.list()
  for (const id of (await store.times()).keys()) {
    if (whole.has(id)) continue
    copies.want([id])
    // One that cannot be read is no reason to leave the others.
    await copies.flush().catch(() => copies.remove([id]))
  }
  copies.stop()
}
