/**
 * Telephone numbers. Kept as E.164 (`+442079460018`), and beside it, so that nobody needs the library to answer a site,
 * the calling code (`+44`) and the national number as dialled and grouped there (`020 7946 0018`). The library (28 KB)
 * is loaded when a number is saved, and never by the background.
 */
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

export interface PhoneFields {
  /** E.164. */
  readonly tel: string
  readonly 'tel-country-code': string
  /** Digits and single spaces: `020 7946 0018`, `907 555 0100`. */
  readonly 'tel-national': string
  readonly 'tel-extension'?: string
}

/**
 * Reads a number as people write it: `+44 20 7946 0018`, `0044…` where that is dialled, `(0)20 …` with the `country`
 * (ISO 3166-1 alpha-2) it is dialled in. @returns null when it has no country or cannot be a number of it.
 */
export async function readPhone(text: string, country: string | null): Promise<PhoneFields | null> {
  const { parsePhoneNumberFromString, isSupportedCountry } = await import('libphonenumber-js/min')
  const region = country !== null && isSupportedCountry(country) ? country : undefined
  const found = parsePhoneNumberFromString(text, {
    ...(region && { defaultCountry: region }),
    extract: false,
  })
  if (!found?.isPossible()) return null
  return {
    tel: found.number,
    'tel-country-code': `+${found.countryCallingCode}`,
    'tel-national': found
      .formatNational()
      .replace(/\s*(?:ext\.?|x|доб\.?)\s*\d+$/i, '')
      .replace(/\D+/g, ' ')
      .trim(),
    ...(found.ext ? { 'tel-extension': String(found.ext) } : {}),
  }
}

/** The number as shown: as dialled at `home` (a calling code such as `+44`), with the calling code elsewhere. */
export function phoneText(view: Pick<RecordView, 'fields'>, home: string | null = null): string | null {
  const tel = textOf(view, 'tel')
  const code = textOf(view, 'tel-country-code')
  const national = textOf(view, 'tel-national')
  if (tel === null || code === null || national === null) return tel
  const extension = textOf(view, 'tel-extension')
  const number = code === home ? national : `${code} ${withoutTrunk(national, tel.slice(code.length))}`
  return extension === null ? number : `${number} ext. ${extension}`
}

/** `020 7946 0018` with the digits of `+44 2079460018` gives `20 7946 0018`: the trunk prefix is dialled at home only. */
function withoutTrunk(national: string, digits: string): string {
  const extra = national.replace(/\D/g, '').length - digits.length
  const start = national.replace(/\D/g, '').slice(Math.max(0, extra))
  if (extra < 0 || start !== digits) return digits
  let skipped = 0
  let at = 0
  while (skipped < extra) if (/\d/.test(national[at++] ?? '0')) skipped++
  return national.slice(at).trim()
}
