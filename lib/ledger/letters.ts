/** What a letter to a site can say, as facts: what it got and when, by which receipts, and what it promised. No words. */
import { type Instant, parseDuration } from '@/lib/base/time'
import type { Holding, LedgerLine } from '@/lib/ledger/entry'
import type { ReceiptBody } from '@/lib/ledger/receipt'
import type { Form } from '@/lib/records/form'

export interface LetterFacts {
  readonly origin: string
  /** What the site got, one for each claim and form; of a shared collection its name. In the order it was got first. */
  readonly claims: readonly LetterClaim[]
  /** Lockers it kept documents in. */
  readonly lockers: readonly string[]
  /** When it got the first and the last; null when it got nothing. */
  readonly first: Instant | null
  readonly last: Instant | null
  /** Oldest first. */
  readonly receipts: readonly LetterReceipt[]
  /** By what the site knows the person: the public key in its receipts. Null without a receipt. */
  readonly key: string | null
  /** The day by which it promised to have deleted everything; null unless every receipt holds a promise. */
  readonly promised: Instant | null
}

export interface LetterClaim {
  readonly claim: string
  readonly form: Form
  readonly first: Instant
  readonly last: Instant
  /** How many records it came from. */
  readonly records: number
}

export interface LetterReceipt {
  /** Id of the grant, the receipt's own id. */
  readonly id: string
  readonly created: string
  readonly purpose: string
  /** ISO 8601 duration, or null where the site promised nothing. */
  readonly retention: string | null
  /** The site's own reference. */
  readonly nonce: string | null
}

/**
 * @param holdings of any site; those of `origin` count.
 * @param lines ledger lines of any site, for its lockers.
 * @param receipts bodies of the receipts of `origin`'s grants, in any order.
 */
export function letterFacts(
  origin: string,
  holdings: readonly Holding[],
  lines: readonly LedgerLine[],
  receipts: readonly ReceiptBody[],
): LetterFacts {
  const held = holdings.filter((one) => one.origin === origin)
  const own = receipts
    .filter(({ controller }) => controller.origin === origin)
    .sort((a, b) => Date.parse(a.record.created) - Date.parse(b.record.created))
  const lockers = lines.flatMap(({ entry }) =>
    entry.kind === 'worked' && entry.origin === origin ? [entry.collection] : [],
  )
  const last = held.length === 0 ? null : Math.max(...held.map((one) => one.last))
  return {
    origin,
    claims: claimsOf(held),
    lockers: [...new Set(lockers)].sort(),
    first: held.length === 0 ? null : Math.min(...held.map((one) => one.first)),
    last,
    receipts: own.map(({ record, purposes, retention, request }) => ({
      id: record.id,
      created: record.created,
      purpose: purposes[0]?.text ?? '',
      retention,
      nonce: request.nonce,
    })),
    key: own.at(-1)?.principal.key ?? null,
    promised: promisedEnd(own, last),
  }
}

function claimsOf(held: readonly Holding[]): readonly LetterClaim[] {
  const groups = new Map<string, Holding[]>()
  for (const one of held) {
    const key = JSON.stringify([one.claim, one.form])
    const same = groups.get(key)
    if (same) same.push(one)
    else groups.set(key, [one])
  }
  const claims = [...groups.values()].flatMap((same) => {
    const [one] = same
    if (!one) return []
    return {
      claim: one.claim,
      form: one.form,
      first: Math.min(...same.map(({ first }) => first)),
      last: Math.max(...same.map(({ last }) => last)),
      records: new Set(same.map(({ record }) => record)).size,
    }
  })
  return claims.sort((a, b) => a.first - b.first)
}

/** Counted from the last time anything left, or from the receipt where nothing did. */
function promisedEnd(receipts: readonly ReceiptBody[], last: Instant | null): Instant | null {
  let latest: Instant | null = null
  for (const { record, retention } of receipts) {
    const length = retention === null ? null : parseDuration(retention)
    if (length === null) return null
    latest = Math.max(latest ?? 0, (last ?? Date.parse(record.created)) + length)
  }
  return latest
}
