import type { StandingGrant } from '@/lib/grants/grant'
import type { SiteAnswer } from '@/lib/protocol/site'
import { expiryOf } from '@/lib/services/granting'

/** How long an answer waits for its page to come back after the background was stopped, in milliseconds. */
const REATTACH = 3_000

/** Who is asking, as the browser named it. */
export interface Caller {
  readonly origin: string
  readonly tab: number
  readonly document: string
}

export interface Connection {
  readonly caller: Caller
  /** False when the document is gone. */
  readonly send: (answer: SiteAnswer) => boolean
  /** The page was told, or may be told, that we are here. */
  visible: boolean
  /** Each grant as this page last heard of it; see `tellingOf`. */
  readonly told: Map<string, string>
  /** Grants whose standing is just being looked up, by id. */
  readonly meeting: Map<string, Promise<void>>
}

/** What a site may be told of values that changed: names of claims it has by this live grant, never the values. */
export interface ValuesNotice {
  readonly origin: string
  readonly grant: string
  readonly claims: readonly string[]
}

export interface Connections {
  open(caller: Caller, send: (answer: SiteAnswer) => boolean): Connection
  /** Ends a connection. @returns ids of requests that waited on it. */
  close(connection: Connection): readonly string[]
  attach(request: string, connection: Connection): void
  detach(request: string): void
  /** The connection a request waits on, once it is there; null when none came in time. */
  attached(request: string): Promise<Connection | null>
  /** Notes how a grant stands that this page works with, unless it was told. */
  know(connection: Connection, standing: StandingGrant): void
  /** Tells pages of grants that changed; a page hears each state once. */
  announce(grants: readonly StandingGrant[]): void
  /** Tells pages of the site that values of a live grant are new. @returns how many pages heard it. */
  notify(notice: ValuesNotice): number
}

/** The open lines to pages, and which request waits on which. In memory: a stopped background has none. */
export function createConnections(): Connections {
  const open = new Set<Connection>()
  const requests = new Map<string, Connection>()
  const expecting = new Map<string, (connection: Connection) => void>()

  return {
    open(caller, send) {
      const connection: Connection = { caller, send, visible: false, told: new Map(), meeting: new Map() }
      open.add(connection)
      return connection
    },

    close(connection) {
      open.delete(connection)
      const orphans = [...requests].filter(([, one]) => one === connection).map(([id]) => id)
      for (const id of orphans) requests.delete(id)
      return orphans
    },

    attach(request, connection) {
      requests.set(request, connection)
      expecting.get(request)?.(connection)
    },

    detach(request) {
      requests.delete(request)
    },

    attached(request) {
      const found = requests.get(request)
      if (found) return Promise.resolve(found)
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          expecting.delete(request)
          resolve(null)
        }, REATTACH)
        expecting.set(request, (connection) => {
          clearTimeout(timer)
          expecting.delete(request)
          resolve(connection)
        })
      })
    },

    know({ told }, standing) {
      if (!told.has(standing.grant.id)) told.set(standing.grant.id, tellingOf(standing))
    },

    announce(grants) {
      for (const connection of open) {
        for (const standing of grants) {
          const { grant, state } = standing
          const telling = tellingOf(standing)
          if (grant.origin !== connection.caller.origin || connection.told.get(grant.id) === telling) continue
          connection.told.set(grant.id, telling)
          const ends = state === 'granted' && { expires: expiryOf(grant) }
          if (connection.visible) connection.send({ event: 'change', grant: grant.id, state, ...ends })
        }
      }
    },

    notify({ origin, grant, claims }) {
      // A page that knocked twice, because nobody answered at once, has two lines and is one page.
      const pages = new Set<string>()
      for (const connection of open) {
        if (connection.caller.origin !== origin || !connection.visible) continue
        if (connection.send({ event: 'change', grant, state: 'granted', claims }))
          pages.add(connection.caller.document)
      }
      return pages.size
    },
  }
}

/** What a page is told of once: the state, and while it may be used how far it reaches. A grant that is narrowed tells anew. */
function tellingOf({ grant, state, claims, collections = [] }: StandingGrant): string {
  if (state !== 'granted') return state
  const reach = collections.map(({ collection, actions, fields }) => [collection, actions, fields])
  return JSON.stringify([state, grant.ends, claims.map(({ claim }) => claim), reach])
}
