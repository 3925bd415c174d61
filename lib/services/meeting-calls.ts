import type { RandomBytes } from '@/lib/base/ids'
import type { Clock } from '@/lib/base/time'
import type { AppHandlers } from '@/lib/protocol/app'
import type { MeetingCalls } from '@/lib/protocol/meeting-app'
import { parsePlace } from '@/lib/replicas/kinds'
import { readPlaces } from '@/lib/replication/places'
import { AppRefusal } from '@/lib/services/app-refusal'
import { createInviting, type Inviting } from '@/lib/services/inviting'
import { createJoining } from '@/lib/services/joining'
import type { MeetingEdges } from '@/lib/services/meeting-lanes'
import type { MeetingStore } from '@/lib/services/meeting-store'
import type { Session } from '@/lib/services/session'
import { openIdentity, type SyncCrypto } from '@/lib/services/sync-identity'
import { deepVault } from '@/lib/vault/deep'
import type { Vault } from '@/lib/vault/vault'

export interface MeetingCallEdges extends MeetingEdges {
  readonly session: Session
  /** The root key as the session keeps it. */
  readonly root: () => Promise<Uint8Array | null>
  readonly crypto: SyncCrypto
  readonly random: RandomBytes
  readonly now: Clock
  /** What this device calls itself. */
  readonly name: () => Promise<string>
  readonly inviting: MeetingStore
  readonly joining: MeetingStore
  /** Whether this device has no vault, and could have one. */
  readonly isEmpty: () => Promise<boolean>
}

/** Letting a device in, and being let in, as pages ask for it: the background alone reaches the places. */
export function createMeetingCalls(edges: MeetingCallEdges): Pick<AppHandlers, keyof MeetingCalls> {
  const { session, crypto, random, now, name } = edges
  const joining = createJoining({ ...edges, store: edges.joining })
  let open: { readonly vault: Vault; readonly inviting: Inviting } | null = null

  /** @throws AppRefusal `locked`. */
  async function inviting(): Promise<Inviting> {
    const vault = await session.vault()
    if (!vault) throw new AppRefusal('locked')
    if (open?.vault !== vault)
      open = {
        vault,
        inviting: createInviting({
          ...edges,
          vault,
          identity: async () => openIdentity(deepVault(vault), crypto, random, await name()),
          store: edges.inviting,
          places: () =>
            readPlaces(vault).flatMap(({ entered }) => {
              const parsed = parsePlace(entered)
              return parsed.ok && parsed.value.kind !== 'folder' ? [parsed.value] : []
            }),
          now,
        }),
      }
    return open.inviting
  }

  /** A device that has a vault comes to no other. */
  async function mustBeEmpty(): Promise<void> {
    if (!(await edges.isEmpty())) throw new AppRefusal('broken')
  }

  return {
    async 'sync.invite'() {
      const it = await inviting()
      try {
        return await it.invite()
      } catch (error) {
        if (error instanceof RangeError) throw new AppRefusal('not-found')
        throw error
      }
    },
    'sync.invite.look': async () => (await inviting()).look(),
    'sync.invite.admit': async () => (await inviting()).admit(),
    'sync.invite.cancel': async () => (await inviting()).cancel(),
    async 'join.invitation'({ text, name: called }) {
      await mustBeEmpty()
      return joining.byInvitation(text, called)
    },
    async 'join.phrase'({ place, words, name: called }) {
      await mustBeEmpty()
      const parsed = parsePlace(place)
      if (!parsed.ok || parsed.value.kind === 'folder') throw new AppRefusal('bad-params')
      return joining.byPhrase(parsed.value, words, called)
    },
    'join.look': () => joining.look(),
    async 'join.forget'() {
      await joining.forget()
      return null
    },
  }
}
