import type { Instant } from '@/lib/base/time'
import type { Form } from '@/lib/records/form'

/**
 * What the person decided once for all requests. In `~rules`, field `rule` (this object), and `lifted` (an instant) when
 * the person takes it back.
 */
export type Rule = RuleBase &
  (
    | { readonly kind: 'never'; readonly claim: string }
    /** The claim leaves in one of these coarser forms or not at all. */
    | { readonly kind: 'only'; readonly claim: string; readonly forms: readonly Form[] }
    /** No grant lasts longer. */
    | { readonly kind: 'longest'; readonly days: number }
    /** A request without anything required is refused without asking. */
    | { readonly kind: 'optional-only' }
    /** What stands already is asked about again, every time. */
    | { readonly kind: 'ask-always'; readonly origin: string }
    | { readonly kind: 'refuse-always'; readonly origin: string }
    /** More reads than this in an hour pause the grant. `origin` null: of any site. */
    | { readonly kind: 'budget'; readonly reads: number; readonly origin: string | null }
  )

interface RuleBase {
  readonly id: string
  readonly created: Instant
}
