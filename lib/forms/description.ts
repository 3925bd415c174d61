/**
 * What the page script says of a page's form controls, and what the matcher makes of it. No value that a person typed is
 * ever in a description: only what the page's author wrote.
 */
import type { ClaimName } from '@/lib/records/claims'

/** Where a text beside a control comes from, the most telling first. */
export type LabelSource =
  | 'label'
  | 'aria-labelledby'
  | 'aria-label'
  | 'placeholder'
  | 'title'
  | 'described'
  | 'header'
  | 'legend'
  | 'preceding'
  /** The text before that one, in the same box: what the control is called where a hint or “required” stands between. */
  | 'further'
  /** Text right behind the control in the same box: what a radio button or a box below the line is called by. */
  | 'following'
  /** The last heading above: what the part of the page is about, never what the control is. */
  | 'heading'

/** Why a control is never filled, or null: the person sees it. */
export type Unseen =
  | 'hidden'
  | 'off-screen'
  | 'transparent'
  | 'tiny'
  | 'clipped'
  | 'covered'
  | 'aria-hidden'
  | 'disabled'
  | 'read-only'

export interface ControlDescription {
  /** Number of the control on this page, in document order; the page script keeps the element. */
  readonly control: number
  readonly tag: 'input' | 'select' | 'textarea'
  /** `type` as the browser understands it: `text`, `tel`, `select-one`, `file` … */
  readonly type: string
  readonly name: string
  readonly id: string
  /** The attribute as written. */
  readonly autocomplete: string
  readonly inputMode: string
  readonly pattern: string
  readonly accept: string
  readonly maxLength: number | null
  readonly required: boolean
  readonly multiple: boolean
  readonly labels: readonly { readonly from: LabelSource; readonly text: string }[]
  /** Of a select, or of the datalist of an input; of a group of radio buttons one control each. */
  readonly options: readonly { readonly value: string; readonly text: string }[]
  /** Index in `forms`; null for a control that belongs to none. */
  readonly form: number | null
  readonly unseen: Unseen | null
  /** Passed over by the keyboard (a negative tabindex): with other evidence, the mark of a trap. */
  readonly skipped?: true
  /** In CSS pixels of the document. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Of everything above that says what the control is for. At the moment of writing it must be the same. */
  readonly signature: string
}

export interface FormDescription {
  readonly name: string
  readonly id: string
  /** Origin of the form's `action` where it is not the page's own. */
  readonly otherOrigin: string | null
  /** Text of the button that sends it. */
  readonly submit: string
}

export interface PageDescription {
  /** BCP 47, as the page says; empty where it does not. */
  readonly language: string
  readonly controls: readonly ControlDescription[]
  readonly forms: readonly FormDescription[]
  /** Frames in the page that hold form controls as far as can be seen: they are said and not filled. */
  readonly frames: { readonly sameOrigin: number; readonly otherOrigin: number }
  /** Controls beyond the limit were left out. */
  readonly cut: boolean
}

/**
 * What a control is for. `ignored`: recognised and none of ours (search, login name, password, one-time code, captcha,
 * honeypot, comment). Null: not recognised, or ambiguous.
 */
export interface FieldMatch {
  readonly control: number
  readonly name: ClaimName | 'ignored' | null
  /** `shipping` or `billing`, where the page tells. */
  readonly purposeOf: 'shipping' | 'billing' | null
  /** The part of the value that goes in, where one value is spread over several controls. */
  readonly part: FieldPart | null
  /** From 0 to 1. */
  readonly confidence: number
  /** In a few words, for people: which evidence decided. */
  readonly why: string
}

/** `of` pieces, this being number `index` from 0; or a piece with a name. */
export type FieldPart =
  | {
      readonly kind: 'piece'
      readonly index: number
      readonly of: number
      readonly lengths: readonly number[]
    }
  | { readonly kind: 'house-number' | 'street-name' }
