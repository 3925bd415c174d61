import { decryptAge, encryptAge } from '@/lib/exchange/age'

/** One piece of work for the worker. */
export interface AgeTask {
  readonly work: 'encrypt' | 'decrypt'
  readonly bytes: Uint8Array
  readonly passphrase: string
}

self.onmessage = async ({ data }: MessageEvent<AgeTask>) => {
  const { work, bytes, passphrase } = data
  self.postMessage(await (work === 'encrypt' ? encryptAge(bytes, passphrase) : decryptAge(bytes, passphrase)))
}
