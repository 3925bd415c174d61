import { concatBytes, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '@/lib/base/bytes'
import { canonicalJson, depthOf, type Json } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import { HOUR, type Instant } from '@/lib/base/time'
import { sha256 } from '@/lib/crypto/hash'
import { phraseOf } from '@/lib/crypto/phrase'

/*
 * An invitation is what one device shows and another reads, as a picture or as text:
 *
 *   selfstead-device:1:<base64url of canonical JSON { expires, key, places }>
 *
 * `key` is 32 random bytes used for this invitation only, `places` whatever is needed to reach the places. Whoever has the text
 * has their credentials: it is shown to nobody else, and is of no use after an hour or a first use.
 */
const PREFIX = 'selfstead-device:1:'
const LASTS = HOUR
/** Longest text that is read. */
export const MOST_TEXT = 8_192
const KEY = 32

export interface Invitation {
  readonly key: Uint8Array
  readonly expires: Instant
  readonly places: Json
}

export type InvitationProblem = 'foreign' | 'newer' | 'damaged' | 'expired' | 'used'

export function invite(key: Uint8Array, places: Json, now: Instant): Invitation {
  if (key.length !== KEY) throw new RangeError('the key of an invitation has 32 bytes')
  return { key, places, expires: now + LASTS }
}

export function invitationText({ key, expires, places }: Invitation): string {
  return PREFIX + toBase64Url(utf8(canonicalJson({ expires, key: toBase64Url(key), places })))
}

/**
 * @param used whether an invitation with this key was taken already; only the device that made it knows for sure.
 * An end further away than an hour is one that nobody gave.
 */
export function readInvitation(
  text: string,
  now: Instant,
  used: (key: Uint8Array) => boolean = () => false,
): Result<Invitation, InvitationProblem> {
  const trimmed = text.trim()
  if (!trimmed.startsWith('selfstead-device:')) return refused('foreign')
  if (!trimmed.startsWith(PREFIX)) return refused('newer')
  const invitation = trimmed.length > MOST_TEXT ? null : parse(trimmed.slice(PREFIX.length))
  if (!invitation) return refused('damaged')
  if (now >= invitation.expires || invitation.expires > now + LASTS) return refused('expired')
  return used(invitation.key) ? refused('used') : ok(invitation)
}

/**
 * Four words that both devices show: the same when each has the other's keys and this invitation, whoever stands between them.
 * @param one @param other the public keys of each, joined.
 */
export function comparedWords(key: Uint8Array, one: Uint8Array, other: Uint8Array): readonly string[] {
  const [first, second] = [one, other].map((keys) => sha256(keys)).sort(compare) as [Uint8Array, Uint8Array]
  return phraseOf(sha256(concatBytes(utf8('selfstead/v1/words\0'), key, first, second))).slice(0, 4)
}

function parse(text: string): Invitation | null {
  try {
    const bytes = fromBase64Url(text)
    const value: unknown = bytes && JSON.parse(fromUtf8(bytes))
    if (typeof value !== 'object' || value === null || depthOf(value) > 8) return null
    const { key, expires, places } = value as { readonly [member: string]: unknown }
    const raw = typeof key === 'string' ? fromBase64Url(key) : null
    if (raw?.length !== KEY || typeof expires !== 'number' || !Number.isSafeInteger(expires)) return null
    return places === undefined ? null : { key: raw, expires, places: places as Json }
  } catch {
    return null
  }
}

function compare(a: Uint8Array, b: Uint8Array): number {
  return toBase64Url(a) < toBase64Url(b) ? -1 : 1
}
