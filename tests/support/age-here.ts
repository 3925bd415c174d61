import { ReadableStream } from 'node:stream/web'
import { OWN } from '@/lib/crypto/chacha'
import { encrypterOf, openAge, unwrapAge } from '@/lib/exchange/age'
import type { Age } from '@/lib/services/transfer'

/** age without its worker: the same code, in this thread. */
export const ageHere: Age = {
  async *encrypt(plain, passphrase) {
    const stream = ReadableStream.from(plain) as unknown as globalThis.ReadableStream<Uint8Array>
    const reader = (await encrypterOf(passphrase).encrypt(stream)).getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  },
  open: (file, passphrase) => openAge(file, (header) => unwrapAge(header, passphrase), OWN),
}
