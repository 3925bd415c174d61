import { fromBase64Url } from '@/lib/base/bytes'
import { postNotice } from '@/lib/platform/app-client'
import { ed25519FromSeed } from '@/lib/platform/ed25519'
import { injectFill } from '@/lib/platform/fill-ports'
import { loadLater } from '@/lib/platform/later'
import { wakeAt } from '@/lib/platform/pages'
import { registerPicker } from '@/lib/platform/picker-script'
import { createBrowserPlaces } from '@/lib/platform/places'
import { openPromptWindow, openWindow } from '@/lib/platform/prompt-window'
import { createSessionStore, createSessionValue } from '@/lib/platform/session-store'
import { type Broker, createBroker } from '@/lib/services/broker'
import { createCollecting } from '@/lib/services/collecting'
import { pickerSites } from '@/lib/services/contact-picker'
import { createFillStore, NOTHING_FILLED } from '@/lib/services/fill-store'
import { createFilling, type Filling } from '@/lib/services/filling'
import { createPrompting, type Prompting } from '@/lib/services/prompting'
import { createReleasing } from '@/lib/services/releasing'
import type { Replicating } from '@/lib/services/replicating'
import {
  meetLater,
  REPLICATION,
  type ReplicationPart,
  replicateLater,
} from '@/lib/services/replicating-later'
import { createSession, type Session } from '@/lib/services/session'
import type { SyncMemory } from '@/lib/services/sync-report'
import { createWaiting, NOTHING_WAITING, type Waiting } from '@/lib/services/waiting'
import { examineVault, openVault } from '@/lib/vault/open'
import type { Places } from '@/lib/vault/places'
import type { Vault } from '@/lib/vault/vault'
import { type Badge, createBadge } from './badge'

/** The alarm of the next round. */
export const REPLICATING = 'replicating'

/** What the background is made of. */
export interface Background {
  readonly places: Places
  readonly session: Session
  readonly waiting: Waiting
  readonly broker: Broker
  readonly prompting: Prompting
  readonly filling: Filling
  readonly replicating: Replicating
  readonly meetings: ReturnType<typeof meetLater>
  readonly badge: Badge
}

const delay = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Makes the parts and hands each its edges. */
export function composeBackground(): Background {
  const places = createBrowserPlaces()
  const { now, random } = places
  const store = createSessionStore()
  const session = createSession({
    store,
    async openVault(root, vaultId) {
      const vault = await openVault(places, { root, vaultId })
      tellOfGrants(vault)
      replicating.opened(vault)
      return vault
    },
    now,
    isLockedThrough: true,
  })
  const waiting = createWaiting(createSessionValue('waiting', NOTHING_WAITING))
  const badge = createBadge(session, waiting)
  const onQueue = () => {
    postNotice('requests')
    void badge.show()
  }
  const releasing = createReleasing({ session, now, random, keyFromSeed: ed25519FromSeed, delay })
  const collecting = createCollecting({ session, now, random, delay })
  const broker = createBroker({
    session,
    waiting,
    releasing,
    collecting,
    now,
    delay,
    openPrompt: openPromptWindow,
    onQueue,
  })
  const prompting = createPrompting({ session, waiting, broker, releasing, now, random, onQueue })

  const filling = createFilling({
    session,
    store: createFillStore(createSessionValue('fills', NOTHING_FILLED)),
    now,
    random,
    delay,
    inject: injectFill,
    openPreview: (fill) => openWindow('preview', fill),
    onFills: () => postNotice('fills'),
  })

  // Spelled out: what is imported by a name that is computed could be anything.
  // @ts-expect-error -- It is there once all is built.
  const later = () => loadLater<ReplicationPart>(REPLICATION, () => import('/replication.js'))
  const memory = createSessionValue<SyncMemory | null>('replicating', null)
  const replicating = replicateLater(
    async () =>
      (await later()).replicating({
        session,
        now,
        random,
        sleep: delay,
        memory,
        places,
        wakeAt: (at) => wakeAt(REPLICATING, at),
        onReport: () => postNotice('sync'),
      }),
    async () => (await memory.read()) !== null,
  )

  const meetings = meetLater(async () =>
    (await later()).meetings({
      session,
      root: async () => {
        const stored = (await session.vault()) && (await store.read())
        return stored ? fromBase64Url(stored.root) : null
      },
      now,
      random,
      isEmpty: async () => (await examineVault(places)).state === 'none',
    }),
  )

  /** Pages hear of every change to their grants, whichever context made it. */
  function tellOfGrants(vault: Vault): void {
    vault.subscribe((changed) => {
      postNotice('vault')
      if (changed.some(({ collection }) => collection === '~settings'))
        void registerPicker(pickerSites(vault)).catch(() => undefined)
      const grants = changed.filter(({ collection }) => collection === '~grants').map(({ id }) => id)
      void collecting.changed(vault, changed).catch(() => undefined)
      if (grants.length === 0) return
      void broker.announceGrants(vault, new Set(grants))
      void badge.show().catch(() => undefined)
    })
  }

  session.onChange(() => {
    postNotice('session')
    void replicating.follow().catch(() => undefined)
  }, new AbortController().signal)
  return { places, session, waiting, broker, prompting, filling, replicating, meetings, badge }
}
