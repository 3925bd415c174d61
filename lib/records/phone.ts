/**
 * Telephone numbers. Kept as E.164 (`+442079460018`), and beside it, so that nobody needs the library to answer a site,
 * the calling code (`+44`) and the national number as dialled and grouped there (`020 7946 0018`). The library (28 KB)
 * is loaded when a number is saved, and never by the background, which takes whole numbers only.
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
export async function readPhone(
  text: string,
  country: string | null,
  load: () => Promise<typeof import('libphonenumber-js/min')> = () => import('libphonenumber-js/min'),
): Promise<PhoneFields | null> {
  // A service worker loads nothing after its start: Chromium's background, where a site writes a number.
  const library = await load().catch(() => null)
  if (!library) return readWhole(text)
  const { parsePhoneNumberFromString, isSupportedCountry } = library
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

/** Calling codes of one and two digits; all others have three (ITU-T E.164, list of assigned country codes). */
const CALLING_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** What can be read of a number that is written whole, with its calling code. The national part stays ungrouped. */
function readWhole(text: string): PhoneFields | null {
  const digits = text.replace(/[\s()./-]/g, '')
  if (!/^\+[1-9]\d{6,14}$/.test(digits)) return null
  const code = CALLING_CODE.exec(digits.slice(1))?.[0] ?? ''
  return { tel: digits, 'tel-country-code': `+${code}`, 'tel-national': digits.slice(1 + code.length) }
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
