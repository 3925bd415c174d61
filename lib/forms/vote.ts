import type { Concept } from '@/lib/forms/concept'

/** What one source says. */
export interface Vote {
  readonly concept: Concept
  readonly weight: number
  /** A source of labels, `name`, `id`, `options`, `type` or `autocomplete`. */
  readonly from: string
}

/** At most so much from here on: what spoke turned out to be about something else. */
export const quieter = (vote: Vote, most: number): Vote =>
  vote.weight > most ? { ...vote, weight: most } : vote
