import { checkQuery, checkRequest, checkSignal, checkTimeout, plainCopy } from '@/lib/sdk/check'
import type { Connection } from '@/lib/sdk/connection'
import { malformed } from '@/lib/sdk/errors'
import { createGrant } from '@/lib/sdk/grant'
import type { DiscoverOptions, Vault, Waiting } from '@/lib/sdk/types'

/** All of collections: a second file, loaded at the first use of one. */
const load = () => import('@/lib/sdk/collections')

/** The `Vault` at the other end of `connection`. */
export function createVault(connection: Connection): Vault {
  return Object.freeze({
    async request(given: unknown, options?: Waiting) {
      const request = checkRequest(given)
      const signal = checkSignal(options)
      const { claims = {}, collections } = request
      // Before the person is asked: what cannot be used is not asked for.
      const shelf = collections === undefined ? null : (await load()).askFor(connection, collections, request)
      return createGrant(
        connection,
        await connection.call('request', { request }, signal),
        Object.keys(claims),
        shelf,
      )
    },

    async query(what: Parameters<Vault['query']>[0], options?: Waiting): Promise<'granted' | 'prompt'> {
      const claims = checkQuery(what)
      const answer = await connection.call('query', { claims }, checkSignal(options))
      if (answer !== 'granted' && answer !== 'prompt') throw malformed()
      return answer
    },

    async offer(given: unknown, options?: Waiting): Promise<void> {
      const signal = checkSignal(options)
      const offer = plainCopy(given, 'offer')
      ;(await load()).checkOffer(offer)
      await connection.call('offer', { offer }, signal)
    },
  }) as Vault
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
