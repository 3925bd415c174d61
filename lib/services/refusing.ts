import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Clock } from '@/lib/base/time'
import type { Refusal } from '@/lib/grants/grant'
import { refusalRecord } from '@/lib/grants/refusals'
import type { PendingRequest } from '@/lib/grants/request'
import { entryRecord } from '@/lib/ledger/record'
import type { PromptAnswer } from '@/lib/protocol/app'
import type { SiteError } from '@/lib/protocol/site'
import { AppRefusal } from '@/lib/services/app-refusal'
import { type Broker, FULL, NOT_ALLOWED } from '@/lib/services/broker'
import type { Session } from '@/lib/services/session'
import type { Waiting } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'

export interface RefusingEdges {
  readonly session: Session
  readonly waiting: Waiting
  readonly broker: Pick<Broker, 'settle'>
  readonly now: Clock
  readonly random: RandomBytes
  readonly onQueue: () => void
}

/** The ways a waiting request comes to nothing. */
export interface Refusing {
  /** Without a word of the person's: the window was closed, or what stands forbids it. */
  refuse(pending: PendingRequest): Promise<void>
  /** Counts a closed prompt; from the third on it silences the site for a while, where the person sees and lifts it. */
  dismiss(pending: PendingRequest, registrable: string): Promise<void>
  /** The person said no. @throws AppRefusal `locked` for a lasting no while there is no vault to keep it in. */
  deny(
    pending: PendingRequest,
    answer: Extract<PromptAnswer, { allow: false }>,
  ): Promise<{ readonly accepted: boolean }>
}

export function createRefusing(edges: RefusingEdges): Refusing {
  const { session, waiting, broker, now, random, onQueue } = edges

  /** Notes a no in the ledger, with the refusal itself where it lasts. */
  async function note(vault: Vault, refusal: Refusal, lasting: boolean): Promise<void> {
    const { origin, until, claims, cause } = refusal
    const kind = cause === 'silence' ? 'silenced' : 'refused'
    const entry = {
      kind,
      id: newId(random),
      at: now(),
      origin,
      claims: claims ?? [],
      until: lasting ? until : now(),
    } as const
    await vault.commit(() => [
      ...(lasting ? [refusalRecord(refusal, vault.stamp())] : []),
      entryRecord(entry, vault.stamp()),
    ])
  }

  return {
    async refuse(pending) {
      if (!(await waiting.take(pending.id))) return
      onQueue()
      await broker.settle(pending, { id: pending.id, error: errorOf(pending) })
    },

    async dismiss({ origin }, registrable) {
      const silence = await waiting.dismissed(origin, registrable, now())
      const vault = silence && (await session.vault())
      if (!silence || !vault) return
      const whole = silence.scope === 'site' ? { site: registrable } : {}
      const refusal: Refusal = {
        id: newId(random),
        origin,
        ...whole,
        claims: null,
        created: now(),
        until: silence.until,
        cause: 'silence',
      }
      await note(vault, refusal, true)
    },

    async deny(pending, answer) {
      const vault = await session.vault()
      const lasting = answer.until !== 'once'
      if (!vault && lasting) throw new AppRefusal('locked')
      if (!(await waiting.take(pending.id))) return { accepted: false }
      onQueue()
      const until = answer.until === 'always' || answer.until === 'once' ? null : answer.until
      const refusal: Refusal = {
        id: newId(random),
        origin: pending.origin,
        claims: answer.claims,
        created: now(),
        until,
        cause: 'person',
      }
      if (vault) await note(vault, refusal, lasting)
      await waiting.forget(pending.origin)
      await broker.settle(pending, { id: pending.id, error: errorOf(pending) })
      return { accepted: true }
    },
  }
}

/** A site whose locker stays full hears what it would have heard without a question. */
function errorOf({ quota }: PendingRequest): SiteError {
  return quota ? FULL : NOT_ALLOWED
}
