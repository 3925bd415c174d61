import { baseLanguage } from '@/lib/forms/lexicon'
import {
  become,
  type Field,
  headingOf,
  is,
  isClaimed,
  isMute,
  isSelect,
  lengthOf,
  runs,
  speaksOf,
  starts,
} from './field'

type Part = 'day' | 'month' | 'year'
type Context = 'birth' | 'expiry' | null

/** How far from a card's other controls its expiry stands at most. */
const CARD_REACH = 5
/** More years than a card is ever valid for. */
const CARD_YEARS = 35

/** Day, month and year in several controls: of a birthday or a card's last day, in any order. */
export function joinDates(fields: readonly Field[], language: string): void {
  const parted = (field: Field, before: Field | undefined): boolean =>
    partOf(field) !== null || isBare(field) || (before !== undefined && isNext(field, before))
  for (const run of runs(fields, parted, 1)) for (const group of groups(run)) assign(group, fields, language)
  for (const field of fields) settle(field, fields)
}

/** What part of a date a control asks for, by anything it says. */
function partOf(field: Field): Part | null {
  const { concept, evidence } = field
  const choice = evidence.choices?.concept
  if (choice === 'day?' || choice === 'month?' || choice === 'year?') return choice.slice(0, -1) as Part
  for (const part of ['day', 'month', 'year'] as const)
    if (concept === `${part}?` || concept === `bday-${part}` || concept === `cc-exp-${part}`) return part
  if (concept !== 'bday' && concept !== 'cc-exp' && concept !== 'date?') return null
  return partInPlaceholder(field)
}

function partInPlaceholder({ evidence }: Field): Part | null {
  const placeholder = evidence.described.labels.find(({ from }) => from === 'placeholder')?.text ?? ''
  if (/^(?:d{1,2}|t{1,2}|j{1,2}|g{1,2}|дд|日)$/i.test(placeholder)) return 'day'
  if (/^(?:m{1,2}|мм|月)$/i.test(placeholder)) return 'month'
  return /^(?:y{2,4}|j{4}|a{2,4}|r{4}|г{2,4}|年)$/i.test(placeholder) ? 'year' : null
}

/** A date's control with nothing that says which part, narrow enough to be one. */
const isBare = (field: Field): boolean =>
  is(field, 'bday', 'cc-exp', 'date?') && (isSelect(field) || (lengthOf(field) > 0 && lengthOf(field) <= 4))

/** A list of words that are no months, and is not called one of months: the name of an era. */
const isOfWords = ({ evidence }: Field): boolean =>
  evidence.choices === null &&
  evidence.votes.every(({ concept }) => concept !== 'month?' && concept !== 'bday-month') &&
  evidence.described.options.filter(({ text }) => /^\p{L}/u.test(text.trim())).length > 2

/** A control without any words directly behind a part of a date. */
const isNext = (field: Field, before: Field): boolean =>
  isMute(field) &&
  isSelect(field) === isSelect(before) &&
  (isSelect(field) || (lengthOf(field) > 0 && lengthOf(field) <= 4))

/** A run is several dates where a part comes again. */
function groups(run: readonly Field[]): readonly (readonly Field[])[] {
  const found: Field[][] = []
  let group: Field[] = []
  let seen = new Set<Part>()
  for (const field of run) {
    const part = partOf(field)
    const other =
      group.length > 0 &&
      contextOf([field]) !== null &&
      contextOf(group) !== null &&
      contextOf([field]) !== contextOf(group)
    const full = group.filter((one) => !isOfWords(one)).length === 3
    if ((part !== null && seen.has(part)) || full || other) {
      found.push(group)
      group = []
      seen = new Set()
    }
    group.push(field)
    if (part !== null) seen.add(part)
  }
  found.push(group)
  return found
}

function contextOf(group: readonly Field[]): Context {
  if (group.some((field) => starts(field, 'bday') || field.evidence.own.has('birth'))) return 'birth'
  if (group.some((field) => starts(field, 'cc-exp') || field.evidence.own.has('expiry'))) return 'expiry'
  if (group.some((field) => field.evidence.around.has('birth'))) return 'birth'
  return group.some((field) => field.evidence.around.has('expiry')) ? 'expiry' : null
}

function assign(all: readonly Field[], fields: readonly Field[], language: string): void {
  const group = all.filter((field) => !isOfWords(field))
  const context = contextOf(all) ?? guess(all, fields)
  for (const field of all)
    if (isOfWords(field) && !isClaimed(field) && all.length > 1) become(field, null, 'a list beside a date')
  if (group.every(isClaimed)) return
  const only = group[0]
  if (!only || (group.length === 1 && is(only, 'bday', 'cc-exp', 'date?') && !isSelect(only))) return
  if (context === null) return
  const parts = group.map(partOf)
  const order = parts.includes(null)
    ? complete(parts, orderOf(group, context, language))
    : (parts as readonly Part[])
  group.forEach((field, at) => {
    const part = order[at]
    if (part === undefined || isClaimed(field)) return
    if (context === 'expiry' && part === 'day') return
    become(
      field,
      context === 'birth' ? `bday-${part}` : (`cc-exp-${part}` as 'cc-exp-month'),
      `${part} of a date in ${group.length} parts`,
      0.85,
    )
  })
}

/** Without a word about it, years tell a birthday from a card, and so do the controls around. */
function guess(group: readonly Field[], fields: readonly Field[]): Context {
  const span = group.map(({ evidence }) => evidence.choices?.span ?? 0).find((one) => one > 0)
  if (group.some((field) => is(field, 'none') || speaksOf(field, 'other'))) return null
  if (span !== undefined && span > CARD_YEARS)
    return group.length === 3 || group.some((field) => speaksOf(field, 'birth')) ? 'birth' : null
  const at = fields.indexOf(group[0] as Field)
  const near = fields.slice(Math.max(0, at - 4), at + group.length + 3)
  return group.length <= 2 && near.some((field) => is(field, 'cc-number', 'cc-csc')) ? 'expiry' : null
}

/** What is known stays; what is not gets the parts left, in the usual order. */
function complete(parts: readonly (Part | null)[], usual: readonly Part[]): readonly (Part | undefined)[] {
  const left = usual.filter((part) => !parts.includes(part))
  return parts.map((part) => part ?? left.shift())
}

function orderOf(group: readonly Field[], context: Context, language: string): readonly Part[] {
  if (context === 'expiry') return ['month', 'year']
  if (group[0]?.evidence.described.maxLength === 4) return ['year', 'month', 'day']
  const base = baseLanguage(language)
  if (['ja', 'zh', 'ko', 'hu', 'sv'].includes(base)) return ['year', 'month', 'day']
  return /^en-us|^en$/i.test(language) ? ['month', 'day', 'year'] : ['day', 'month', 'year']
}

/** A date alone: a card's where there is a card. */
function settle(field: Field, fields: readonly Field[]): void {
  if (isClaimed(field)) return
  const at = fields.indexOf(field)
  const near = fields
    .slice(Math.max(0, at - CARD_REACH), at + CARD_REACH + 1)
    .filter((other) => headingOf(other) === headingOf(field))
  const inCard = (): boolean =>
    speaksOf(field, 'card', 'holder') ||
    near.some((other) => is(other, 'cc-number', 'cc-csc', 'cc-name', 'cc-type'))
  if (
    is(field, 'cc-exp-month') &&
    !isSelect(field) &&
    !fields.some((other) => is(other, 'cc-exp-year')) &&
    field.evidence.votes.some(({ concept, from }) => concept === 'cc-exp' && from !== 'name' && from !== 'id')
  )
    become(field, 'cc-exp', 'no year beside it')
  if (starts(field, 'cc-exp') && !inCard()) become(field, null, 'no card beside it')
  if (is(field, 'date?') && field.evidence.around.has('birth') && !field.evidence.around.has('other'))
    become(field, 'bday', 'in a group about a birthday', 0.7)
  if (
    is(field, 'bday-day') &&
    !fields.some((other) => is(other, 'bday-month', 'bday-year')) &&
    !isSelect(field) &&
    lengthOf(field) !== 2
  )
    become(field, 'bday', 'no month beside it')
}
