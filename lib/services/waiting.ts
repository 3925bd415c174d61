import type { Instant } from '@/lib/base/time'
import type { PendingRequest } from '@/lib/grants/request'
import {
  afterAnswer,
  afterDismissal,
  afterLift,
  type DismissalHistory,
  type Silence,
} from '@/lib/grants/silence'

/** Most requests that wait at once, over all origins. */
const LIMIT = 20

/** What of the broker must outlive its being stopped: kept in the browser's memory, gone when the browser ends. */
export interface WaitingState {
  readonly requests: readonly PendingRequest[]
  readonly dismissals: DismissalHistory
  /** Who is silenced for now. Also kept in the vault, where the person sees and lifts it; this copy holds while it is locked. */
  readonly silences: readonly Silenced[]
  /** The request the prompt window shows, and its site's registrable domain. */
  readonly shown: { readonly id: string; readonly registrable: string } | null
}

export interface Silenced {
  readonly origin: string
  /** Set where the whole registrable domain is silent. */
  readonly site: string | null
  readonly until: Instant
}

export const NOTHING_WAITING: WaitingState = { requests: [], dismissals: [], silences: [], shown: null }

export interface WaitingStore {
  read(): Promise<WaitingState>
  write(state: WaitingState): Promise<void>
}

/** The requests that wait for the person, in order of arrival. Every change is written before it is reported. */
export interface Waiting {
  state(): Promise<WaitingState>
  find(id: string): Promise<PendingRequest | null>
  /** False where the origin has one waiting already, or too many wait. */
  add(request: PendingRequest): Promise<boolean>
  /** Takes a request out; null when it is gone already, so that a decision counts once. */
  take(id: string): Promise<PendingRequest | null>
  show(shown: WaitingState['shown']): Promise<void>
  /** Notes that a prompt was closed without an answer; says whether that silences the site. */
  dismissed(origin: string, registrable: string, now: Instant): Promise<Silence | null>
  /** The person answered this origin, or lifted a silence (of `site`, the whole domain): dismissals are forgotten. */
  forget(origin: string, site?: string): Promise<void>
}

/** Keeps the queue in `store`, which nobody else writes, so that it is read once; changes run one after the other. */
export function createWaiting(store: WaitingStore): Waiting {
  let last: Promise<unknown> = Promise.resolve()
  let known: WaitingState | null = null

  function change<Value>(work: (state: WaitingState) => readonly [WaitingState, Value]): Promise<Value> {
    const run = async () => {
      known ??= await store.read()
      const [after, value] = work(known)
      if (after !== known) await store.write(after)
      known = after
      return value
    }
    const result = last.then(run, run)
    last = result
    return result
  }

  return {
    state: () => change((state) => [state, state]),
    find: (id) => change((state) => [state, state.requests.find((request) => request.id === id) ?? null]),
    add: (request) =>
      change((state) => {
        const busy =
          state.requests.some((one) => one.origin === request.origin) || state.requests.length >= LIMIT
        return busy ? [state, false] : [{ ...state, requests: [...state.requests, request] }, true]
      }),
    take: (id) =>
      change((state) => {
        const found = state.requests.find((request) => request.id === id)
        if (!found) return [state, null]
        return [{ ...state, requests: state.requests.filter((request) => request !== found) }, found]
      }),
    show: (shown) => change((state) => [{ ...state, shown }, undefined]),
    dismissed: (origin, registrable, now) =>
      change((state) => {
        const { history, silence } = afterDismissal(state.dismissals, origin, registrable, now)
        const kept = state.silences.filter(({ until }) => until > now)
        const added = silence && {
          origin,
          site: silence.scope === 'site' ? registrable : null,
          until: silence.until,
        }
        return [{ ...state, dismissals: history, silences: added ? [...kept, added] : kept }, silence]
      }),
    forget: (origin, site) =>
      change((state) => {
        const silences = state.silences.filter((one) => !isSilencedBy(one, origin))
        const own = afterAnswer(state.dismissals, origin)
        return [
          { ...state, dismissals: site === undefined ? own : afterLift(own, site), silences },
          undefined,
        ]
      }),
  }
}

/** Whether a silence speaks of this origin: it names it, or a registrable domain its host belongs to. */
export function isSilencedBy({ origin: silenced, site }: Silenced, origin: string): boolean {
  if (silenced === origin) return true
  const host = new URL(origin).hostname
  return site !== null && (host === site || host.endsWith(`.${site}`))
}
