import { concatBytes, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { open, seal } from '@/lib/crypto/seal'
import type { LogDatabase } from '@/lib/vault/database'
import type { Inside } from '@/lib/vault/inside'
import { check, uncheck } from '@/lib/vault/mirror'
import type { MirrorPlace } from '@/lib/vault/places'

/*
 * What one device keeps for itself and never writes into the log, which others read: its private keys. Sealed under the key
 * `device`, with "selfstead/v1/own" ‖ 00 ‖ vault id as context, then its SHA-256; in the database under `own` of `meta`, in the
 * mirror as the file `own`, which is written first.
 */
const FILE = 'own'
const CONTEXT = utf8('selfstead/v1/own\0')
const NOTE_CONTEXT = utf8('selfstead/v1/own-note/')

export interface OwnParts {
  readonly database: LogDatabase
  readonly mirror: MirrorPlace
  readonly key: Uint8Array
  readonly vaultId: Uint8Array
}

/** Of an open vault. */
export function ownParts({ database, places, keys, vaultId }: Inside): OwnParts {
  return { database, mirror: places.mirror, key: keys.device, vaultId }
}

export async function readOwn({ database, mirror, key, vaultId }: OwnParts): Promise<Uint8Array | null> {
  const context = concatBytes(CONTEXT, vaultId)
  const opened = (stored: unknown) => {
    const sealed = uncheck(stored instanceof Uint8Array ? stored : null)
    return sealed && open(key, context, sealed)
  }
  return opened(await database.beside('own')) ?? opened(await mirror.read(FILE).catch(() => null))
}

export async function writeOwn(
  { database, mirror, key, vaultId }: OwnParts,
  plain: Uint8Array,
  random: RandomBytes,
): Promise<void> {
  const bytes = check(seal(key, concatBytes(CONTEXT, vaultId), plain, random))
  await mirror.write(FILE, bytes)
  await database.putBeside('own', bytes)
}

/**
 * Something this device found out and may forget: sealed as the rest, in the database alone. It says nothing but what can be
 * found out again.
 */
export async function readNote(
  { database, key, vaultId }: OwnParts,
  name: string,
): Promise<Uint8Array | null> {
  const sealed = uncheck(await database.note(name))
  return sealed && open(key, noteContext(vaultId, name), sealed)
}

export async function writeNote(
  { database, key, vaultId }: OwnParts,
  name: string,
  plain: Uint8Array,
  random: RandomBytes,
): Promise<void> {
  await database.putNote(name, check(seal(key, noteContext(vaultId, name), plain, random)))
}

function noteContext(vaultId: Uint8Array, name: string): Uint8Array {
  return concatBytes(NOTE_CONTEXT, utf8(`${name}\0`), vaultId)
}
