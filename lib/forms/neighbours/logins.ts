import type { Concept } from '@/lib/forms/concept'
import type { PageDescription } from '@/lib/forms/description'
import type { Lexicon } from '@/lib/forms/lexicon'
import { fold } from '@/lib/forms/text'
import {
  become,
  type Field,
  headingOf,
  is,
  isAmbiguous,
  isBare,
  isClaimed,
  isNextOf,
  isSelect,
  lengthOf,
} from './field'

/** Sending a form with these words makes an account; without them a password and an e-mail open one. */
const JOINS =
  /\b(?:sign ?-?up|register|create|join|registr\w*|anmelden und|konto (?:erstellen|anlegen)|inscri\w*|s'inscrire|creer|crear|registrar\w*|registrati|crea|iscriviti|cadastr\w*|criar|aanmaken|registreren|zaloz\w*|zarejestruj|utworz|kaydol\w*|uye ol\w*|opret|skapa|luo|rekister\w*|regisztr\w*|zaregistrovat|subscribe|continue|weiter)\b|регистр|создать|зарегистр|登録|注册|註冊|가입|تسجيل جديد|انشاء/

/** An e-mail address that only opens an account is a login name; one that is asked for to make an account is an address. */
export function settleLogin(
  row: readonly Field[],
  page: PageDescription,
  rows: ReadonlyMap<number | null, readonly Field[]>,
): void {
  const passwords = row.filter(
    (field) => is(field, 'password') && field.evidence.described.type === 'password',
  )
  if (
    passwords.length !== 1 ||
    (passwords[0]?.evidence.claimed === 'password' &&
      passwords[0].evidence.described.autocomplete.includes('new-'))
  )
    return
  const texts = row.filter(
    ({ evidence }) =>
      !['radio', 'checkbox'].includes(evidence.described.type) && evidence.described.tag === 'input',
  )
  const others = texts.filter(
    (field) => field !== passwords[0] && !is(field, 'honeypot', 'captcha', 'one-time-code'),
  )
  const [only] = others
  if (!only || others.length > 1 || row.some(isSelect)) return
  const { form, autocomplete } = only.evidence.described
  if (autocomplete.toLowerCase().includes('email')) return
  const described = form === null ? undefined : page.forms[form]
  if (JOINS.test(fold(`${described?.submit ?? ''} ${described?.id ?? ''} ${described?.name ?? ''}`))) return
  if (isOfOrder(only, rows)) return
  if (is(only, 'email', 'tel', 'name')) become(only, 'username', 'alone with a password')
}

/** Under the heading of an address that has no e-mail of its own, in a form beside it: who orders may sign in as well. */
function isOfOrder(email: Field, rows: ReadonlyMap<number | null, readonly Field[]>): boolean {
  const heading = headingOf(email)
  if (heading === undefined) return false
  const beside = [...rows.values()].flatMap((row) =>
    row.filter((field) => field !== email && headingOf(field) === heading),
  )
  return beside.some((field) => is(field, ...STREETS)) && !beside.some((field) => is(field, 'email'))
}

const STREETS: readonly Concept[] = ['street', 'address', 'street-address', 'address-line1']

/**
 * A page with an e-mail address of one's own and, under a heading of its own, a second one alone with a password: there who has an
 * account signs in.
 */
export function settleSignIn(row: readonly Field[]): void {
  const sections = new Map<string | undefined, Field[]>()
  for (const field of row) {
    const heading = headingOf(field)
    sections.set(heading, [...(sections.get(heading) ?? []), field])
  }
  for (const section of sections.values()) {
    const [email, password, ...others] = section.filter(
      ({ evidence }) => !['radio', 'checkbox'].includes(evidence.described.type),
    )
    const signsIn = email && password && others.length === 0 && is(email, 'email') && is(password, 'password')
    if (signsIn && row.some((other) => !section.includes(other) && is(other, 'email')))
      become(email, 'username', 'alone with a password under its heading')
  }
}

/** `user_name` under “Name” is who writes, where no password is asked for. */
export function settleUsers(row: readonly Field[]): void {
  const signsIn = row.some(({ evidence }) => evidence.described.type === 'password')
  const hasOther = row.some((field) => is(field, 'username'))
  addresses(row)
  nameBesideLogin(row)
  for (const field of row) {
    const { votes } = field.evidence
    const read = votes.some(({ concept, from }) => concept === 'name' && from !== 'name' && from !== 'id')
    const called = votes.some(
      ({ concept, from }) => concept === 'username' && (from === 'name' || from === 'id'),
    )
    if (isAmbiguous(field) && read && called && !isClaimed(field) && (!signsIn || hasOther))
      become(field, 'name', 'read as a name where nobody signs in', 0.7)
  }
}

/** An e-mail address that people read first, and that opens the account as well. */
function addresses(row: readonly Field[]): void {
  for (const field of row) {
    const { votes } = field.evidence
    const read = votes.some(({ concept, from }) => concept === 'email' && from !== 'name' && from !== 'id')
    const others = votes.filter(({ concept }) => concept !== 'email')
    if (
      isAmbiguous(field) &&
      read &&
      others.every(({ concept, from }) => concept === 'username' && (from === 'name' || from === 'id'))
    )
      become(field, 'email', 'read as an e-mail address', 0.75)
  }
}

/** “User's name” is a person's where another box opens the account, and a nickname opens it where no other box does. */
function nameBesideLogin(row: readonly Field[]): void {
  const isName = (field: Field): boolean => is(field, 'username') && field.evidence.own.has('name')
  const logins = row.filter((field) => is(field, 'username', 'email', 'tel') && !isName(field))
  const hasName = row.some((field) => is(field, 'name', 'whole-name', 'given-name'))
  const signsIn = row.some(({ evidence }) => evidence.described.type === 'password')
  for (const field of row)
    if (isClaimed(field)) continue
    else if (is(field, 'nickname') && signsIn && logins.length === 0)
      become(field, 'username', 'what signs in')
    else if (isName(field) && !signsIn && !hasName && isBare(field))
      become(field, 'name', 'called so where nobody signs in', 0.6)
    else if (isName(field) && isReadAsUser(field) && logins.length > 0 && !hasName)
      become(field, 'name', 'beside what signs in', 0.7)
}

/** By people, in words for a user and a name, and not only by a programmer. */
const isReadAsUser = ({ evidence: { votes } }: Field): boolean =>
  votes.some(({ concept, from }) => concept === 'username' && from !== 'name' && from !== 'id')

/** One box and a button that says “Search”, in a form with no word of its own for it. */
export function settleSearch(row: readonly Field[], page: PageDescription, lexicon: Lexicon): void {
  const [only, another] = row
  const form = only?.evidence.described.form ?? null
  if (!only || another || form === null || isClaimed(only) || isSelect(only)) return
  if (lexicon.readLabel(page.forms[form]?.submit ?? '').includes('search'))
    become(only, 'search', 'its button', 0.8)
}

/** An address in two boxes with an @ between them: no claim goes into half of it. */
export function settleEmails(row: readonly Field[]): void {
  // The domain stands behind the box: what goes in is a part of an address that is made there.
  for (const field of row)
    if (is(field, 'email') && !isClaimed(field) && DOMAIN.test(textBehind(field)))
      become(field, 'username', 'its domain stands behind')
  row.forEach((field, at) => {
    const next = row[at + 1]
    const chooser = row.slice(at + 1, at + 3).find((other) => isSelect(other) && hasDomains(other))
    if (!is(field, 'email') || isClaimed(field) || !chooser) return
    become(field, null, 'one half of an address')
    for (const other of [next, chooser])
      if (other && is(other, 'email')) become(other, null, 'one half of an address')
  })
  row.forEach((field, at) => {
    const next = row[at + 1]
    // A domain behind an @, without a word of its own.
    const text = next?.evidence.described.labels.find(({ from }) => from === 'preceding')?.text ?? ''
    if (is(field, 'email') && next && text.trim() === '@' && lengthOf(next) >= 0)
      become(field, null, 'one half of an address')
    // `mail1` and `mail2` under one name: who repeats an address is asked for it again.
    if (is(field, 'email') && !isClaimed(field) && isSecondHalf(next, field))
      for (const half of [field, next]) become(half, null, 'one half of an address')
  })
}

const isSecondHalf = (field: Field | undefined, before: Field): field is Field =>
  field !== undefined && is(field, 'email') && isBare(field) && !isBare(before) && isNextOf(field, before)

const DOMAIN = /^@\s?[a-z0-9-]+(?:\.[a-z]{2,})+$/i

const textBehind = ({ evidence }: Field): string =>
  evidence.described.labels.find(({ from }) => from === 'following')?.text.trim() ?? ''

const hasDomains = ({ evidence }: Field): boolean =>
  evidence.described.options.filter(({ text, value }) =>
    /^@?[a-z0-9-]+(?:\.[a-z]{2,})+$/i.test(value || text),
  ).length >= 2
