import { type GrantParts, parseGrant } from '@/lib/sdk/answers'
import { checkClaims, checkSignal } from '@/lib/sdk/check'
import type { Connection } from '@/lib/sdk/connection'
import type { Grant, GrantState, Waiting } from '@/lib/sdk/types'

/** The plain members every implementation of `Grant` has before its types are put on. */
class HeldGrant extends EventTarget {
  readonly #connection: Connection
  readonly #parts: GrantParts
  readonly #asked: readonly string[]
  #state: GrantState

  constructor(connection: Connection, parts: GrantParts, asked: readonly string[]) {
    super()
    this.#connection = connection
    this.#parts = parts
    this.#asked = asked
    this.#state = parts.state
    connection.watch(parts.grant, (state) => this.#change(state))
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

  #change(state: GrantState): void {
    if (state === this.#state) return
    this.#state = state
    this.dispatchEvent(new Event('change'))
  }
}

/** @param ok the answer to a `request` for the claims `asked`. @throws AbortError when it is not one. */
export function createGrant<Claims>(
  connection: Connection,
  ok: unknown,
  asked: readonly string[],
): Grant<Claims> {
  return new HeldGrant(connection, parseGrant(ok, asked), asked) as unknown as Grant<Claims>
}
