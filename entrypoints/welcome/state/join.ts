import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Typed } from '@/components/place-fields'
import { ok, type Result, refused } from '@/lib/base/result'
import type { FolderPicks } from '@/lib/platform/folders'
import type { JoinProblem, JoinState } from '@/lib/protocol/meeting-app'
import { type PlaceRefusal, parsePlace, permissionOf } from '@/lib/replicas/kinds'
import { type InvitationProblem, readInvitation } from '@/lib/replication/invitation'
import type { ReplicaProblem } from '@/lib/replication/problem'
import type { WelcomeEdges } from './edges'
import { JOINED_FOLDER } from './joined-folder'

/** Why nothing came here, as the person is told. */
export interface JoinFailure {
  readonly problem: JoinProblem | 'permission' | 'broken'
  /** Why the place does not answer. */
  readonly place: ReplicaProblem | null
}

/** Where an invitation leads. */
export interface Leads {
  readonly hosts: readonly string[]
  readonly patterns: readonly string[]
}

/** A vault that other devices have, on its way here. */
export interface Join {
  /** Waiting or comparing; null while nothing is under way. */
  readonly under: ReadonlySignal<Extract<JoinState, { state: 'waiting' | 'comparing' }> | null>
  readonly failure: ReadonlySignal<JoinFailure | null>
  /** The keys are here: a passphrase is next. */
  readonly isReady: ReadonlySignal<boolean>
  readonly busy: ReadonlySignal<boolean>
  /** Reads an invitation without asking anybody. */
  read(text: string): Result<Leads, InvitationProblem>
  /** First thing in the press, because the browser asks. */
  byInvitation(text: string, name: string): Promise<void>
  /** The same with a place and the words. A refusal names the field that is wrong. */
  byPhrase(typed: Typed, words: string, name: string): Result<Promise<void>, PlaceRefusal>
  /** Whether this browser can give us a folder. */
  readonly canPick: ReadonlySignal<boolean>
  /** The same with a folder, which the person picks: first thing in the press. */
  byFolder(words: string, name: string): Promise<void>
  /** Gives up what is under way. */
  stop(): Promise<void>
  forgetFailure(): void
}

/** How often it is asked what came of it, in milliseconds. */
const LOOK_EVERY = 2_000

export function createJoin(edges: WelcomeEdges, lifetime: AbortSignal): Join {
  const state = signal<JoinState | null>(null)
  const failure = signal<JoinFailure | null>(null)
  const busy = signal(false)
  const folders = signal<FolderPicks | null>(null)
  void edges.folders().then(
    (found) => {
      folders.value = found
    },
    () => undefined,
  )
  let asking = false
  /** What was asked before the person stopped is of no more use. */
  let attempt = 0

  function took(next: JoinState): void {
    state.value = next
    if (next.state === 'refused') failure.value = next
  }

  async function ask(work: () => Promise<JoinState>): Promise<void> {
    if (asking) return
    asking = true
    const mine = attempt
    try {
      const next = await work()
      if (mine === attempt) took(next)
    } catch {
      if (mine === attempt) {
        state.value = null
        failure.value = { problem: 'broken', place: null }
      }
    }
    asking = false
  }

  async function begin(patterns: readonly string[], work: () => Promise<JoinState>): Promise<void> {
    if (busy.value) return
    busy.value = true
    failure.value = null
    const given = patterns.length === 0 || (await edges.askPlaces(patterns).catch(() => false))
    if (given) await ask(work)
    else failure.value = { problem: 'permission', place: null }
    busy.value = false
  }

  const isUnder = () => state.value?.state === 'waiting' || state.value?.state === 'comparing'
  edges.every(
    LOOK_EVERY,
    () => void (isUnder() && !busy.value && ask(() => edges.callApp('join.look', {}))),
    lifetime,
  )

  // What was begun before the page was closed goes on.
  void edges
    .callApp('join.look', {})
    .then((found) => {
      if (state.value === null && !busy.value && found.state !== 'none') took(found)
    })
    .catch(() => undefined)

  function read(text: string): Result<Leads, InvitationProblem> {
    const invitation = readInvitation(text, edges.now())
    if (!invitation.ok) return invitation
    const listed = Array.isArray(invitation.value.places) ? invitation.value.places : []
    const places = listed.flatMap((entry) => {
      const parsed = parsePlace(entry)
      return parsed.ok && parsed.value.kind !== 'folder' ? [parsed.value] : []
    })
    if (places.length === 0) return refused('damaged')
    return ok({
      hosts: [...new Set(places.map(({ address }) => new URL(address).host))],
      patterns: [...new Set(places.flatMap((place) => permissionOf(place) ?? []))],
    })
  }

  return {
    under: computed(() => {
      const now = state.value
      return now?.state === 'waiting' || now?.state === 'comparing' ? now : null
    }),
    failure,
    isReady: computed(() => state.value?.state === 'ready'),
    busy,
    read,
    byInvitation(text, name) {
      const leads = read(text)
      if (!leads.ok) {
        failure.value = { problem: leads.reason, place: null }
        return Promise.resolve()
      }
      return begin(leads.value.patterns, () => edges.callApp('join.invitation', { text: text.trim(), name }))
    },
    byPhrase(typed, words, name) {
      const parsed = parsePlace(typed)
      if (!parsed.ok) return parsed
      const place = parsed.value
      const pattern = permissionOf(place)
      return ok(
        begin(pattern === null ? [] : [pattern], () =>
          edges.callApp('join.phrase', { place: { ...place }, words, name }),
        ),
      )
    },
    canPick: computed(() => folders.value?.canPick ?? false),
    async byFolder(words, name) {
      const picks = folders.value
      if (busy.value || !picks) return
      busy.value = true
      failure.value = null
      try {
        const folder = await picks.pick()
        if (folder) {
          await picks.keep(JOINED_FOLDER, folder)
          await ask(() => edges.joinFromFolder(folder, words, name))
          if (state.value?.state !== 'ready') await picks.take(JOINED_FOLDER)
        }
      } catch {
        failure.value = { problem: 'broken', place: null }
      }
      busy.value = false
    },
    async stop() {
      attempt += 1
      state.value = null
      failure.value = null
      await edges.callApp('join.forget', {}).catch(() => undefined)
    },
    forgetFailure() {
      failure.value = null
    },
  }
}
