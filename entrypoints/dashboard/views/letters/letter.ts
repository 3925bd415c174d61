import { durationText } from '@/components/time-words'
import type { Instant } from '@/lib/base/time'
import type { LetterClaim, LetterFacts, LetterReceipt } from '@/lib/ledger/letters'
import type { Task } from '@/lib/ledger/tasks'
import { parseClaim } from '@/lib/records/claims'
import { parseLocker } from '@/lib/records/locker-name'

/** Texts of one language: those of the interface, or the English ones that stand beside them. */
export interface LetterWords {
  /** BCP 47 tag, for dates. */
  readonly tag: string
  /** The text of a key of `locales/`, filled; null where there is none. */
  readonly text: (key: string, parts?: readonly string[]) => string | null
}

export interface Letter {
  readonly subject: string
  readonly body: string
}

export interface LetterWish {
  readonly kind: Task['kind']
  readonly facts: LetterFacts
  /** Until when an answer is asked for, `YYYY-MM-DD`. */
  readonly due: string
  /** Names the article of the GDPR instead of the bare day. */
  readonly law: boolean
}

/** A letter to a site, of what the ledger and the receipts say. Plain text; nothing of it is a value. */
export function letterOf({ kind, facts, due, law }: LetterWish, words: LetterWords): Letter {
  const say = (key: string, ...parts: readonly string[]) => words.text(`letter.body.${key}`, parts) ?? ''
  const day = (at: Instant) => dayText(at, words.tag)
  const erasure = kind === 'erasure'
  const lines: (readonly string[])[] = [
    [say('greeting', facts.origin)],
    [say(erasure ? 'askErasure' : 'askAccess')],
    facts.first === null || facts.last === null
      ? [say('gotNothing')]
      : [
          day(facts.first) === day(facts.last)
            ? say('gotOn', day(facts.first))
            : say('got', day(facts.first), day(facts.last)),
          ...facts.claims.map((one) => {
            const [what, first, last] = [
              [claimText(one, words), formText(one, words)],
              day(one.first),
              day(one.last),
            ] as const
            return first === last ? say('itemOnce', ...what, first) : say('item', ...what, first, last)
          }),
        ],
    facts.lockers.length > 0
      ? [say('lockers', new Intl.ListFormat(words.tag).format(facts.lockers.map(lockerText)))]
      : [],
    facts.receipts.length > 0
      ? [say('receipts'), ...facts.receipts.flatMap((receipt) => receiptText(receipt, words))]
      : [],
    facts.key === null ? [] : [say('key', facts.key)],
    facts.promised === null || !erasure ? [] : [say('promised', day(facts.promised))],
    law ? [say(erasure ? 'lawErasure' : 'lawAccess')] : [],
    [say('answer', dayText(new Date(`${due}T12:00:00`).getTime(), words.tag))],
    [say('closing')],
  ]
  return {
    subject: say(erasure ? 'subjectErasure' : 'subjectAccess'),
    body: lines
      .filter((part) => part.length > 0)
      .map((part) => part.join('\n'))
      .join('\n\n'),
  }
}

/** Opens the person's own mail program with the letter; null for what is no address. RFC 6068. */
export function mailtoOf(address: string, { subject, body }: Letter): string | null {
  const to = address.trim()
  if (!/^[^\s@,;:<>"()[\]\\]{1,64}@[^\s@,;:<>"()[\]\\/?#&]+\.[^\s@,;:<>"()[\]\\/?#&.]{2,}$/.test(to))
    return null
  const path = to.split('@').map(encodeURIComponent).join('@')
  const lines = body.replace(/\r?\n/g, '\r\n')
  return `mailto:${path}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`
}

function receiptText(
  { id, created, purpose, retention, nonce }: LetterReceipt,
  words: LetterWords,
): string[] {
  const say = (key: string, ...parts: readonly string[]) => words.text(`letter.body.${key}`, parts) ?? ''
  const kept = retention === null ? null : durationText(retention, words.tag)
  const more = [
    kept === null ? null : say('kept', kept),
    nonce === null ? null : say('reference', nonce),
  ].filter((one) => one !== null)
  const day = dayText(Date.parse(created), words.tag)
  const line = purpose === '' ? say('receipt_bare', id, day) : say('receipt', id, day, oneLine(purpose))
  return [[line, ...more].join('; ')]
}

/** `shipping street-address` in words; a collection by its name; what is unknown as it stands. */
function claimText({ claim }: LetterClaim, { text }: LetterWords): string {
  const parsed = parseClaim(claim)
  if (!parsed) return text(`collection.${claim}`) ?? lockerText(claim)
  const name = text(`claim.${parsed.name.replaceAll('-', '_')}`) ?? parsed.name
  const purpose = parsed.purposeOf ?? parsed.place
  const of = purpose === null ? null : text(`purpose_of.${purpose}`)
  return of === null ? name : (text('claim.with_purpose', [name, of]) ?? name)
}

function formText({ form }: LetterClaim, { text }: LetterWords): string {
  if (form.startsWith('over:')) return text('form_short.over', [form.slice('over:'.length)]) ?? form
  const key = form === 'last:3' ? 'last3' : form.replaceAll('-', '_')
  return text(`form_short.${key}`) ?? form
}

function lockerText(collection: string): string {
  return parseLocker(collection)?.name.slice('app:'.length) ?? collection
}

/** Words of a site stand in one line, so that they cannot pass for a part of the letter. */
function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

function dayText(at: Instant, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long' }).format(at)
}
