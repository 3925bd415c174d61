import type { DeriveKey } from '@/lib/crypto/slot'
import type { Argon2Answer, Argon2Task } from '@/lib/platform/argon2.worker'

/**
 * Argon2id in a worker of this page, so that the page stays alive; one worker for each derivation, ended with it, which
 * gives its 64 MiB and the passphrase's copy back. For pages only: Chromium's background cannot start a worker.
 * The promise rejects when the worker cannot start or the memory cannot be had.
 */
export function createArgon2(start: () => Worker = startWorker): DeriveKey {
  return async (passphrase, salt, kdf) => {
    const worker = start()
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        worker.addEventListener('message', ({ data }: MessageEvent<Argon2Answer>) =>
          'key' in data ? resolve(data.key) : reject(new Error(`Argon2id failed: ${data.failed}`)),
        )
        worker.addEventListener('error', () => reject(new Error('Argon2id worker did not start')))
        worker.addEventListener('messageerror', () => reject(new Error('Argon2id worker was not understood')))
        worker.postMessage({ passphrase, salt, kdf } satisfies Argon2Task)
      })
    } finally {
      worker.terminate()
    }
  }
}

/** Written in the one form that the bundler recognises as a worker of its own. */
function startWorker(): Worker {
  return new Worker(new URL('./argon2.worker.ts', import.meta.url), { type: 'module' })
}
