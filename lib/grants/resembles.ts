/** Whether a site's name can be mistaken for one the person knows. No list of ours and no network: only their own ledger. */
import { hostToUnicode } from '@/lib/base/punycode'
import { skeleton } from '@/lib/grants/confusables'

/** A site to compare. */
export interface ComparedSite {
  readonly origin: string
  /** Registrable domain in ASCII, `xn--…` where it is not: `shop.example`, `shop.co.uk`. */
  readonly registrable: string
}

export interface Resemblance {
  /** The known origin that is resembled. */
  readonly origin: string
  /** Characters that look alike, one letter apart, or the same name under another suffix. */
  readonly how: 'lookalike' | 'one-apart' | 'other-suffix'
}

/** Shorter names are often one letter apart by chance. */
const LEAST = 4
const WORST_FIRST = ['lookalike', 'one-apart', 'other-suffix'] as const

/**
 * The known site that `site` can most easily be mistaken for, the first of equals; null for none. Origins of its own
 * registrable domain are never one.
 */
export function resemblance(site: ComparedSite, known: readonly ComparedSite[]): Resemblance | null {
  const found = known.flatMap((one): readonly Resemblance[] => {
    const how = likeness(site.registrable, one.registrable)
    return how === null ? [] : [{ origin: one.origin, how }]
  })
  for (const how of WORST_FIRST) {
    const first = found.find((one) => one.how === how)
    if (first) return first
  }
  return null
}

/** How two registrable domains resemble each other; null when they do not, or are the same. */
export function likeness(one: string, other: string): Resemblance['how'] | null {
  const [a, b] = [labelOf(one), labelOf(other)]
  if (a === null || b === null || fold(one) === fold(other)) return null
  const [as, bs] = [[...a.toLowerCase()], [...b.toLowerCase()]]
  if (as.join('') === bs.join('')) return 'other-suffix'
  // As it was written: a capital I is taken for an l.
  if (skeleton(a) === skeleton(b)) return 'lookalike'
  return as.length >= LEAST && bs.length >= LEAST && isOneApart(as, bs) ? 'one-apart' : null
}

/** What stands before the public suffix, in Unicode; null for an address in numbers and for a host without a suffix. */
function labelOf(registrable: string): string | null {
  const host = hostToUnicode(registrable)
  const dot = host.indexOf('.')
  return dot <= 0 || /^[\d.]+$/.test(host) || host.startsWith('[') ? null : host.slice(0, dot)
}

function fold(registrable: string): string {
  return hostToUnicode(registrable).toLowerCase().replace(/\.$/, '')
}

/** One character more, less or other, or two neighbours changed over. */
function isOneApart(a: readonly string[], b: readonly string[]): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}
