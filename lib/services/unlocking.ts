import { equalBytes, fromBase64Url, toBase64Url, utf8 } from '@/lib/base/bytes'
import { ok, type Result, refused } from '@/lib/base/result'
import { Secret } from '@/lib/base/secret'
import { KDF, passphraseBytes, SALT_LENGTH } from '@/lib/crypto/kdf'
import { KEY_LENGTH } from '@/lib/crypto/keys'
import { PHRASE_BYTES, phraseOf, readPhrase } from '@/lib/crypto/phrase'
import { type DeriveKey, parseSlot, type Slot } from '@/lib/crypto/slot'
import {
  encodeSlotTable,
  newestAuthentic,
  parseSlotTable,
  type SlotTable,
  salvageSlotTable,
  withSlot,
} from '@/lib/crypto/slots'
import {
  unwrapWithPassphrase,
  unwrapWithPhrase,
  type Wrapping,
  wrapForPassphrase,
  wrapForPhrase,
} from '@/lib/crypto/wrap'
import { recoverySeed } from '@/lib/replication/recovery'
import type { Joined } from '@/lib/services/joining'
import type { Session } from '@/lib/services/session'
import { freshOwn } from '@/lib/services/sync-keys'
import { notePhrase } from '@/lib/services/sync-recovery'
import { setAside as setAsideLost } from '@/lib/vault/aside'
import { deepVault } from '@/lib/vault/deep'
import { isOutOfReach } from '@/lib/vault/errors'
import type { Places, Sentinel } from '@/lib/vault/places'
import type { Vault } from '@/lib/vault/vault'

/** What stands on this device, found before anything is unlocked. */
export type Examination =
  | { readonly state: 'none' }
  /** `generation` and `savedAt` are of the newest copy; shown at unlock. */
  | {
      readonly state: 'present'
      readonly vaultId: string
      readonly generation: number
      readonly savedAt: number | null
      readonly refilled: number
      /** The database was broken: the vault goes on in another. */
      readonly moved?: true
    }
  /** A sentinel or slots exist but the log is gone everywhere, or only an older part of it is left. */
  | {
      readonly state: 'lost'
      readonly sentinel: Sentinel | null
      readonly left: number
      readonly expected: number
    }
  /** IndexedDB cannot be used here: Firefox's permanent private browsing. */
  | { readonly state: 'unusable' }

/** One answer for every cause, after one delay: a wrong passphrase and a damaged slot look the same. */
export type UnlockRefusal = 'wrong'

/** Making, unlocking and re-keying a vault, in a page (never in the background): Argon2id runs in that page's worker. */
export interface Unlocking {
  examine(): Promise<Examination>
  /** Makes a new vault, unlocks it, and returns its recovery phrase (24 words). Refused where one exists. */
  create(passphrase: string): Promise<{ readonly phrase: readonly string[] }>
  /**
   * Makes this device's copy of a vault that others have, empty as yet, with a passphrase of its own, and unlocks it. Refused where
   * a vault is. The bytes of `joined` are of no more use afterwards.
   */
  join(joined: Joined, passphrase: string): Promise<void>
  unlock(passphrase: string): Promise<Result<null, UnlockRefusal>>
  unlockWithPhrase(words: string): Promise<Result<null, UnlockRefusal>>
  /** Asks again while unlocked, for what is sensitive. */
  confirm(passphrase: string): Promise<Result<null, UnlockRefusal>>
  changePassphrase(current: string, next: string): Promise<Result<null, UnlockRefusal>>
  /** After unlocking with the recovery phrase: sets a new passphrase. */
  resetPassphrase(words: string, next: string): Promise<Result<null, UnlockRefusal>>
  replacePhrase(passphrase: string): Promise<Result<{ readonly phrase: readonly string[] }, UnlockRefusal>>
  /** On the recovery page: goes on with the older part that is left, keeping what is damaged aside. */
  acceptLeft(): Promise<void>
  /**
   * Keeps what is left of a lost vault aside, destroying nothing, so that a new one can be made here. Nothing happens where
   * no vault is. @throws VaultError `exists` where a vault stands that can be opened.
   */
  startOver(): Promise<void>
  /**
   * Whether the slot table was found other than it was last written, at the last opening of a slot in this page: a way
   * in was added, taken out or replaced by an older one, or is damaged. New passphrase and phrase put it right.
   */
  slotsAltered(): boolean
}

/** What a refusal takes at the least, so that no cause can be told from another by its time. */
const SHORTEST_REFUSAL = 1_000

export interface UnlockingEdges {
  readonly places: Places
  readonly session: Pick<Session, 'begin' | 'refresh' | 'vault' | 'lock'>
  readonly deriveKey: DeriveKey
  readonly examineVault: (places: Places) => Promise<Examination & { readonly slots?: Uint8Array }>
  /** The same for an unlocking, where it is worth while to go on reading before the key is there. */
  readonly examineAhead?: () => Promise<Examination & { readonly slots?: Uint8Array }>
  readonly createVault: (
    places: Places,
    vault: {
      readonly vaultId: string
      readonly root: Uint8Array
      readonly slots: Uint8Array
      readonly device?: string
      readonly own?: Uint8Array
    },
  ) => Promise<Vault>
  /** Writes the slot table to the database, the mirror and the sentinel. */
  readonly writeSlots: (places: Places, root: Uint8Array, slots: Uint8Array) => Promise<void>
  readonly acceptLeft: (places: Places) => Promise<void>
  /** Moves what is left of a lost vault out of the way, destroying nothing. */
  readonly setAside?: (places: Places) => Promise<void>
  readonly wait?: (milliseconds: number) => Promise<void>
  /** The X25519 public key of a seed: what only the phrase can read later is sealed for it (lib/replication/recovery.ts). */
  readonly exchange?: (seed: Uint8Array) => Promise<{ readonly publicKey: Uint8Array }>
}

/** A slot table that one of its slots was opened of. */
interface Opened {
  readonly root: Uint8Array
  readonly table: SlotTable
  /** The recovery phrase's slot with its X25519 key, where it was opened by the phrase. */
  readonly phrase?: PhraseSlot
}

interface PhraseSlot {
  readonly slot: Slot
  /** Null where this context has no X25519. */
  readonly exchange: Uint8Array | null
}

/** Tries one slot; null when it does not open. */
type Try = (table: SlotTable, slot: Slot) => Promise<Uint8Array | null>

export function createUnlocking(edges: UnlockingEdges): Unlocking {
  const { places, session, deriveKey, setAside = setAsideLost, wait = pause } = edges
  let altered = false

  /** The stored copies of the slot table, the database's first. */
  async function copies(isOpening: boolean): Promise<readonly Uint8Array[]> {
    const reading = places.sentinel.read().catch(() => null)
    const examining = (isOpening && edges.examineAhead?.()) || edges.examineVault(places)
    // A full disk may keep the database from opening again: whether a passphrase is right, the other copy still says.
    const found = await examining.catch(async (error: unknown) => {
      if ((await reading) && isOutOfReach(error)) return {}
      throw error
    })
    const { slots } = { slots: undefined, ...found }
    const sentinel = await reading
    return [slots, sentinel && fromBase64Url(sentinel.slots)].filter((bytes) => bytes != null)
  }

  /** Opens the first slot of `kind` that `attempt` opens, whichever copy it stands in. */
  async function openSlot(kind: Slot['kind'], isOpening: boolean, attempt: Try): Promise<Opened | null> {
    const stored = await copies(isOpening)
    const tried = new Set<string>()
    for (const bytes of stored) {
      const table = parseSlotTable(bytes) ?? salvageSlotTable(bytes)
      const slot = table?.slots.find((one) => one.kind === kind)
      if (!table || !slot || tried.has(toBase64Url(slot.wrapped))) continue
      tried.add(toBase64Url(slot.wrapped))
      const root = await attempt(table, slot)
      if (root) return settle(stored, { root, table }, slot)
    }
    // Nothing was there to be tried: the same work is done, so that this takes the same time.
    if (tried.size === 0 && kind === 'passphrase')
      await deriveKey(new Uint8Array(1), new Uint8Array(SALT_LENGTH), KDF)
    return null
  }

  /**
   * With the root key the copies can be told apart. A slot that the newest authentic table no longer holds was replaced,
   * and opens nothing even where an old copy of it was left; a damaged copy is put right from the authentic one.
   */
  async function settle(stored: readonly Uint8Array[], opened: Opened, slot: Slot): Promise<Opened | null> {
    const bytes = newestAuthentic(stored, opened.root)
    const table = bytes && parseSlotTable(bytes)
    altered = !table
    if (!table) return opened
    if (!table.slots.some((one) => equalBytes(one.wrapped, slot.wrapped))) return null
    // A copy that cannot be put right now (a full disk) keeps nobody out: it is tried again at the next unlocking.
    if (stored.some((other) => !equalBytes(other, bytes)))
      await edges.writeSlots(places, opened.root, bytes).catch(() => undefined)
    return { root: opened.root, table }
  }

  function openWithPassphrase(passphrase: string, isOpening = false): Promise<Opened | null> {
    // What cannot be a passphrase is tried all the same, as one that opens nothing.
    const bytes = passphraseBytes(passphrase)
    return openSlot('passphrase', isOpening, async (table, slot) => {
      const root = await unwrapWithPassphrase(table.vaultId, slot, bytes ?? new Uint8Array(1), deriveKey)
      return bytes && root
    })
  }

  async function openWithPhrase(words: string): Promise<Opened | null> {
    const read = readPhrase(words)
    if (!read.ok) return null
    const opened = await openSlot('recovery', true, async (table, slot) =>
      unwrapWithPhrase(table.vaultId, slot, read.value),
    )
    const slot = opened?.table.slots.find(({ kind }) => kind === 'recovery')
    const exchange = slot ? await exchangeOf(read.value) : null
    read.value.fill(0)
    return opened && slot ? { ...opened, phrase: { slot, exchange } } : opened
  }

  async function exchangeOf(entropy: Uint8Array): Promise<Uint8Array | null> {
    const made = edges.exchange?.(recoverySeed(entropy)).catch(() => null)
    return (await made)?.publicKey ?? null
  }

  /** The other devices are to know which phrase counts. What cannot be written now is, when it is used the next time. */
  async function noteInLog({ slot, exchange }: PhraseSlot): Promise<void> {
    const vault = edges.exchange ? await session.vault().catch(() => null) : null
    if (vault) await notePhrase(deepVault(vault), slot, exchange).catch(() => undefined)
  }

  /** Does `work` with what was opened. One answer, after one time, when nothing was. */
  async function answering<Value>(
    opening: Promise<Opened | null>,
    work: (opened: Opened) => Promise<Value>,
  ): Promise<Result<Value, UnlockRefusal>> {
    const least = wait(SHORTEST_REFUSAL)
    const opened = await opening
    if (!opened) {
      await least
      return refused('wrong')
    }
    try {
      return ok(await work(opened))
    } finally {
      opened.root.fill(0)
    }
  }

  const begin = async ({ root, table, phrase }: Opened): Promise<null> => {
    await session.begin(new Secret(Uint8Array.from(root)), toBase64Url(table.vaultId))
    if (phrase) await noteInLog(phrase)
    return null
  }

  const wrapping = (vaultId: Uint8Array, root: Uint8Array): Wrapping => ({
    vaultId,
    root,
    now: places.now(),
    random: places.random,
  })

  /** A new slot for `passphrase`, opened once more from its bytes before anybody relies on it. */
  async function slotForPassphrase(made: Wrapping, passphrase: string): Promise<Slot> {
    const bytes = passphraseBytes(passphrase)
    if (!bytes) throw new RangeError('passphrase is empty or too long')
    const slot = await wrapForPassphrase(made, bytes, deriveKey)
    await prove(made, slot, (table, read) => unwrapWithPassphrase(table.vaultId, read, bytes, deriveKey))
    return slot
  }

  /** A new phrase with its slot, proven by reading the words back. */
  async function slotForPhrase(made: Wrapping): Promise<PhraseSlot & { readonly phrase: readonly string[] }> {
    const entropy = places.random(PHRASE_BYTES)
    const phrase = phraseOf(entropy)
    const slot = wrapForPhrase(made, entropy)
    await prove(made, slot, async (table, read) => {
      const words = readPhrase(phrase.join(' '))
      return words.ok ? unwrapWithPhrase(table.vaultId, read, words.value) : null
    })
    return { slot, phrase, exchange: await exchangeOf(entropy) }
  }

  async function replaceSlot({ root, table }: Opened, slot: Slot): Promise<void> {
    await edges.writeSlots(places, root, encodeSlotTable(withSlot(table, slot), root))
    altered = false
  }

  async function create(passphrase: string): Promise<{ readonly phrase: readonly string[] }> {
    const found = await edges.examineVault(places)
    if (found.state !== 'none') throw new Error(`a vault cannot be made here: ${found.state}`)
    const root = places.random(KEY_LENGTH)
    const made = wrapping(places.random(16), root)
    const first = await slotForPassphrase(made, passphrase)
    const { slot, phrase, exchange } = await slotForPhrase(made)
    const table = { vaultId: made.vaultId, generation: 1, slots: [first, slot] }
    const vault = await edges.createVault(places, {
      vaultId: toBase64Url(made.vaultId),
      root: Uint8Array.from(root),
      slots: encodeSlotTable(table, root),
      own: freshOwn(places.random),
    })
    // The session opens it again from what was written: the first proof that it can be.
    vault.close()
    await begin({ root, table, phrase: { slot, exchange } })
    root.fill(0)
    altered = false
    return { phrase }
  }

  async function join({ vaultId, root, recovery, device, own }: Joined, passphrase: string): Promise<void> {
    const found = await edges.examineVault(places)
    if (found.state !== 'none') throw new Error(`a vault cannot be made here: ${found.state}`)
    const id = fromBase64Url(vaultId)
    if (id?.length !== 16) throw new RangeError('not a vault id')
    const first = await slotForPassphrase(wrapping(id, root), passphrase)
    const second = recovery && parseSlot(recovery)
    const table = { vaultId: id, generation: 1, slots: second ? [first, second] : [first] }
    const vault = await edges.createVault(places, {
      vaultId,
      root: Uint8Array.from(root),
      slots: encodeSlotTable(table, root),
      device,
      own: utf8(JSON.stringify(own)),
    })
    vault.close()
    await begin({ root, table })
    root.fill(0)
    altered = false
  }

  return {
    async examine() {
      const { slots: _, ...examination } = { slots: undefined, ...(await edges.examineVault(places)) }
      return examination as Examination
    },
    create,
    join,
    unlock: (passphrase) => answering(openWithPassphrase(passphrase, true), begin),
    unlockWithPhrase: (words) => answering(openWithPhrase(words), begin),
    confirm: (passphrase) =>
      answering(openWithPassphrase(passphrase), async () => {
        await session.refresh()
        return null
      }),
    changePassphrase: (current, next) =>
      answering(openWithPassphrase(current), async (opened) => {
        await replaceSlot(opened, await slotForPassphrase(wrapping(opened.table.vaultId, opened.root), next))
        await session.refresh()
        return null
      }),
    resetPassphrase: (words, next) =>
      answering(openWithPhrase(words), async (opened) => {
        await replaceSlot(opened, await slotForPassphrase(wrapping(opened.table.vaultId, opened.root), next))
        return begin(opened)
      }),
    replacePhrase: (passphrase) =>
      answering(openWithPassphrase(passphrase), async (opened) => {
        const { slot, phrase, exchange } = await slotForPhrase(wrapping(opened.table.vaultId, opened.root))
        await replaceSlot(opened, slot)
        await noteInLog({ slot, exchange })
        await session.refresh()
        return { phrase }
      }),
    acceptLeft: () => edges.acceptLeft(places),
    async startOver() {
      await setAside(places)
      // A key of the lost vault that is still in memory opens nothing any more.
      await session.lock()
    },
    slotsAltered: () => altered,
  }
}

/** @throws Error when `slot` would not give the root key back after being written and read. */
async function prove(made: Wrapping, slot: Slot, attempt: Try): Promise<void> {
  const bytes = encodeSlotTable({ vaultId: made.vaultId, generation: 1, slots: [slot] }, made.root)
  const table = parseSlotTable(bytes)
  const [read] = table?.slots ?? []
  const root = table && read ? await attempt(table, read) : null
  if (!root || !equalBytes(root, made.root)) throw new Error('new key slot does not open')
  root.fill(0)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
