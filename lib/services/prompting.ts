import type { RandomBytes } from '@/lib/base/ids'
import type { Clock } from '@/lib/base/time'
import type { PendingRequest } from '@/lib/grants/request'
import type { AppParams, PromptAnswer, PromptFacts, RecordRow } from '@/lib/protocol/app'
import { type AllowingEdges, allowRequest } from '@/lib/services/allowing'
import { type Broker, NOT_ALLOWED } from '@/lib/services/broker'
import { dealings } from '@/lib/services/dealings'
import { createDeciding } from '@/lib/services/deciding'
import { isOfferRefused } from '@/lib/services/offer-refusal'
import { keepOffer, offerView } from '@/lib/services/offering'
import { createRefusing } from '@/lib/services/refusing'
import type { Releasing } from '@/lib/services/releasing'
import { giveRoom } from '@/lib/services/rooming'
import type { Session } from '@/lib/services/session'
import type { Waiting } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'

export interface PromptingEdges {
  readonly session: Session
  readonly waiting: Waiting
  readonly broker: Pick<Broker, 'settle' | 'resume'>
  readonly releasing: Releasing
  readonly now: Clock
  readonly random: RandomBytes
  readonly onQueue: () => void
}

/** What the prompt window shows and answers. A request is bound to its hash, and a decision counts once. */
export interface Prompting {
  /** What there is to decide; null when the request is gone or no longer needs the person. */
  view(id: string): Promise<PromptFacts | null>
  /** The window shows it now. `registrable` must be a part of its host, or it counts as the host itself. */
  shown(id: string, registrable: string): Promise<void>
  next(): Promise<string | null>
  /** Records to choose from, newest first; null for what was not asked for. */
  records(id: string, collection: string): Promise<readonly RecordRow[] | null>
  /** @throws AppRefusal `locked`, `needs-passphrase` or `bad-params`; the request then goes on waiting. */
  answer(answer: PromptAnswer): Promise<{ readonly accepted: boolean }>
  /** Keeps what a site offers. @throws AppRefusal `locked`, `not-found` or `bad-params`; the offer then goes on waiting. */
  keep(kept: AppParams<'prompt.keep'>): Promise<{ readonly accepted: boolean }>
  /** Gives a full locker the room it asks for. @throws AppRefusal `locked`. */
  room(asked: AppParams<'prompt.room'>): Promise<{ readonly accepted: boolean }>
  /** The window was closed: what it showed counts as dismissed, and everything that waits is refused. */
  closed(): Promise<void>
}

/** Origins a new one is compared with: more than a person ever deals with. */
const MOST_KNOWN = 5_000

export function createPrompting(edges: PromptingEdges): Prompting {
  const { session, waiting, broker, releasing, onQueue, now } = edges
  const deciding = createDeciding(edges)
  const refusing = createRefusing(edges)
  const allowing: AllowingEdges = { ...edges, deciding }

  /** What waits under this id, if the answer was given to exactly that. */
  async function bound({
    id,
    hash,
  }: {
    readonly id: string
    readonly hash: string
  }): Promise<PendingRequest | null> {
    const pending = await waiting.find(id)
    return pending?.hash === hash ? pending : null
  }

  /** What is asked of the person; null where it was settled without them. */
  async function question(vault: Vault, pending: PendingRequest) {
    if (pending.quota) return { quota: pending.quota }
    if (pending.offer) {
      const offer = isOfferRefused(vault, pending.origin, now()) ? null : offerView(vault, pending)
      if (!offer) await refusing.refuse(pending)
      return offer && { offer }
    }
    const decision = await deciding.now(vault, pending)
    if (decision.kind === 'ask') return deciding.shown(vault, pending, decision)
    if (decision.kind === 'refuse') await refusing.refuse(pending)
    else await repeat(vault, pending)
    return null
  }

  async function repeat(vault: Vault, pending: PendingRequest): Promise<void> {
    const { id, origin, request } = pending
    if (!(await waiting.take(id))) return
    onQueue()
    const answer = await releasing.repeat(vault, origin, request, id)
    await broker.settle(pending, answer ? { id, ok: answer as never } : { id, error: NOT_ALLOWED })
  }

  return {
    async view(id) {
      const state = await waiting.state()
      const n = state.requests.findIndex((request) => request.id === id)
      const pending = state.requests[n]
      if (!pending) return null
      const base = {
        id,
        hash: pending.hash,
        position: { n: n + 1, of: state.requests.length },
        origin: pending.origin,
        purpose: pending.request.purpose,
        retention: pending.request.retention ?? null,
        access: pending.request.access,
        since: null,
        standing: [],
        lines: [],
      }
      const vault = await session.vault()
      if (!vault) return { ...base, locked: true, reauthenticated: false }
      const asked = await question(vault, pending)
      if (!asked) return null
      const dealt = dealings(vault)
      return {
        ...base,
        ...asked,
        locked: false,
        since: dealt.get(pending.origin) ?? null,
        known: [...dealt.keys()].slice(-MOST_KNOWN),
        reauthenticated: await session.isFresh(),
      }
    },

    async shown(id, registrable) {
      const pending = await waiting.find(id)
      if (!pending) return
      const host = new URL(pending.origin).hostname
      const known = host === registrable || host.endsWith(`.${registrable}`)
      await waiting.show({ id, registrable: known ? registrable : host })
    },

    async next() {
      return (await waiting.state()).requests[0]?.id ?? null
    },

    async records(id, collection) {
      const [pending, vault] = [await waiting.find(id), await session.vault()]
      if (!pending || !vault || pending.offer || pending.quota) return null
      const decision = await deciding.now(vault, pending)
      return decision.kind === 'ask' ? deciding.records(vault, decision, collection) : null
    },

    async answer(answer) {
      const pending = await bound(answer)
      if (!pending) return { accepted: false }
      if (!answer.allow) return refusing.deny(pending, answer)
      return pending.offer || pending.quota ? { accepted: false } : allowRequest(allowing, pending, answer)
    },

    async keep(kept) {
      const pending = await bound(kept)
      return pending?.offer ? keepOffer(edges, pending, kept) : { accepted: false }
    },

    async room(asked) {
      const pending = await bound(asked)
      return pending?.quota ? giveRoom(edges, pending) : { accepted: false }
    },

    async closed() {
      const { requests, shown } = await waiting.state()
      for (const pending of requests) {
        if (pending.id === shown?.id) await refusing.dismiss(pending, shown.registrable)
        await refusing.refuse(pending)
      }
      await waiting.show(null)
    },
  }
}
