/**
 * Whether a text says a value and nothing beyond it. The preview works out how a control wants a value written; where the
 * value leaves, the vault's own value is held against that text, so that no page and no mistake makes anything else of it.
 */
import type { ControlDescription } from '@/lib/forms/description'
import type { ParsedClaim } from '@/lib/records/claims'
import { type CoarserContext, coarsen } from '@/lib/records/coarser'
import { countryName } from '@/lib/records/country'
import type { Form } from '@/lib/records/form'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

/** Letters and digits alone, in one spelling. */
const essence = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')

const isDate = (name: string): boolean => name.startsWith('bday') || name.startsWith('cc-exp')

export function follows(
  text: string,
  control: ControlDescription,
  claim: ParsedClaim,
  form: Form,
  view: RecordView,
  context: CoarserContext,
  language: string,
): boolean {
  const answer = coarsen(claim, form, view, context)
  if (!answer || typeof answer.value === 'boolean') return false
  // The page's own words go back to the page; which of them is what the person saw.
  if (control.tag === 'select' || control.type === 'radio')
    return text !== '' && control.options.some(({ value }) => value === text)
  const said = essence(text)
  if (said === '') return false
  const value = String(answer.value)
  if (form === 'full' && isDate(claim.name)) return isMadeOf(said, essence(value))
  const wholes = [value]
  if (form === 'full' && claim.name === 'tel') wholes.push(textOf(view, 'tel-national') ?? '')
  if (form === 'full' && claim.name.startsWith('country')) {
    const code = textOf(view, 'country') ?? ''
    const own = new Intl.Locale(`und-${code}`).maximize().language
    wholes.push(...[language, own].flatMap((locale) => nameIn(code, locale)))
  }
  const bare = claim.name === 'tel-country-code' ? said.replace(/^00/, '') : said
  return wholes.some((whole) => essence(whole).includes(bare))
}

function nameIn(code: string, locale: string): readonly string[] {
  try {
    return [countryName(code, locale), countryName(code)]
  } catch {
    return [countryName(code)]
  }
}

/** Each digit of a date as often as the date has it, in whatever order the control wants; zeros before one are no news. */
function isMadeOf(said: string, whole: string): boolean {
  const left = [...whole, '0', '0']
  return [...said].every((digit) => {
    const at = left.indexOf(digit)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}
