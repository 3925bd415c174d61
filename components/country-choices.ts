import { i18n } from '#i18n'
import { localeTag } from '@/components/locale'
import type { Choice } from '@/components/Select'
import { COUNTRIES, countryName } from '@/lib/records/country'

let countries: readonly Choice[] | null = null

/** None, and all countries by name in the reader's language; made once. */
export function countryChoices(): readonly Choice[] {
  const collator = new Intl.Collator(localeTag())
  countries ??= [
    { value: '', label: i18n.t('dashboard.field.none') },
    ...COUNTRIES.map((code) => ({ value: code, label: countryName(code, localeTag()) })).sort((one, two) =>
      collator.compare(one.label, two.label),
    ),
  ]
  return countries
}
