/**
 * The receipt of one grant, kept by both sides. What leaves is
 *
 *     { "body": { … }, "signature": base64url, "key": base64url }
 *
 * `signature` is Ed25519 (RFC 8032, 64 bytes) over the UTF-8 bytes of the canonical JSON (RFC 8785) of `body`; `key` is
 * the raw 32-byte public key, the same as `body.principal.key`. Every origin sees a key of its own, so two receipts of
 * one person have nothing in common. Encodings are base64url without padding, instants ISO 8601 in UTC.
 *
 * The body follows the structure of ISO/IEC TS 27560:2023 (consent record information), with purpose names of the W3C
 * Data Privacy Vocabulary where the site named one we know:
 *
 *     standard     "selfstead-receipt/1"
 *     record       { id: grant id, created }
 *     principal    { key }                          the person, as this origin may know them
 *     controller   { origin }
 *     purposes     [ { text, type | null, dpv | null } ]
 *     data         [ { claim, form } ]              categories of data that were allowed, never values
 *     collections  [ { collection, actions, fields | null } ]   only where collections were allowed: a locker by the
 *                  name its site has for it, its fields null; never which records
 *     withheld     [ claim or collection ]
 *     consent      { status: "given", mode, ends | null }
 *     retention    ISO 8601 duration | null         what the site promised
 *     policy       https address | null
 *     withdrawal   "in-extension"                   the person revokes in Selfstead; the site by `revoke()`
 *     request      { hash, nonce | null }
 */
import { type Bytes, toBase64Url, utf8 } from '@/lib/base/bytes'
import { canonicalJson, type Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import type { Grant } from '@/lib/grants/grant'
import type { Action } from '@/lib/grants/request'
import type { Form } from '@/lib/records/form'
import { siteName } from '@/lib/records/locker-name'

export const RECEIPT_STANDARD = 'selfstead-receipt/1'

export interface ReceiptBody {
  readonly standard: typeof RECEIPT_STANDARD
  readonly record: { readonly id: string; readonly created: string }
  readonly principal: { readonly key: string }
  readonly controller: { readonly origin: string }
  readonly purposes: readonly {
    readonly text: string
    readonly type: string | null
    readonly dpv: string | null
  }[]
  readonly data: readonly { readonly claim: string; readonly form: Form }[]
  readonly collections?: readonly {
    readonly collection: string
    readonly actions: readonly Action[]
    readonly fields: readonly string[] | null
  }[]
  readonly withheld: readonly string[]
  readonly consent: { readonly status: 'given'; readonly mode: Grant['mode']; readonly ends: string | null }
  readonly retention: string | null
  readonly policy: string | null
  readonly withdrawal: 'in-extension'
  readonly request: { readonly hash: string; readonly nonce: string | null }
}

export interface Receipt {
  readonly body: ReceiptBody
  readonly signature: string
  readonly key: string
}

/** @param publicKey the raw Ed25519 key of the person for this grant's origin, 32 bytes. */
export function receiptOf(grant: Grant, publicKey: Uint8Array): ReceiptBody {
  const { text, type, policy } = grant.purpose
  return {
    standard: RECEIPT_STANDARD,
    record: { id: grant.id, created: isoInstant(grant.created) },
    principal: { key: toBase64Url(publicKey) },
    controller: { origin: grant.origin },
    purposes: [{ text, type: type ?? null, dpv: dpvPurpose(type) }],
    data: grant.claims.map(({ claim, form }) => ({ claim, form })),
    ...(grant.collections && {
      collections: grant.collections.map(({ collection, actions, fields }) => ({
        collection: siteName(collection, grant.origin),
        actions,
        fields,
      })),
    }),
    withheld: grant.withheld.map((name) => siteName(name, grant.origin)),
    consent: {
      status: 'given',
      mode: grant.mode,
      ends: grant.ends === null ? null : isoInstant(grant.ends),
    },
    retention: grant.retention ?? null,
    policy: policy ?? null,
    withdrawal: 'in-extension',
    request: { hash: grant.requestHash, nonce: grant.nonce ?? null },
  }
}

/** What is signed. */
export function receiptBytes(body: ReceiptBody): Bytes {
  return utf8(canonicalJson(body as unknown as Json))
}

/** @param sign Ed25519 with the key that `body` names. */
export async function signReceipt(
  body: ReceiptBody,
  sign: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<Receipt> {
  const signature = await sign(receiptBytes(body))
  return { body, signature: toBase64Url(signature), key: body.principal.key }
}

/** Plain words for common purposes, and what the W3C DPV calls them. */
const DPV: ReadonlyMap<string, string> = new Map([
  ['delivery', 'dpv:DeliveryOfGoods'],
  ['payment', 'dpv:PaymentManagement'],
  ['service', 'dpv:RequestedServiceProvision'],
  ['age-verification', 'dpv:AgeVerification'],
  ['identity-verification', 'dpv:IdentityVerification'],
  ['communication', 'dpv:CommunicationManagement'],
  ['customer-care', 'dpv:CustomerCare'],
  ['personalisation', 'dpv:Personalisation'],
  ['marketing', 'dpv:Marketing'],
  ['research', 'dpv:ResearchAndDevelopment'],
])

/** A site may also write the DPV name itself: `dpv:DeliveryOfGoods`. */
function dpvPurpose(type: string | undefined): string | null {
  if (type === undefined) return null
  return /^dpv:[A-Z][A-Za-z]{2,60}$/.test(type) ? type : (DPV.get(type.toLowerCase()) ?? null)
}

function isoInstant(at: Instant): string {
  return new Date(at).toISOString()
}
