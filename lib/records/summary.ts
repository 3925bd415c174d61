/** What a card shows of a record: a few lines that tell it apart, without what is sensitive. */
import { addressLines } from '@/lib/records/address'
import { claimValue } from '@/lib/records/answers'
import { cardIssuer } from '@/lib/records/cards'
import { parseClaim } from '@/lib/records/claims'
import { isSensitive } from '@/lib/records/collections'
import { displayDate } from '@/lib/records/dates'
import { phoneText } from '@/lib/records/phone'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

export interface SummaryContext {
  /** BCP 47 tag of the interface's language. */
  readonly locale?: string
  /** The person's own country: it is left out below their addresses. */
  readonly country?: string | null
}

/**
 * Lines of text, the most telling first; empty for a record without values. Card numbers show their last four digits,
 * numbers of identity documents their last three, security codes nothing. Values are as the person or a file gave them:
 * whoever shows them shows plain text.
 */
export function summaryOf(
  view: RecordView,
  { locale = 'en', country = null }: SummaryContext = {},
): readonly string[] {
  return linesOf(view, locale, country).filter((line) => line !== null && line !== '') as string[]
}

function linesOf(view: RecordView, locale: string, country: string | null): readonly (string | null)[] {
  const text = (field: string) => textOf(view, field)
  switch (view.collection) {
    case 'names': {
      const whole = parseClaim('name')
      const name = whole && claimValue(whole, view)
      return [
        typeof name?.value === 'string' ? name.value : null,
        text('nickname'),
        text('organization-title'),
      ]
    }
    case 'addresses':
      return addressLines(view, locale, country)
    case 'emails':
      return [text('email')]
    case 'phones':
      return [phoneText(view)]
    case 'dates':
      return [dateText(view, 'date', locale)]
    case 'cards': {
      const number = text('cc-number')
      const issuer = number === null ? null : cardIssuer(number)
      return [
        number === null ? issuer : [issuer, `•••• ${number.slice(-4)}`].filter(Boolean).join(' '),
        expiryText(text('cc-exp')),
      ]
    }
    case 'documents':
      return [text('title'), numberText(view), text('issuer'), text('file-name')]
    case 'contacts':
      return [text('name'), text('organization'), text('email'), phoneText(view)]
    case 'notes':
      return [text('title'), text('text')?.split('\n', 1)[0]?.slice(0, 200) ?? null]
    default:
      return []
  }
}

function dateText(view: RecordView, field: string, locale: string): string | null {
  const date = textOf(view, field)
  return date === null ? null : displayDate(date, locale)
}

/** `2030-05` as it stands on the card: `05/30`. */
function expiryText(month: string | null): string | null {
  return month === null ? null : `${month.slice(5, 7)}/${month.slice(2, 4)}`
}

function numberText(view: RecordView): string | null {
  const number = textOf(view, 'number')
  if (number === null || !isSensitive(view)) return number
  return number.length > 6 ? `••• ${number.slice(-3)}` : '•••'
}
