/**
 * The rest of a seal, where much is sealed: by the browser's own ChaCha20-Poly1305 where it has one (Modern Algorithms in the Web
 * Cryptography API), which is several times as fast and works beside this thread, else by ours. The bytes are the same.
 */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { equalBytes } from '@/lib/base/bytes'
import type { SealRest } from '@/lib/crypto/seal'

export interface ChaCha {
  /** Writes ciphertext and tag. `plaintext` is not to be changed until it resolves. */
  seal(rest: SealRest, associated: Uint8Array, plaintext: Uint8Array): Promise<void>
  /** @returns null for what was not sealed so. */
  open(rest: SealRest, associated: Uint8Array): Promise<Uint8Array | null>
}

export const OWN: ChaCha = {
  async seal({ key, nonce, body }, associated, plaintext) {
    chacha20poly1305(key, nonce, associated).encrypt(plaintext, body)
    key.fill(0)
  },
  async open({ key, nonce, body }, associated) {
    try {
      return chacha20poly1305(key, nonce, associated).decrypt(body)
    } catch {
      return null
    } finally {
      key.fill(0)
    }
  },
}

const NAME = 'ChaCha20-Poly1305'

/** What of WebCrypto is used. TypeScript's DOM does not know the key format yet. */
export interface Subtle {
  importKey(
    format: string,
    key: Uint8Array,
    name: string,
    extractable: boolean,
    uses: readonly string[],
  ): Promise<unknown>
  encrypt(how: object, key: unknown, bytes: Uint8Array): Promise<ArrayBuffer>
  decrypt(how: object, key: unknown, bytes: Uint8Array): Promise<ArrayBuffer>
}

/** @returns the browser's cipher once it has shown that it does what ours does; ours where it has none. */
export async function chooseCipher(subtle: Subtle | undefined): Promise<ChaCha> {
  if (!subtle) return OWN
  const native = nativeCipher(subtle)
  const [plaintext, associated] = [new Uint8Array(100).fill(3), new Uint8Array(9).fill(4)]
  const rest = () => ({
    key: new Uint8Array(32).fill(1),
    nonce: new Uint8Array(12).fill(2),
    body: new Uint8Array(116),
  })
  try {
    const [ours, theirs] = [rest(), rest()]
    await OWN.seal(ours, associated, plaintext)
    await native.seal(theirs, associated, plaintext)
    const isSame = equalBytes(ours.body, theirs.body)
    const back = await native.open({ ...rest(), body: ours.body }, associated)
    return isSame && back && equalBytes(back, plaintext) ? native : OWN
  } catch {
    return OWN
  }
}

function nativeCipher(subtle: Subtle): ChaCha {
  const imported = async (key: Uint8Array, use: string) => {
    try {
      return await subtle.importKey('raw-secret', key, NAME, false, [use])
    } finally {
      key.fill(0)
    }
  }
  const how = (iv: Uint8Array, additionalData: Uint8Array) => ({
    name: NAME,
    iv,
    additionalData,
    tagLength: 128,
  })
  return {
    async seal({ key, nonce, body }, associated, plaintext) {
      const ready = await imported(key, 'encrypt')
      body.set(new Uint8Array(await subtle.encrypt(how(nonce, associated), ready, plaintext)))
    },
    async open({ key, nonce, body }, associated) {
      const ready = await imported(key, 'decrypt')
      const opened = await subtle.decrypt(how(nonce, associated), ready, body).catch(() => null)
      return opened && new Uint8Array(opened)
    },
  }
}
