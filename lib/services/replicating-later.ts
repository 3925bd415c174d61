import type { AppHandlers } from '@/lib/protocol/app'
import { MEETING_VERBS, type MeetingCalls } from '@/lib/protocol/meeting-app'
import { PLACES } from '@/lib/replication/places'
import type { MeetingCallEdges } from '@/lib/services/meeting-calls'
import type { Replicating, ReplicatingEdges } from '@/lib/services/replicating'
import { ownParts, readOwn } from '@/lib/vault/own'
import type { Places } from '@/lib/vault/places'
import type { Vault } from '@/lib/vault/vault'

/** Where the build puts what is loaded (entrypoints/replication.ts). */
export const REPLICATION = '/replication.js'

type Meetings = Pick<AppHandlers, keyof MeetingCalls>

/** What that script has. The background brings its session and what shall be the same in both; the rest of the edges is made there. */
export interface ReplicationPart {
  replicating(
    needs: Pick<
      ReplicatingEdges,
      'session' | 'now' | 'random' | 'sleep' | 'memory' | 'wakeAt' | 'onReport'
    > & {
      /** Where the vault's database lies. */
      readonly places: Pick<Places, 'database' | 'ordinal'>
    },
  ): Replicating
  meetings(needs: Pick<MeetingCallEdges, 'session' | 'root' | 'now' | 'random' | 'isEmpty'>): Meetings
}

/**
 * `Replicating` of which nothing is loaded before it has something to do: a vault that has a place, or came here by joining; a
 * page that asks; an alarm that only it can have set.
 *
 * @param lingers whether it left something that has to be followed when the session is another.
 */
export function replicateLater(
  load: () => Promise<Replicating>,
  lingers: () => Promise<boolean>,
): Replicating {
  const { loaded, isLoaded } = once(load)
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined)

  return {
    opened(vault) {
      let isFollowed = false
      async function begin(): Promise<void> {
        if (isFollowed) return
        isFollowed = true
        try {
          const it = await loaded()
          it.opened(vault)
        } catch {
          isFollowed = false
        }
      }
      vault.subscribe((touched) => {
        if (touched.some(({ collection }) => collection === PLACES)) quietly(begin())
      })
      quietly(hasToDo(vault).then((has) => (has ? begin() : undefined)))
    },
    // Without it there is no place to bring the change to: one that came with the change was heard of above.
    changed(vault) {
      if (isLoaded()) quietly(loaded().then((it) => it.changed(vault)))
    },
    async follow() {
      if (isLoaded() || (await lingers())) await (await loaded()).follow()
    },
    woken: async () => (await loaded()).woken(),
    report: async () => (await loaded()).report(),
    run: async () => (await loaded()).run(),
    condense: async () => (await loaded()).condense(),
    unsafe: async () => (await loaded()).unsafe(),
    test: async (place) => (await loaded()).test(place),
  }
}

/** A device that joined has an identity before its log names the first place. */
async function hasToDo(vault: Vault): Promise<boolean> {
  return vault.all(PLACES).length > 0 || (await readOwn(ownParts(vault.inside))) !== null
}

/** Letting a device in and being let in, loaded with the first call. */
export function meetLater(load: () => Promise<Meetings>): Meetings {
  const { loaded } = once(load)
  const call = (verb: keyof MeetingCalls) => async (params: never) =>
    (await loaded())[verb](params) as Promise<never>
  return Object.fromEntries(MEETING_VERBS.map((verb) => [verb, call(verb)])) as unknown as Meetings
}

/** What is loaded stays; what could not be is tried again. */
function once<Part>(load: () => Promise<Part>) {
  let part: Promise<Part> | null = null
  return {
    isLoaded: () => part !== null,
    loaded(): Promise<Part> {
      part ??= load().catch((error: unknown) => {
        part = null
        throw error
      })
      return part
    },
  }
}
