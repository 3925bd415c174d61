import { argon2id } from '@/lib/crypto/argon2id'
import type { KdfParameters } from '@/lib/crypto/slot'

/** What the page sends, once: the worker answers and is ended. */
export interface Argon2Task {
  readonly passphrase: Uint8Array
  readonly salt: Uint8Array
  readonly kdf: KdfParameters
}

export type Argon2Answer = { readonly key: Uint8Array<ArrayBuffer> } | { readonly failed: string }

const answer = (message: Argon2Answer, transfer: Transferable[] = []) =>
  globalThis.postMessage(message, { transfer })

globalThis.addEventListener('message', ({ data }: MessageEvent<Argon2Task>) => {
  argon2id(data.passphrase, data.salt, data.kdf)
    .then((derived) => {
      const key = Uint8Array.from(derived)
      answer({ key }, [key.buffer])
    })
    // The name only: a message could quote what was put in.
    .catch((error: unknown) => answer({ failed: error instanceof Error ? error.name : 'unknown' }))
    .finally(() => data.passphrase.fill(0))
})
