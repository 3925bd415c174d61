import type { Clock } from '@/lib/base/time'
import type { Action } from '@/lib/grants/request'
import { standingRules } from '@/lib/grants/rules'
import { picking } from '@/lib/grants/standing'
import { entryRecord } from '@/lib/ledger/record'
import type { SiteCall, WriteAnswer, WriteConflict } from '@/lib/protocol/site'
import { blobIdsOf } from '@/lib/records/blobs'
import { fullName, isLocker } from '@/lib/records/locker-name'
import type { RecordState } from '@/lib/records/record'
import { isCounted, isSpent, pauseForBudget } from '@/lib/services/budgets'
import type { Desk } from '@/lib/services/desk'
import { recordsEntry } from '@/lib/services/disclosing'
import { fitting } from '@/lib/services/fitting'
import type { LockerFill } from '@/lib/services/locker-room'
import { type Moment, type ReachEdges, type Reached, reach } from '@/lib/services/reach'
import type { ReadyWrite } from '@/lib/services/shelf'
import { noted, type WriteTag, writtenBefore } from '@/lib/services/written-before'
import type { VaultReader } from '@/lib/vault/vault'

export interface WritingEdges {
  readonly desk: Desk
  readonly origin: string
  readonly call: Extract<SiteCall, { readonly verb: 'write' }>
  readonly writes: readonly ReadyWrite[]
  readonly now: Clock
  /** The collection, where every action of the call is allowed in it now. */
  readonly look: (state: VaultReader) => Reached | null
  readonly here: Moment
  readonly reaching: ReachEdges
  readonly tag: WriteTag
}

/** What stands in the way of a change, and the version a site may see of it. */
interface Conflict {
  readonly index: number
  readonly current: RecordState | null
}

/** One `write` of a site: all of its changes in one commit, or none and what stood in the way. */
export interface Writing {
  /** Room it takes, at most. */
  more(found: Reached): LockerFill
  /** @param provided as of a commit. `answer` null: not allowed any more. `replaced`: attachments that nothing names now. */
  commit(
    provided: Promise<boolean>,
  ): Promise<{ readonly answer: WriteAnswer | null; readonly replaced: readonly string[] }>
}

export function createWriting({
  desk,
  origin,
  call,
  writes: given,
  now,
  look,
  here,
  reaching,
  tag,
}: WritingEdges): Writing {
  const { vault, works } = desk
  const isOwn = isLocker(fullName(call.collection, origin))
  const writes = isOwn
    ? given.map((write, index) => (write.id === null ? { ...write, id: tag.newId(index) } : write))
    : given

  /** The first that fit into one answer: what is written again after them meets the others. */
  function conflictsOf(found: Reached, state: VaultReader): readonly Conflict[] {
    // A site that may not read learns of no other version.
    const mayRead = reach(reaching, state, origin, call, 'read', here) !== null
    const all = writes.flatMap(({ op, id, base }, index) => {
      const current = id === null ? null : found.shelf.find(state, id)
      const isFree =
        op === 'create'
          ? current === null
          : current !== null && (base === null || base === found.shelf.versionOf(current))
      return isFree ? [] : [{ index, current: mayRead ? current : null }]
    })
    return fitting(all, ({ current }) => current && found.shelf.show(current))
  }

  /** The version that stands leaves with a conflict, so it is read: entered, and counted where a rule counts reads. */
  function readLines(
    found: Reached,
    state: VaultReader,
    records: readonly RecordState[],
  ): readonly RecordState[] {
    if (found.kind === 'locker') {
      const worker = { origin, grant: call.grant, collection: found.granted.collection }
      const isOne = isCounted(standingRules(state), origin)
      return [
        ...works.entry(state, worker, found.at),
        ...(isOne ? [works.read(state, worker, found.at)] : []),
      ]
    }
    const about = { id: reaching.newId(), at: now(), origin, grant: call.grant, stamp: () => vault.stamp() }
    return [recordsEntry(found.shelf, records, about)]
  }

  function linesOf(found: Reached, state: VaultReader, records: readonly string[]): readonly RecordState[] {
    const { collection } = found.granted
    if (found.kind === 'locker')
      return works.entry(state, { origin, grant: call.grant, collection }, found.at)
    return (['create', 'update', 'delete'] as const).flatMap((action) => {
      const touched = records.filter((_, index) => writes[index]?.op === action)
      if (touched.length === 0) return []
      const entry = {
        kind: 'written',
        id: tag.entry(action),
        at: now(),
        origin,
        grant: call.grant,
        collection,
        action,
        records: touched,
      } as const
      return [entryRecord(entry, vault.stamp())]
    })
  }

  return {
    more({ shelf }) {
      let bytes = 0
      let records = 0
      for (const { op, id, value } of writes) {
        if (op === 'delete') continue
        const size = JSON.stringify(value).length
        if (op === 'create') {
          records++
          bytes += size
          continue
        }
        // What an update replaces makes room for what it brings.
        const current = id === null ? null : shelf.find(vault, id)
        const before = current ? shelf.show(current).value : {}
        const replaced = Object.keys(value).reduce(
          (sum, name) => sum + (Object.hasOwn(before, name) ? JSON.stringify(before[name]).length : 0),
          0,
        )
        bytes += Math.max(0, size - replaced)
      }
      return { bytes, records }
    },

    async commit(provided) {
      let conflicts: readonly Conflict[] | null = null
      let repeated: WriteAnswer | null = null
      let touched: readonly { readonly record: string; readonly before: RecordState | null }[] = []
      const prepare = (state: VaultReader): readonly RecordState[] => {
        conflicts = null
        touched = []
        const found = look(state)
        repeated = found && writtenBefore(found, state, call, tag)
        if (!found || repeated) return []
        conflicts = conflictsOf(found, state)
        if (conflicts.length > 0) {
          const shown = conflicts.flatMap(({ current }) => current ?? [])
          if (shown.length === 0) return []
          if (!isSpent(state, standingRules(state), origin, found.at)) return readLines(found, state, shown)
          conflicts = null
          return pauseForBudget(found.standing, reaching.newId(), found.at, () => vault.stamp())
        }
        const applied = writes.map((write) => found.shelf.apply(write, state, vault.stamp()))
        touched = applied.map(({ record }) => ({
          record,
          before: state.get(found.granted.collection, record),
        }))
        const records = applied.map(({ record }) => record)
        // A site sees what it made itself, whatever else was picked for it.
        const picks =
          found.kind === 'shared'
            ? records
                .filter((_, index) => writes[index]?.op === 'create')
                .flatMap((record) =>
                  found.grants.map((grant) =>
                    picking(grant, found.granted.collection, record, true, vault.stamp()),
                  ),
                )
            : []
        const changes = applied.flatMap((one) => one.changes)
        const [first, ...rest] = changes
        const before = touched[0]?.before ?? null
        const all =
          found.kind === 'locker' && first ? [noted(first, before, tag, vault.stamp()), ...rest] : changes
        return [...linesOf(found, state, records), ...picks, ...all]
      }
      // A batch is a step that a site reports as done, and its wait for the disk a hundredth of it.
      const durability = isOwn && writes.length === 1 ? 'relaxed' : 'strict'
      await vault.commit(prepare, { provided, durability })
      // What was prepared and not written is no answer either.
      if (!(await provided)) return { answer: null, replaced: [] }
      if (repeated) return { answer: repeated, replaced: [] }
      if (conflicts === null) return { answer: null, replaced: [] }
      const found = look(vault)
      if (!found) return { answer: null, replaced: [] }
      const inTheWay = (conflicts as readonly Conflict[]).map(
        ({ index, current }): WriteConflict => ({ index, current: current && found.shelf.show(current) }),
      )
      if (inTheWay.length > 0) return { answer: { conflicts: inTheWay }, replaced: [] }
      const { collection } = found.granted
      if (found.kind === 'locker')
        works.count({ origin, grant: call.grant, collection }, found.at, done(writes))
      const replaced: string[] = []
      const written = touched.map(({ record, before }) => {
        const after = vault.get(collection, record)
        const kept = new Set(after ? blobIdsOf(after) : [])
        if (before) replaced.push(...blobIdsOf(before).filter((id) => !kept.has(id)))
        return after
          ? { id: found.shelf.idOf(after), version: found.shelf.versionOf(after) }
          : { id: record, version: '' }
      })
      return { answer: { written }, replaced }
    },
  }
}

function done(writes: readonly ReadyWrite[]): Partial<{ readonly [Op in Action]: number }> {
  const counts: { [Op in Action]?: number } = {}
  for (const { op } of writes) counts[op] = (counts[op] ?? 0) + 1
  return counts
}
