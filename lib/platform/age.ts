import { chooseCipher, type Subtle } from '@/lib/crypto/chacha'
import { openAge } from '@/lib/exchange/age'
import type { AgeAnswer, AgeTask } from '@/lib/platform/age.worker'
import type { Age } from '@/lib/services/transfer'

/**
 * Encrypting and decrypting age files beside the page: deriving a key from a passphrase takes seconds of work. One worker per
 * piece of work, ended with it, so that no passphrase stays in it.
 */
export function createAge(start: () => Worker = startWorker): Age {
  return {
    async *encrypt(plain, passphrase) {
      const line = openLine(start())
      try {
        line.say({ work: 'encrypt', passphrase })
        for await (const bytes of plain) {
          line.say({ work: 'piece', bytes })
          for (let said = await line.next(); !('taken' in said); said = await line.next())
            if ('out' in said) yield said.out
        }
        line.say({ work: 'end' })
        for (let said = await line.next(); !('done' in said); said = await line.next())
          if ('out' in said) yield said.out
      } finally {
        line.end()
      }
    },
    async open(file, passphrase) {
      const cipher = await chooseCipher(crypto.subtle as unknown as Subtle)
      return await openAge(
        file,
        async (header) => {
          const line = openLine(start())
          try {
            line.say({ work: 'unwrap', header, passphrase })
            const said = await line.next()
            if (!('unwrapped' in said)) throw new Error('age failed')
            return said.unwrapped
          } finally {
            line.end()
          }
        },
        cipher,
      )
    },
  }
}

interface Line {
  say(task: AgeTask): void
  /** The next thing the worker says. */
  next(): Promise<AgeAnswer>
  end(): void
}

function openLine(worker: Worker): Line {
  const said: AgeAnswer[] = []
  let isBroken = false
  let wake: (() => void) | null = null
  const heard = (): void => {
    wake?.()
    wake = null
  }
  worker.onmessage = ({ data }: MessageEvent<AgeAnswer>) => {
    said.push(data)
    heard()
  }
  worker.onerror = () => {
    isBroken = true
    heard()
  }
  return {
    say: (task) => worker.postMessage(task),
    async next() {
      for (;;) {
        const first = said.shift()
        if (first) return first
        if (isBroken) throw new Error('age failed')
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    end: () => worker.terminate(),
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./age.worker.ts', import.meta.url), { type: 'module' })
}
