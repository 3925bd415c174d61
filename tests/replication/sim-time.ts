/**
 * The time of a life. What waits for a moment goes off when that has passed here, so that what mirrors and packs by and by does so
 * where the seed has it, and not where the machine is slow.
 */
export interface SimTime {
  now(): number
  /** Lets so many milliseconds pass; what falls due begins, in the order of its moments. */
  pass(milliseconds: number): void
  /** From then on timers are the machine's again; those that wait never go off. */
  end(): void
}

type Timer = ReturnType<typeof setTimeout>

export function simTime(start: number): SimTime {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }
  const waiting = new Map<object, { readonly at: number; readonly run: () => void }>()
  let time = start

  const set = (run: (...given: unknown[]) => void, delay = 0, ...given: unknown[]) => {
    const timer = {}
    const go = () => {
      if (waiting.delete(timer)) run(...given)
    }
    waiting.set(timer, { at: delay > 0 ? time + delay : Number.POSITIVE_INFINITY, run: go })
    // Whoever only lets others go first is not waiting for a moment.
    if (delay <= 0) setImmediate(go)
    return timer as Timer
  }
  globalThis.setTimeout = set as typeof setTimeout
  globalThis.clearTimeout = ((timer: Timer | undefined) => {
    if (timer) waiting.delete(timer)
  }) as typeof clearTimeout

  return {
    now: () => time,
    pass(milliseconds) {
      const until = time + milliseconds
      for (;;) {
        const due = [...waiting.values()].filter(({ at }) => at <= until)
        const next = due.reduce((first, one) => (one.at < first.at ? one : first), due[0] as (typeof due)[0])
        if (!next) break
        time = next.at
        next.run()
      }
      time = until
    },
    end() {
      Object.assign(globalThis, real)
      waiting.clear()
    },
  }
}
