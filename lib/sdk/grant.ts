import { type GrantParts, isState, parseGrant } from '@/lib/sdk/answers'
import { checkClaims, checkSignal } from '@/lib/sdk/check'
import type { Collection } from '@/lib/sdk/collection-types'
import type { Connection } from '@/lib/sdk/connection'
import type { Grant, GrantState, Waiting } from '@/lib/sdk/types'

/** What is needed of the collections that were asked for. */
export interface AskedCollections {
  readonly names: readonly string[]
  readonly create: (connection: Connection, grant: string, name: string) => Collection
}

/** The plain members every implementation of `Grant` has before its types are put on. */
class HeldGrant extends EventTarget {
  readonly #connection: Connection
  readonly #parts: GrantParts
  readonly #asked: readonly string[]
  readonly #collections: AskedCollections | null
  readonly #made = new Map<string, Collection>()
  #state: GrantState

  constructor(
    connection: Connection,
    parts: GrantParts,
    asked: readonly string[],
    collections: AskedCollections | null,
  ) {
    super()
    this.#collections = collections
    this.#connection = connection
    this.#parts = parts
    this.#asked = asked
    this.#state = parts.state
    connection.listen(({ event, grant, state, claims }) => {
      if (event === 'change' && grant === parts.grant && isState(state))
        this.#change(state, Array.isArray(claims) ? claims.filter((name) => asked.includes(name)) : [])
    })
  }

  get data(): GrantParts['data'] {
    return this.#parts.data
  }
  get withheld(): readonly string[] {
    return this.#parts.withheld
  }
  get expires(): string | null {
    return this.#parts.expires
  }
  get receipt(): GrantParts['receipt'] {
    return this.#parts.receipt
  }
  get state(): GrantState {
    const { expires } = this.#parts
    return this.#state === 'granted' && expires !== null && Date.parse(expires) <= Date.now()
      ? 'expired'
      : this.#state
  }

  get collections(): NonNullable<GrantParts['collections']> {
    return this.#parts.collections ?? []
  }

  get picked(): NonNullable<GrantParts['picked']> {
    return this.#parts.picked ?? {}
  }

  collection(name: string): Collection {
    if (!this.#collections?.names.includes(name)) throw new TypeError(`"${name}" was not asked for`)
    const collection =
      this.#made.get(name) ?? this.#collections.create(this.#connection, this.#parts.grant, name)
    this.#made.set(name, collection)
    return collection
  }

  async read(claims?: readonly string[] | null, options?: Waiting): Promise<GrantParts['data']> {
    const wanted = claims == null ? null : checkClaims(claims, this.#asked)
    const signal = checkSignal(options)
    const ok = await this.#connection.call('read', { grant: this.#parts.grant, claims: wanted }, signal)
    const { state, data } = parseGrant(ok, this.#asked, wanted ?? this.#asked)
    this.#change(state)
    return data
  }

  async revoke(options?: Waiting): Promise<void> {
    const signal = checkSignal(options)
    if (this.#state === 'revoked') return
    await this.#connection.call('revoke', { grant: this.#parts.grant }, signal)
    this.#change('revoked')
  }

  #change(state: GrantState, claims: readonly string[] = []): void {
    if (state === this.#state && !claims.length) return
    this.#state = state
    this.dispatchEvent(new CustomEvent('change', { detail: { state, claims } }))
  }
}

/** @param ok the answer to a `request` for the claims `asked` and for `collections`. @throws AbortError when it is not one. */
export function createGrant(
  connection: Connection,
  ok: unknown,
  asked: readonly string[],
  collections: AskedCollections | null,
): Grant {
  return new HeldGrant(connection, parseGrant(ok, asked), asked, collections) as unknown as Grant
}
