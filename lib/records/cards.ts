/** Payment card numbers: whether one can be right, and whose it is. */

const ISSUERS: readonly (readonly [name: string, range: RegExp, lengths: readonly number[]])[] = [
  ['American Express', /^3[47]/, [15]],
  ['Diners Club', /^3(?:0[0-5]|09|[689])/, [14, 15, 16, 17, 18, 19]],
  ['JCB', /^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  ['Mastercard', /^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/, [16]],
  ['Discover', /^6(?:011|4[4-9]|5)/, [16, 17, 18, 19]],
  ['UnionPay', /^62/, [16, 17, 18, 19]],
  ['Maestro', /^(?:5[06-8]|6[37])/, [12, 13, 14, 15, 16, 17, 18, 19]],
  ['Visa', /^4/, [13, 16, 19]],
]

/** True when `digits` pass the check of ISO/IEC 7812-1 Annex B (Luhn). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const weighted = i % 2 === 0 ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}

/** The issuer by the number's first digits (ISO/IEC 7812 ranges as the schemes publish them), or null. */
export function cardIssuer(digits: string): string | null {
  return ISSUERS.find(([, range]) => range.test(digits))?.[0] ?? null
}

/** True for 12 to 19 digits that pass Luhn and have a length their issuer, if known, gives out. */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits) || /^0+$/.test(digits) || !passesLuhn(digits)) return false
  const issuer = ISSUERS.find(([, range]) => range.test(digits))
  return issuer === undefined || issuer[2].includes(digits.length)
}
