import { type GrantParts, isEnd, isState, parseGrant } from '@/lib/sdk/answers'
import { checkClaims, checkSignal, must } from '@/lib/sdk/check'
import type { Collection } from '@/lib/sdk/collection-types'
import { type Connection, LONGEST_TIMER } from '@/lib/sdk/connection'
import type { Grant, GrantState, Waiting } from '@/lib/sdk/types'

/** The collections that were asked for. What is done with them lies in the second file. */
export interface AskedCollections {
  readonly names: readonly string[]
  /** What an answer says of collections. @throws AbortError when it is malformed. */
  readonly parse: (ok: unknown) => Required<Pick<GrantParts, 'collections' | 'picked'>>
  readonly open: (grant: string, name: string) => Collection
}

/**
 * @param ok the answer to a `request` for the claims `asked` and for `collections`. @throws AbortError when it is not one.
 */
export function createGrant(
  connection: Connection,
  ok: unknown,
  asked: readonly string[],
  collections: AskedCollections | null,
): Grant {
  const all = [...asked, ...(collections?.names ?? [])]
  let parts: GrantParts = { ...parseGrant(ok, all, asked), ...collections?.parse(ok) }
  const { grant } = parts
  let ending: ReturnType<typeof setTimeout> | undefined

  /** Milliseconds until it ends by time; not a number where it does not. */
  function left(): number {
    const { state, expires } = parts
    return state === 'granted' || state === 'paused' ? Date.parse(expires ?? '') - Date.now() : Number.NaN
  }

  /** An end by time is told by nobody but the clock: to whoever listens on the line, as the extension would. */
  function wait(): void {
    clearTimeout(ending)
    const time = left()
    if (time <= 0) connection.tell({ event: 'change', grant, state: 'expired' })
    if (time > 0) {
      ending = setTimeout(wait, Math.min(time, LONGEST_TIMER))
      // In a test on Node nothing waits for this.
      ;(ending as { unref?: () => void }).unref?.()
    }
  }

  /** @param claims those that have new values, where the extension told of it. */
  function learn(known: Partial<GrantParts>, claims?: readonly string[]): void {
    const { state } = parts
    parts = { ...parts, ...known }
    // Told again it is narrower, or has a nearer end. What is over is over once.
    if (parts.state !== state || (claims && state === 'granted'))
      held.dispatchEvent(new CustomEvent('change', { detail: { state: parts.state, claims: claims ?? [] } }))
    wait()
  }

  class HeldGrant extends EventTarget {
    get data(): GrantParts['data'] {
      return parts.data
    }
    get withheld(): readonly string[] {
      return parts.withheld
    }
    get expires(): string | null {
      return parts.expires
    }
    get receipt(): GrantParts['receipt'] {
      return parts.receipt
    }
    get state(): GrantState {
      return left() <= 0 ? 'expired' : parts.state
    }

    get collections(): NonNullable<GrantParts['collections']> {
      return parts.collections ?? []
    }

    get picked(): NonNullable<GrantParts['picked']> {
      return parts.picked ?? {}
    }

    collection(name: string): Collection {
      must(collections?.names.includes(name), `"${name}" was not asked for`)
      return (collections as AskedCollections).open(grant, name)
    }

    async read(claims?: readonly string[] | null, options?: Waiting): Promise<GrantParts['data']> {
      const named = claims == null ? null : checkClaims(claims, asked)
      const signal = checkSignal(options)
      const answer = await connection.call('read', { grant, claims: named }, signal)
      const wanted = named ?? asked
      const { state, data, expires } = parseGrant(answer, all, wanted)
      // What was not read is given or not as it was before.
      const withheld = all.filter((name) =>
        wanted.includes(name) ? !(name in data) : parts.withheld.includes(name),
      )
      learn({
        state,
        expires,
        withheld,
        ...(collections && { collections: collections.parse(answer).collections }),
      })
      return data
    }

    async revoke(options?: Waiting): Promise<void> {
      const signal = checkSignal(options)
      if (parts.state === 'revoked') return
      await connection.call('revoke', { grant }, signal)
      learn({ state: 'revoked' })
    }
  }

  const held = new HeldGrant()
  connection.listen(({ event, grant: of, state, claims, expires }) => {
    if (event === 'change' && of === grant && isState(state))
      learn(
        { state, ...(isEnd(expires) && { expires }) },
        Array.isArray(claims) ? claims.filter((name) => asked.includes(name)) : [],
      )
  })
  wait()
  return held as unknown as Grant
}
