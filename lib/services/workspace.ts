/** Composition of the pages that open the vault themselves: the dashboard, welcome, and the prompt's unlocking. */

import type { Result } from '@/lib/base/result'
import { createAge } from '@/lib/platform/age'
import { callApp } from '@/lib/platform/app-client'
import { createArgon2 } from '@/lib/platform/argon2'
import { deviceName } from '@/lib/platform/device-name'
import { ed25519FromSeed, ed25519Verify } from '@/lib/platform/ed25519'
import { createMeetingStore } from '@/lib/platform/meeting-store'
import { createBrowserPlaces } from '@/lib/platform/places'
import { createSessionStore } from '@/lib/platform/session-store'
import { x25519FromSeed } from '@/lib/platform/x25519'
import type { JoinState } from '@/lib/protocol/meeting-app'
import type { Devices } from '@/lib/services/devices'
import type { Joined } from '@/lib/services/joining'
import { createKeeping, type Keeping } from '@/lib/services/keeping'
import { createLooking, type Looking } from '@/lib/services/looking'
import { createRuling, type Ruling } from '@/lib/services/ruling'
import { createSession, type Session } from '@/lib/services/session'
import { createSharing, type Sharing } from '@/lib/services/sharing'
import { createTasks, type Tasks } from '@/lib/services/tasks'
import type { ArchiveSummary, ImportProblem, Transfer } from '@/lib/services/transfer'
import { createUnlocking, type Unlocking } from '@/lib/services/unlocking'
import { createReadAhead } from '@/lib/vault/ahead'
import { acceptLeft, createVault, examineVault, openVault } from '@/lib/vault/open'
import { writeSlots } from '@/lib/vault/slot-writer'
import type { Vault } from '@/lib/vault/vault'

export interface Workspace {
  readonly session: Session
  readonly unlocking: Unlocking
  /** The open vault with what works on it, or null while it is locked. */
  open(): Promise<OpenWorkspace | null>
  /** Reads a backup whole, without a vault: a wrong file is found before a vault is made for it. */
  readBackup(file: Blob, passphrase: string | null): Promise<Result<ArchiveSummary, ImportProblem>>
  /** The keys of a vault that this device may have from now on; null where none came. Loaded when it is first asked. */
  readJoined(): Promise<Joined | null>
  /** Looks in a folder that was picked for the vault that the recovery words open; `readJoined` has its keys when it is `ready`. */
  joinFromFolder(folder: FileSystemDirectoryHandle, words: string, name: string): Promise<JoinState>
  /** Whether a file needs a passphrase. */
  isEncrypted(file: Blob): Promise<boolean>
}

export interface OpenWorkspace {
  readonly vault: Vault
  readonly keeping: Keeping
  readonly sharing: Sharing
  readonly ruling: Ruling
  readonly tasks: Tasks
  readonly looking: Looking
  /** One for the open vault, as a plan is applied by the one that made it. Loaded when it is first needed: age and zip are heavy. */
  transfer(): Promise<Transfer>
  /** The devices of the vault. Loaded when they are first needed. */
  devices(): Promise<Devices>
}

const syncCrypto = { signer: ed25519FromSeed, verify: ed25519Verify, exchange: x25519FromSeed }

/** One per page. The background hears of every commit, so that pages of sites learn of a revocation at once. */
export function createWorkspace(): Workspace {
  const places = createBrowserPlaces()
  const ahead = createReadAhead(places)
  const session = createSession({
    store: createSessionStore(),
    openVault: async (root, vaultId) => openVault(places, { root, vaultId, ahead: await ahead.take() }),
    now: places.now,
    lockFirst: () => callApp('session.lock', {}),
  })
  const unlocking = createUnlocking({
    places,
    session,
    deriveKey: createArgon2(),
    createVault,
    examineVault,
    examineAhead: ahead.start,
    writeSlots,
    acceptLeft,
    exchange: x25519FromSeed,
  })
  let opened: OpenWorkspace | null = null

  async function compose(vault: Vault): Promise<OpenWorkspace> {
    const { siteView } = await import('@/lib/services/site-view')
    const edges = { vault, now: places.now, random: places.random }
    vault.subscribe(() => void callApp('vault.changed', {}).catch(() => undefined))
    const keeping = createKeeping(edges)
    // What was deleted long ago is erased when the vault is next looked at.
    void keeping.purge().catch(() => undefined)
    let transfer: Promise<Transfer> | null = null
    const loadTransfer = async () => {
      const { createTransfer } = await import('@/lib/services/transfer')
      return createTransfer({ ...edges, age: createAge() })
    }
    async function devices(): Promise<Devices> {
      const { createDevices } = await import('@/lib/services/devices')
      return createDevices({ vault, crypto: syncCrypto, random: places.random, name: await deviceName() })
    }
    const browserSession = await session.browserSession()
    const sharing = createSharing({ ...edges, siteView, browserSession })
    return {
      vault,
      keeping,
      sharing,
      ruling: createRuling({ ...edges, browserSession }),
      tasks: createTasks({ ...edges, sharing }),
      looking: createLooking(edges),
      devices,
      transfer() {
        transfer ??= loadTransfer().catch((error: unknown) => {
          transfer = null
          throw error
        })
        return transfer
      },
    }
  }

  return {
    session,
    unlocking,
    async open() {
      const vault = await session.vault()
      if (!vault) return null
      if (opened?.vault !== vault) opened = await compose(vault)
      return opened
    },
    async readBackup(file, passphrase) {
      const { readBackup } = await import('@/lib/services/transfer')
      return readBackup(file, passphrase, { age: createAge(), now: places.now })
    },
    async readJoined() {
      const { readJoined } = await import('@/lib/services/joining')
      return readJoined(createMeetingStore('joining'))
    },
    async joinFromFolder(folder, words, name) {
      const [{ createJoining }, { createFolderReplica }] = await Promise.all([
        import('@/lib/services/joining'),
        import('@/lib/replicas/folder'),
      ])
      // A page reads a folder itself: its handle is no message, and nobody is asked over a network.
      const joining = createJoining({
        open: () => createFolderReplica(folder),
        crypto: syncCrypto,
        store: createMeetingStore('joining'),
        random: places.random,
        now: places.now,
        timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
      })
      return joining.byPhrase({ kind: 'folder' }, words, name)
    },
    async isEncrypted(file) {
      const { isEncrypted } = await import('@/lib/services/transfer')
      return isEncrypted(file)
    },
  }
}
