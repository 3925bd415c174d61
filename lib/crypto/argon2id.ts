import { argon2id as noble } from '@noble/hashes/argon2.js'
import { argon2id as wasm } from 'hash-wasm'
import { SECRET_LENGTH } from '@/lib/crypto/kdf'
import type { DeriveKey, KdfParameters } from '@/lib/crypto/slot'

/*
 * Argon2id v1.3 (RFC 9106) twice: WebAssembly, and the same in JavaScript for where WebAssembly is blocked (a policy,
 * Firefox with `javascript.options.wasm` off, lockdown modes). Only a worker imports this file.
 */

/** By hash-wasm. @throws when WebAssembly is not allowed here or the memory cannot be had. */
export const argon2idWasm: DeriveKey = (passphrase, salt, kdf) =>
  wasm({
    password: passphrase,
    salt,
    memorySize: kdf.memory,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: SECRET_LENGTH,
    outputType: 'binary',
  })

/** By @noble/hashes: three to four times slower, and blocks the thread. */
export const argon2idPlain: DeriveKey = async (passphrase, salt, kdf) =>
  noble(passphrase, salt, {
    m: kdf.memory,
    t: kdf.passes,
    p: kdf.lanes,
    dkLen: SECRET_LENGTH,
    maxmem: memoryOf(kdf),
  })

/** The first that works: WebAssembly, else JavaScript. */
export const argon2id: DeriveKey = async (passphrase, salt, kdf) => {
  try {
    return await argon2idWasm(passphrase, salt, kdf)
  } catch {
    return argon2idPlain(passphrase, salt, kdf)
  }
}

/** In bytes, with room for the library's own rounding. */
function memoryOf(kdf: KdfParameters): number {
  return kdf.memory * 1_024 + 65_536
}
