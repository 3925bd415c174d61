import type { Instant } from '@/lib/base/time'
import type { PageDescription } from '@/lib/forms/description'
import type { FillWish } from '@/lib/protocol/fill'
import type { FillEnd } from '@/lib/protocol/fill-app'

/** Something of ours that the person pressed over a tab. Counts once, and not for long. */
export interface FillGesture {
  readonly id: string
  readonly tab: number
  readonly wish: FillWish
  readonly at: Instant
}

/** One fill, from the page's first word to the end of its window. No value is ever in it. */
export interface Fill {
  readonly id: string
  /** By which the same document goes on after the background was stopped. */
  readonly ticket: string
  readonly tab: number
  readonly document: string
  readonly origin: string
  readonly wish: FillWish
  readonly page: PageDescription
  readonly target: number | null
  /** The window that shows it; null until it is open. */
  readonly window: number | null
  readonly ended: FillEnd | null
}

export interface FillState {
  readonly gestures: readonly FillGesture[]
  readonly fills: readonly Fill[]
}

export const NOTHING_FILLED: FillState = { gestures: [], fills: [] }

/** Descriptions are large, and nobody looks at more windows at once. */
const MOST = 3

export interface FillStore {
  state(): Promise<FillState>
  find(id: string): Promise<Fill | null>
  /** Takes a gesture that is not older than `since`; null where there is none, so that each counts once. */
  take(id: string, tab: number, since: Instant): Promise<FillGesture | null>
  expect(gesture: FillGesture): Promise<void>
  /** @returns fills it takes the place of: those of the same tab, and the oldest where there are too many. */
  add(fill: Fill): Promise<readonly Fill[]>
  set(id: string, change: Partial<Pick<Fill, 'page' | 'target' | 'window' | 'ended'>>): Promise<void>
  remove(id: string): Promise<void>
}

/** Kept in the browser's memory, which nobody else writes; changes run one after the other. */
export function createFillStore(value: {
  read(): Promise<FillState>
  write(state: FillState): Promise<void>
}): FillStore {
  let last: Promise<unknown> = Promise.resolve()
  let known: FillState | null = null

  function change<Value>(work: (state: FillState) => readonly [FillState, Value]): Promise<Value> {
    const run = async () => {
      known ??= await value.read()
      const [after, result] = work(known)
      if (after !== known) await value.write(after)
      known = after
      return result
    }
    const result = last.then(run, run)
    last = result
    return result
  }

  return {
    state: () => change((state) => [state, state]),
    find: (id) => change((state) => [state, state.fills.find((fill) => fill.id === id) ?? null]),
    expect: (gesture) =>
      change((state) => {
        const others = state.gestures.filter(({ tab }) => tab !== gesture.tab)
        return [{ ...state, gestures: [...others, gesture] }, undefined]
      }),
    take: (id, tab, since) =>
      change((state) => {
        const found = state.gestures.find((one) => one.id === id && one.tab === tab)
        if (!found) return [state, null]
        const gestures = state.gestures.filter((one) => one !== found)
        return [{ ...state, gestures }, found.at >= since ? found : null]
      }),
    add: (fill) =>
      change((state) => {
        const replaced = state.fills.filter(({ tab, ended }) => tab === fill.tab && ended === null)
        const ended = state.fills.map((one) =>
          replaced.includes(one) ? { ...one, ended: 'replaced' as const } : one,
        )
        const kept = ended.slice(-(MOST - 1))
        const dropped = state.fills.slice(0, Math.max(0, ended.length - MOST + 1))
        return [{ ...state, fills: [...kept, fill] }, [...new Set([...replaced, ...dropped])]]
      }),
    set: (id, part) =>
      change((state) => {
        const fills = state.fills.map((fill) => (fill.id === id ? { ...fill, ...part } : fill))
        return [{ ...state, fills }, undefined]
      }),
    remove: (id) =>
      change((state) => {
        const fills = state.fills.filter((fill) => fill.id !== id)
        return [fills.length === state.fills.length ? state : { ...state, fills }, undefined]
      }),
  }
}
