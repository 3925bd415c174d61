import { fromBase64Url } from '@/lib/base/bytes'
import type { Json } from '@/lib/base/json'
import { ed25519FromSeed, ed25519Verify } from '@/lib/platform/ed25519'
import { x25519FromSeed } from '@/lib/platform/x25519'
import type { Place } from '@/lib/replicas/kinds'
import { createInviting, type Inviting } from '@/lib/services/inviting'
import { createJoining, type Joining, type JoiningEdges, readJoined } from '@/lib/services/joining'
import type { MeetingStore } from '@/lib/services/meeting-store'
import { createSession, type Session, type SessionStore, type StoredSession } from '@/lib/services/session'
import type { SyncCrypto } from '@/lib/services/sync-identity'
import { createSyncing, type SyncEdges, type Syncing } from '@/lib/services/syncing'
import { createUnlocking, type Unlocking } from '@/lib/services/unlocking'
import { type DeepVault, deepVault } from '@/lib/vault/deep'
import { acceptLeft, createVault, examineVault, openVault } from '@/lib/vault/open'
import { writeSlots } from '@/lib/vault/slot-writer'
import { quickKey } from '@/tests/crypto/counting'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'

export const PASSPHRASE = 'a passphrase of mine'
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

export const realCrypto: SyncCrypto = {
  signer: ed25519FromSeed,
  verify: ed25519Verify,
  exchange: x25519FromSeed,
}

export const placeAt = (host: string): Place => ({
  kind: 'webdav',
  address: `https://${host}/`,
  name: 'ada',
  password: 'with spaces ',
})

/** Places by their host, as all devices reach them. */
export interface World {
  readonly replicas: ReadonlyMap<string, MemoryReplica>
  readonly places: readonly Place[]
  now: number
}

export function world(hosts: readonly string[] = ['one.example', 'two.example']): World {
  const replicas = new Map(hosts.map((host) => [host, memoryReplica()]))
  return { replicas, places: hosts.map(placeAt), now: 1_790_000_000_000 }
}

/** What a meeting keeps on a device. */
export function meetingStore(): MeetingStore & { value: Json } {
  const store = {
    value: null as Json,
    read: async () => store.value,
    async write(value: Json) {
      store.value = JSON.parse(JSON.stringify(value)) as Json
    },
    async clear() {
      store.value = null
    },
  }
  return store
}

/** The memory of one browser's session. */
export function sessionStore(): SessionStore {
  let value: StoredSession | null = null
  return {
    read: async () => value,
    write: async (next) => {
      value = next
    },
    clear: async () => {
      value = null
    },
    browserSession: async () => 'browser-session',
    onChange: () => {},
  }
}

export interface Machine {
  readonly device: MemoryDevice
  readonly session: Session
  readonly unlocking: Unlocking
  readonly joining: Joining
  readonly joinStore: MeetingStore & { value: Json }
  readonly inviting: () => Promise<Inviting>
  vault(): Promise<DeepVault>
  syncing(more?: Partial<SyncEdges>): Promise<Syncing>
  /** Rounds of this machine until it has said all it has to say. */
  settle(): Promise<void>
  /** Makes the vault of what it was let in to. */
  finish(): Promise<void>
}

/** A browser of the person's: a disk, a session, and what runs in background and pages. */
export function machine(world: World): Machine {
  const device = memoryDevice({ random })
  const places = device.context()
  const kept = sessionStore()
  const session = createSession({
    store: kept,
    now: () => world.now,
    exclusively: (work) => work(),
    openVault: (root, vaultId) => openVault(places, { vaultId, root }),
  })
  const unlocking = createUnlocking({
    places,
    session,
    examineVault,
    createVault,
    writeSlots,
    acceptLeft,
    wait: async () => {},
    deriveKey: quickKey,
    exchange: x25519FromSeed,
  })
  const open = (place: Place) => {
    const replica = place.kind === 'webdav' ? world.replicas.get(new URL(place.address).host) : undefined
    if (!replica) throw new Error('no such place')
    return replica
  }
  const edges: JoiningEdges = {
    open,
    random,
    timeout: () => new AbortController().signal,
    crypto: realCrypto,
    store: meetingStore(),
    now: () => world.now,
  }
  const joinStore = edges.store as MeetingStore & { value: Json }
  const inviteStore = meetingStore()
  let syncing: Syncing | null = null

  async function vault(): Promise<DeepVault> {
    const opened = await session.vault()
    if (!opened) throw new Error('locked')
    return deepVault(opened)
  }

  async function syncingOf(more: Partial<SyncEdges> = {}): Promise<Syncing> {
    if (syncing && Object.keys(more).length === 0) return syncing
    syncing = createSyncing({
      vault: await vault(),
      replicas: [...world.replicas].map(([id, replica]) => ({ id, replica })),
      crypto: realCrypto,
      random,
      name: 'a device',
      now: () => world.now,
      timeout: () => new AbortController().signal,
      sleep: () => new Promise(() => {}),
      alarm: () => {},
      ...more,
    })
    return syncing
  }

  return {
    device,
    session,
    unlocking,
    joining: createJoining(edges),
    joinStore,
    async inviting() {
      const mine = await syncingOf()
      return createInviting({
        ...edges,
        store: inviteStore,
        vault: await vault(),
        identity: mine.identity,
        root: async () => {
          const stored = await kept.read()
          return stored && fromBase64Url(stored.root)
        },
        places: () => world.places,
      })
    },
    vault,
    syncing: syncingOf,
    async settle() {
      const mine = await syncingOf()
      for (let round = 0; round < 4; round++) await mine.run(true)
    },
    async finish() {
      const joined = await readJoined(joinStore)
      if (!joined) throw new Error('nothing to finish')
      await unlocking.join(joined, PASSPHRASE)
      await joinStore.clear()
    },
  }
}
