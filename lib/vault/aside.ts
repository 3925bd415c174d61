import { fromBase64Url } from '@/lib/base/bytes'
import { salvageSlotTable } from '@/lib/crypto/slots'
import type { Found } from '@/lib/vault/compare'
import { databaseName, isBroken, openExisting, withStores } from '@/lib/vault/connect'
import { LogDatabase } from '@/lib/vault/database'
import { nameOf, vaultError } from '@/lib/vault/errors'
import { examine } from '@/lib/vault/examine'
import { parseLogName } from '@/lib/vault/mirror'
import type { MirrorPlace, Places, Sentinel } from '@/lib/vault/places'
import { hasRoom } from '@/lib/vault/succession'

/** Store of the database for what lies where something else belongs. Nothing reads it. */
const ASIDE = 'aside'

/** How many broken databases in a row are passed by. */
const ATTEMPTS = 3

/**
 * Moves all that is left of a lost vault out of the way, so that a new one can be made: mirror files, database rows and the
 * sentinel are kept under other names, nothing is destroyed. Where no vault is, nothing happens.
 *
 * An interruption at any step leaves `lost`, or `none` when everything was moved; calling again goes on.
 * @throws VaultError `exists` where a vault stands that can be opened; `unusable`, `unreachable`, `full`.
 */
export async function setAside(places: Places): Promise<void> {
  await places.exclusively(async () => {
    const sentinel = await places.sentinel.read()
    const found = await look(places)
    if (found.state === 'none') return
    if (found.state === 'unusable') throw vaultError('unusable')
    if (found.state === 'present' && canBeOpened(found.slots, sentinel)) throw vaultError('exists')

    const since = String(Math.max(0, Math.floor(places.now())))
    if (sentinel) await places.sentinel.keepAside(`aside-${since}`, sentinel)
    // Before the first thing is moved: more is expected than is there, so that no part can look like a whole vault.
    await places.sentinel.write(expectingMore(found, sentinel, places.now()))
    await moveMirror(places.mirror, since)
    await moveDatabase(places, since)
    await places.sentinel.clear()
  })
}

/** As `examineVault`, by one who holds the lock already. */
async function look(places: Places): Promise<Found> {
  const database = new LogDatabase(places)
  try {
    return await examine({ ...places, exclusively: (work) => work() }, database)
  } finally {
    database.close()
  }
}

/** Whether any copy of the key slots has one that a passphrase or a phrase could be tried on. */
function canBeOpened(slots: Uint8Array, sentinel: Sentinel | null): boolean {
  const copies = [slots, sentinel && fromBase64Url(sentinel.slots)]
  return copies.some((copy) => copy && (salvageSlotTable(copy)?.slots.length ?? 0) > 0)
}

function expectingMore(found: Found, sentinel: Sentinel | null, now: number): Sentinel {
  const expected =
    found.state === 'lost'
      ? Math.max(found.expected, found.left + 1)
      : found.state === 'present'
        ? found.generation + 1
        : 1
  return { vaultId: '', head: '', slots: '', written: now, ...sentinel, generation: expected }
}

/** The slots go last: as long as anything is left that could be gone on with, it can be opened. */
async function moveMirror(mirror: MirrorPlace, since: string): Promise<void> {
  const names = (await mirror.list()).filter((name) => !name.startsWith(ASIDE))
  const rank = (name: string) => (parseLogName(name) ? 0 : name.startsWith('slots-') ? 2 : 1)
  for (const name of names.sort((one, other) => rank(one) - rank(other)))
    await mirror.rename(name, `${ASIDE}-${since}-${name}`)
}

/** A database that is broken stays as it is, and is aside once the next one counts. */
async function moveDatabase(places: Places, since: string): Promise<void> {
  for (let left = ATTEMPTS; ; left--) {
    const ordinal = await places.ordinal.read()
    try {
      return await moveRows(databaseName(places.database, ordinal), since)
    } catch (error) {
      if (left === 0 || !isBroken(error) || !(await hasRoom(places))) throw error
      await places.ordinal.write(ordinal + 1)
    }
  }
}

/** Moves what stands in every store into `aside`, in one transaction. */
async function moveRows(name: string, since: string): Promise<void> {
  const database = await openExisting(name)
  if (!database) return
  try {
    await moveInto(withStores(database), since)
  } catch (error) {
    throw vaultError(nameOf(error) === 'QuotaExceededError' ? 'full' : 'unreachable', error)
  } finally {
    database.close()
  }
}

function moveInto(database: IDBDatabase, since: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const names = [...database.objectStoreNames]
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' })
    let thrown: unknown = null
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(thrown ?? transaction.error ?? new DOMException('', 'AbortError'))
    const guarded = (step: () => void) => {
      try {
        step()
      } catch (error) {
        thrown = error
        transaction.abort()
      }
    }
    guarded(() => {
      const aside = transaction.objectStore(ASIDE)
      for (const store of names.filter((other) => other !== ASIDE)) {
        const walk = transaction.objectStore(store).openCursor()
        walk.onsuccess = () =>
          guarded(() => {
            const row = walk.result
            if (!row) return
            aside.add({ since, store, key: row.key, value: row.value })
            row.delete()
            row.continue()
          })
      }
    })
  })
}
