import type { ReadonlySignal, Signal } from '@preact/signals'
import type { Result } from '@/lib/base/result'
import type { ControlDescription, FieldMatch, PageDescription } from '@/lib/forms/description'
import type { Places } from '@/lib/forms/places'
import type { AppNotice, PageCall } from '@/lib/protocol/app'
import type { FieldOutcome, LeftAlone } from '@/lib/protocol/fill'
import type { FillOutcome, FillView } from '@/lib/protocol/fill-app'
import type { FieldProblems, FieldValues, Preparation } from '@/lib/records/prepare'
import type { PictureKind } from './files'

/** Everything the preview needs from outside. */
export interface PreviewEdges {
  readonly call: PageCall
  onNotice(listener: (notice: AppNotice['notice']) => void, signal: AbortSignal): void
  /** What each control is for. Loaded beside the first paint: its words of thirty languages are heavy. */
  match(page: PageDescription): Promise<readonly FieldMatch[]>
  /** What countries and regions are called in lists. */
  places(): Promise<Places>
  /** Makes of what was typed what is kept, as a form of the person's own does. */
  prepare(wish: Preparation): Promise<Result<FieldValues, FieldProblems>>
  /** A smaller copy of a picture, without what a camera noted in it. */
  reduce(
    file: PictureFile,
    longest: number,
    as: { readonly name: string; readonly type: PictureKind },
  ): Promise<PictureFile | null>
  unlock(passphrase: string): Promise<boolean>
  confirm(passphrase: string): Promise<boolean>
  openPage(page: 'dashboard' | 'welcome', hash?: string): Promise<void>
  /** Brings this window to the front. */
  comeToFront(): void
  close(): void
  /** The code of a refused call, or null for anything else that was thrown. */
  codeOf(thrown: unknown): string | null
}

/** A file with its bytes as base64url. */
export interface PictureFile {
  readonly name: string
  readonly type: string
  readonly data: string
}

/** Why nothing was done. */
export type Trouble = 'changed' | 'gone' | 'lost' | 'storage-full' | 'broken' | null

export interface FilledField {
  /** As it was described when it was written; null where the page has no such control. */
  readonly control: ControlDescription | null
  /** Null: written. `no-option`: the list that came has no choice that says it, or none came. */
  readonly left: LeftAlone | 'no-option' | null
}

export interface Filled {
  readonly fields: readonly FilledField[]
  /** How many fields were put back as they stood; null while nothing was undone. */
  readonly restored: number | null
}

/** What filling, keeping and attaching share of one window. */
export interface Core {
  readonly id: string
  readonly edges: PreviewEdges
  readonly view: ReadonlySignal<FillView | null>
  readonly matches: ReadonlySignal<readonly FieldMatch[]>
  readonly confirmed: Signal<boolean>
  readonly sending: Signal<boolean>
  readonly trouble: Signal<Trouble>
  readonly filled: Signal<Filled | null>
  refresh(): Promise<void>
  /** Does one thing that the page or the vault may refuse, and shows what stands then. */
  send(work: () => Promise<Sent | null>): Promise<void>
}

/** What came of it, with what was done. */
export type Sent =
  | { readonly outcome: 'filled'; readonly fields: readonly FilledField[] }
  | Exclude<FillOutcome, { readonly outcome: 'filled' }>

/** The outcome of each control with what the page says of it. */
export function sentOf(outcome: FillOutcome, page: PageDescription): Sent {
  if (outcome.outcome !== 'filled') return outcome
  const told = ({ control, left }: FieldOutcome) => ({ control: page.controls[control] ?? null, left })
  return { outcome: 'filled', fields: outcome.fields.map(told) }
}
