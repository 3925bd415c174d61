import { base64UrlBytes, toBase64Url, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { RecordState } from '@/lib/records/record'
import {
  DEVICES,
  type Device,
  enrolmentBytes,
  isStaying,
  outIds,
  readDevices,
  vouchField,
} from '@/lib/replication/devices'
import type { SealingEpoch } from '@/lib/replication/envelope'
import {
  EPOCHS,
  type Exchange,
  epochId,
  FIRST_EPOCH,
  firstEpoch,
  goodEpochs,
  readEpochs,
  unwrapEpoch,
  wrapEpoch,
  wrapField,
} from '@/lib/replication/epochs'
import type { Beside, Sign, Verify } from '@/lib/replication/object'
import { readRecovery } from '@/lib/replication/recovery'
import { changeOf } from '@/lib/services/sync-change'
import { newOwn, type Own, parseOwn } from '@/lib/services/sync-keys'
import { tipOf } from '@/lib/services/sync-tips'
import type { DeepVault } from '@/lib/vault/deep'

/** Signatures and key agreement, as the platform has them. */
export interface SyncCrypto {
  readonly signer: (seed: Uint8Array) => Promise<{ readonly publicKey: Uint8Array; readonly sign: Sign }>
  readonly verify: Verify
  readonly exchange: (seed: Uint8Array) => Promise<Exchange>
  /** Of what is large; in this thread where it is left out. */
  readonly beside?: Beside
}

/** Whom the key of an epoch is wrapped to: a device, or the recovery phrase. */
interface Recipient {
  readonly id: string
  readonly exchange: Uint8Array | null
}

/** A device that is to be taken in: its id and public keys. */
export interface Enrolling {
  readonly id: string
  readonly key: Uint8Array
  readonly exchange: Uint8Array
}

/** What this device is to the others, and which epochs it can read. */
export interface Identity {
  readonly key: Uint8Array
  readonly exchange: Uint8Array
  /** Whether this device signed so under an id that it had. */
  isFormer(device: string, key: Uint8Array): boolean
  readonly sign: Sign
  /** Keys of the epochs this device can read, by id. */
  epochs(): Promise<ReadonlyMap<string, Uint8Array>>
  /** The epoch to seal with. */
  sealing(): Promise<SealingEpoch & { readonly id: string }>
  /** Takes the key of an epoch out of wraps, if one is for this device. */
  unwrap(wraps: readonly Uint8Array[]): Promise<Uint8Array | null>
  /** Notes the key of an epoch that was learned so. */
  learn(epoch: Uint8Array): Promise<void>
  /** Writes this device's own record where it is missing. @returns whether it wrote. */
  enrol(): Promise<boolean>
  /** Takes another device in: its record, and every epoch this one can read. */
  admit(device: Enrolling, name: string): Promise<void>
  /** Removes another device and begins an epoch it cannot read. */
  remove(device: string): Promise<void>
  /**
   * Begins an epoch where a removed device could read all there are, wraps those there are to who lacks them, and vouches for
   * whom nobody else does: `newcomers`, and who came by itself.
   */
  keep(newcomers?: readonly Enrolling[]): Promise<boolean>
}

/** The places a device joined over; nothing where it made the vault. They count until the log names some. */
export async function joinedOver(vault: DeepVault): Promise<Json> {
  return parseOwn(await vault.chains.readOwn())?.places ?? []
}

/** New keys, for a device that goes on under a new id; what it can read it goes on to read. */
export async function renewIdentity(vault: DeepVault, random: RandomBytes): Promise<void> {
  const own = parseOwn(await vault.chains.readOwn())
  if (!own) return
  const fresh = { signing: toBase64Url(random(32)), exchange: toBase64Url(random(32)) }
  const former = [...(own.former ?? []), { id: vault.device, signing: own.signing, exchange: own.exchange }]
  await vault.chains.writeOwn(utf8(JSON.stringify({ ...own, ...fresh, former })))
}

export async function openIdentity(
  vault: DeepVault,
  crypto: SyncCrypto,
  random: RandomBytes,
  name: string,
  given: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Identity> {
  const vaultId = base64UrlBytes(vault.id)
  let own = parseOwn(await vault.chains.readOwn())
  const called = own?.name || name
  if (!own) {
    own = newOwn(random)
    await write(own)
  }
  const { publicKey: key, sign } = await crypto.signer(base64UrlBytes(own.signing))
  const exchange = await crypto.exchange(base64UrlBytes(own.exchange))
  const before = await Promise.all(
    (own.former ?? []).map(async ({ id, signing, exchange: seed }) => ({
      device: id,
      key: (await crypto.signer(base64UrlBytes(signing))).publicKey,
      pair: await crypto.exchange(base64UrlBytes(seed)),
    })),
  )
  const mine = () => new Set([vault.device, ...before.map(({ device }) => device)])
  const known = new Map([[FIRST_EPOCH, firstEpoch(vault.derive('replicas'))]] as [string, Uint8Array][])
  for (const [id, text] of Object.entries(own.epochs)) known.set(id, base64UrlBytes(text))
  await note(given)

  async function write(next: Own): Promise<void> {
    await vault.chains.writeOwn(utf8(JSON.stringify(next)))
    own = next
  }

  async function note(fresh: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const news = [...fresh].filter(([id]) => id !== FIRST_EPOCH && !known.has(id))
    if (news.length === 0 || !own) return
    for (const [id, bytes] of news) known.set(id, bytes)
    const added = Object.fromEntries(news.map(([id, bytes]) => [id, toBase64Url(bytes)]))
    await write({ ...own, epochs: { ...own.epochs, ...added } })
  }

  /** Takes a key out of what was wrapped to this device, as it is or as it was. */
  async function unwrapped(wrapped: Uint8Array, to?: string): Promise<Uint8Array | null> {
    for (const { device, pair } of [{ device: vault.device, pair: exchange }, ...before]) {
      const opened =
        to === undefined || to === device ? await unwrapEpoch(wrapped, { vaultId, device }, pair) : null
      if (opened) return opened
    }
    return null
  }

  async function epochs(): Promise<ReadonlyMap<string, Uint8Array>> {
    const fresh = new Map<string, Uint8Array>()
    for (const { id, wraps } of readEpochs(vault)) {
      for (const [to, wrapped] of known.has(id) ? [] : wraps) {
        const opened = mine().has(to) ? await unwrapped(wrapped, to) : null
        if (opened) fresh.set(id, opened)
      }
    }
    await note(fresh)
    return known
  }

  async function unwrap(wraps: readonly Uint8Array[]): Promise<Uint8Array | null> {
    for (const wrapped of wraps) {
      const opened = await unwrapped(wrapped)
      if (opened) return opened
    }
    return null
  }

  async function sealing(): Promise<SealingEpoch & { readonly id: string }> {
    const records = readEpochs(vault)
    const held = await epochs()
    const newest = [...records].sort((a, b) => (a.made > b.made ? -1 : 1)).map(({ id }) => id)
    // Where no epoch is good the newest has to do until there is one, which `keep` sees to.
    const id = [...goodEpochs(records, readDevices(vault), readRecovery(vault)), ...newest].find((one) =>
      held.has(one),
    )
    const key = held.get(id ?? FIRST_EPOCH)
    if (!key) throw new Error('no epoch to seal with')
    const wraps = records.find((one) => one.id === id)?.wraps.values() ?? []
    return { id: id ?? FIRST_EPOCH, key, wraps: [...wraps] }
  }

  const change = (collection: string, id: string, fields: { readonly [field: string]: Json }) =>
    changeOf(vault, collection, id, fields)

  async function wrapped(
    bytes: Uint8Array,
    devices: readonly Recipient[],
  ): Promise<{ readonly [field: string]: Json }> {
    const fields: [string, Json][] = []
    for (const { id: device, exchange: to } of devices) {
      if (!to) continue
      const once = await crypto.exchange(random(32))
      fields.push([
        wrapField(device),
        toBase64Url(await wrapEpoch(bytes, { vaultId, device }, to, once, random)),
      ])
    }
    return Object.fromEntries(fields)
  }

  /** Those that stay and the recovery phrase: whoever has nothing else must come to read all of it. */
  function recipients(devices: readonly Device[]): readonly Recipient[] {
    const { current } = readRecovery(vault)
    const out = outIds(devices)
    // Also to an id that nobody shall go by any more: whoever still does, and does not know, must come to hear of it.
    const staying = devices.filter(({ id }) => !out.has(id))
    return current ? [...staying, current] : staying
  }

  async function begun(devices: readonly Device[]): Promise<RecordState> {
    const bytes = random(32)
    const id = epochId(bytes)
    const made = change(EPOCHS, id, { made: true, ...(await wrapped(bytes, recipients(devices))) })
    await note(new Map([[id, bytes]]))
    return made
  }

  async function admission(device: Enrolling, name: string): Promise<RecordState> {
    const signature = await sign(enrolmentBytes(vaultId, device))
    return change(DEVICES, device.id, {
      name,
      key: toBase64Url(device.key),
      exchange: toBase64Url(device.exchange),
      [vouchField(vault.device)]: toBase64Url(signature),
    })
  }

  /** This device's own record, where it is missing. */
  async function ownRecord(): Promise<RecordState | null> {
    const me = readDevices(vault).find(({ id }) => id === vault.device)
    if (me?.keys.some((one) => toBase64Url(one) === toBase64Url(key))) return null
    const record = await admission({ id: vault.device, key, exchange: exchange.publicKey }, called)
    if (before.length === 0) return record
    const was = change(DEVICES, vault.device, { was: before.map(({ device }) => device) })
    return { ...record, fields: { ...record.fields, ...was.fields } }
  }

  async function keep(newcomers: readonly Enrolling[] = []): Promise<boolean> {
    const devices = readDevices(vault)
    const staying = devices.filter(isStaying)
    if (!staying.some(({ id }) => id === vault.device)) return false
    const records = readEpochs(vault)
    const held = await epochs()
    const changes: RecordState[] = []
    if (goodEpochs(records, devices, readRecovery(vault)).length === 0) changes.push(await begun(devices))
    for (const { id, wraps } of records) {
      const bytes = held.get(id)
      const lacking = recipients(devices).filter((one) => !wraps.has(one.id))
      if (!bytes || lacking.length === 0) continue
      const fields = await wrapped(bytes, lacking)
      if (Object.keys(fields).length > 0) changes.push(change(EPOCHS, id, fields))
    }
    // Each vouches for all the others: whoever knows one of them knows all, and no trust hangs on one that hangs on it. Also for an id
    // that nobody goes by any more: its chain counts up to its end, for whoever joins later as well.
    for (const { id, name, keys, exchange: theirs, vouches, removed } of devices) {
      const [newest] = keys
      if (id === vault.device || removed || vouches.has(vault.device) || !newest || !theirs) continue
      changes.push(await admission({ id, key: newest, exchange: theirs }, name))
    }
    for (const newcomer of newcomers) {
      const called = devices.find(({ id }) => id === newcomer.id)?.name ?? ''
      changes.push(await admission(newcomer, called))
    }
    if (changes.length > 0) await vault.commit(() => changes)
    return changes.length > 0
  }

  return {
    key,
    isFormer: (id, theirs) =>
      before.some((one) => one.device === id && toBase64Url(one.key) === toBase64Url(theirs)),
    exchange: exchange.publicKey,
    sign,
    epochs,
    sealing,
    async enrol() {
      const own = await ownRecord()
      if (own) await vault.commit(() => [own])
      return own !== null
    },
    async admit(device, theirs) {
      // Whoever vouches for another must be known itself.
      const own = await ownRecord()
      const made = await admission(device, theirs)
      await vault.commit(() => (own ? [own, made] : [made]))
      await keep()
    },
    async remove(device) {
      const sequence = tipOf(vault, device)
      const devices = readDevices(vault)
      // Whoever hears of it knows which ids it had, though it may not have its own record yet: one epoch is hidden from all of them.
      const was = devices.find(({ id }) => id === device)?.was ?? []
      const epoch = await begun(
        devices.map((one) => (one.id === device ? { ...one, removed: { sequence } } : one)),
      )
      const told = was.length > 0 ? { was } : {}
      await vault.commit(() => [change(DEVICES, device, { removed: { sequence }, ...told }), epoch])
    },
    keep,
    unwrap,
    learn: (epoch) => note(new Map([[epochId(epoch), epoch]])),
  }
}
