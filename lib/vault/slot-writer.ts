import { toBase64Url } from '@/lib/base/bytes'
import { LogDatabase } from '@/lib/vault/database'
import { vaultError } from '@/lib/vault/errors'
import { examine } from '@/lib/vault/examine'
import { type Head, openHead, sealHead } from '@/lib/vault/head'
import { deriveLogKeys, forgetKeys, type RootKey } from '@/lib/vault/log-keys'
import { check, writeMirrorSlots } from '@/lib/vault/mirror'
import { createMirrorWriter } from '@/lib/vault/mirror-writer'
import type { Places } from '@/lib/vault/places'
import { sentinelFor } from '@/lib/vault/sentinel-writer'
import { slotsDigest } from '@/lib/vault/slots'
import { goingOn } from '@/lib/vault/succession'

/**
 * Replaces the slot table in mirror, database (with a head that names it) and sentinel, in this order: after a crash at
 * any point two of the three agree. @throws VaultError `wrong-key` when `root` is not the vault's.
 */
export async function writeSlots(places: Places, root: RootKey, slots: Uint8Array): Promise<void> {
  const database = new LogDatabase(places)
  const keys = deriveLogKeys(root)
  try {
    const write = async () => {
      const { head: stored } = await database.look()
      const head = openHead(keys.head, stored)
      if (!head) throw vaultError('wrong-key')
      const generation = head.generation + 1
      const next: Head = {
        ...head,
        generation,
        savedAt: Math.max(0, Math.floor(places.now())),
        slots: slotsDigest(slots),
      }
      const bytes = sealHead(keys.head, next, places.random)
      await writeMirrorSlots(places.mirror, generation, slots)
      const outcome = await database.append(stored, { rows: [], head: bytes, slots: check(slots) })
      if (outcome === 'overtaken') throw vaultError('unreachable')
      // The head says of all before it that it is there: what the mirror still lacks goes first, out of the database.
      const mirror = createMirrorWriter(places, database, head.generation, toBase64Url(places.random(6)))
      mirror.note(generation, bytes, [])
      await mirror.flush()
      const id = toBase64Url(head.vaultId)
      await places.sentinel.write(sentinelFor(id, generation, bytes, toBase64Url(slots), places.now()))
    }
    await goingOn(places, database, async () => {
      // Puts the next database right, where the log had to go on in one.
      await examine(places, database)
      await places.exclusively(write)
    })
    places.announce()
  } finally {
    forgetKeys(keys)
    database.close()
  }
}
