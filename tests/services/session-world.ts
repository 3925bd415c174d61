import { Secret } from '@/lib/base/secret'
import {
  createSession,
  type SessionEdges,
  type SessionStore,
  type StoredSession,
} from '@/lib/services/session'
import type { Vault } from '@/lib/vault/vault'
import { createMemoryVault } from '../support/memory-vault'

export const ROOT = new Uint8Array(32).fill(7)
export const START = 1_800_000_000_000
export const secret = () => new Secret(Uint8Array.from(ROOT))
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

/** The browser's memory as several contexts see it: one value, a change told to all of them a moment later. */
function createStore() {
  let value: StoredSession | null = null
  const listeners = new Set<() => void>()
  const tell = () =>
    setTimeout(() => {
      for (const listener of [...listeners]) listener()
    }, 0)
  const store: SessionStore & { value(): StoredSession | null; reads: number; writes: number } = {
    reads: 0,
    writes: 0,
    value: () => value,
    async read() {
      store.reads++
      return value
    },
    async write(next) {
      store.writes++
      value = next
      tell()
    },
    async clear() {
      value = null
      tell()
    },
    browserSession: async () => 'browser-session',
    onChange(listener, signal) {
      listeners.add(listener)
      signal.addEventListener('abort', () => listeners.delete(listener))
    },
  }
  return store
}

/** One lock for all contexts of a test. */
function createLock() {
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
}

export function createWorld() {
  const clock = { time: START }
  const store = createStore()
  const exclusively = createLock()
  const openings: { root: Uint8Array; vaultId: string }[] = []
  const closed: Vault[] = []
  const world = {
    clock,
    store,
    openings,
    closed,
    settings: createMemoryVault({ now: () => clock.time }),
    gate: Promise.resolve() as Promise<unknown>,
    /** @param isDeaf whether the news of what other contexts do to the store comes too late for it. */
    context: (isDeaf = false, more: Pick<SessionEdges, 'lockFirst' | 'isLockedThrough'> = {}) =>
      createSession({
        ...more,
        store: isDeaf ? { ...store, onChange: () => undefined } : store,
        exclusively,
        now: () => clock.time,
        async openVault(root, vaultId) {
          openings.push({ root, vaultId })
          await world.gate
          const vault: Vault = { ...world.settings, id: vaultId, close: () => void closed.push(vault) }
          return vault
        },
      }),
  }
  return world
}

export async function setAutoLock(world: ReturnType<typeof createWorld>, value: string | number) {
  const { settings } = world
  await settings.commit(() => [
    {
      collection: '~settings',
      id: 'session',
      fields: { autoLockMinutes: [{ value, stamp: settings.stamp() }] },
    },
  ])
}
