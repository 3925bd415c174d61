import { toBase64Url } from '@/lib/base/bytes'
import type { DeriveKey, KdfParameters } from '@/lib/crypto/slot'
import { createSession } from '@/lib/services/session'
import { createUnlocking, type UnlockingEdges } from '@/lib/services/unlocking'
import { acceptLeft, createVault, examineVault, openVault } from '@/lib/vault/open'
import { writeSlots } from '@/lib/vault/slot-writer'
import { quickKey } from '../crypto/counting'
import { type MemoryDevice, memoryDevice } from '../support/memory-places'
import { sessionStore } from './device-world'

export const RIGHT = 'right passphrase'

/** A page on a device, with the real vault room under it. Argon2id is replaced by something quick that counts. */
export function page(
  device: MemoryDevice = memoryDevice({ random: (length) => crypto.getRandomValues(new Uint8Array(length)) }),
  over: Partial<UnlockingEdges> = {},
) {
  const derived: KdfParameters[] = []
  const waited: number[] = []
  const places = device.context()
  const deriveKey: DeriveKey = (passphrase, salt, kdf) => {
    derived.push(kdf)
    return (over.deriveKey ?? quickKey)(passphrase, salt, kdf)
  }
  const session = createSession({
    store: sessionStore(),
    now: () => device.now,
    exclusively: (work) => work(),
    openVault: (root, vaultId) => openVault(places, { vaultId, root }),
  })
  const unlocking = createUnlocking({
    places,
    session,
    examineVault,
    createVault,
    writeSlots,
    acceptLeft,
    wait: async (milliseconds) => {
      waited.push(milliseconds)
    },
    ...over,
    deriveKey,
  })
  return { device, places, session, unlocking, derived, waited }
}

export async function made() {
  const first = page()
  const { phrase } = await first.unlocking.create(RIGHT)
  await first.session.lock()
  return { device: first.device, phrase: phrase.join(' ') }
}

/** The table as the device keeps it. */
export async function stored(device: MemoryDevice): Promise<Uint8Array> {
  const found = await examineVault(device.context())
  if (found.state !== 'present') throw new Error('no vault')
  return found.slots
}

/** Puts `slots` in the place of all copies: mirror, database and sentinel alike, without any key. */
export async function plant(device: MemoryDevice, slots: Uint8Array) {
  const edges = {
    examineVault: async (places: Parameters<typeof examineVault>[0]) => ({
      ...(await examineVault(places)),
      slots,
    }),
  }
  device.sentinel = device.sentinel && { ...device.sentinel, slots: toBase64Url(slots) }
  return edges
}

export const wrong = { ok: false, reason: 'wrong' }
export const done = { ok: true, value: null }
