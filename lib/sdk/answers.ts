/** Answers from the extension: `unknown` until they have the shape the protocol gives them, with nothing beside it. */

import type { GrantedCollection, PickedRecord } from '@/lib/sdk/collection-types'
import { malformed } from '@/lib/sdk/errors'
import type { GrantState, Json } from '@/lib/sdk/types'

export interface GrantParts {
  readonly grant: string
  readonly data: { readonly [claim: string]: Json }
  readonly withheld: readonly string[]
  readonly expires: string | null
  readonly state: GrantState
  readonly receipt: Json
  readonly collections?: readonly GrantedCollection[]
  readonly picked?: { readonly [collection: string]: readonly PickedRecord[] }
}

export function isState(value: unknown): value is GrantState {
  return value === 'granted' || value === 'paused' || value === 'revoked' || value === 'expired'
}

export function isEnd(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))
}

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}

/**
 * @param asked the claims and collections of the request; no other may stand in the answer.
 * @param wanted those of them that may have a value: for a `read`, the ones it names.
 * @returns the parts of an answer to `request` or `read`, frozen, but what it says of collections. @throws AbortError for anything else.
 */
export function parseGrant(ok: unknown, asked: readonly string[], wanted: readonly string[]): GrantParts {
  const { grant, data, withheld, expires, state, receipt } = Object(ok) as { readonly [key: string]: unknown }
  const within = (names: unknown, all: readonly string[]): boolean =>
    Array.isArray(names) && names.every((name) => all.includes(name))
  const good =
    typeof grant === 'string' &&
    typeof data === 'object' &&
    data !== null &&
    within(Object.keys(data), wanted) &&
    within(withheld, asked) &&
    isEnd(expires) &&
    isState(state)
  if (!good) throw malformed()
  return deepFreeze({ grant, data, withheld, expires, state, receipt } as GrantParts)
}
