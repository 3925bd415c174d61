/** A window of a page over real `MessageChannel`s of Node, with an extension that says what a test has it say. */
import { createConnection, type Page } from '@/lib/sdk/connection'
import type { Vault } from '@/lib/sdk/types'
import { createDiscover } from '@/lib/sdk/vault'

export interface Call {
  readonly id: string
  readonly verb: string
  readonly [member: string]: unknown
}

export interface Extension {
  /** Whether it takes ports now. */
  there: boolean
  /** Every call it got, signs of life left out. */
  readonly calls: Call[]
  readonly ports: MessagePort[]
  /** Answers a call that is not hello; `undefined` leaves it waiting. */
  answer: (call: Call, port: MessagePort) => unknown
  /** Dies as an updated extension does: without a word, ports open. */
  vanish(): void
}

export interface FakePage {
  readonly extension: Extension
  readonly discover: ReturnType<typeof createDiscover>
  readonly vault: () => Promise<Vault>
  readonly fire: (event: string) => void
  readonly posted: unknown[]
  close(): void
}

export const GRANT = {
  grant: 'AAAAAAAAAAAAAAAAAAAAAA',
  data: { email: 'ada@lovelace.example' },
  withheld: ['tel'],
  expires: null,
  state: 'granted',
  receipt: { body: {} },
} as const

export const REQUEST = {
  purpose: { text: 'Send order 1234' },
  claims: { email: { required: true }, tel: {} },
} as const

/** @param beat see `createConnection`; short, so that a dead port is noticed soon. */
export function createPage(beat = 15): FakePage {
  const listeners = new Map<string, Set<() => void>>()
  const all: MessagePort[] = []
  const posted: unknown[] = []
  const newChannel = (): MessageChannel => {
    const channel = new MessageChannel()
    all.push(channel.port1, channel.port2)
    return channel
  }
  const extension: Extension = {
    there: true,
    calls: [],
    ports: [],
    answer: ({ id, verb }) => ({ id, ok: verb === 'query' ? 'prompt' : verb === 'revoke' ? null : GRANT }),
    vanish() {
      extension.there = false
      for (const port of extension.ports) port.onmessage = null
      extension.ports.length = 0
    },
  }
  const page: Page = {
    location: { origin: 'https://shop.example' },
    addEventListener: (type, listener) =>
      void listeners.set(type, (listeners.get(type) ?? new Set()).add(listener)),
    removeEventListener: (type, listener) => void listeners.get(type)?.delete(listener),
    postMessage(message, target, [port]) {
      posted.push([message, target])
      if (!extension.there) return
      const end = port as MessagePort
      extension.ports.push(end)
      end.onmessage = ({ data }) => {
        if (data.verb === 'hello') return end.postMessage({ id: data.id, ok: { version: 1 } })
        extension.calls.push(data)
        const answer = extension.answer(data, end)
        if (answer !== undefined) end.postMessage(answer)
      }
    },
  }
  const connection = createConnection(page, newChannel, beat)
  const discover = createDiscover(() => connection)
  return {
    extension,
    discover,
    posted,
    async vault() {
      const vault = await discover({ timeout: 2_000 })
      if (!vault) throw new Error('not found')
      return vault
    },
    fire(event) {
      for (const listener of [...(listeners.get(event) ?? [])]) listener()
    },
    close() {
      for (const port of all) port.close()
    },
  }
}
