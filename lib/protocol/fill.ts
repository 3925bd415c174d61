/**
 * The wire between the script that a gesture of the person's puts into a page and the background: one `runtime.Port` named
 * `fill`. What comes from the page is `unknown` there until `fill-parse.ts` has read it, because a page may have taken its
 * process over. The background asks, the page answers under the same number; only `hello`, `again` and `gone` come unasked.
 */
import type { PageDescription } from '@/lib/forms/description'

/** What the person wants of the page in front. `field`: only the one they pointed at. */
export type FillWish = 'fill' | 'field' | 'save' | 'attach'

export const FILL_WISHES = ['fill', 'field', 'save', 'attach'] as const satisfies readonly FillWish[]

/** Where the background leaves the gesture's id for the script, in the isolated world of the page: a global under this symbol. */
export const GESTURE = 'selfstead-gesture'

export interface FillHello {
  readonly kind: 'hello'
  /** Id of the gesture the background handed over. Counts once. */
  readonly gesture: string
  readonly page: PageDescription
  /** The control the person stood in, where there is one. */
  readonly target: number | null
}

/** After the background was stopped: the same document goes on, by the ticket it was given. */
export interface FillAgain {
  readonly kind: 'again'
  readonly ticket: string
}

/** One control as the person saw it in the preview. */
export interface ControlRef {
  readonly control: number
  readonly signature: string
}

export interface FieldWrite extends ControlRef {
  /** What goes in; for a select the value of the option. */
  readonly text: string
}

/** What the background asks of the page. */
export type FillAsk =
  | { readonly ask: 'check'; readonly controls: readonly ControlRef[] }
  | { readonly ask: 'write'; readonly fields: readonly FieldWrite[] }
  | { readonly ask: 'undo' }
  /** The page as it is once one of these lists has become another one: those of places follow the country. */
  | { readonly ask: 'look'; readonly controls: readonly ControlRef[] }
  | { readonly ask: 'read'; readonly controls: readonly ControlRef[] }
  /** One part of a file, base64; the last part puts all files into the control. */
  | {
      readonly ask: 'attach'
      readonly field: ControlRef
      readonly name: string
      readonly type: string
      readonly file: number
      readonly files: number
      readonly part: number
      readonly parts: number
      readonly data: string
    }

/** Why a control was left alone at the moment of writing. */
export type LeftAlone = 'gone' | 'changed' | 'not-visible' | 'refused'

export interface FieldOutcome {
  readonly control: number
  /** Null: written, or would be. */
  readonly left: LeftAlone | null
}

export interface ControlNow {
  readonly control: number
  /** Null: it is no longer there. */
  readonly now: number | null
}

/** What the page answers. */
export type FillAnswer =
  /** `page`: the form as it is now, where any control is not what it was. */
  | {
      readonly answer: 'check'
      readonly fields: readonly FieldOutcome[]
      readonly page: PageDescription | null
    }
  | { readonly answer: 'write'; readonly fields: readonly FieldOutcome[] }
  | { readonly answer: 'undo'; readonly restored: number }
  /** Null: none of them changed in time. `now`: which control of the new page each of those asked about is. */
  | {
      readonly answer: 'look'
      readonly page: PageDescription | null
      readonly now: readonly ControlNow[]
    }
  | {
      readonly answer: 'read'
      readonly values: readonly { readonly control: number; readonly text: string }[]
    }
  | { readonly answer: 'attach'; readonly done: boolean; readonly left: LeftAlone | null }

export type AnswerTo<Ask extends FillAsk> = Extract<FillAnswer, { readonly answer: Ask['ask'] }>

export type ToPage =
  | { readonly kind: 'welcome'; readonly ticket: string }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: FillAsk }
  | { readonly kind: 'end' }

export type FromPage =
  | FillHello
  | FillAgain
  | { readonly kind: 'answer'; readonly id: number; readonly answer: FillAnswer }

/** Characters of base64 in one part of a file. */
export const MAX_PART = 512 * 1024
/** Fields in one filling: as many as one entry of the ledger tells of. */
export const MAX_PICKS = 256
/** Controls whose values are asked for in one call. */
export const MAX_READ = 500

/** Characters of a description as JSON. It is kept in the browser's memory beside others, of which there is 10 MB. */
export const MOST_DESCRIBED = 2_000_000
