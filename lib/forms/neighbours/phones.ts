import {
  become,
  type Field,
  hasWords,
  is,
  isBare,
  isClaimed,
  isMute,
  isNamed,
  isNextOf,
  isSelect,
  lengthOf,
  speaksOf,
  starts,
} from './field'

/** A box this narrow holds a piece of a number. */
const NARROW = 5
/** And one this wide the rest of it. */
const REST = 10

/** How far before its extension a telephone stands at most. */
const FAR = 4

/** A telephone number in several controls: country code, area code, local number in one or two, extension. */
export function joinPhones(fields: readonly Field[]): void {
  for (const field of fields) if (isInGroup(field)) inGroup(field)
  fields.forEach((field, at) => {
    // «Poste» is a position, and the extension of a telephone it follows.
    const before = fields[at - 1]
    if (is(field, 'organization-title') && before && isPhone(before) && isShort(field) && !isClaimed(field))
      become(field, 'tel-extension', 'behind a telephone')
    const near = fields.slice(Math.max(0, at - FAR), at + 2)
    if (is(field, 'tel-extension') && !isClaimed(field) && !near.some(isPhone))
      become(field, null, 'an extension of no telephone')
  })
  for (let at = 0; at < fields.length; at++) {
    const first = fields[at] as Field
    if (is(first, 'number?') && !isClaimed(first) && first.evidence.around.has('phone'))
      become(first, 'tel', 'in a group about a telephone')
    const next = fields[at + 1]
    if (next && isListOfDials(first, next)) {
      become(first, 'tel-country-code', 'a list under a telephone, before a box', 0.7)
      become(next, 'tel', 'behind a list under a telephone', 0.7)
    }
    // “Prefix” stands before names and before numbers.
    if (
      is(first, 'honorific-prefix') &&
      first.evidence.choices === null &&
      next &&
      isPhone(next) &&
      !isClaimed(first)
    )
      first.concept = 'prefix?'
    if (is(first, 'prefix?'))
      become(first, prefixOf(first, fields[at + 1], fields[at - 1]), 'before a telephone number')
    if (!isPhone(first)) continue
    let end = at + 1
    while (end < fields.length && end - at < 5 && continues(fields[end] as Field, fields.slice(at, end)))
      end++
    assign(fields.slice(at, end))
    at = end - 1
  }
  numbersToReach(fields)
  // On some pages the list of dialling codes stands behind the number.
  fields.forEach((field, at) => {
    const [next, further] = [fields[at + 1], fields[at + 2]]
    if (!is(field, 'tel') || isClaimed(field) || !is(next, 'tel-country-code') || !next || !isSelect(next))
      return
    if (!further || !isPhone(further)) become(field, 'tel-national', 'before a list of dialling codes', 0.8)
  })
}

/** People read “Telephone”, and choose before they write. */
const isListOfDials = (field: Field, next: Field): boolean =>
  isSelect(field) &&
  !isClaimed(field) &&
  !isSelect(next) &&
  isBare(next) &&
  (next.concept === null || is(next, 'tel')) &&
  field.evidence.described.options.some(({ text }) => /\+\d{1,4}\b/.test(text)) &&
  field.evidence.votes.some(({ concept, from }) => concept === 'tel' && from !== 'name' && from !== 'id')

/** “Your number” beside an e-mail address, where nothing else could be called. */
function numbersToReach(fields: readonly Field[]): void {
  const numbers = fields.filter((field) => is(field, 'number?') && isNumberAlone(field))
  const [only, another] = numbers
  if (!only || another || fields.some((field) => starts(field, 'tel') || is(field, 'house-number'))) return
  const at = fields.indexOf(only)
  if (fields.slice(Math.max(0, at - 2), at + 3).some((field) => is(field, 'email')))
    become(only, 'tel', 'beside an e-mail address, where nothing else is called', 0.7)
}

/** Nothing it is called says of what it would be a number. */
const isNumberAlone = (field: Field): boolean =>
  !isClaimed(field) &&
  !isSelect(field) &&
  !field.evidence.strange &&
  lengthOf(field) === 0 &&
  [...field.evidence.own].every((atom) => atom === 'number')

/** No position has so few letters. */
const isShort = (field: Field): boolean => lengthOf(field) > 0 && lengthOf(field) <= 6

/** Within a frame that is named after a telephone, and not named itself or after its country. */
const isInGroup = (field: Field): boolean =>
  !isClaimed(field) &&
  field.evidence.around.has('phone') &&
  field.evidence.described.tag === 'input' &&
  field.evidence.described.labels.some(({ from }) => from === 'legend') &&
  (!hasWords(field) || is(field, 'country'))

/** What a programmer calls the parts of a number, other forms call the parts of something else. */
function inGroup(field: Field): void {
  const dials = is(field, 'country', 'tel-country-code') || field.evidence.own.has('country')
  if (!dials && (lengthOf(field) === 0 || lengthOf(field) > NARROW)) return
  become(field, dials ? 'tel-country-code' : 'tel', 'in a group about a telephone', 0.7)
}

const isPhone = (field: Field): boolean => starts(field, 'tel') && !is(field, 'tel-extension')

function prefixOf(
  field: Field,
  next: Field | undefined,
  before: Field | undefined,
): 'tel-country-code' | 'tel-area-code' | 'tel-local-prefix' | null {
  if (before && is(before, 'tel-area-code')) return 'tel-local-prefix'
  if (!next || !(isPhone(next) || is(next, 'number?') || isMute(next))) return null
  return isSelect(field) && !isOfAreas(field) ? 'tel-country-code' : 'tel-area-code'
}

/** 085, 086, 087: within a country they begin with a zero. */
const isOfAreas = ({ evidence }: Field): boolean => {
  // “+36” stands before it.
  if (evidence.described.labels.some(({ from, text }) => from === 'preceding' && /^\(?\+\d+\)?$/.test(text)))
    return true
  const numbers = evidence.described.options.filter(({ text }) => /\d/.test(text))
  return numbers.length > 1 && numbers.every(({ text }) => /^\(?0[1-9]\d{0,3}\)?$/.test(text.trim()))
}

/** Whether a control is the next piece of the number that the ones before it begin. */
function continues(field: Field, before: readonly Field[]): boolean {
  const last = before[before.length - 1] as Field
  if (is(field, 'tel-extension')) return true
  if (isInOtherFrame(field, last)) return false
  if (is(last, 'tel-extension')) return false
  // Three boxes are a number, and what has words begins another.
  if (before.filter((one) => !is(one, 'tel-country-code')).length >= 3 && hasWords(field)) return false
  if (is(last, 'tel-country-code') && !hasWords(field) && !isClaimed(field) && isPieceOf(field, last))
    return true
  if (is(last, 'tel-country-code'))
    return (isPhone(field) || is(field, 'number?')) && !is(field, 'tel-country-code')
  if (is(last, 'tel-area-code'))
    return (
      (isPhone(field) || is(field, 'prefix?', 'number?')) && !is(field, 'tel-country-code', 'tel-area-code')
    )
  if (is(last, 'prefix?', 'tel-local-prefix'))
    return isPhone(field) && !isNamed(field) ? true : is(field, 'tel', 'tel-local-suffix', 'tel-local')
  if (is(field, 'tel') && isBare(field) && !isBare(before[0] as Field)) return true
  // Without a word before it or in it, and numbered on.
  if (is(field, 'tel') && before.length > 1 && isBareBefore(field) && isNextOf(field, last)) return true
  const narrow = lengthOf(last) > 0 && lengthOf(last) <= NARROW
  const pieces = narrow || isSelect(last)
  if (is(field, 'tel-country-code', 'tel-area-code')) return false
  if (isPhone(field) && pieces) return !isNamed(field) || sameTexts(field, last) || lengthOf(field) <= NARROW
  // A box without a word of its own behind a narrow one.
  return pieces && isMute(field) && lengthOf(field) <= REST
}

/** What stands behind the last box explains all of them. */
const isBareBefore = ({ evidence }: Field): boolean =>
  evidence.described.labels.every(
    ({ from }) => from === 'following' || from === 'heading' || from === 'legend',
  )

/** Frames with names of their own are numbers of their own. */
function isInOtherFrame(field: Field, last: Field): boolean {
  const [one, other] = [field, last].map(
    ({ evidence }) => evidence.described.labels.find(({ from }) => from === 'legend')?.text,
  )
  return one !== undefined && other !== undefined && one !== other
}

/** Without a word at it, a box behind a dialling code is the number's, whatever else an “area” may be. */
function isPieceOf(field: Field, dial: Field): boolean {
  const { tag, type } = field.evidence.described
  if (tag !== 'input' || ['radio', 'checkbox', 'email', 'date', 'password'].includes(type)) return false
  if (type === 'tel' || field.evidence.own.has('phone')) return true
  return (lengthOf(field) > 0 && lengthOf(field) <= NARROW) || (isMute(field) && speaksOf(dial, 'phone'))
}

function sameTexts(one: Field, other: Field): boolean {
  const text = (field: Field): string =>
    field.evidence.described.labels.find(({ from }) => from === 'label' || from === 'aria-label')?.text ?? ''
  return text(one) === text(other)
}

function assign(run: readonly Field[]): void {
  const [only] = run
  // Called a country's code by a programmer, a telephone by what people read, and alone.
  if (run.length === 1 && only && is(only, 'tel-country-code') && !isClaimed(only) && isReadAsPhone(only)) {
    become(only, 'tel', 'no number beside it', 0.75)
    return
  }
  const pieces = run.filter((field) => !is(field, 'tel-extension'))
  const dial = pieces.length > 1 && isDial(pieces[0] as Field, pieces.length) ? pieces[0] : undefined
  if (dial && !isClaimed(dial)) become(dial, 'tel-country-code', 'before a telephone number', 0.85)
  const rest = dial ? pieces.slice(1) : pieces
  const names = namesFor(rest, dial !== undefined)
  rest.forEach((field, at) => {
    const name = names[at]
    if (name && !isClaimed(field)) become(field, name, `piece ${at + 1} of a telephone number`, 0.85)
  })
}

const isReadAsPhone = (field: Field): boolean =>
  !isSelect(field) &&
  field.evidence.votes.some(({ concept, from }) => concept === 'tel' && from !== 'name' && from !== 'id')

function isDial(field: Field, count: number): boolean {
  if (is(field, 'tel-country-code')) return true
  return count === 4 && lengthOf(field) > 0 && lengthOf(field) <= 4
}

function namesFor(
  rest: readonly Field[],
  dialled: boolean,
): readonly (
  | 'tel'
  | 'tel-national'
  | 'tel-area-code'
  | 'tel-local'
  | 'tel-local-prefix'
  | 'tel-local-suffix'
)[] {
  if (rest.length >= 3) return ['tel-area-code', 'tel-local-prefix', 'tel-local-suffix']
  if (rest.length === 2) return ['tel-area-code', 'tel-local']
  const only = rest[0]
  if (!only) return []
  return dialled || (is(only, 'tel') && isDialled(only)) ? ['tel-national'] : []
}

/** The country's code stands as text before the box. */
const isDialled = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(
    ({ from, text }) => from === 'preceding' && /^\(?\+\d{1,3}\)?$/.test(text.trim()),
  )
