import { type ReadonlySignal, signal } from '@preact/signals'

/** One passing sentence, with the way back where there is one. */
export interface ToastEntry {
  readonly id: number
  readonly text: string
  readonly undo: (() => void) | null
  /** Runs when it goes without having been undone. */
  readonly gone: (() => void) | null
}

export interface Toasts {
  readonly entries: ReadonlySignal<readonly ToastEntry[]>
  show(text: string, undo?: () => void, gone?: () => void): void
  dismiss(id: number): void
  undo(id: number): void
  /** Nothing goes while the pointer or the focus is on the toasts. */
  hold(): void
  release(): void
}

/** Runs `task` after `delay` milliseconds; the result cancels it. */
export type Later = (task: () => void, delay: number) => () => void

const later: Later = (task, delay) => {
  const timer = setTimeout(task, delay)
  return () => clearTimeout(timer)
}

const PLAIN = 5_000
const WITH_UNDO = 10_000
/** More would cover the page; the oldest goes first. */
const MOST = 3

export function createToasts(after: Later = later): Toasts {
  const entries = signal<readonly ToastEntry[]>([])
  const timers = new Map<number, () => void>()
  let next = 1
  let held = false

  function stop(id: number): void {
    timers.get(id)?.()
    timers.delete(id)
  }

  function take(id: number): ToastEntry | undefined {
    stop(id)
    const entry = entries.value.find((candidate) => candidate.id === id)
    entries.value = entries.value.filter((candidate) => candidate !== entry)
    return entry
  }

  function dismiss(id: number): void {
    take(id)?.gone?.()
  }

  function start(entry: ToastEntry): void {
    stop(entry.id)
    timers.set(
      entry.id,
      after(() => dismiss(entry.id), entry.undo ? WITH_UNDO : PLAIN),
    )
  }

  return {
    entries,
    dismiss,
    show(text, undo, gone) {
      const entry: ToastEntry = { id: next++, text, undo: undo ?? null, gone: gone ?? null }
      for (const old of entries.value.slice(0, Math.max(0, entries.value.length - MOST + 1))) dismiss(old.id)
      entries.value = [...entries.value, entry]
      if (!held) start(entry)
    },
    undo(id) {
      take(id)?.undo?.()
    },
    hold() {
      held = true
      for (const entry of entries.value) stop(entry.id)
    },
    release() {
      held = false
      for (const entry of entries.value) start(entry)
    },
  }
}
