import type { RandomBytes } from '@/lib/base/ids'
import { plainLine } from '@/lib/base/text'
import type { Clock } from '@/lib/base/time'
import type { MissingCollection } from '@/lib/grants/collections'
import { type Decision, decide } from '@/lib/grants/decide'
import { promptLines } from '@/lib/grants/lines'
import { latestSeen } from '@/lib/grants/reader'
import { standingRefusals } from '@/lib/grants/refusals'
import type { PendingRequest } from '@/lib/grants/request'
import { standingRules } from '@/lib/grants/rules'
import { standingGrants } from '@/lib/grants/standing'
import type {
  CollectionLine,
  PromptFacts,
  PromptLine,
  RecordRow,
  StandingCollectionLine,
} from '@/lib/protocol/app'
import { parseClaim } from '@/lib/records/claims'
import { coarsen } from '@/lib/records/coarser'
import { collectionOf, isSensitive, isSensitiveField } from '@/lib/records/collections'
import { documentSize } from '@/lib/records/locker'
import { parseLocker } from '@/lib/records/locker-name'
import type { RecordState, RecordView } from '@/lib/records/record'
import { isDeleted, textOf, viewOf } from '@/lib/records/view'
import { localDate } from '@/lib/services/local-date'
import { pairwiseOf } from '@/lib/services/pairwise'
import { withoutSensitive } from '@/lib/services/sensitive'
import type { Session } from '@/lib/services/session'
import type { Vault } from '@/lib/vault/vault'

export interface DecidingEdges {
  readonly session: Session
  readonly now: Clock
  readonly random: RandomBytes
}

export type Question = Extract<Decision, { kind: 'ask' }>

/** What a waiting request comes to now, and what the person is shown of it. */
export interface Deciding {
  now(vault: Vault, pending: PendingRequest): Promise<Decision>
  /** Every row with every choice, as they are now. */
  lines(vault: Vault, pending: PendingRequest, question: Question): Promise<readonly PromptLine[]>
  /** What of the prompt follows from the question. */
  shown(vault: Vault, pending: PendingRequest, question: Question): Promise<ShownQuestion>
  /** Records of a shared collection that the question asks for, newest first; null when it does not. */
  records(vault: Vault, question: Question, collection: string): readonly RecordRow[] | null
}

type ShownQuestion = Pick<
  PromptFacts,
  'lines' | 'standing' | 'collections' | 'standingCollections' | 'rules' | 'longest'
>

const LONGEST_ROW = 120

export function createDeciding({ session, now, random }: DecidingEdges): Deciding {
  async function context(vault: Vault, origin: string) {
    const pairwise = await pairwiseOf(vault, random)
    return { today: localDate(now()), aliasTag: pairwise.aliasTag(origin) }
  }

  async function lines(
    vault: Vault,
    { origin }: PendingRequest,
    { missing }: Question,
  ): Promise<readonly PromptLine[]> {
    const views = (collection: string) => vault.all(collection).map(viewOf)
    return promptLines({ missing, views, context: await context(vault, origin) })
  }

  return {
    async now(vault, { origin, request }) {
      const seen = latestSeen(vault)
      const at = Math.max(now(), seen)
      const all = standingGrants(vault, now(), await session.browserSession(), seen)
      const grants = withoutSensitive(all, await session.isFresh())
      const [refusals, rules] = [standingRefusals(vault, at), standingRules(vault)]
      return decide({ origin, request, grants, refusals, rules, now: at })
    },

    lines,

    async shown(vault, pending, question) {
      const { missingCollections, standingCollections, longest, applied } = question
      const around = await context(vault, pending.origin)
      const standing = question.standing.map((granted) => {
        const record = vault.get(granted.collection, granted.record)
        const parsed = parseClaim(granted.claim)
        const answer = record && parsed ? coarsen(parsed, granted.form, viewOf(record), around) : null
        return { claim: granted.claim, form: granted.form, text: answer ? String(answer.value) : '' }
      })
      return {
        lines: await lines(vault, pending, question),
        standing,
        ...(missingCollections.length > 0 && {
          collections: missingCollections.map((one) => collectionLine(vault, one)),
        }),
        ...(standingCollections.length > 0 && {
          standingCollections: standingCollections.map(
            ({ collection, actions }): StandingCollectionLine<string> => ({
              collection,
              owner: ownerOf(collection),
              actions,
            }),
          ),
        }),
        rules: applied,
        longest,
      }
    },

    records(vault, { missingCollections }, collection) {
      const asked = missingCollections.find((one) => one.collection === collection)
      if (!asked || asked.fields === null) return null
      return keptViews(vault, collection)
        .sort((a, b) => b.created - a.created)
        .map((view) => ({
          id: view.id,
          label: plainLine(view.label, LONGEST_ROW),
          text: rowText(view),
          sensitive: isSensitive(view),
          standing: asked.standing?.sees(view.id, view.created) ?? false,
        }))
    },
  }
}

/** Records of a collection that a person can pick: those that were not deleted. */
export function keptViews(vault: Vault, collection: string): RecordView[] {
  return kept(vault, collection).map(viewOf)
}

function kept(vault: Vault, collection: string): readonly RecordState[] {
  return vault.all(collection).filter((state) => !isDeleted(state))
}

function collectionLine(vault: Vault, asked: MissingCollection): CollectionLine<string> {
  const { collection, actions, fields, required, reason, most, fresh, standing } = asked
  const records = kept(vault, collection)
  return {
    collection,
    owner: ownerOf(collection),
    actions,
    fields,
    required,
    reason: reason ?? null,
    ...(most !== undefined && { most }),
    records: records.length,
    bytes: fields === null ? records.reduce((sum, state) => sum + documentSize(state), 0) : null,
    fresh: standing === null ? null : fresh,
  }
}

function ownerOf(collection: string): string | null {
  return parseLocker(collection)?.origin ?? null
}

/** What tells a record apart, on one line: the first of its telling fields, none that is shown only when asked for. */
function rowText(view: RecordView): string {
  const telling = collectionOf(view.collection)?.needs ?? []
  const texts = telling.flatMap((field) =>
    isSensitiveField(view, field) ? [] : (textOf(view, field)?.split('\n', 1)[0] ?? []),
  )
  return plainLine([...new Set(texts)].slice(0, 2).join(', '), LONGEST_ROW)
}
