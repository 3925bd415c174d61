import type { Result } from '@/lib/base/result'
import { encrypterOf, unwrapAge } from '@/lib/exchange/age'
import type { ImportProblem } from '@/lib/exchange/problem'

/** What the worker is told: one header to unwrap, or a file to encrypt, of which then piece after piece comes. */
export type AgeTask =
  | { readonly work: 'unwrap'; readonly header: Uint8Array; readonly passphrase: string }
  | { readonly work: 'encrypt'; readonly passphrase: string }
  | { readonly work: 'piece'; readonly bytes: Uint8Array }
  | { readonly work: 'end' }

export type AgeAnswer =
  | { readonly unwrapped: Result<Uint8Array, ImportProblem> }
  /** A part of the encrypted file. */
  | { readonly out: Uint8Array }
  /** The piece is in; the next may come. */
  | { readonly taken: true }
  | { readonly done: true }

const plain = new TransformStream<Uint8Array, Uint8Array>()
const writer = plain.writable.getWriter()

const answer = (said: AgeAnswer): void => self.postMessage(said)

async function encrypt(passphrase: string): Promise<void> {
  const reader = (await encrypterOf(passphrase).encrypt(plain.readable)).getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) answer({ out: next.value })
  answer({ done: true })
}

/** An error of a promise would be nobody's; the page hears of those of the worker itself. */
const raise = (error: unknown): void => {
  setTimeout(() => {
    throw error
  })
}

self.onmessage = ({ data }: MessageEvent<AgeTask>) => {
  switch (data.work) {
    case 'unwrap':
      unwrapAge(data.header, data.passphrase).then((unwrapped) => answer({ unwrapped }), raise)
      break
    case 'encrypt':
      encrypt(data.passphrase).catch(raise)
      break
    case 'piece':
      writer.write(data.bytes).then(() => answer({ taken: true }), raise)
      break
    case 'end':
      writer.close().catch(raise)
  }
}
