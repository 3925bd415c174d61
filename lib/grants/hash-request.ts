import { toBase64Url, utf8 } from '@/lib/base/bytes'
import { canonicalJson, type Json } from '@/lib/base/json'
import type { SiteRequest } from '@/lib/grants/request'

/**
 * What a prompt's answer must name to be accepted: SHA-256, in base64url, of the canonical JSON of the request with its
 * id and the origin it came from. The id is random, so equal requests of two origins or two moments differ.
 * @param sha256 the hash, as an argument: this room knows no cryptography.
 */
export function hashRequest(
  id: string,
  origin: string,
  request: SiteRequest,
  sha256: (bytes: Uint8Array) => Uint8Array,
): string {
  const text = canonicalJson({ selfstead: 'request/1', id, origin, request: request as unknown as Json })
  return toBase64Url(sha256(utf8(text)))
}
