import type { Row, RowKey } from '@/lib/vault/database'

/** @param removed rows that these stand for, or others; null when any may be gone. */
export type Hearer = (rows: readonly Row[], removed: readonly RowKey[] | null) => void

/** Whoever wants to be told of the rows that this context writes or follows. */
export interface Hearing {
  hear(hearer: Hearer): void
  readonly tell: Hearer
}

export function createHearing(): Hearing {
  const hearers: Hearer[] = []
  return {
    hear: (hearer) => void hearers.push(hearer),
    tell(rows, removed) {
      for (const hear of hearers) hear(rows, removed)
    },
  }
}
