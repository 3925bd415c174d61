/** Chance that can be had again: the same seed gives the same numbers (mulberry32). */
export interface Chance {
  /** From 0 to below 1. */
  next(): number
  below(limit: number): number
  of<Value>(list: readonly Value[]): Value | undefined
  bytes(length: number): Uint8Array
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    of: (list) => list[below(list.length)],
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}

interface Parked {
  readonly life: object
  readonly label: string
  readonly go: () => void
}

/**
 * Who goes on next. Everything a device asks of the world waits at a gate until it is let through, one at a time, so that an order
 * of events follows from the seed and from nothing else. What belongs to an ended life waits for ever.
 */
export interface Scheduler {
  gate(life: object, label: string): Promise<void>
  /** Something that goes on by itself: nobody else is let through before it ends. */
  busy<Value>(work: () => Promise<Value>): Promise<Value>
  parked(): readonly Parked[]
  /** Lets one through, and waits until everything stands still. */
  release(index: number): Promise<void>
  still(): Promise<void>
  /** Sees something through, letting nobody through but whom it waits for. */
  drive<Value>(work: Promise<Value>, label: string): Promise<Value>
  end(life: object): void
  /** From now on nobody waits, but whoever only sleeps. */
  open(): Promise<void>
  close(): void
}

export function createScheduler(): Scheduler {
  const ended = new WeakSet<object>()
  let waiting: Parked[] = []
  let working = 0
  let isOpen = false

  async function still(): Promise<void> {
    for (let quiet = 0, turn = 0; quiet < 2; turn++) {
      if (turn > 2_000_000) throw new Error('something goes on for ever')
      await new Promise<void>((resolve) => setImmediate(resolve))
      quiet = working === 0 ? quiet + 1 : 0
    }
  }

  return {
    gate(life, label) {
      if (ended.has(life)) return new Promise(() => {})
      if (isOpen) return label === 'sleep' ? new Promise(() => {}) : Promise.resolve()
      return new Promise((go) => waiting.push({ life, label, go }))
    },
    async busy(work) {
      working++
      try {
        return await work()
      } finally {
        working--
      }
    },
    parked: () => waiting,
    async release(index) {
      const [one] = waiting.splice(index, 1)
      one?.go()
      await still()
    },
    still,
    async drive(work, label) {
      let isDone = false
      const done = work.finally(() => {
        isDone = true
      })
      done.catch(() => {})
      for (let turn = 0; ; turn++) {
        await still()
        if (isDone) return done
        const at = waiting.findIndex((one) => one.label !== 'sleep')
        if (at < 0 || turn > 3_000) throw new Error(`${label} stands still at ${waiting[at]?.label}`)
        const [one] = waiting.splice(at, 1)
        one?.go()
      }
    },
    end(life) {
      ended.add(life)
      waiting = waiting.filter((one) => one.life !== life)
    },
    async open() {
      isOpen = true
      for (const one of waiting.splice(0)) if (one.label !== 'sleep') one.go()
      await still()
    },
    close() {
      isOpen = false
    },
  }
}
