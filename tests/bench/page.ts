/**
 * A page of the extension for measuring only: the real rooms, composed as the dashboard composes them, with nothing painted. It is
 * built into a copy of the extension under `.checks/`, never into what is shipped.
 */
import { fromBase64Url } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { KDF, SALT_LENGTH } from '@/lib/crypto/kdf'
import { createArgon2 } from '@/lib/platform/argon2'
import { createBrowserPlaces } from '@/lib/platform/places'
import { createSessionStore } from '@/lib/platform/session-store'
import type { RecordState } from '@/lib/records/record'
import { createWorkspace } from '@/lib/services/workspace'
import { openVault } from '@/lib/vault/open'
import type { Vault } from '@/lib/vault/vault'

const workspace = createWorkspace()
const places = createBrowserPlaces()

async function opened(): Promise<Vault> {
  const vault = await workspace.session.vault()
  if (!vault) throw new Error('the vault is locked')
  return vault
}

/** One contact of about the size of the records that the designs were measured with (some 480 bytes). */
function contact(vault: Vault, number: number): RecordState {
  const stamp = vault.stamp()
  const field = (value: Json) => [{ value, stamp, from: { by: 'person', at: 1_700_000_000_000 } }] as const
  return {
    collection: 'contacts',
    id: newId(places.random),
    fields: {
      '~label': field(`Person ${number}`),
      '~created': field(1_700_000_000_000 + number),
      name: field(`Person Number ${number} of the Long Family Name`),
      email: field(`person.${number}@mail.example.org`),
      tel: field(`+4420794${String(number).padStart(5, '0')}`),
      note: field(`Met in ${1990 + (number % 30)}; prefers letters to calls. ${'·'.repeat(90)}`),
    },
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

const bench = {
  async make(passphrase: string): Promise<void> {
    await workspace.unlocking.create(passphrase)
  },

  /** Adds contacts until there are `total`. */
  async fill(total: number): Promise<number> {
    const vault = await opened()
    for (let done = vault.all('contacts').length; done < total; done += 500) {
      await vault.commit(() =>
        Array.from({ length: Math.min(500, total - done) }, (_, index) => contact(vault, done + index)),
      )
    }
    await vault.mirrored()
    return vault.all('contacts').length
  },

  /** Medians in milliseconds: Argon2id alone, and the whole vault from the root key to every record in memory. */
  async unlock(
    rounds: number,
  ): Promise<{ readonly argon2: number; readonly open: number; readonly records: number }> {
    const stored = await createSessionStore().read()
    if (!stored) throw new Error('the vault is locked')
    const derive = createArgon2()
    const argon2: number[] = []
    const open: number[] = []
    let records = 0
    for (let round = 0; round < rounds; round++) {
      let start = performance.now()
      await derive(new TextEncoder().encode('a passphrase'), new Uint8Array(SALT_LENGTH), KDF)
      argon2.push(performance.now() - start)
      start = performance.now()
      const vault = await openVault(places, {
        root: fromBase64Url(stored.root),
        vaultId: stored.vaultId,
      } as never)
      records = vault.all('contacts').length
      open.push(performance.now() - start)
      vault.close()
    }
    return { argon2: median(argon2), open: median(open), records }
  },

  /** Medians in milliseconds of one record committed, and of the same record put plainly with strict durability, in turn. */
  async commit(rounds: number): Promise<{ readonly commit: number; readonly put: number }> {
    const vault = await opened()
    const plain = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('bench-plain', 1)
      request.onupgradeneeded = () => request.result.createObjectStore('records')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const commits: number[] = []
    const puts: number[] = []
    for (let round = 0; round < rounds; round++) {
      const record = contact(vault, 100_000 + round)
      let start = performance.now()
      await vault.commit(() => [record])
      commits.push(performance.now() - start)
      start = performance.now()
      await new Promise<void>((resolve, reject) => {
        const transaction = plain.transaction('records', 'readwrite', { durability: 'strict' })
        transaction.objectStore('records').put(record, record.id)
        transaction.oncomplete = () => resolve()
        transaction.onerror = () => reject(transaction.error)
      })
      puts.push(performance.now() - start)
    }
    plain.close()
    indexedDB.deleteDatabase('bench-plain')
    return { commit: median(commits), put: median(puts) }
  },
}

export type Bench = typeof bench
Object.assign(globalThis, { bench })
