import { sha256 } from '@/lib/crypto/hash'
import { decide, isGranted, liveGrants } from '@/lib/grants/decide'
import { hashRequest } from '@/lib/grants/hash-request'
import { parseSiteOffer } from '@/lib/grants/parse-offer'
import { parseSiteRequest } from '@/lib/grants/parse-request'
import { GRANTS, latestSeen } from '@/lib/grants/reader'
import { standingRefusals } from '@/lib/grants/refusals'
import type { PendingRequest, SiteRequest } from '@/lib/grants/request'
import { standingRules } from '@/lib/grants/rules'
import { standingGrant, standingGrants } from '@/lib/grants/standing'
import { SITE_PROTOCOL, type SiteAnswer, type SiteCall, type SiteError } from '@/lib/protocol/site'
import { parseSiteCall } from '@/lib/protocol/site-parse'
import { type Collecting, type CollectionCall, isCollectionCall } from '@/lib/services/collecting'
import {
  type Caller,
  type Connection,
  createConnections,
  type ValuesNotice,
} from '@/lib/services/connections'
import { isOfferRefused } from '@/lib/services/offer-refusal'
import type { Releasing } from '@/lib/services/releasing'
import { withoutSensitive } from '@/lib/services/sensitive'
import type { HeldVault, Session } from '@/lib/services/session'
import { isSilencedBy, type Waiting } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'

/** Refused, blocked, locked, absent and ruled out look alike, also in time: answered no sooner than this, in ms. */
const REFUSAL_DELAY = 150

export const NOT_ALLOWED: SiteError = { name: 'NotAllowedError', message: 'The request was not allowed.' }
export const FULL: SiteError = {
  name: 'QuotaExceededError',
  message: 'The locker has no room for this.',
}
/** What stands for the request where something else is asked. */
const NOTHING_ASKED: SiteRequest = { purpose: { text: 'room' }, claims: [], access: 'once' }
const BUSY: SiteError = {
  name: 'InvalidStateError',
  message: 'A request of this site is already waiting for an answer.',
}

export interface BrokerEdges {
  readonly session: Session
  readonly waiting: Waiting
  readonly releasing: Releasing
  readonly collecting: Collecting
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
  /** The person gave a locker the room a write waits for: it goes on. */
  resume(request: PendingRequest): Promise<void>
  /** Tells connected pages what became of their grants. */
  announceGrants(vault: Vault, changed: ReadonlySet<string>): Promise<void>
  /** Tells open pages of a site that values are new. @returns how many pages heard it. */
  notify(notice: ValuesNotice): number
}

/**
 * Between the sites and the vault: decides, has the person asked, releases. Knows nothing of how the prompt looks, and
 * never looks at a value itself.
 */
export function createBroker(edges: BrokerEdges): Broker {
  const { session, waiting, releasing, collecting, now, delay } = edges
  const connections = createConnections()
  /** Calls that wait for room in a locker, by their request. A page whose background was stopped sends its call again. */
  const parked = new Map<string, () => Promise<void>>()

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

  /** A page that works with a grant is told only of what is another than at its first call by it. */
  function know(connection: Connection, grant: string): Promise<void> {
    const { told, meeting } = connection
    if (told.has(grant)) return Promise.resolve()
    // Calls that come meanwhile wait for the same, and go on in the order in which they came.
    const known = meeting.get(grant) ?? meet(connection, grant).finally(() => meeting.delete(grant))
    meeting.set(grant, known)
    return known
  }

  async function meet(connection: Connection, grant: string): Promise<void> {
    const vault = await session.vault()
    if (!vault) return
    const browserSession = await session.browserSession()
    const standing = standingGrant(vault, grant, now(), browserSession, latestSeen(vault))
    if (standing) connections.know(connection, standing)
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

  async function ask(
    connection: Connection,
    id: string,
    asked: SiteRequest,
    since: number,
    rest: Pick<PendingRequest, 'quota' | 'offer'> = {},
  ): Promise<void> {
    const { caller, send } = connection
    // What is decided on is all of it, so that no answer fits another offer or another size.
    const bound = { ...asked, ...rest }
    const pending: PendingRequest = {
      id,
      origin: caller.origin,
      request: asked,
      ...rest,
      hash: hashRequest(id, caller.origin, bound, sha256),
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

  /** A record the site proposes to keep. What comes of it is `null` or a refusal like every other. */
  async function offer(connection: Connection, id: string, raw: unknown, active: boolean): Promise<void> {
    const { caller, send } = connection
    const since = now()
    const parsed = parseSiteOffer(raw)
    if (!parsed.ok) {
      send({ id, error: { name: 'TypeError', message: parsed.reason } })
      return
    }
    const known = await waiting.find(id)
    if (known) {
      if (known.origin === caller.origin && known.document === caller.document)
        connections.attach(id, connection)
      else await deny(send, id, since)
      return
    }
    const vault = await session.vault()
    const isRefused = vault !== null && isOfferRefused(vault, caller.origin, now())
    if (isRefused || !active || (await isSilenced(caller.origin))) {
      await deny(send, id, since)
      return
    }
    const asked: SiteRequest = { purpose: parsed.value.purpose, claims: [], access: 'once' }
    await ask(connection, id, asked, since, { offer: parsed.value })
  }

  async function decideNow(vault: Vault, origin: string, asked: SiteRequest) {
    const { grants, at } = await grantsOf(vault)
    return decide({
      origin,
      request: asked,
      grants,
      refusals: standingRefusals(vault, at),
      rules: standingRules(vault),
      now: at,
    })
  }

  async function read(connection: Connection, call: Extract<SiteCall, { verb: 'read' }>): Promise<void> {
    const since = now()
    const attempt = (held: HeldVault) =>
      releasing.read(held, connection.caller.origin, call.grant, call.claims, call.id)
    await know(connection, call.grant)
    let held = await session.forCommit()
    let answer = held && (await attempt(held))
    if (held && !(await held.stands)) {
      // Another context changed the session since this one last looked (the passphrase was given again): decided anew by that.
      held = await session.forCommit()
      answer = held && (await attempt(held))
    }
    if (!answer) return deny(connection.send, call.id, since)
    connection.send({ id: call.id, ok: answer as never })
  }

  /** Work in a collection. What does not fit is asked about where the person is at it, and refused where not. */
  async function collect(connection: Connection, call: CollectionCall, active: boolean): Promise<void> {
    const { caller, send } = connection
    const since = now()
    if ('grant' in call) await know(connection, call.grant)
    const isFree = isParked(connection, call, active).then((is) => !is)
    // A write asks beside its work whether it waits already, and writes nothing before it knows.
    if (call.verb !== 'write' && !(await isFree)) return
    const answer = await collecting.answer(connection, call, isFree)
    if (!(await isFree)) return
    if (!answer) return deny(send, call.id, since)
    if (!('full' in answer)) {
      send({ id: call.id, ...answer })
      return
    }
    if (!active || (await isSilenced(caller.origin))) {
      send({ id: call.id, error: FULL })
      return
    }
    parked.set(call.id, () => collect(connection, call, false))
    await ask(connection, call.id, NOTHING_ASKED, since, { quota: answer.full })
  }

  /** A call whose question is still open waits for its answer, also when it is sent again. */
  async function isParked(connection: Connection, call: CollectionCall, active: boolean): Promise<boolean> {
    if (call.verb !== 'write' && call.verb !== 'upload') return false
    const known = await waiting.find(call.id)
    const { origin, document } = connection.caller
    if (known?.origin !== origin || known.document !== document) return false
    connections.attach(call.id, connection)
    parked.set(call.id, () => collect(connection, call, active))
    return true
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
    if (isCollectionCall(call)) return collect(connection, call, active)
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
      case 'offer':
        return offer(connection, call.id, call.offer, active)
      case 'revoke':
        return giveBack(connection, call)
      case 'cancel':
        await collecting.cancel(connection, call.target)
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
          void collecting.close(connection).catch(() => undefined)
        },
      }
    },

    async resume(pending) {
      const go = parked.get(pending.id)
      parked.delete(pending.id)
      connections.detach(pending.id)
      await go?.()
    },

    async settle(pending, outcome) {
      parked.delete(pending.id)
      const connection = await connections.attached(pending.id)
      connections.detach(pending.id)
      const granted = 'ok' in outcome ? (outcome.ok as { readonly grant?: string } | null)?.grant : undefined
      if (connection && granted !== undefined) await know(connection, granted)
      return connection?.send(outcome) ?? false
    },

    async announceGrants(vault, changed) {
      const { all } = await grantsOf(vault)
      connections.announce(all.filter(({ grant }) => changed.has(grant.id) && hasFate(vault, grant.id)))
    },

    notify: connections.notify,
  }
}

function isHello(call: unknown): boolean {
  return (call as { readonly verb?: unknown }).verb === 'hello'
}

/** Whether a grant ended, was paused or narrowed since it was made: a new one is told by its answer. */
function hasFate(vault: Vault, grant: string): boolean {
  const fields = Object.keys(vault.get(GRANTS, grant)?.fields ?? {})
  return fields.some((field) => /^(revoked|paused|ends)/.test(field))
}
