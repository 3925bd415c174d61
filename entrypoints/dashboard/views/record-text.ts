import { i18n } from '#i18n'
import { choiceText } from '@/components/field-words'
import { kindLabel } from '@/components/labels'
import { localeTag } from '@/components/locale'
import { plainLine } from '@/lib/base/text'
import { isSensitive } from '@/lib/records/collections'
import { countryName } from '@/lib/records/country'
import type { RecordView } from '@/lib/records/record'
import { summaryOf } from '@/lib/records/summary'
import { textOf } from '@/lib/records/view'
import { nounOf } from './words'

/** How a record is written on its card. */
export interface RecordText {
  /** The value, at most three lines. */
  readonly lines: readonly string[]
  /** A word on the right of the label: a place, a kind. */
  readonly aside: string | null
}

const MOST_LINES = 3

/** A record as its card shows it. Numbers of cards and identity documents stay hidden. */
export function recordText(view: RecordView): RecordText {
  // The country stands beside the label, so the address leaves it out below.
  const lines = summaryOf(view, { locale: localeTag(), country: textOf(view, 'country') })
    .map((line) => plainLine(line))
    .filter((line) => line !== '')
  // What is too much for a card stands together on its last line.
  const shown =
    lines.length > MOST_LINES
      ? [...lines.slice(0, MOST_LINES - 1), lines.slice(MOST_LINES - 1).join(', ')]
      : lines
  return { lines: shown, aside: asideOf(view) }
}

/** The label as it can be shown: one that came in with a file may hold what cannot be seen. */
export function labelText({ label }: Pick<RecordView, 'label'>): string {
  return plainLine(label)
}

/** The label, or what tells it apart where the person gave none: how a record is called elsewhere. */
export function recordName(view: RecordView): string {
  const label = labelText(view)
  if (label !== '') return label
  return recordText(view).lines[0] ?? nounOf(view.collection)
}

/** Name of a country in the reader's language. */
export function countryText(code: string): string {
  return countryName(code, localeTag())
}

function asideOf(view: RecordView): string | null {
  const kind = textOf(view, 'kind')
  switch (view.collection) {
    case 'addresses': {
      const code = textOf(view, 'country')
      return code === null ? null : countryText(code)
    }
    case 'emails':
    case 'phones':
      return kindLabel(view.collection)
    case 'dates':
    case 'documents': {
      const said = kind === null ? null : choiceText(kind)
      if (isSensitive(view)) return i18n.t('dashboard.data.sensitive')
      return said?.toLocaleLowerCase() === labelText(view).toLocaleLowerCase() ? null : said
    }
    case 'cards':
      return i18n.t('dashboard.data.sensitive')
    default:
      return null
  }
}
