import { type Connection, createConnection } from '@/lib/sdk/connection'
import type { DiscoverOptions, Vault } from '@/lib/sdk/types'
import { createDiscover } from '@/lib/sdk/vault'

export type { Claim, Field, Form } from '@/lib/sdk/claims'
export type { LockerName, SharedField, SharedName } from '@/lib/sdk/collection-names'
export type {
  Action,
  Attachment,
  Change,
  Changed,
  Collection,
  CollectionRecord,
  CollectionsAsked,
  Conflict,
  ConflictPart,
  GrantedCollection,
  Listing,
  ListOptions,
  Member,
  Offer,
  Page,
  Patch,
  Stored,
  Value,
  Written,
} from '@/lib/sdk/collection-types'
export type {
  Access,
  ClaimAsked,
  ClaimsAsked,
  Data,
  DiscoverOptions,
  FormOf,
  Grant,
  GrantChange,
  GrantState,
  Json,
  Query,
  Released,
  Request,
  Vault,
  Waiting,
} from '@/lib/sdk/types'

let connection: Connection | undefined

/** @returns null where there is no page. @throws SecurityError where no site may ask: in a frame, over plain http, without an origin. */
function connect(): Connection | null {
  if (typeof window === 'undefined' || typeof document === 'undefined') return null
  if (window.top !== window || !window.isSecureContext || window.origin === 'null') {
    throw new DOMException('Only a top-level secure page may ask', 'SecurityError')
  }
  connection ??= createConnection(window, () => new MessageChannel())
  return connection
}

/**
 * Finds the person's vault. Call it inside a click, or with `timeout: Infinity` to learn when it becomes there.
 * @returns null when there is none to be seen: show the ordinary form. Also null outside a browser.
 * @throws SecurityError in a frame or an insecure page; the signal's reason when it is aborted; TypeError for bad options.
 */
export const discover: (options?: DiscoverOptions) => Promise<Vault | null> = createDiscover(connect)
