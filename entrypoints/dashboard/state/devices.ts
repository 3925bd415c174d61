import { type ReadonlySignal, signal } from '@preact/signals'
import type { InvitingState } from '@/lib/protocol/meeting-app'
import type { State } from '../state'

export interface DeviceActs {
  rename(device: string, name: string): Promise<void>
  /** For good. */
  remove(device: string): Promise<void>
  /** An invitation that is shown from now on, and followed until it is left. */
  invite(): Inviting
}

/** One invitation, from being shown to being over. */
export interface Inviting {
  /** Null until there is one; `failed` where the background could not be asked. */
  readonly state: ReadonlySignal<InvitingState | 'failed' | null>
  /** The person compared the words: they are the same. */
  admit(): Promise<void>
  /** They are not, or the person leaves: nobody is let in. */
  leave(): Promise<void>
}

type InviteVerb = 'sync.invite' | 'sync.invite.look' | 'sync.invite.admit'

/** How often it is asked whether somebody came, in milliseconds. */
const LOOK_EVERY = 2_000

export function createDeviceActs({ edges, dashboard }: Pick<State, 'edges' | 'dashboard'>): DeviceActs {
  async function devices() {
    const open = dashboard.opened.value
    if (!open) throw new Error('locked')
    return open.devices()
  }

  function invite(): Inviting {
    const state = signal<InvitingState | 'failed' | null>(null)
    const life = new AbortController()
    let asking: Promise<void> | null = null

    async function asked(verb: InviteVerb): Promise<void> {
      try {
        const next = await edges.callApp(verb, {})
        if (!life.signal.aborted) state.value = next
      } catch {
        if (!life.signal.aborted) state.value = 'failed'
      }
    }

    /** One question after another: a look that was asked before must not undo what an answer said. */
    function ask(verb: InviteVerb): Promise<void> {
      const mine = (asking ?? Promise.resolve()).then(() => asked(verb))
      asking = mine
      return mine.then(() => {
        if (asking === mine) asking = null
      })
    }

    const isOver = () => {
      const now = state.value
      return now === 'failed' || now?.state === 'admitted' || now?.state === 'ended'
    }
    void ask('sync.invite')
    edges.every(
      LOOK_EVERY,
      () => asking === null && state.value && !isOver() && void ask('sync.invite.look'),
      life.signal,
    )

    return {
      state,
      admit: () => ask('sync.invite.admit'),
      async leave() {
        if (life.signal.aborted) return
        life.abort()
        const now = state.value
        // The person has said yes: whoever closes the window takes nothing back.
        if (now !== 'failed' && (now?.state === 'admitting' || now?.state === 'admitted')) return
        await edges.callApp('sync.invite.cancel', {}).catch(() => undefined)
      },
    }
  }

  return {
    rename: async (device, name) => (await devices()).rename(device, name),
    remove: async (device) => (await devices()).remove(device),
    invite,
  }
}
