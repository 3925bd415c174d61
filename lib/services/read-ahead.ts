export interface Ahead {
  /** So many are given at once. */
  readonly step: number
  /** So many are under way, or done and not given yet. */
  readonly width: number
}

/**
 * Gets things in their order, some at once; the next ones are on their way while whoever asked is at work on those before them.
 * What fails is thrown in its turn, and nothing is under way any more once this is over.
 */
export async function* readAhead<One, Got>(
  all: readonly One[],
  get: (one: One) => Promise<Got>,
  { step, width }: Ahead,
): AsyncGenerator<{ readonly of: readonly One[]; readonly got: readonly Got[] }> {
  const under: Promise<Got>[] = []
  let begun = 0
  const begin = () => {
    for (const one of all.slice(begun, begun + width - under.length)) {
      const getting = get(one)
      getting.catch(() => undefined)
      under.push(getting)
      begun++
    }
  }
  try {
    for (let at = 0; at < all.length; at += step) {
      begin()
      const got = await Promise.all(under.slice(0, step))
      under.splice(0, step)
      begin()
      yield { of: all.slice(at, at + step), got }
    }
  } finally {
    await Promise.allSettled(under)
  }
}
