/** A value of a record as one control of a page takes it. Runs in the preview and, with the same outcome, where it leaves. */
import type { Json } from '@/lib/base/json'
import type { ControlDescription, FieldPart } from '@/lib/forms/description'
import {
  callingOption,
  countryNames,
  countryOption,
  optionOf,
  regionOption,
} from '@/lib/forms/express-choice'
import { dateInText } from '@/lib/forms/express-date'
import { monthOption, numberOption } from '@/lib/forms/express-month'
import { splitStreet } from '@/lib/forms/express-street'
import { fitsPattern } from '@/lib/forms/pattern'
import type { Places, Region } from '@/lib/forms/places'
import type { ParsedClaim } from '@/lib/records/claims'
import { type CoarserContext, coarsen } from '@/lib/records/coarser'
import type { Form } from '@/lib/records/form'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

export interface Expression {
  readonly control: ControlDescription
  readonly claim: ParsedClaim
  readonly part: FieldPart | null
  readonly form: Form
  readonly view: RecordView
  readonly context: CoarserContext
  readonly page: PageHints
}

/** What of the page beside the control changes how a value is written. */
export interface PageHints {
  /** BCP 47, as the page says; empty where it does not. */
  readonly language: string
  /** The calling code has a control of its own. */
  readonly callingApart: boolean
  /** Country of the address that goes into the same form, where there is one: tells apart who shares a calling code. */
  readonly country: string | null
  readonly places: Places
}

/**
 * `nothing`: the record does not have it. `no-option`: none of the choices says it. `too-long`: it would be cut. `format`: the
 * control wants it written in a way that cannot be told, or that it cannot be written in.
 */
export type Unwritable = 'nothing' | 'no-option' | 'too-long' | 'format'

export type Expressed =
  | { readonly ok: true; readonly text: string /** As the person reads it. */; readonly shown: string }
  | { readonly ok: false; readonly why: Unwritable }

const no = (why: Unwritable): Expressed => ({ ok: false, why })

/** Controls of these types take no text of ours. */
const NEVER: ReadonlySet<string> = new Set(
  'hidden password file submit reset button image checkbox color range search'.split(' '),
)

export function express(wish: Expression): Expressed {
  const { control, claim, form, view, context } = wish
  if (NEVER.has(control.type)) return no('format')
  const answer = coarsen(claim, form, view, context)
  if (!answer || typeof answer.value === 'boolean') return no('nothing')
  const isChoice = control.tag === 'select' || control.type === 'radio'
  if (isChoice) return choose(wish, answer.value)
  const texts = candidates(wish, answer.value)
  if (texts === null) return no('format')
  if (texts.length === 0) return no('nothing')
  const short = texts.filter((text) => control.maxLength === null || text.length <= control.maxLength)
  if (short.length === 0) return no('too-long')
  const text = short.find((one) => fitsType(control.type, one) && fitsPattern(control.pattern, one))
  return text === undefined ? no('format') : { ok: true, text, shown: text }
}

function fitsType(type: string, text: string): boolean {
  switch (type) {
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(text)
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text)
    case 'month':
      return /^\d{4}-\d{2}$/.test(text)
    case 'email':
      return text.includes('@')
    case 'time':
    case 'week':
    case 'datetime-local':
      return false
    default:
      return true
  }
}

function choose(wish: Expression, value: Json): Expressed {
  const { control, claim, page, view } = wish
  const text = String(value)
  const found = (() => {
    switch (claim.name) {
      case 'country':
      case 'country-name':
        return countryOption(control.options, textOf(view, 'country') ?? text, page.language, page.places)
      case 'address-level1':
      case 'address-level2':
      case 'address-level3':
      case 'address-level4':
        return regionOption(control.options, regionOf(wish, text))
      case 'bday-month':
      case 'cc-exp-month':
        return monthOption(control.options, Number(text), page.language)
      case 'bday-day':
        return numberOption(control.options, [Number(text)])
      case 'bday-year':
        return numberOption(control.options, [Number(text)])
      case 'cc-exp-year':
        return numberOption(control.options, [Number(text), Number(text.slice(-2))])
      case 'cc-exp':
        return optionOf(control.options, [
          text,
          `${text.slice(5)}/${text.slice(2, 4)}`,
          `${text.slice(5)}/${text.slice(0, 4)}`,
        ])
      case 'tel-country-code':
        return callingOption(
          control.options,
          text,
          page.country === null ? [] : [page.country, ...countryNames(page.country, page.language)],
        )
      default:
        return optionOf(control.options, [text])
    }
  })()
  if (!found) return no('no-option')
  return { ok: true, text: found.value, shown: found.text || found.value }
}

/** Only the first level has codes and names in several languages; a town is called what it is called. */
function regionOf({ claim, page, view }: Expression, text: string): Region {
  const country = claim.name === 'address-level1' ? textOf(view, 'country') : null
  return page.places.region(country ?? '', text)
}

/** Ways to write a value, the best first; null where none can be told. */
function candidates(wish: Expression, value: Json): readonly string[] | null {
  const { control, claim, part, page, view, form } = wish
  const text = String(value)
  if (part?.kind === 'piece') {
    const whole = claim.name === 'tel' ? telTexts(view, text, true) : [text]
    const pieces = whole.flatMap((one) => pieceOf(compact(one, claim.name), part) ?? [])
    return pieces.length === 0 ? null : pieces
  }
  if (part) {
    const split = splitStreet(text.split('\n')[0] ?? '', textOf(view, 'country'))
    if (!split) return null
    return [part.kind === 'house-number' ? split.number : split.street]
  }
  switch (claim.name) {
    case 'bday':
    case 'cc-exp': {
      if (control.type === 'date' || form !== 'full') return [text]
      if (control.type === 'month') return [text.slice(0, 7)]
      const written = dateInText(text, control, page.language)
      return written === null ? null : [written]
    }
    case 'bday-day':
    case 'bday-month':
    case 'cc-exp-month':
      return control.type === 'number' ? [text] : [text.padStart(2, '0'), text]
    case 'bday-year':
      return [text]
    case 'cc-exp-year':
      return wantsTwo(control) ? [text.slice(-2), text] : [text, text.slice(-2)]
    case 'tel':
      return form === 'full' ? telTexts(view, text, page.callingApart) : [text]
    case 'tel-national':
    case 'tel-area-code':
    case 'tel-local':
      return [text, text.replace(/\D/g, '')]
    case 'tel-country-code':
      return [text, text.replace(/\D/g, ''), `00${text.replace(/\D/g, '')}`]
    case 'cc-number':
      return [text, text.replace(/\d{4}(?=\d)/g, '$& ')]
    case 'postal-code':
      return [text, text.replace(/[\s-]/g, '')]
    case 'country':
      return control.maxLength !== null && control.maxLength <= 3 ? [text] : countryNames(text, page.language)
    case 'country-name':
      return countryNames(textOf(view, 'country') ?? '', page.language)
    case 'street-address':
      return control.tag === 'textarea' ? [text] : [text.replace(/\s*\n\s*/g, ', ')]
    default:
      return control.tag === 'textarea' ? [text] : [text.replace(/\s*\n\s*/g, ' ')]
  }
}

/** With the calling code where nobody else asks for it; as dialled in its country where somebody does. */
function telTexts(view: RecordView, tel: string, apart: boolean): readonly string[] {
  const national = textOf(view, 'tel-national') ?? ''
  const dialled = national === '' ? [] : [national.replace(/\D/g, ''), national]
  return apart && dialled.length > 0 ? dialled : [tel, ...dialled, tel.replace(/\D/g, '')]
}

function wantsTwo({ maxLength, labels }: ControlDescription): boolean {
  if (maxLength === 2) return true
  const hint = labels.find(({ from }) => from === 'placeholder')?.text.trim() ?? ''
  return /^(\p{L})\1$/iu.test(hint) || /^\d{2}$/.test(hint)
}

/** A number without what only parts it for the eye. */
function compact(text: string, name: string): string {
  return name.startsWith('tel') ? text.replace(/[^\d+]/g, '') : text.replace(/[\s-]/g, '')
}

/** One piece of a text over several controls; null where their lengths do not add up to it. */
function pieceOf(text: string, { index, of, lengths }: Extract<FieldPart, { kind: 'piece' }>): string | null {
  if (lengths.length !== of || index >= of) return null
  const open = lengths.filter((length) => length === 0).length
  const known = lengths.reduce((sum, length) => sum + length, 0)
  // One piece of unknown length takes what the others leave.
  if (open > 1 || known > text.length || (open === 0 && known !== text.length)) return null
  const rest = text.length - known
  const sizes = lengths.map((length) => (length === 0 ? rest : length))
  const from = sizes.slice(0, index).reduce((sum, length) => sum + length, 0)
  const piece = text.slice(from, from + (sizes[index] ?? 0))
  return piece === '' ? null : piece
}
