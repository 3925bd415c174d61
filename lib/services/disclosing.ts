import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { Clock } from '@/lib/base/time'
import { standingRules } from '@/lib/grants/rules'
import type { LedgerEntry } from '@/lib/ledger/entry'
import { entryRecord } from '@/lib/ledger/record'
import type { RecordState, Stamp } from '@/lib/records/record'
import { isCounted, isSpent, pauseForBudget } from '@/lib/services/budgets'
import { type CollectionAnswer, type Of, type Reaching, typeError, type Visit } from '@/lib/services/desk'
import { pageOf } from '@/lib/services/listing'
import { type Reached, reach } from '@/lib/services/reach'
import type { SharedShelf } from '@/lib/services/shared-shelf'
import type { VaultReader } from '@/lib/vault/vault'

export interface DisclosingEdges {
  readonly now: Clock
  readonly random: RandomBytes
  readonly reaching: Reaching
}

/** What a site reads in a collection; nothing leaves before its line stands in the ledger. */
export interface Disclosing {
  /**
   * What a read gives, once its line stands in the ledger. `pick` chooses the records and is asked again inside the
   * commit that writes the line, if there is one to write.
   */
  disclose<Value>(
    desk: Visit,
    origin: string,
    call: { readonly grant: string; readonly collection: string },
    pick: Picking<Value>,
  ): Promise<Value | null>
  list(desk: Visit, origin: string, call: Of<'list'>): Promise<CollectionAnswer>
  get(desk: Visit, origin: string, call: Of<'get'>): Promise<CollectionAnswer>
  count(desk: Visit, origin: string, call: Of<'count'>): CollectionAnswer
}

/** What leaves, and the records it is made of; null where there is nothing to be seen. */
export type Picking<Value> = (
  found: Reached,
  reader: VaultReader,
) => { readonly value: Value; readonly records: readonly RecordState[] } | null

/** The line of records of a shared collection that leave. */
export function recordsEntry(
  shelf: Pick<SharedShelf, 'collection' | 'versions'>,
  records: readonly RecordState[],
  {
    stamp,
    ...about
  }: Pick<LedgerEntry & { kind: 'disclosure' }, 'id' | 'at' | 'origin' | 'grant'> & {
    readonly stamp: () => Stamp
  },
): RecordState {
  const values = records.map((record) => ({
    claim: shelf.collection,
    collection: shelf.collection,
    record: record.id,
    form: 'full' as const,
    versions: shelf.versions(record),
  }))
  return entryRecord({ kind: 'disclosure', ...about, way: 'records', values }, stamp())
}

export function createDisclosing({ now, random, reaching }: DisclosingEdges): Disclosing {
  async function disclose<Value>(
    desk: Visit,
    origin: string,
    call: { readonly grant: string; readonly collection: string },
    pick: Picking<Value>,
  ): Promise<Value | null> {
    const { vault, works, here } = desk
    const look = (state: VaultReader) => {
      const found = reach(reaching(desk), state, origin, call, 'read', here)
      const picked = found && pick(found, state)
      return found && picked && { found, ...picked }
    }
    let seen = look(vault)
    if (!seen || seen.records.length === 0) return seen?.value ?? null
    const about = { origin, stamp: () => vault.stamp() }
    const worker = { origin, grant: call.grant, collection: seen.found.granted.collection }
    const lines = (state: VaultReader, { found, records }: NonNullable<typeof seen>) =>
      found.kind === 'locker'
        ? [
            ...works.entry(state, worker, found.at),
            ...(isCounted(standingRules(state), origin) ? [works.read(state, worker, found.at)] : []),
          ]
        : [recordsEntry(found.shelf, records, { ...about, grant: call.grant, id: newId(random), at: now() })]
    if (lines(vault, seen).length > 0) {
      await vault.commit(
        (state) => {
          seen = look(state)
          if (!seen || seen.records.length === 0) return []
          const { standing, at } = seen.found
          if (!isSpent(state, standingRules(state), origin, at)) return lines(state, seen)
          // More than the person lets it read in an hour: the grant pauses, and nothing leaves.
          seen = null
          return pauseForBudget(standing, newId(random), at, () => vault.stamp())
        },
        { durability: 'relaxed' },
      )
    }
    if (seen?.found.kind === 'locker') works.count(worker, seen.found.at, { read: seen.records.length })
    return seen?.value ?? null
  }

  return {
    disclose,

    async list(desk, origin, call) {
      const cursors = { key: desk.names(origin).cursorKey, random }
      let lost = false
      const value = await disclose(desk, origin, call, ({ shelf }, reader) => {
        const page = pageOf(shelf, reader, call, cursors)
        lost = page === null
        return (
          page && { value: { records: page.records.map(shelf.show), next: page.next }, records: page.records }
        )
      })
      if (lost) return typeError('after: is not a place in this list')
      return value && { ok: value as unknown as Json }
    },

    async get(desk, origin, call) {
      const value = await disclose(desk, origin, call, ({ shelf }, reader) => {
        const records = [...new Set(call.ids)].flatMap((id) => shelf.find(reader, id) ?? [])
        return { value: { records: records.map(shelf.show) }, records }
      })
      return value && { ok: value as unknown as Json }
    },

    count(desk, origin, call) {
      const found = reach(reaching(desk), desk.vault, origin, call, 'read', desk.here)
      return found && { ok: { count: found.shelf.all(desk.vault).length } }
    },
  }
}
