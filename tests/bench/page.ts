/**
 * A page of the extension for measuring only: the real rooms, composed as our pages compose them, with nothing painted. It is
 * built into a copy of the extension under `.checks/`, never into what is shipped.
 */
import { type IDBPDatabase, openDB } from 'idb'
import { fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { encodeSlot } from '@/lib/crypto/slot'
import { revocation } from '@/lib/grants/standing'
import { entryRecord } from '@/lib/ledger/record'
import { callApp } from '@/lib/platform/app-client'
import { createArgon2 } from '@/lib/platform/argon2'
import { browser } from '@/lib/platform/browser'
import { createBrowserPlaces } from '@/lib/platform/places'
import { createSessionStore } from '@/lib/platform/session-store'
import type { RecordState } from '@/lib/records/record'
import { newPlace, type PlaceSettings } from '@/lib/replication/places'
import { createSession, type StoredSession } from '@/lib/services/session'
import type { SyncMemory } from '@/lib/services/sync-report'
import { createUnlocking } from '@/lib/services/unlocking'
import { createReadAhead } from '@/lib/vault/ahead'
import { deepVault } from '@/lib/vault/deep'
import { acceptLeft, createVault, examineVault, openVault } from '@/lib/vault/open'
import { writeSlots } from '@/lib/vault/slot-writer'
import type { Vault } from '@/lib/vault/vault'

const places = createBrowserPlaces()
const ahead = createReadAhead(places)
const store = createSessionStore()
const session = createSession({
  store,
  openVault: async (root, vaultId) => openVault(places, { root, vaultId, ahead: await ahead.take() }),
  now: places.now,
})
const argon2 = createArgon2()
let deriving = 0
/** When the vault was last there for the background to open. */
let begun = 0
const unlocking = createUnlocking({
  places,
  session: {
    ...session,
    begin(root, vaultId) {
      begun = performance.now()
      return session.begin(root, vaultId)
    },
  },
  async deriveKey(...given) {
    const start = performance.now()
    const key = await argon2(...given)
    deriving += performance.now() - start
    return key
  },
  createVault,
  examineVault,
  examineAhead: ahead.start,
  writeSlots,
  acceptLeft,
})

/** Records in one commit while filling. */
const BATCH = 500
/** Between one measured commit or put and the next, in milliseconds: the mirror and the other contexts follow in it. */
const REST = 60

async function opened(): Promise<Vault> {
  const vault = await session.vault()
  if (!vault) throw new Error('the vault is locked')
  return vault
}

const rest = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

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

/** One of three short fields, as those that transfers are counted with (docs/SCALE.md). */
function shortContact(vault: Vault, number: number): RecordState {
  const stamp = vault.stamp()
  const field = (value: Json) => [{ value, stamp }] as const
  return {
    collection: 'contacts',
    id: `record-${number}`,
    fields: {
      name: field(`Somebody ${number}`),
      email: field(`somebody-${number}@example.org`),
      note: field(`What is known of number ${number}, in a line or so of text.`),
    },
  }
}

/** One disclosure to one of 200 sites. */
function disclosure(vault: Vault, number: number): RecordState {
  const stamp = vault.stamp()
  const values = [
    {
      claim: 'email',
      collection: 'emails',
      record: newId(places.random),
      form: 'full',
      versions: { email: stamp },
    },
  ] as const
  const entry = {
    kind: 'disclosure',
    id: newId(places.random),
    at: 1_700_000_000_000 + number * 1_000,
    origin: `https://site-${number % 200}.example`,
    way: 'read',
    grant: newId(places.random),
    values,
  } as const
  return entryRecord(entry, stamp)
}

async function add(make: (vault: Vault, number: number) => RecordState, from: number, to: number) {
  const vault = await opened()
  for (let done = from; done < to; done += BATCH)
    await vault.commit(() =>
      Array.from({ length: Math.min(BATCH, to - done) }, (_, index) => make(vault, done + index)),
    )
  await settled(vault)
}

/** Until the log is mirrored and packed: small segments are packed a while after they were written. */
async function settled(vault: Vault): Promise<void> {
  let before = -1
  while (before !== vault.health().generation) {
    before = vault.health().generation
    await rest(4_000)
    await vault.mirrored()
  }
}

const bench = {
  /** A vault with one e-mail address, unlocked. */
  async make(passphrase: string): Promise<void> {
    await unlocking.create(passphrase)
    const vault = await opened()
    const email = [{ value: 'ada@lovelace.example', stamp: vault.stamp() }]
    await vault.commit(() => [{ collection: 'emails', id: newId(places.random), fields: { email } }])
    await settled(vault)
    await callApp('session.unlocked', {})
  },

  /** Adds what a form of two letters is filled from. */
  async person(): Promise<void> {
    const vault = await opened()
    const record = (collection: string, values: { readonly [field: string]: Json }): RecordState => {
      const fields = Object.entries(values).map(([field, value]) => [
        field,
        [{ value, stamp: vault.stamp() }],
      ])
      return { collection, id: newId(places.random), fields: Object.fromEntries(fields) }
    }
    await vault.commit(() => [
      record('names', { name: 'Ada Lovelace', 'given-name': 'Ada', 'family-name': 'Lovelace' }),
      record('addresses', {
        organization: 'Analytical Engines',
        'street-address': '742 Evergreen Terrace',
        'address-level2': 'Springfield',
        'address-level1': 'Illinois',
        'postal-code': '62704',
        country: 'US',
      }),
      record('phones', { tel: '+12175550123', 'tel-country-code': '+1', 'tel-national': '217 555 0123' }),
    ])
  },

  /** Adds contacts until there are `total`. */
  async fill(total: number): Promise<void> {
    await add(contact, (await opened()).all('contacts').length, total)
  },

  /** The same of short ones. */
  async fillShort(total: number): Promise<void> {
    await add(shortContact, (await opened()).all('contacts').length, total)
    await callApp('vault.changed', {})
  },

  /** Adds so many entries to the ledger. */
  async disclose(count: number): Promise<void> {
    await add(disclosure, 0, count)
  },

  /** Revokes every grant. */
  async revoke(): Promise<void> {
    const vault = await opened()
    await vault.commit((state) => state.all('~grants').map(({ id }) => revocation(id, null, vault.stamp())))
    await callApp('vault.changed', {})
    await settled(vault)
  },

  /** Milliseconds of one unlocking: Argon2id, and all the rest from the passphrase to every record in memory. */
  async unlock(passphrase: string): Promise<{ readonly argon2: number; readonly rest: number }> {
    await session.lock()
    await rest(500)
    deriving = 0
    const start = performance.now()
    const { ok } = await unlocking.unlock(passphrase)
    const whole = performance.now() - start
    if (!ok) throw new Error('the vault did not open')
    await callApp('session.unlocked', {})
    return { argon2: deriving, rest: whole - deriving }
  },

  /** What another device is let in with. */
  async keys(): Promise<(StoredSession & { readonly recovery: string | null }) | null> {
    const [kept, slot] = [await store.read(), await deepVault(await opened()).slots.recovery()]
    return kept && { ...kept, recovery: slot && toBase64Url(encodeSlot(slot)) }
  },

  /** Enters a place, and lets the vault go in this page: only the background has it open then. @returns when. */
  async enter(entered: PlaceSettings): Promise<number> {
    const vault = await opened()
    const start = performance.now()
    await vault.commit(() => [newPlace(newId(places.random), { entered, name: '' }, vault.stamp())])
    vault.close()
    await callApp('vault.changed', {})
    return start
  },

  /** Makes a second device of the vault with these keys, which reads at this place. @returns when. */
  async join(
    keys: StoredSession & { readonly recovery: string | null },
    place: PlaceSettings,
    passphrase: string,
  ): Promise<number> {
    const random = () => toBase64Url(places.random(32))
    const own = { signing: random(), exchange: random(), epochs: {}, places: [place as unknown as Json] }
    const root = fromBase64Url(keys.root)
    if (!root) throw new Error('no root key')
    const device = newId(places.random)
    const recovery = keys.recovery === null ? null : fromBase64Url(keys.recovery)
    await unlocking.join({ vaultId: keys.vaultId, root, recovery, device, own }, passphrase)
    const vault = await opened()
    vault.close()
    await callApp('session.unlocked', {})
    return begun
  },

  /**
   * Milliseconds since then until all places have all, and this device all that they have. What the background notes at the end of
   * a round is listened for: asking it would cost it time.
   */
  settled(since: number): Promise<number> {
    return new Promise((resolve) => {
      const look = async () => {
        const { replicating } = (await browser.storage.session.get('replicating')) as {
          replicating?: SyncMemory
        }
        const now = performance.now()
        if (!replicating || replicating.lastRound === null || replicating.missing.length > 0) return
        if (replicating.places.some(({ health }) => health.state !== 'fine' || health.waiting > 0)) return
        browser.storage.session.onChanged.removeListener(look)
        resolve(now - since)
      }
      browser.storage.session.onChanged.addListener(look)
      void look()
    })
  },

  async count(): Promise<number> {
    return (await opened()).all('contacts').length
  },

  /** Milliseconds of one record committed, and of the same record put plainly with strict durability, in turn. */
  async commit(rounds: number): Promise<{ readonly commit: number[]; readonly put: number[] }> {
    const vault = await opened()
    const plain = await openDB('bench-plain', 1, { upgrade: (made) => made.createObjectStore('records') })
    const times: { readonly commit: number[]; readonly put: number[] } = { commit: [], put: [] }
    const timed = async (side: 'commit' | 'put', work: () => Promise<unknown>) => {
      await rest(REST)
      const start = performance.now()
      await work()
      times[side].push(performance.now() - start)
    }
    for (let round = 0; round < rounds; round++) {
      const record = contact(vault, 100_000 + round)
      await timed('commit', () => vault.commit(() => [record]))
      await timed('put', () => putPlainly(plain, record))
    }
    plain.close()
    indexedDB.deleteDatabase('bench-plain')
    return times
  },
}

/** As the documentation of `idb` writes a put whose end is waited for. */
async function putPlainly(database: IDBPDatabase, record: RecordState): Promise<void> {
  const transaction = database.transaction('records', 'readwrite', { durability: 'strict' })
  await Promise.all([transaction.store.put(record, record.id), transaction.done])
}

Object.assign(globalThis, { bench })
