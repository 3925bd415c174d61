/** What the preview window and the background say to each other of one fill. Texts never go from here to a page. */
import type { Json } from '@/lib/base/json'
import type { PageDescription } from '@/lib/forms/description'
import type { Remembered } from '@/lib/forms/plan'
import type { Refusal } from '@/lib/grants/grant'
import type { Rule } from '@/lib/grants/rule'
import type { ResemblanceView, SiteView } from '@/lib/protocol/app'
import type { ControlNow, FieldOutcome, FillWish } from '@/lib/protocol/fill'
import type { Form } from '@/lib/records/form'
import type { RecordView } from '@/lib/records/record'

/** Why a fill is over before the person closed it: another one of the same tab, or the page went away. */
export type FillEnd = 'replaced' | 'gone'

export interface FillFacts {
  readonly id: string
  readonly origin: string
  readonly wish: FillWish
  readonly ended: FillEnd | null
  readonly locked: boolean
  /** The passphrase was given within the last two minutes. */
  readonly reauthenticated: boolean
  readonly page: PageDescription
  /** The control the person stood in. */
  readonly target: number | null
  /** Records to fill from, or documents to attach; without the bytes of files. Empty while locked. */
  readonly records: readonly RecordView[]
  readonly rules: readonly Rule[]
  readonly refusals: readonly Refusal[]
  readonly remembered: Remembered
  /** The day where the person is, and the tag of this site's e-mail alias. */
  readonly today: string
  readonly aliasTag: string
  /** Origins the person dealt with, to compare with. */
  readonly known: readonly string[]
}

export type FillView = Omit<FillFacts, 'known' | 'origin'> & {
  readonly site: SiteView
  readonly resembles: ResemblanceView | null
  /** Other origins that forms of the page send to, as the person should see them. */
  readonly sendsTo: { readonly [origin: string]: SiteView }
}

/** What the person leaves ticked, by control. The text is what they saw; where it leaves it is held against the vault's own value. */
export interface FillPick {
  readonly control: number
  readonly claim: string
  readonly record: string
  readonly form: Form
  readonly text: string
}

/**
 * `changed`: nothing was sent; the page as it is now is in the view. `gone`: nothing was sent. `lost`: the page went away
 * while it was being filled, so all of it counts as given.
 */
export type FillOutcome =
  | { readonly outcome: 'filled'; readonly fields: readonly FieldOutcome[] }
  | { readonly outcome: 'changed' | 'gone' | 'lost' }

/** A file the person chose for a page: a document of the vault, or a copy of it that tells less. */
export interface FilePick {
  readonly record: string
  readonly copy: {
    readonly name: string
    readonly type: string /** base64url. */
    readonly data: string
  } | null
}

export interface FillCalls {
  /** Puts the script into a tab; false where the browser does not let it, or the page is none that can be filled. */
  'fill.start': {
    params: { readonly tab: number; readonly wish: FillWish }
    result: { readonly started: boolean }
  }
  'fill.view': { params: { readonly id: string }; result: FillFacts | null }
  'fill.commit': {
    params: { readonly id: string; readonly picks: readonly FillPick[]; readonly remember: Remembered }
    result: FillOutcome
  }
  /** Puts back what stood in the page before. */
  'fill.undo': { params: { readonly id: string }; result: { readonly restored: number } }
  /**
   * Waits until one of these lists has become another one; the page as it is then is in the view. Null when none did, or the page
   * is gone.
   */
  'fill.look': {
    params: { readonly id: string; readonly controls: readonly number[] }
    result: readonly ControlNow[] | null
  }
  /** What the person typed into these controls; null when the page is gone. */
  'fill.read': {
    params: { readonly id: string; readonly controls: readonly number[] }
    result: readonly { readonly control: number; readonly text: string }[] | null
  }
  /** Keeps what was typed: into `record`, or as a new one for null. `typed`: fields that are as they stood in the page. */
  'fill.keep': {
    params: {
      readonly id: string
      readonly collection: string
      readonly record: string | null
      readonly label: string
      readonly fields: { readonly [field: string]: Json }
      readonly typed: readonly string[]
    }
    result: { readonly accepted: boolean }
  }
  /** The file of a document, base64url, to make a smaller copy of. */
  'fill.document': {
    params: { readonly id: string; readonly record: string }
    result: { readonly name: string; readonly type: string; readonly data: string } | null
  }
  'fill.attach': {
    params: { readonly id: string; readonly control: number; readonly files: readonly FilePick[] }
    result: FillOutcome
  }
}
