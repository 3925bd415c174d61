import type { ClaimName } from '@/lib/records/claims'

/** One made site: what a person's vault fills there, and what must stay as it is. */
export interface FillSite {
  readonly name: string
  readonly framework: string
  /** BCP 47. */
  readonly language: string
  readonly fields: readonly FillField[]
  /** Honeypots and what is not ours; they must hold nothing after a fill. */
  readonly untouched?: readonly string[]
  readonly files?: readonly FileField[]
  /** What goes in beside `fields`, although the site keeps no state of it. */
  readonly alsoGiven?: readonly ClaimName[]
  /** Something to press before the fields are there. */
  readonly before?: string
}

export interface FillField {
  /** CSS; ` >>> ` goes into the shadow root of what was found. */
  readonly selector: string
  readonly claim: ClaimName
  /** What goes in. */
  readonly value: string
  /** Key in the site's own state; the claim when left out. */
  readonly state?: string
  /** What the site holds then, where it is not `value`. */
  readonly holds?: string
}

export interface FileField {
  readonly selector: string
  readonly state: string
  readonly multiple: boolean
}
