/** Work that is put off for a while, and then done at once for all who asked for it. */
export interface Gathering {
  /**
   * Does it in `delay` milliseconds, unless it is to be done sooner or is being done. Where it fails, it is tried again later.
   * @param anew counts from now, where as long a delay had begun.
   */
  soon(delay: number, anew?: boolean): void
  /** Does it now; resolves when nothing is left that was when it began. @throws what the work threw. */
  now(): Promise<void>
  stop(): void
}

export interface GatheredWork {
  isLeft(): boolean
  once(): Promise<void>
  /** Milliseconds until it is tried again. */
  readonly retry: number
}

export function createGathering({ isLeft, once, retry }: GatheredWork): Gathering {
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let due = 0
  let stopped = false

  /** `running` ends in the same step that finds nothing left, so that what is asked for after it starts anew. */
  async function run(): Promise<void> {
    await null
    try {
      while (isLeft()) await once()
    } finally {
      running = null
    }
  }

  function cancel(): void {
    if (timer) clearTimeout(timer)
    timer = null
  }

  function begin(): Promise<void> {
    cancel()
    running ??= run()
    return running
  }

  function soon(delay: number, anew = false): void {
    if (stopped || running || (timer && (anew ? due < delay : due <= delay))) return
    cancel()
    due = delay
    timer = setTimeout(() => {
      timer = null
      begin().catch(() => soon(retry))
    }, delay)
  }

  return {
    soon,
    async now() {
      // What was asked for while the last round ran is part of what the caller means.
      do await begin()
      while (isLeft())
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
