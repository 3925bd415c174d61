import type { RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { MINUTE } from '@/lib/base/time'
import { type Place, parsePlace } from '@/lib/replicas/kinds'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import {
  MESSAGE_LIMIT,
  type Meeting,
  type MeetingKind,
  type MessageName,
  meetingPrefix,
  openMessage,
  parseMessageName,
  sealMessage,
} from '@/lib/replication/meeting'
import type { ReplicaProblem } from '@/lib/replication/problem'

/** A message, opened. */
export interface Message {
  readonly name: MessageName
  readonly value: { readonly [member: string]: Json }
}

/** What lies at the places of an invitation. */
export interface Heard {
  readonly messages: readonly Message[]
  /** Some are of a newer version of ours. */
  readonly isNewer: boolean
  /** What kept the last place from answering; null where one did. */
  readonly problem: ReplicaProblem | null
}

/** All places of an invitation as one: what lies at any of them counts, and what is said is said at all. */
export interface MeetingLanes {
  hear(): Promise<Heard>
  /** @returns false when no place took it. */
  say(kind: MeetingKind, value: Json): Promise<boolean>
  /** Removes what was said here, all but what `keep` names. */
  clear(keep?: readonly MeetingKind[]): Promise<void>
}

export interface MeetingEdges {
  readonly open: (place: Place) => Replica
  readonly random: RandomBytes
  readonly timeout: (milliseconds: number) => AbortSignal
}

const LONGEST = MINUTE
/** Names looked at: at a place that shows more there is somebody who is none of the two. */
const MOST = 64

export function createMeetingLanes(
  meeting: Meeting,
  places: readonly Place[],
  { open, random, timeout }: MeetingEdges,
): MeetingLanes {
  const replicas = places.flatMap((place) => {
    try {
      return [open(place)]
    } catch {
      return []
    }
  })

  async function listed(replica: Replica): Promise<readonly MessageName[]> {
    const names: MessageName[] = []
    for await (const page of replica.list(meetingPrefix(meeting), timeout(LONGEST)))
      for (const { name, size } of page) {
        const message = size <= MESSAGE_LIMIT && names.length < MOST ? parseMessageName(meeting, name) : null
        if (message) names.push(message)
      }
    return names
  }

  async function heardAt(replica: Replica): Promise<Heard> {
    const messages: Message[] = []
    let isNewer = false
    for (const name of await listed(replica)) {
      const bytes = await replica.get(name.name, MESSAGE_LIMIT, timeout(LONGEST))
      const value = bytes && openMessage(meeting, name, bytes)
      if (value === 'newer') isNewer = true
      else if (value) messages.push({ name, value })
    }
    return { messages, isNewer, problem: null }
  }

  return {
    async hear() {
      const heard = await Promise.all(
        replicas.map((replica) =>
          heardAt(replica).catch((error: unknown): Heard => {
            const problem = error instanceof ReplicaError ? error.problem : 'unreachable'
            return { messages: [], isNewer: false, problem }
          }),
        ),
      )
      const byName = new Map(heard.flatMap(({ messages }) => messages).map((one) => [one.name.name, one]))
      const answered = heard.some(({ problem }) => problem === null)
      return {
        messages: [...byName.values()].sort((a, b) => (a.name.name < b.name.name ? -1 : 1)),
        isNewer: heard.some((one) => one.isNewer),
        problem: answered ? null : (heard[0]?.problem ?? 'no-place'),
      }
    },
    async say(kind, value) {
      const { name, bytes } = sealMessage(meeting, kind, value, random)
      const done = await Promise.all(
        replicas.map((replica) =>
          replica.put(name, bytes, timeout(LONGEST)).then(
            () => true,
            () => false,
          ),
        ),
      )
      return done.some(Boolean)
    },
    async clear(keep = []) {
      await Promise.all(
        replicas.map(async (replica) => {
          try {
            for (const { name, kind } of await listed(replica))
              if (!keep.includes(kind)) await replica.delete(name, timeout(LONGEST))
          } catch {
            // What stays says nothing to anybody and is of no use after the hour.
          }
        }),
      )
    },
  }
}

/** The places of an invitation that this device can read. */
export function placesOf(value: Json): readonly Place[] {
  if (!Array.isArray(value)) return []
  return (value as readonly Json[]).slice(0, 8).flatMap((one) => {
    const parsed = parsePlace(one)
    return parsed.ok && parsed.value.kind !== 'folder' ? [parsed.value] : []
  })
}
