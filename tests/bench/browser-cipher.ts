import { createCipheriv, createDecipheriv } from 'node:crypto'

/*
 * What Chromium's WebCrypto has and that of Node 20 has not: ChaCha20-Poly1305, here by Node's own OpenSSL. It works on the one
 * thread there is, where a browser's works beside it.
 */
const NAME = 'ChaCha20-Poly1305'
const TAG = 16

interface Held {
  readonly held: Uint8Array
}
interface How {
  readonly name: string
  readonly iv: Uint8Array
  readonly additionalData: Uint8Array
}

export function provideBrowserCipher(): void {
  const { subtle } = globalThis.crypto
  const { importKey, encrypt, decrypt } = subtle
  const options = { authTagLength: TAG } as const
  Object.assign(subtle, {
    importKey: (...given: [string, Uint8Array, unknown, boolean, KeyUsage[]]) =>
      given[2] === NAME
        ? Promise.resolve({ held: given[1].slice() })
        : importKey.apply(subtle, given as unknown as Parameters<typeof importKey>),
    async encrypt(how: How, key: Held, bytes: Uint8Array) {
      if (how.name !== NAME) return encrypt.apply(subtle, [how, key, bytes] as never)
      const cipher = createCipheriv('chacha20-poly1305', key.held, how.iv, options)
      cipher.setAAD(how.additionalData, { plaintextLength: bytes.length })
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
      return sealed.buffer.slice(sealed.byteOffset, sealed.byteOffset + sealed.length)
    },
    async decrypt(how: How, key: Held, bytes: Uint8Array) {
      if (how.name !== NAME) return decrypt.apply(subtle, [how, key, bytes] as never)
      const cipher = createDecipheriv('chacha20-poly1305', key.held, how.iv, options)
      cipher.setAuthTag(bytes.subarray(-TAG))
      cipher.setAAD(how.additionalData, { plaintextLength: bytes.length - TAG })
      const plain = cipher.update(bytes.subarray(0, -TAG))
      cipher.final()
      return plain.buffer.slice(plain.byteOffset, plain.byteOffset + plain.length)
    },
  })
}
