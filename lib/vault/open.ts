import { toBase64Url } from '@/lib/base/bytes'
import { idBytes, newId } from '@/lib/base/ids'
import { Secret } from '@/lib/base/secret'
import { createStamper } from '@/lib/records/stamp'
import type { Ahead } from '@/lib/vault/ahead'
import { createBlobs } from '@/lib/vault/blobs'
import { agreedSlots, type Found, generationOf } from '@/lib/vault/compare'
import { isBroken } from '@/lib/vault/connect'
import { LogDatabase } from '@/lib/vault/database'
import { vaultError } from '@/lib/vault/errors'
import { examine, refill } from '@/lib/vault/examine'
import { type Head, parseHead, sealHead } from '@/lib/vault/head'
import { createLog } from '@/lib/vault/log'
import {
  copyKeys,
  deriveBlobKey,
  deriveLogKeys,
  forgetKeys,
  type RootKey,
  rootBytes,
} from '@/lib/vault/log-keys'
import { check, headName, headsOf, writeMirrorSlots } from '@/lib/vault/mirror'
import { createMirrorWriter } from '@/lib/vault/mirror-writer'
import { writeOwn } from '@/lib/vault/own'
import type { Places } from '@/lib/vault/places'
import { readLog } from '@/lib/vault/read'
import { createSentinelWriter, sentinelFor } from '@/lib/vault/sentinel-writer'
import { slotsDigest } from '@/lib/vault/slots'
import { createState } from '@/lib/vault/state'
import { goingOn, succeed } from '@/lib/vault/succession'
import type { Repair, Vault } from '@/lib/vault/vault'
import { warmWriting } from '@/lib/vault/warm'

/**
 * Finds out what stands on this device, without a key. Puts an emptied or outdated database right from the mirror first,
 * and deletes nothing. @throws VaultError `unreachable` when the database cannot be opened.
 */
export async function examineVault(places: Places): Promise<Found> {
  const database = new LogDatabase(places)
  try {
    return await examine(places, database)
  } finally {
    database.close()
  }
}

export interface NewVault {
  readonly vaultId: string
  readonly root: RootKey
  readonly slots: Uint8Array
  readonly device?: string
  readonly own?: Uint8Array
}

/**
 * Makes an empty vault in all three places and opens it, as any later opening will.
 * @param given `vaultId` base64url of 16 bytes; `slots` the canonical bytes of the slot table. Of one that other devices have
 * already: `device` the id this one was let in under, `own` what it keeps for itself (lib/vault/own.ts).
 * @throws VaultError `exists` where any trace of a vault is found, `unusable`, `full`.
 */
export async function createVault(
  places: Places,
  { vaultId, root, slots, device, own }: NewVault,
): Promise<Vault> {
  const found = await examineVault(places)
  if (found.state === 'unusable') throw vaultError('unusable')
  if (found.state !== 'none') throw vaultError('exists')
  const keys = deriveLogKeys(root)
  const database = new LogDatabase(places)
  try {
    const head: Head = {
      vaultId: idBytes(vaultId),
      generation: 1,
      savedAt: Math.max(0, Math.floor(places.now())),
      rows: 0,
      tips: [],
      device: device ?? newId(places.random),
      records: 0,
      slots: slotsDigest(slots),
    }
    const bytes = sealHead(keys.head, head, places.random)
    // First: a device that came to be without its keys would be a stranger to those that let it in.
    if (own)
      await writeOwn(
        { database, mirror: places.mirror, key: keys.device, vaultId: head.vaultId },
        own,
        places.random,
      )
    const outcome = await database.append(null, { rows: [], head: bytes, slots: check(slots) })
    if (outcome === 'overtaken') throw vaultError('exists')
    await writeMirrorSlots(places.mirror, 1, slots)
    await places.mirror.write(headName(1), bytes)
    await places.sentinel.write(sentinelFor(vaultId, 1, bytes, toBase64Url(slots), places.now()))
  } finally {
    forgetKeys(keys)
    database.close()
  }
  return openVault(places, { vaultId, root })
}

/**
 * Opens the vault: compares the three copies, reads and checks the whole log, and follows it from then on.
 * @param given `ahead` what of that was done already, without a key.
 * @throws VaultError `lost` (see `examineVault`), `wrong-key`, `unusable`, `unreachable`.
 */
export async function openVault(
  places: Places,
  {
    vaultId,
    root,
    ahead = null,
  }: { readonly vaultId: string; readonly root: RootKey; readonly ahead?: Ahead | null },
): Promise<Vault> {
  const database = new LogDatabase(places)
  const keys = deriveLogKeys(root)
  const load = async (done: Ahead | null) => {
    const found = done?.found ?? (await examine(places, database))
    if (found.state === 'unusable') throw vaultError('unusable')
    if (found.state !== 'present' || found.vaultId !== vaultId) throw vaultError('lost')
    const { slots } = found
    // A copy of the keys: closing the vault meanwhile must not have anything sealed under forgotten ones.
    const own = copyKeys(keys)
    try {
      const read = await readLog({ database, places, keys: own, vaultId, slots, ahead: done?.log ?? null })
      const repairs: Repair[] = []
      if (found.moved || database.takeMoved()) repairs.push({ kind: 'database-left' })
      if (found.refilled > 0) repairs.push({ kind: 'refilled-from-mirror', segments: found.refilled })
      return { ...read, slots, repairs: [...repairs, ...read.repairs] }
    } finally {
      forgetKeys(own)
    }
  }
  /** What is read ahead is good once: a database that could not be mended is examined anew. */
  const loadOnce = (given: Ahead | null) => {
    let ahead = given
    return goingOn(places, database, () => {
      const done = ahead
      ahead = null
      return load(done)
    })
  }
  try {
    const isOfThis = ahead?.found.state === 'present' && ahead.found.vaultId === vaultId
    const first = await loadOnce(isOfThis ? ahead : null)
    const tag = toBase64Url(places.random(3))
    if (places.idle) void warmWriting(places, places.idle)
    return createLog({
      places,
      database,
      keys,
      root: new Secret(rootBytes(root).slice()),
      state: createState(),
      // Contexts of one device stamp at the same time: each has its own ending, so that no stamp is made twice.
      stamper: createStamper({ device: `${first.head.device}${tag}`, now: places.now }),
      mirror: createMirrorWriter(places, database, first.mirrored, toBase64Url(places.random(6))),
      sentinel: createSentinelWriter(places, vaultId, first.slots),
      blobs: (named) =>
        createBlobs({
          database,
          places,
          vaultId: idBytes(vaultId),
          key: deriveBlobKey(root),
          tag: toBase64Url(places.random(6)),
          named,
        }),
      first,
      reload: () => loadOnce(null),
    })
  } catch (error) {
    forgetKeys(keys)
    database.close()
    throw error
  }
}

/**
 * Goes on with the older part that is left. What is damaged stays where it is or is put aside; the next opening continues
 * under a new device id and a generation above the one that was lost.
 */
export async function acceptLeft(places: Places): Promise<void> {
  const database = new LogDatabase(places)
  try {
    const found = await examine(places, database)
    if (found.state !== 'lost' || found.left === 0) return
    await places.exclusively(async () => {
      try {
        await accept(places, database, found.expected)
      } catch (cause) {
        if (!isBroken(cause)) throw cause
        await succeed(places, database, { cause, without: true })
        await refill(places, database)
        await accept(places, database, found.expected)
      }
    })
  } finally {
    database.close()
  }
}

async function accept(places: Places, database: LogDatabase, expected: number): Promise<void> {
  const look = await database.look()
  const left = generationOf(look)
  await database.restore({ rows: [], accepted: expected })
  const names = await places.mirror.list()
  for (const generation of headsOf(names).filter((head) => head > left)) {
    const name = headName(generation)
    const bytes = await places.mirror.read(name).catch(() => null)
    if (bytes) await places.mirror.write(`aside-${name}`, bytes)
    await places.mirror.remove(name)
  }
  const sentinel = await places.sentinel.read()
  const slots = await agreedSlots(places, names, look, sentinel)
  const claim = parseHead(look.head)
  const vaultId = sentinel?.vaultId ?? (claim ? toBase64Url(claim.vaultId) : '')
  await places.sentinel.write(
    sentinelFor(
      vaultId,
      left,
      look.head ?? new Uint8Array(0),
      toBase64Url(slots ?? new Uint8Array(0)),
      places.now(),
    ),
  )
}
