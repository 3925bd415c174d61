import { sha256 } from '@/lib/crypto/hash'
import { decide, isGranted, liveGrants } from '@/lib/grants/decide'
import { hashRequest } from '@/lib/grants/hash-request'
import { parseSiteRequest } from '@/lib/grants/parse-request'
import { GRANTS, latestSeen } from '@/lib/grants/reader'
import { standingRefusals } from '@/lib/grants/refusals'
import type { PendingRequest, SiteRequest } from '@/lib/grants/request'
import { standingGrants } from '@/lib/grants/standing'
import { SITE_PROTOCOL, type SiteAnswer, type SiteCall, type SiteError } from '@/lib/protocol/site'
import { parseSiteCall } from '@/lib/protocol/site-parse'
import { type Caller, type Connection, createConnections } from '@/lib/services/connections'
import type { Releasing } from '@/lib/services/releasing'
import { withoutSensitive } from '@/lib/services/sensitive'
import type { HeldVault, Session } from '@/lib/services/session'
import { isSilencedBy, type Waiting } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'

/** Refused, blocked, locked, absent and ruled out look alike, also in time: answered no sooner than this, in ms. */
const REFUSAL_DELAY = 150

export const NOT_ALLOWED: SiteError = { name: 'NotAllowedError', message: 'The request was not allowed.' }
const BUSY: SiteError = {
  name: 'InvalidStateError',
  message: 'A request of this site is already waiting for an answer.',
}

export interface BrokerEdges {
  readonly session: Session
  readonly waiting: Waiting
  readonly releasing: Releasing
  readonly now: () => number
  readonly delay: (milliseconds: number) => Promise<void>
  /** Opens the prompt for a request, or brings it to the front. */
  readonly openPrompt: (request: string) => Promise<void>
  /** The queue changed: the badge and an open prompt follow. */
  readonly onQueue: () => void
}

/** One site's line to the broker. */
export interface SiteConnection {
  hear(message: unknown): void
  close(): void
}

export interface Broker {
  connect(caller: Caller, send: (answer: SiteAnswer) => boolean): SiteConnection
  /** Answers a waiting request; false when its document is gone. */
  settle(request: PendingRequest, outcome: SiteAnswer): Promise<boolean>
  /** Tells connected pages what became of their grants. */
  announceGrants(vault: Vault, changed: ReadonlySet<string>): Promise<void>
}

/**
 * Between the sites and the vault: decides, has the person asked, releases. Knows nothing of how the prompt looks, and
 * never looks at a value itself.
 */
export function createBroker(edges: BrokerEdges): Broker {
  const { session, waiting, releasing, now, delay } = edges
  const connections = createConnections()

  async function deny(
    send: (answer: SiteAnswer) => void,
    id: string,
    since: number,
    error = NOT_ALLOWED,
  ): Promise<void> {
    await delay(Math.max(0, since + REFUSAL_DELAY - now()))
    send({ id, error })
  }

  async function grantsOf(vault: Vault) {
    const seen = latestSeen(vault)
    const all = standingGrants(vault, now(), await session.browserSession(), seen)
    return { all, grants: withoutSensitive(all, await session.isFresh()), at: Math.max(now(), seen) }
  }

  /** Whether this document may know that we are here: it has a gesture, something granted, or something waiting. */
  async function maySee(caller: Caller, active: boolean): Promise<boolean> {
    if (active) return true
    const { requests } = await waiting.state()
    if (requests.some((one) => one.document === caller.document)) return true
    const vault = await session.vault()
    if (!vault) return false
    const { grants, at } = await grantsOf(vault)
    return liveGrants(grants, caller.origin, at).length > 0
  }

  async function query(caller: Caller, claims: readonly string[]): Promise<'granted' | 'prompt'> {
    const vault = await session.vault()
    if (!vault) return 'prompt'
    const { grants, at } = await grantsOf(vault)
    return isGranted(claims, grants, caller.origin, at) ? 'granted' : 'prompt'
  }

  async function isSilenced(origin: string): Promise<boolean> {
    const { silences } = await waiting.state()
    return silences.some((one) => one.until > now() && isSilencedBy(one, origin))
  }

  async function request(connection: Connection, id: string, raw: unknown, active: boolean): Promise<void> {
    const { caller, send } = connection
    const since = now()
    const parsed = parseSiteRequest(raw, since)
    if (!parsed.ok) {
      send({ id, error: { name: 'TypeError', message: parsed.reason } })
      return
    }
    const known = await waiting.find(id)
    if (known) {
      // Asked again after the background was stopped: the same document goes on waiting for the same answer.
      if (known.origin === caller.origin && known.document === caller.document)
        connections.attach(id, connection)
      else await deny(send, id, since)
      return
    }
    const vault = await session.vault()
    const outcome = vault ? await decideNow(vault, caller.origin, parsed.value) : null
    if (vault && outcome?.kind === 'allow') {
      const answer = await releasing.repeat(vault, caller.origin, parsed.value, id)
      if (answer) send({ id, ok: answer as never })
      else await deny(send, id, since)
      return
    }
    if (outcome?.kind === 'refuse' || !active || (await isSilenced(caller.origin))) {
      await deny(send, id, since)
      return
    }
    await ask(connection, id, parsed.value, since)
  }

  async function ask(connection: Connection, id: string, asked: SiteRequest, since: number): Promise<void> {
    const { caller, send } = connection
    const pending: PendingRequest = {
      id,
      origin: caller.origin,
      request: asked,
      hash: hashRequest(id, caller.origin, asked, sha256),
      asked: since,
      tab: caller.tab,
      document: caller.document,
    }
    connections.attach(id, connection)
    if (!(await waiting.add(pending))) {
      connections.detach(id)
      send({ id, error: BUSY })
      return
    }
    edges.onQueue()
    await edges.openPrompt(id)
  }

  async function decideNow(vault: Vault, origin: string, asked: SiteRequest) {
    const { grants, at } = await grantsOf(vault)
    return decide({ origin, request: asked, grants, refusals: standingRefusals(vault, at), now: at })
  }

  async function read(connection: Connection, call: Extract<SiteCall, { verb: 'read' }>): Promise<void> {
    const since = now()
    const attempt = (held: HeldVault) =>
      releasing.read(held, connection.caller.origin, call.grant, call.claims, call.id)
    let held = await session.forCommit()
    let answer = held && (await attempt(held))
    if (held && !(await held.stands)) {
      // Another context changed the session since this one last looked (the passphrase was given again): decided anew by that.
      held = await session.forCommit()
      answer = held && (await attempt(held))
    }
    if (!answer) return deny(connection.send, call.id, since)
    connections.know(connection, call.grant)
    connection.send({ id: call.id, ok: answer as never })
  }

  async function giveBack(
    connection: Connection,
    call: Extract<SiteCall, { verb: 'revoke' }>,
  ): Promise<void> {
    const since = now()
    const vault = await session.vault()
    if (!vault || !(await releasing.giveBack(vault, connection.caller.origin, call.grant))) {
      return deny(connection.send, call.id, since)
    }
    connection.send({ id: call.id, ok: null })
  }

  async function cancel(caller: Caller, target: string): Promise<void> {
    const pending = await waiting.find(target)
    if (pending?.origin !== caller.origin || pending.document !== caller.document) return
    if (await waiting.take(target)) edges.onQueue()
    connections.detach(target)
  }

  async function handle(connection: Connection, call: SiteCall, active: boolean): Promise<void> {
    // The bridge hands on nothing but a hello of a page that was not greeted. A call of a greeted page may reach a
    // background that was stopped since and does not remember: it gets its answer all the same.
    connection.visible ||= call.verb !== 'hello' || (await maySee(connection.caller, active))
    if (!connection.visible) return
    switch (call.verb) {
      case 'hello':
        connection.send({ id: call.id, ok: { version: SITE_PROTOCOL } })
        return
      case 'query':
        connection.send({ id: call.id, ok: await query(connection.caller, call.claims) })
        return
      case 'request':
        return request(connection, call.id, call.request, active)
      case 'read':
        return read(connection, call)
      case 'revoke':
        return giveBack(connection, call)
      case 'cancel':
        return cancel(connection.caller, call.target)
      case 'ack':
        releasing.delivered(call.target)
    }
  }

  return {
    connect(caller, send) {
      const connection = connections.open(caller, send)
      return {
        hear(message) {
          const { call: raw, active } = (message ?? {}) as {
            readonly call?: unknown
            readonly active?: unknown
          }
          const call = parseSiteCall(raw)
          if (!call) return
          if ('problem' in call) {
            if (connection.visible || !isHello(raw))
              connection.send({ id: call.id, error: { name: 'TypeError', message: call.problem } })
            return
          }
          const since = now()
          handle(connection, call, active === true).catch(() =>
            // What is broken on our side is none of the site's business: it sees a refusal like any other.
            deny(connection.send, call.id, since),
          )
        },
        close() {
          for (const id of connections.close(connection)) void cancel(caller, id)
        },
      }
    },

    async settle(pending, outcome) {
      const connection = await connections.attached(pending.id)
      connections.detach(pending.id)
      if (connection && 'ok' in outcome)
        connections.know(connection, (outcome.ok as { readonly grant: string }).grant)
      return connection?.send(outcome) ?? false
    },

    async announceGrants(vault, changed) {
      const { all } = await grantsOf(vault)
      connections.announce(all.filter(({ grant }) => changed.has(grant.id) && hasFate(vault, grant.id)))
    },
  }
}

function isHello(call: unknown): boolean {
  return (call as { readonly verb?: unknown }).verb === 'hello'
}

/** Whether anything happened to a grant since it was made: a new one is told by its answer. */
function hasFate(vault: Vault, grant: string): boolean {
  const fields = Object.keys(vault.get(GRANTS, grant)?.fields ?? {})
  return fields.some((field) => field !== 'grant' && field !== 'receipt')
}
