import type { Result } from '@/lib/base/result'
import type { ImportProblem } from '@/lib/exchange/problem'
import type { AgeTask } from '@/lib/platform/age.worker'

/** Encrypting and decrypting age files beside the page: deriving a key from a passphrase takes seconds of work. */
export interface Age {
  encrypt(bytes: Uint8Array, passphrase: string): Promise<Uint8Array>
  decrypt(bytes: Uint8Array, passphrase: string): Promise<Result<Uint8Array, ImportProblem>>
}

/** One worker per piece of work, ended with it, so that no passphrase stays in it. */
export function createAge(start: () => Worker = startWorker): Age {
  function run<Value>(task: AgeTask): Promise<Value> {
    const worker = start()
    return new Promise<Value>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Value>) => resolve(data)
      worker.onerror = () => reject(new Error('age failed'))
      worker.postMessage(task)
    }).finally(() => worker.terminate())
  }
  return {
    encrypt: (bytes, passphrase) => run({ work: 'encrypt', bytes, passphrase }),
    decrypt: (bytes, passphrase) => run({ work: 'decrypt', bytes, passphrase }),
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./age.worker.ts', import.meta.url), { type: 'module' })
}
