/**
 * `selfstead/verify`: checks receipts, on a server as in a browser (Node 20, WebCrypto). A receipt is `{ body, signature,
 * key }`: Ed25519 (RFC 8032) over the canonical JSON (RFC 8785) of `body`, by a key the person has for this site alone.
 */
import { fromBase64Url, utf8 } from '@/lib/base/bytes'
import { canonicalJson } from '@/lib/base/json'
import type { Form } from '@/lib/sdk/claims'
import type { Json } from '@/lib/sdk/types'

/** What the person allowed. Field by field: docs/PROTOCOL.md, "Receipt". */
export interface ReceiptBody {
  readonly standard: 'selfstead-receipt/1'
  readonly record: { readonly id: string; readonly created: string }
  readonly principal: { readonly key: string }
  readonly controller: { readonly origin: string }
  readonly purposes: readonly {
    readonly text: string
    readonly type: string | null
    readonly dpv: string | null
  }[]
  readonly data: readonly { readonly claim: string; readonly form: Form | 'full' }[]
  readonly withheld: readonly string[]
  readonly consent: {
    readonly status: 'given'
    readonly mode: 'once' | 'session' | 'until'
    readonly ends: string | null
  }
  readonly retention: string | null
  readonly policy: string | null
  readonly withdrawal: 'in-extension'
  readonly request: { readonly hash: string; readonly nonce: string | null }
}

export interface Expected {
  /** The nonce your server put into this request. Without it a receipt may be an old one shown again. */
  readonly nonce?: string
  /** Your own origin, such as `https://shop.example`. */
  readonly origin?: string
}

/**
 * @param receipt `grant.receipt` as your page got it: unknown, from a client you need not trust.
 * @returns the body, or null when anything about the receipt is not as it has to be. It never says what.
 * @throws TypeError where the platform has no Ed25519.
 */
export async function verifyReceipt(receipt: unknown, expected: Expected = {}): Promise<ReceiptBody | null> {
  const { body, signature, key } = Object(receipt) as { readonly [member: string]: unknown }
  const { standard, principal, controller, request } = Object(body) as { readonly [member: string]: unknown }
  const told = Object(request) as { readonly nonce?: unknown }
  if (standard !== 'selfstead-receipt/1') return null
  if ((Object(principal) as { readonly key?: unknown }).key !== key) return null
  if (expected.nonce !== undefined && told.nonce !== expected.nonce) return null
  if (
    expected.origin !== undefined &&
    (Object(controller) as { readonly origin?: unknown }).origin !== expected.origin
  )
    return null

  const publicKey = typeof key === 'string' ? fromBase64Url(key) : null
  const signed = typeof signature === 'string' ? fromBase64Url(signature) : null
  if (publicKey?.length !== 32 || signed?.length !== 64) return null
  const text = canonical(body)
  if (text === null) return null
  const subtle = globalThis.crypto?.subtle
  if (!subtle) throw new TypeError('verifyReceipt needs WebCrypto')
  const good = await subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']).then(
    (imported) => subtle.verify('Ed25519', imported, signed, utf8(text)),
    (problem: unknown) => {
      if ((problem as Error).name === 'NotSupportedError')
        throw new TypeError('verifyReceipt needs Ed25519 in WebCrypto')
      return false
    },
  )
  return good ? (body as ReceiptBody) : null
}

function canonical(body: unknown): string | null {
  try {
    return canonicalJson(body as Json)
  } catch {
    return null
  }
}
