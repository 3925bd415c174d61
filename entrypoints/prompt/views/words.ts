import { signal } from '@preact/signals'
import { i18n } from '#i18n'
import { bareClaim, bareClaimLabel, kindLabel, purposeOfLabel } from '@/components/labels'
import { localeTag } from '@/components/locale'
import { plainLine } from '@/lib/base/text'
import type { FormView, PromptLine } from '@/lib/grants/line'
import { countryName, isCountry } from '@/lib/records/country'
import { displayDate, parseDate } from '@/lib/records/dates'
import type { Form } from '@/lib/records/form'
import { phoneText, readPhone } from '@/lib/records/phone'

const LONGEST = 500

/** What a row is about: the claim where there is one, else the kind of record, with what it is for. */
export function lineLabel(line: PromptLine): string {
  const [only, ...others] = line.claims
  const label = only && others.length === 0 ? bareClaimLabel(only.claim) : kindLabel(line.collection)
  return line.purposeOf === null
    ? label
    : i18n.t('claim.with_purpose', [label, purposeOfLabel(line.purposeOf)])
}

/** A value that would leave, inert and as the person reads such values: the same value, never another one. */
export function valueText(claim: string, form: Form, text: string): string {
  if (form.startsWith('over:')) {
    if (text === 'yes' || text === 'true') return i18n.t('prompt.yes_answer')
    if (text === 'no' || text === 'false') return i18n.t('prompt.no_answer')
  }
  const bare = bareClaim(claim)
  const plain = plainLine(text, LONGEST)
  if ((bare === 'country' || form === 'country') && isCountry(plain)) return countryName(plain, localeTag())
  if (bare === 'tel' && form === 'full') return telText(plain)
  // A code is read as one word, so it is not broken at the end of a line.
  if (bare === 'postal-code') return plain.replace(/ /g, '\u00a0')
  if (bare === 'cc-number') return plain.replace(/\d{4}(?=\d)/g, '$& ')
  if ((bare === 'bday' || bare === 'cc-exp') && form === 'full' && parseDate(plain))
    return displayDate(plain, localeTag())
  return plain
}

/** Everything one form of a record gives, each text once. */
export function formText({ form, claims }: FormView): string {
  const texts = Object.entries(claims).flatMap(([claim, text]) =>
    text === null ? [] : valueText(claim, form, text),
  )
  return [...new Set(texts)].join(', ')
}

const grouped = signal<{ readonly [number: string]: string }>({})
const asked = new Set<string>()

/** `+442079460018` as `+44 20 7946 0018`, once what knows how numbers are grouped is loaded. */
function telText(number: string): string {
  if (!asked.has(number)) {
    asked.add(number)
    void readPhone(number, null)
      .then((fields) => {
        const text = fields && phoneText({ fields: { ...fields } })
        if (text) grouped.value = { ...grouped.value, [number]: text }
      })
      // Ungrouped, it is still the number that would leave.
      .catch(() => null)
  }
  return grouped.value[number] ?? number
}
