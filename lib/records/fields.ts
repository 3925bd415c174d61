/**
 * What a field may hold. Each kind of field has a valibot schema that cleans what the person typed and refuses what
 * cannot be; its messages are the codes of `FieldProblem`.
 */
import * as v from 'valibot'
import type { Json } from '@/lib/base/json'
import { hasUnseen } from '@/lib/base/text'
import { isCardNumber } from '@/lib/records/cards'
import { isCountry } from '@/lib/records/country'
import { parseDate } from '@/lib/records/dates'

/** What is wrong with a field; a page turns the code into words beside the field. */
export type FieldProblem =
  | 'missing'
  | 'too-long'
  | 'not-text'
  | 'not-an-email'
  | 'not-a-phone'
  | 'not-a-date'
  | 'not-a-card'
  | 'not-a-country'
  | 'not-a-url'
  | 'not-a-choice'
  | 'unknown-field'

/** How a field is typed, checked and shown. */
export type FieldKind =
  | 'line'
  | 'text'
  | 'email'
  | 'phone'
  | 'digits'
  | 'date'
  | 'month'
  | 'card-number'
  | 'country'
  | 'url'
  | 'language'
  | 'choice'
  | 'number'
  | 'chunk'

/** A value that fits, or a code. `null` stands for an emptied field and is never given to a schema. */
export type FieldSchema = v.GenericSchema<unknown, Json>

export const MAX_LINE = 300
export const MAX_ADDRESS = 500
/** Even all in three-byte characters a note stays below what one sealed segment takes. */
export const MAX_TEXT = 16_000
export const MAX_CHUNK = 40_000

/** Controls, and the marks that turn or hide the text around them. Joiners stay: Persian, Hindi and emoji need them. */
const LINE_NOISE = /[\p{Cc}\u200B\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu
const TEXT_NOISE = /(?![\n\t])[\p{Cc}\u200B\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu

/** The rule of the HTML Standard for `<input type=email>`, without its ASCII-only hosts being longer than DNS allows. */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

const text = v.pipe(v.string('not-text'), v.check(isWellFormed, 'not-text'))

function isWellFormed(value: string): boolean {
  return value.isWellFormed()
}

/** One line: white space single, noise gone, Unicode composed (NFC), so that equal looks are equal values. */
function line(limit = MAX_LINE): v.GenericSchema<unknown, string> {
  return v.pipe(text, v.transform(cleanLine), v.maxLength(limit, 'too-long'))
}

export function cleanLine(value: string): string {
  return value.replace(/\s+/g, ' ').replace(LINE_NOISE, '').trim().normalize('NFC')
}

/** Several lines, each without white space at its end; line feeds alone end a line. */
export function cleanText(value: string): string {
  return value
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(TEXT_NOISE, '')
    .replace(/[^\S\n]+$/gm, '')
    .trim()
    .normalize('NFC')
}

/** An exact text: nothing unseen may hide in it, so it is refused instead of cleaned. */
function exact(
  problem: FieldProblem,
  fits: (value: string) => boolean,
  tidy = (value: string) => value.trim(),
): FieldSchema {
  return v.pipe(
    text,
    v.maxLength(2_048, 'too-long'),
    v.transform(tidy),
    v.check((value) => !hasUnseen(value) && fits(value), problem),
  )
}

/** The schema of a kind of field. @param limit of characters, for lines and texts. @param choices for a choice. */
export function schemaOf(kind: FieldKind, limit?: number, choices: readonly string[] = []): FieldSchema {
  switch (kind) {
    case 'line':
      return line(limit)
    case 'text':
      return v.pipe(
        text,
        v.maxLength(4 * MAX_TEXT, 'too-long'),
        v.transform(cleanText),
        v.maxLength(limit ?? MAX_TEXT, 'too-long'),
      )
    case 'email':
      return exact('not-an-email', (value) => value.length <= 254 && EMAIL.test(value))
    case 'phone':
      // What the person typed; phone.ts makes E.164 of it and has the last word.
      return exact('not-a-phone', (value) => /^[+\d(][\d\s()./-]{1,40}$/.test(value) || isE164(value))
    case 'digits':
      return exact('not-a-phone', (value) => /^\+?\d[\d ]{0,24}$/.test(value))
    case 'date':
      return exact('not-a-date', (value) => parseDate(value) !== null)
    case 'month':
      return exact(
        'not-a-date',
        (value) => parseDate(value) !== null && value.length === 7 && !value.startsWith('-'),
      )
    case 'card-number':
      return exact('not-a-card', isCardNumber, (value) => value.replace(/[\s-]/g, ''))
    case 'country':
      return exact('not-a-country', isCountry, (value) => value.trim().toUpperCase())
    case 'url':
      return exact('not-a-url', isUrl)
    case 'language':
      return exact('not-text', (value) => /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}$/i.test(value))
    case 'choice':
      return v.pipe(text, v.picklist(choices, 'not-a-choice'))
    case 'number':
      return v.pipe(v.number('not-text'), v.safeInteger('not-text'), v.minValue(0, 'not-text'))
    case 'chunk':
      return v.pipe(
        v.string('not-text'),
        v.maxLength(MAX_CHUNK, 'too-long'),
        v.regex(/^[A-Za-z0-9_-]*$/, 'not-text'),
      )
  }
}

/** True for `+` and 2 to 15 digits that do not start with 0 (ITU-T E.164). */
export function isE164(value: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(value)
}

/** An address of the web, or of a messenger (`xmpp:`, `sip:`, `im:`, `matrix:`, `tg:`, `irc:`); never one that runs or reads. */
function isUrl(value: string): boolean {
  if (/[\s<>"\\^`{|}]/.test(value)) return false
  return (
    /^https?:\/\/(?:[^/?#@:]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#].*)?$/i.test(value) ||
    /^(?:xmpp|sips?|im|matrix|tg|ircs?|mailto|tel):[^\s]+$/i.test(value)
  )
}
