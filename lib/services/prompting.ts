import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { Clock, Instant } from '@/lib/base/time'
import { checkChoices } from '@/lib/grants/choose'
import { type Decision, decide } from '@/lib/grants/decide'
import type { Refusal } from '@/lib/grants/grant'
import { promptLines } from '@/lib/grants/lines'
import { latestSeen } from '@/lib/grants/reader'
import { refusalRecord, standingRefusals } from '@/lib/grants/refusals'
import type { PendingRequest } from '@/lib/grants/request'
import { standingGrants } from '@/lib/grants/standing'
import { entryRecord, LEDGER, parseEntry } from '@/lib/ledger/record'
import type { PromptAnswer, PromptFacts, Term } from '@/lib/protocol/app'
import { parseClaim } from '@/lib/records/claims'
import { coarsen } from '@/lib/records/coarser'
import { versionsOf } from '@/lib/records/merge'
import { viewOf } from '@/lib/records/view'
import { AppRefusal } from '@/lib/services/app-refusal'
import { type Broker, NOT_ALLOWED } from '@/lib/services/broker'
import { localDate } from '@/lib/services/local-date'
import { pairwiseOf } from '@/lib/services/pairwise'
import type { GrantTerm, Releasing } from '@/lib/services/releasing'
import { withoutSensitive } from '@/lib/services/sensitive'
import type { Session } from '@/lib/services/session'
import type { Waiting } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'

export interface PromptingEdges {
  readonly session: Session
  readonly waiting: Waiting
  readonly broker: Pick<Broker, 'settle'>
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
  /** @throws AppRefusal `locked`, `needs-passphrase` or `bad-params`; the request then goes on waiting. */
  answer(answer: PromptAnswer): Promise<{ readonly accepted: boolean }>
  /** The window was closed: what it showed counts as dismissed, and everything that waits is refused. */
  closed(): Promise<void>
}

export function createPrompting(edges: PromptingEdges): Prompting {
  const { session, waiting, broker, releasing, now, random, onQueue } = edges

  async function decideNow(vault: Vault, pending: PendingRequest): Promise<Decision> {
    const seen = latestSeen(vault)
    const at = Math.max(now(), seen)
    const all = standingGrants(vault, now(), await session.browserSession(), seen)
    const grants = withoutSensitive(all, await session.isFresh())
    return decide({
      origin: pending.origin,
      request: pending.request,
      grants,
      refusals: standingRefusals(vault, at),
      now: at,
    })
  }

  async function linesOf(
    vault: Vault,
    pending: PendingRequest,
    decision: Extract<Decision, { kind: 'ask' }>,
  ) {
    const pairwise = await pairwiseOf(vault, random)
    const context = { today: localDate(now()), aliasTag: pairwise.aliasTag(pending.origin) }
    const views = (collection: string) => vault.all(collection).map(viewOf)
    const lines = promptLines({ missing: decision.missing, views, context })
    const standing = decision.standing.map((granted) => {
      const record = vault.get(granted.collection, granted.record)
      const parsed = parseClaim(granted.claim)
      const answer = record && parsed ? coarsen(parsed, granted.form, viewOf(record), context) : null
      return { claim: granted.claim, form: granted.form, text: answer ? String(answer.value) : '' }
    })
    return { lines, standing }
  }

  async function refuse(pending: PendingRequest): Promise<void> {
    if (!(await waiting.take(pending.id))) return
    onQueue()
    await broker.settle(pending, { id: pending.id, error: NOT_ALLOWED })
  }

  /** Notes a no in the ledger, with the refusal itself where it lasts. */
  async function noteRefusal(vault: Vault, refusal: Refusal, lasting: boolean): Promise<void> {
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

  /** Counts a closed prompt; from the third on it silences the site for a while, where the person sees and lifts it. */
  async function noteDismissal({ origin }: PendingRequest, registrable: string): Promise<void> {
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
    await noteRefusal(vault, refusal, true)
  }

  async function deny(
    pending: PendingRequest,
    answer: Extract<PromptAnswer, { allow: false }>,
  ): Promise<{ accepted: boolean }> {
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
    if (vault) await noteRefusal(vault, refusal, lasting)
    await waiting.forget(pending.origin)
    await broker.settle(pending, { id: pending.id, error: NOT_ALLOWED })
    return { accepted: true }
  }

  async function allow(
    pending: PendingRequest,
    answer: Extract<PromptAnswer, { allow: true }>,
  ): Promise<{ accepted: boolean }> {
    const vault = await session.vault()
    if (!vault) throw new AppRefusal('locked')
    const decision = await decideNow(vault, pending)
    if (decision.kind !== 'ask') return { accepted: false }
    const { lines } = await linesOf(vault, pending, decision)
    const checked = checkChoices(pending, answer.choices, lines)
    if (!checked.ok) throw new AppRefusal('bad-params')
    const sensitive = lines.some(
      (line) =>
        line.sensitive && line.claims.some(({ claim }) => checked.value.some((one) => one.claim === claim)),
    )
    if (sensitive && !(await session.isFresh())) throw new AppRefusal('needs-passphrase')
    const term = await termOf(answer.term)
    if (!(await waiting.take(pending.id))) return { accepted: false }
    onQueue()
    try {
      const granted = await releasing.allow(vault, pending, checked.value, term)
      await waiting.forget(pending.origin)
      await broker.settle(
        pending,
        granted ? { id: pending.id, ok: granted as never } : { id: pending.id, error: NOT_ALLOWED },
      )
      return { accepted: granted !== null }
    } catch (error) {
      // Nothing was written, so nothing may leave; the page hears a refusal and the person hears why.
      await broker.settle(pending, { id: pending.id, error: NOT_ALLOWED })
      throw error
    }
  }

  async function termOf(term: Term): Promise<GrantTerm> {
    switch (term.kind) {
      case 'once':
        return { mode: 'once', ends: null }
      case 'session':
        return { mode: 'session', ends: null, session: await session.browserSession() }
      case 'until':
        if (term.at <= now()) throw new AppRefusal('bad-params')
        return { mode: 'until', ends: term.at }
      case 'revoked':
        return { mode: 'until', ends: null }
    }
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
      }
      const vault = await session.vault()
      if (!vault)
        return { ...base, locked: true, since: null, standing: [], lines: [], reauthenticated: false }
      const decision = await decideNow(vault, pending)
      if (decision.kind === 'refuse') {
        await refuse(pending)
        return null
      }
      if (decision.kind === 'allow') {
        if (!(await waiting.take(id))) return null
        onQueue()
        const answer = await releasing.repeat(vault, pending.origin, pending.request, id)
        await broker.settle(pending, answer ? { id, ok: answer as never } : { id, error: NOT_ALLOWED })
        return null
      }
      return {
        ...base,
        ...(await linesOf(vault, pending, decision)),
        locked: false,
        since: firstDisclosure(vault, pending.origin),
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

    async answer(answer) {
      const pending = await waiting.find(answer.id)
      if (!pending || pending.hash !== answer.hash) return { accepted: false }
      return answer.allow ? allow(pending, answer) : deny(pending, answer)
    },

    async closed() {
      const { requests, shown } = await waiting.state()
      for (const pending of requests) {
        if (pending.id === shown?.id) await noteDismissal(pending, shown.registrable)
        await refuse(pending)
      }
      await waiting.show(null)
    },
  }
}

/** When this site first got something; null when it never did. Only what may be it is parsed: a ledger grows long. */
function firstDisclosure(vault: Vault, origin: string): Instant | null {
  for (const record of vault.all(LEDGER)) {
    const said = versionsOf(record, 'entry').at(-1)?.value as
      | { readonly kind?: Json; readonly origin?: Json }
      | null
      | undefined
    if (said?.kind !== 'disclosure' || said.origin !== origin) continue
    const entry = parseEntry(said)
    if (entry?.kind === 'disclosure' && entry.id === record.id) return entry.at
  }
  return null
}
