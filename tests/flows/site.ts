import { readFileSync } from 'node:fs'
import { afterEach, expect } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import { Secret } from '@/lib/base/secret'
import { ed25519FromSeed } from '@/lib/platform/ed25519'
import type { PromptFacts } from '@/lib/protocol/app'
import type { GrantAnswer, SiteAnswer } from '@/lib/protocol/site'
import { type Broker, createBroker, type SiteConnection } from '@/lib/services/broker'
import { createCollecting } from '@/lib/services/collecting'
import { createKeeping } from '@/lib/services/keeping'
import { createPrompting } from '@/lib/services/prompting'
import { createReleasing } from '@/lib/services/releasing'
import { createSession, type StoredSession } from '@/lib/services/session'
import { createSharing } from '@/lib/services/sharing'
import { siteView } from '@/lib/services/site-view'
import { createWaiting, NOTHING_WAITING, type WaitingState } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'
import { matches, type Schema } from '../sdk/json-schema'
import { createMemoryVault } from '../support/memory-vault'

const schemaOf = (name: string): Schema =>
  JSON.parse(readFileSync(new URL(`../../docs/protocol/${name}.schema.json`, import.meta.url), 'utf8'))
const ANSWER = schemaOf('answer')
const EVENT = schemaOf('event')

/** What a page heard that the published schemas do not take. Looked at after each test: what hears it is asked by no one. */
const unfit: string[] = []
afterEach(() => {
  expect(unfit.splice(0)).toEqual([])
})

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

export interface SceneOptions {
  /** In place of a vault of its own that has no disk. */
  readonly vault?: Vault
  readonly time?: number
}

/** Everything between a page's port and the vault, with a clock that the test moves and windows that only count. */
export async function createScene(options: SceneOptions = {}) {
  let time = options.time ?? Date.UTC(2026, 4, 3, 12)
  const now = () => time++
  const vault = options.vault ?? createMemoryVault({ now })
  let stored: StoredSession | null = null
  let browsers = 1
  let kept: WaitingState = NOTHING_WAITING
  const opened: string[] = []
  const session = createSession({
    store: {
      read: async () => stored,
      write: async (next) => {
        stored = next
      },
      clear: async () => {
        stored = null
      },
      browserSession: async () => `browser-session-${browsers}`,
      onChange: () => undefined,
    },
    openVault: async () => vault,
    now,
    exclusively: (work) => work(),
  })
  const waiting = createWaiting({
    read: async () => kept,
    write: async (next) => {
      kept = next
    },
  })
  const delay = async (milliseconds: number) => {
    time += milliseconds
  }
  const releasing = createReleasing({ session, now, random, keyFromSeed: ed25519FromSeed, delay })
  // What is gathered stays gathered: `collecting.flush()` writes it.
  const collecting = createCollecting({ session, now, random, delay: () => new Promise(() => undefined) })
  const openPrompt = async (id: string) => {
    opened.push(id)
  }
  const broker = createBroker({
    session,
    waiting,
    releasing,
    collecting,
    now,
    delay,
    openPrompt,
    onQueue: () => undefined,
  })
  const prompting = createPrompting({
    session,
    waiting,
    broker,
    releasing,
    now,
    random,
    onQueue: () => undefined,
  })
  vault.subscribe((changed) => {
    const grants = changed.filter(({ collection }) => collection === '~grants').map(({ id }) => id)
    void collecting.changed(vault, changed)
    if (grants.length > 0) void broker.announceGrants(vault, new Set(grants))
  })
  const unlock = () => session.begin(new Secret(random(32)), vault.id)
  await unlock()
  return {
    vault,
    session,
    waiting,
    broker,
    collecting,
    prompting,
    opened,
    unlock,
    /** What another context leaves behind that locked, or that took the passphrase again just now; nobody is told. */
    lockElsewhere: () => {
      stored = null
    },
    /** The browser ends and is started again: the vault is locked, and nobody is told. */
    restartBrowser: () => {
      stored = null
      browsers++
    },
    confirmElsewhere: () => {
      if (stored) stored = { ...stored, authenticated: now() }
    },
    keeping: createKeeping({ vault, now, random }),
    sharing: createSharing({ vault, now, random, siteView, browserSession: 'browser-session-1' }),
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    now,
    page: (origin: string) => createPage(broker, origin),
  }
}

export type Scene = Awaited<ReturnType<typeof createScene>>

interface Answered {
  readonly ok?: unknown
  readonly error?: { readonly name: string; readonly message: string }
}

export interface Page {
  readonly origin: string
  readonly answers: SiteAnswer[]
  readonly connection: SiteConnection
  /** Sends a call and gives its id. */
  send(verb: string, members?: object, active?: boolean): string
  /** The answer to a call, when it has come. */
  answer(id: string): Promise<Answered | undefined>
  granted(id: string): Promise<GrantAnswer>
  events(): readonly SiteAnswer[]
}

/** A page of a site, as its port carries it. */
export function createPage(broker: Broker, origin: string): Page {
  const answers: SiteAnswer[] = []
  const document = toBase64Url(random(16))
  const connection = broker.connect({ origin, tab: 1, document }, (answer) => {
    answers.push(structuredClone(answer))
    const isFit = matches(ANSWER, answer) && (!('event' in answer) || matches(EVENT, answer))
    if (!isFit) unfit.push(JSON.stringify(answer).slice(0, 500))
    return true
  })
  return {
    origin,
    answers,
    connection,
    send(verb, members = {}, active = true) {
      const id = toBase64Url(random(16))
      connection.hear({ call: { id, verb, ...members }, active })
      return id
    },
    async answer(id) {
      await settle()
      return answers.find((one) => 'id' in one && one.id === id) as Answered | undefined
    },
    async granted(id) {
      const answer = await this.answer(id)
      if (!answer?.ok) throw new Error(`not granted: ${JSON.stringify(answer)}`)
      return answer.ok as GrantAnswer
    },
    events: () => answers.filter((one) => 'event' in one),
  }
}

/** Lets everything that was started come to rest. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 0))
}

/** Allows the suggested record and form of every line, or only of the claims named. */
export function choose(view: PromptFacts, claims?: readonly string[]) {
  return view.lines.flatMap(({ suggested, claims: asked }) =>
    suggested
      ? asked
          .filter(({ claim }) => !claims || claims.includes(claim))
          .map(({ claim }) => ({ claim, ...suggested }))
      : [],
  )
}

export const ORDER = {
  purpose: { text: 'Send order 1234', type: 'delivery' },
  claims: {
    name: { required: true },
    'shipping street-address': { required: true },
    email: { required: true, accepts: ['alias'] },
    tel: { reason: 'Only if the courier must call' },
    bday: { accepts: ['over:18'] },
  },
  access: { for: 'P30D' },
  retention: 'P90D',
}

/** Puts a person's first data in. */
export async function fillVault(scene: Scene): Promise<void> {
  const { keeping } = scene
  await keeping.add('names', '', { name: 'Ada Lovelace' })
  await keeping.add('addresses', 'Home', {
    'street-address': '12 St James’s Square',
    'address-level2': 'London',
    'postal-code': 'SW1Y 4JH',
    country: 'GB',
  })
  await keeping.add('emails', 'Private', { email: 'ada@lovelace.example' })
  await keeping.add('phones', 'Mobile', { tel: '+442079460018' })
  await keeping.add('dates', 'Birthday', { kind: 'birthday', date: '1990-12-10' })
}
