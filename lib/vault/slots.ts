import { toBase64Url } from '@/lib/base/bytes'
import { sha256 } from '@/lib/crypto/hash'

/** How the head names a slot table, so that another one put in its place is noticed. */
export function slotsDigest(slots: Uint8Array): string {
  return toBase64Url(sha256(slots))
}
