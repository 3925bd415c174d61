import { toBase64Url } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import { newPlace, type PlaceSettings } from '@/lib/replication/places'
import { createReplicating, type Replicating, type ReplicatingEdges } from '@/lib/services/replicating'
import { replicateLater } from '@/lib/services/replicating-later'
import { createSession, type Session } from '@/lib/services/session'
import type { SyncMemory } from '@/lib/services/sync-report'
import { createFolders } from '@/lib/vault/folders'
import type { Vault } from '@/lib/vault/vault'
import { simCrypto } from '../replication/sim-crypto'
import { memoryDevice } from '../support/memory-places'
import { type MemoryReplica, memoryReplica } from '../support/memory-replica'
import { newVault, open, ROOT, VAULT_ID } from '../vault/support'
import { createWorld } from './session-world'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
export const host = (name: string): PlaceSettings => ({
  kind: 'webdav',
  address: `https://${name}.example/`,
  name: 'ada',
  password: 'secret',
})
export const START = 1_790_000_000_000

export interface Background {
  readonly replicating: Replicating
  readonly session: Session
  /** Ends it as the browser does: without a word. What it had in hand comes to nothing. */
  stop(): void
}

/** A device with one vault, a background that may be stopped and started, and a page that writes beside it. */
export async function createReplicatingWorld() {
  const device = memoryDevice({ now: START })
  const { vault: page } = await newVault(device)
  const { store } = createWorld()
  const kept: { memory: SyncMemory | null } = { memory: null }
  const alarms: number[] = []
  const timers: { readonly at: number; readonly ring: () => void }[] = []
  const hosts = new Map<string, MemoryReplica>()
  const refused = new Set<string>()
  const crypto = simCrypto()
  let last: Promise<unknown> = Promise.resolve()
  const exclusively = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }

  const world = {
    device,
    page,
    store,
    kept,
    alarms,
    refused,
    now: START,
    reports: 0,
    /** How often a background loaded what reaches places. */
    loads: 0,
    awake: 0,
    /** The place behind an address, as the network has it. */
    replica(name: string): MemoryReplica {
      const known = hosts.get(name) ?? memoryReplica()
      hosts.set(name, known)
      return known
    },
    lists: (name: string) => world.replica(name).asked.filter((asked) => asked.startsWith('list')).length,
    /** What a page of the person's does to the vault. */
    async enter(entered: PlaceSettings, more: { name?: string; isPaused?: boolean } = {}): Promise<string> {
      const id = newId(random)
      await page.commit(() => [newPlace(id, { name: '', entered, ...more }, page.stamp())])
      return id
    },
    async unlock(): Promise<void> {
      const time = world.now
      await store.write({
        root: toBase64Url(ROOT),
        vaultId: VAULT_ID,
        deadline: time + 1e9,
        authenticated: time,
        seen: time,
      })
    },
    background(more: Partial<ReplicatingEdges> = {}): Background {
      const lifetime = new AbortController()
      const opened: Vault[] = []
      const session = createSession({
        store,
        exclusively,
        now: () => world.now,
        signal: lifetime.signal,
        async openVault() {
          const vault = await open(device)
          opened.push(vault)
          replicating.opened(vault)
          return vault
        },
      })
      const gone = new Promise<never>(() => {})
      const isOver = () => lifetime.signal.aborted
      const replicating = replicateLater(
        async () => {
          world.loads++
          return createReplicating({
            session,
            crypto,
            random,
            now: () => world.now,
            name: async () => 'Firefox, Linux',
            folders: createFolders(device.context()),
            mayReach: async (pattern) => !refused.has(pattern),
            mayWrite: async () => !refused.has('folder'),
            open(settings) {
              const inner = world.replica(
                settings.kind === 'folder'
                  ? 'folder'
                  : (new URL(settings.address).hostname.split('.')[0] ?? ''),
              )
              // Nothing comes back to a background that is gone, nor to a request that was given up.
              const given = async <Value>(
                signal: AbortSignal,
                work: () => Promise<Value>,
              ): Promise<Value> => {
                if (isOver()) return gone
                signal.throwIfAborted()
                const ended = new Promise<never>((_, reject) =>
                  signal.addEventListener('abort', () => reject(signal.reason)),
                )
                const value = await Promise.race([work(), ended])
                return isOver() ? gone : value
              }
              return {
                async *list(prefix, signal) {
                  const pages = await given(signal, async () => {
                    const all = []
                    for await (const one of inner.list(prefix, signal)) all.push(one)
                    return all
                  })
                  yield* pages
                },
                get: (name, most, signal) => given(signal, () => inner.get(name, most, signal)),
                put: (name, bytes, signal) => given(signal, () => inner.put(name, bytes, signal)),
                delete: (name, signal) => given(signal, () => inner.delete(name, signal)),
              }
            },
            sleep: (milliseconds) =>
              new Promise((ring) =>
                timers.push({
                  at: world.now + milliseconds,
                  ring: () => {
                    if (!isOver()) ring()
                  },
                }),
              ),
            timeout: () => new AbortController().signal,
            memory: {
              read: async () => kept.memory,
              write: async (memory) => {
                if (!isOver()) kept.memory = JSON.parse(JSON.stringify(memory))
              },
            },
            wakeAt: (at) => {
              if (!isOver()) alarms.push(at)
            },
            stayAwake: (work) => {
              world.awake++
              const end = () => void world.awake--
              work.then(end, end)
            },
            onReport: () => void world.reports++,
            ...more,
          })
        },
        async () => kept.memory !== null,
      )
      session.onChange(() => void replicating.follow().catch(() => undefined), lifetime.signal)
      return { replicating, session, stop: () => lifetime.abort() }
    },
    async advance(milliseconds: number): Promise<void> {
      world.now += milliseconds
      for (const timer of timers.splice(0)) {
        if (timer.at <= world.now) timer.ring()
        else timers.push(timer)
      }
      await world.settle()
    },
    /** Until nothing more happens by itself. */
    async settle(): Promise<void> {
      for (let quiet = 0; quiet < 12; quiet++) {
        const before = world.awake
        await new Promise((resolve) => setTimeout(resolve, 2))
        if (world.awake > 0 || world.awake !== before) quiet = 0
      }
    },
  }
  return world
}

export type World = Awaited<ReturnType<typeof createReplicatingWorld>>

/** A device with places by these names, unlocked, at rest after its first round. */
export async function begun(...names: readonly string[]) {
  const world = await createReplicatingWorld()
  const ids: string[] = []
  for (const name of names) ids.push(await world.enter(host(name)))
  const background = world.background()
  await world.unlock()
  await background.session.vault()
  await world.settle()
  return { world, ids, ...background }
}

/** A page's commit, told to the background as pages do. */
export async function fromPage(
  world: World,
  background: Pick<Awaited<ReturnType<typeof begun>>, 'session' | 'replicating'>,
  work: () => Promise<unknown>,
) {
  await work()
  const vault = await background.session.vault()
  if (vault) background.replicating.changed(vault)
  await world.settle()
}
