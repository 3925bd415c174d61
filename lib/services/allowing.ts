import type { Clock } from '@/lib/base/time'
import { checkChoices, checkCollectionChoices } from '@/lib/grants/choose'
import type { PendingRequest } from '@/lib/grants/request'
import type { PromptAnswer, PromptLine, Term } from '@/lib/protocol/app'
import { isSensitive } from '@/lib/records/collections'
import { AppRefusal } from '@/lib/services/app-refusal'
import { type Broker, NOT_ALLOWED } from '@/lib/services/broker'
import { type Deciding, keptViews, type Question } from '@/lib/services/deciding'
import type { Given } from '@/lib/services/granting'
import type { GrantTerm, Releasing } from '@/lib/services/releasing'
import type { Session } from '@/lib/services/session'
import type { Waiting } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'

export interface AllowingEdges {
  readonly session: Session
  readonly waiting: Waiting
  readonly broker: Pick<Broker, 'settle'>
  readonly deciding: Deciding
  readonly releasing: Pick<Releasing, 'allow'>
  readonly now: Clock
  readonly onQueue: () => void
}

type Allowed = Extract<PromptAnswer, { allow: true }>

/**
 * Takes the person's yes: what was chosen is held against what is asked now, and once only.
 * @throws AppRefusal `locked`, `needs-passphrase` or `bad-params`; the request then goes on waiting.
 */
export async function allowRequest(
  edges: AllowingEdges,
  pending: PendingRequest,
  answer: Allowed,
): Promise<{ readonly accepted: boolean }> {
  const { session, waiting, broker, deciding, releasing, onQueue } = edges
  const vault = await session.vault()
  if (!vault) throw new AppRefusal('locked')
  const question = await deciding.now(vault, pending)
  if (question.kind !== 'ask') return { accepted: false }
  const lines = await deciding.lines(vault, pending, question)
  const given = checked(vault, pending, question, lines, answer)
  if (needsPassphrase(vault, lines, given) && !(await session.isFresh()))
    throw new AppRefusal('needs-passphrase')
  const term = await termOf(answer.term, isPick(question, given), edges)
  if (!(await waiting.take(pending.id))) return { accepted: false }
  onQueue()
  try {
    const granted = await releasing.allow(vault, pending, given, capped(term, question.longest, edges.now()))
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

function checked(
  vault: Vault,
  pending: PendingRequest,
  question: Question,
  lines: readonly PromptLine[],
  { choices, collections = [] }: Allowed,
): Given {
  if (choices.length === 0 && collections.length === 0) throw new AppRefusal('bad-params')
  // As the rules leave it: what they keep back was not asked, whatever the site wrote.
  const asked = { request: { ...pending.request, claims: question.missing } }
  const claims = choices.length === 0 ? null : checkChoices(asked, choices, lines)
  const picked = checkCollectionChoices(
    question.missingCollections,
    collections,
    (collection) => new Set(keptViews(vault, collection).map(({ id }) => id)),
  )
  if (claims?.ok === false || !picked.ok) throw new AppRefusal('bad-params')
  return { claims: claims?.value ?? [], ...picked.value }
}

function needsPassphrase(vault: Vault, lines: readonly PromptLine[], { claims, picks }: Given): boolean {
  const ofClaims = lines.some(
    (line) => line.sensitive && line.claims.some(({ claim }) => claims.some((one) => one.claim === claim)),
  )
  if (ofClaims) return true
  const chosen = new Set(picks.map(({ collection, record }) => `${collection}/${record}`))
  return [...new Set(picks.map(({ collection }) => collection))].some((collection) =>
    keptViews(vault, collection).some((view) => chosen.has(`${collection}/${view.id}`) && isSensitive(view)),
  )
}

/** Whether the collections given are picks; null where none is given. A request asks for picks only, or for none. */
function isPick({ missingCollections }: Question, { collections }: Given): boolean | null {
  return collections.length === 0 ? null : missingCollections.every(({ most }) => most !== undefined)
}

async function termOf(term: Term, pick: boolean | null, { session, now }: AllowingEdges): Promise<GrantTerm> {
  // One answer holds no collection, a site could never work on it; and what is picked is in that one answer.
  if (pick !== null && pick !== (term.kind === 'once')) throw new AppRefusal('bad-params')
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

/** Never longer than a rule of the person's lets it last, whatever the window said. */
function capped(term: GrantTerm, longest: number | null, now: number): GrantTerm {
  if (longest === null || term.mode === 'once') return term
  return { ...term, ends: Math.min(term.ends ?? Number.POSITIVE_INFINITY, now + longest) }
}
