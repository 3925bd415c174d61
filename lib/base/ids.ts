import { type Bytes, fromBase64Url, toBase64Url } from '@/lib/base/bytes'

/** Fills a fresh array of `length` bytes from a cryptographic source. Passed in wherever randomness is needed. */
export type RandomBytes = (length: number) => Uint8Array

/** 128 random bits as 22 characters of base64url: record, grant and request ids. */
export function newId(random: RandomBytes): string {
  return toBase64Url(random(16))
}

/** True for exactly what `newId` returns. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(text)
}

/** The 16 bytes of an id. @throws RangeError when it is none. */
export function idBytes(id: string): Bytes {
  const bytes = fromBase64Url(id)
  if (bytes?.length !== 16) throw new RangeError('not an id')
  return bytes
}
