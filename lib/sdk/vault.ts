import { checkQuery, checkRequest, checkSignal, checkTimeout } from '@/lib/sdk/check'
import type { Connection } from '@/lib/sdk/connection'
import { malformed } from '@/lib/sdk/errors'
import { createGrant } from '@/lib/sdk/grant'
import type { ClaimsAsked, DiscoverOptions, Grant, Request, Vault, Waiting } from '@/lib/sdk/types'

/** The `Vault` at the other end of `connection`. */
export function createVault(connection: Connection): Vault {
  return Object.freeze({
    async request<const Claims extends ClaimsAsked>(
      given: Request<Claims>,
      options?: Waiting,
    ): Promise<Grant<Claims>> {
      const request = checkRequest(given)
      const signal = checkSignal(options)
      return createGrant(
        connection,
        await connection.call('request', { request }, signal),
        Object.keys(request.claims),
      )
    },

    async query(what: Parameters<Vault['query']>[0], options?: Waiting): Promise<'granted' | 'prompt'> {
      const claims = checkQuery(what)
      const answer = await connection.call('query', { claims }, checkSignal(options))
      if (answer !== 'granted' && answer !== 'prompt') throw malformed()
      return answer
    },
  })
}

/** `discover` over `connection`, which may be made only when it is first needed. */
export function createDiscover(
  connect: () => Connection | null,
): (options?: DiscoverOptions) => Promise<Vault | null> {
  let vault: Vault | undefined
  return async (options) => {
    const signal = checkSignal(options, 'timeout')
    const timeout = checkTimeout(options)
    const connection = connect()
    if (!connection || !(await connection.find(timeout, signal))) return null
    vault ??= createVault(connection)
    return vault
  }
}
