/** Answers from the extension: `unknown` until they have the shape the protocol gives them, with nothing beside it. */
import { malformed } from '@/lib/sdk/errors'
import type { GrantState, Json } from '@/lib/sdk/types'

export interface GrantParts {
  readonly grant: string
  readonly data: { readonly [claim: string]: Json }
  readonly withheld: readonly string[]
  readonly expires: string | null
  readonly state: GrantState
  readonly receipt: Json
}

export function isState(value: unknown): value is GrantState {
  return value === 'granted' || value === 'paused' || value === 'revoked' || value === 'expired'
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}

/** @returns the parts of an answer to `request` or `read`, frozen; only claims that were `asked` may stand in it. */
export function parseGrant(ok: unknown, asked: readonly string[]): GrantParts {
  const { grant, data, withheld, expires, state, receipt } = Object(ok) as { readonly [key: string]: unknown }
  const known = (names: unknown): boolean =>
    Array.isArray(names) && names.every((name) => asked.includes(name))
  const good =
    typeof grant === 'string' &&
    typeof data === 'object' &&
    data !== null &&
    known(Object.keys(data)) &&
    known(withheld) &&
    (expires === null || (typeof expires === 'string' && !Number.isNaN(Date.parse(expires)))) &&
    isState(state)
  if (!good) throw malformed()
  return deepFreeze({ grant, data, withheld, expires, state, receipt: receipt ?? null } as GrantParts)
}
