import { fromBase64Url, toBase64Url, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { hkdf, hmac256 } from '@/lib/crypto/keys'
import { currentValue } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import type { Vault } from '@/lib/vault/vault'

const COLLECTION = '~settings'
const RECORD = 'pairwise'
const FIELD = 'seed'
/** Names of records that are remembered for an origin, so that a list of thousands is named once. */
const MAX_KNOWN = 20_000
const NO_SALT = new Uint8Array(0)

/** What differs for every origin although it comes from one vault: nothing of it is equal between two sites. */
export interface Pairwise {
  /** Tag of the e-mail alias, four letters or digits. */
  aliasTag(origin: string): string
  /** Seed of the Ed25519 key that signs this origin's receipts, 32 bytes. */
  receiptSeed(origin: string): Uint8Array
  /** What names records, versions and places to this origin. */
  names(origin: string): PairwiseNames
}

/** Names that mean nothing but equality, and nothing at all to another origin. */
export interface PairwiseNames {
  /** A record of a shared collection, 22 characters. */
  record(collection: string, id: string): string
  /** A version of a record, 16 characters, from the newest stamp in it. */
  version(stamp: Stamp): string
  /** A device, 6 characters. */
  device(device: string): string
  /** Seals the places in a list that its pages go on from, 32 bytes. */
  readonly cursorKey: Uint8Array
}

/**
 * The vault's pairwise identities. Their seed is a record, so that it travels with an export and a restored vault keeps
 * its aliases and receipt keys; it is made at first use.
 */
export async function pairwiseOf(vault: Vault, random: RandomBytes): Promise<Pairwise> {
  const seed = await pairwiseSeed(vault, random)
  const from = (label: string, origin: string, length: number) =>
    hkdf(seed, NO_SALT, utf8(`selfstead/v1/pairwise/${label}\0${origin}`), length)
  return {
    aliasTag: (origin) => [...from('alias', origin, 4)].map((byte) => (byte % 36).toString(36)).join(''),
    receiptSeed: (origin) => from('receipt', origin, 32),
    names(origin) {
      let key: Uint8Array | null = null
      const known = new Map<string, string>()
      // Every record tells of one, and there are as many as the person has.
      const devices = new Map<string, string>()
      const name = (kind: string, text: string, length: number) => {
        key ??= from('names', origin, 32)
        return toBase64Url(hmac256(key, utf8(`${kind}\0${text}`)).subarray(0, length))
      }
      return {
        record(collection, id) {
          const text = `${collection}\0${id}`
          const found = known.get(text) ?? name('record', text, 16)
          if (known.size < MAX_KNOWN) known.set(text, found)
          return found
        },
        version: (stamp) => name('version', stamp, 12),
        device(device) {
          const found = devices.get(device) ?? name('device', device, 6).slice(0, 6)
          devices.set(device, found)
          return found
        },
        cursorKey: from('cursor', origin, 32),
      }
    },
  }
}

/** The seed itself, 32 bytes; made at first use. */
export async function pairwiseSeed(vault: Vault, random: RandomBytes): Promise<Uint8Array> {
  const known = readSeed(vault)
  if (known) return known
  const fresh = toBase64Url(random(32))
  await vault.commit((state) =>
    state.get(COLLECTION, RECORD)
      ? []
      : [
          {
            collection: COLLECTION,
            id: RECORD,
            fields: { [FIELD]: [{ value: fresh, stamp: vault.stamp() }] },
          },
        ],
  )
  const seed = readSeed(vault)
  if (!seed) throw new Error('pairwise seed is missing')
  return seed
}

/** The seed of another state as the newest of this vault: a restored vault goes on as it was. */
export function seedRecord(state: RecordState, stamp: Stamp): RecordState {
  return {
    collection: COLLECTION,
    id: RECORD,
    fields: { [FIELD]: [{ value: currentValue(state, FIELD), stamp }] },
  }
}

function readSeed(vault: Vault): Uint8Array | null {
  const state = vault.get(COLLECTION, RECORD)
  const value = state && currentValue(state, FIELD)
  return typeof value === 'string' ? fromBase64Url(value) : null
}
