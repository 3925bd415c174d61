import { toBase64Url, utf8 } from '@/lib/base/bytes'
import { HOUR, type Instant, MINUTE } from '@/lib/base/time'
import { sha256 } from '@/lib/crypto/hash'
import type { LockerWork } from '@/lib/ledger/entry'
import { entryRecord, LEDGER, readsOf, readsRecord, workRecord } from '@/lib/ledger/record'
import { currentValue } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** How long counts are gathered before they are written, in milliseconds. */
const GATHER = 10_000
const NOTHING: LockerWork = { read: 0, create: 0, update: 0, delete: 0 }

/** Who works where. */
export interface Worker {
  readonly origin: string
  readonly grant: string
  readonly collection: string
}

/**
 * The ledger of lockers: that a site works in one is written once an hour, before the first record of that hour leaves or
 * comes; how much it did is counted beside it.
 */
export interface LockerWorks {
  /** The entry that is missing for this hour, to be committed with or before the work; none when it is there. */
  entry(reader: VaultReader, worker: Worker, at: Instant): readonly RecordState[]
  /** One more read, to be committed with its entry before the records leave: for rules that count reads. */
  read(reader: VaultReader, worker: Worker, at: Instant): RecordState
  /** Counts what was done. Written a while later, and with `flush`. */
  count(worker: Worker, at: Instant, done: Partial<LockerWork>): void
  flush(): Promise<void>
}

export function createLockerWorks(vault: Vault, delay: (milliseconds: number) => Promise<void>): LockerWorks {
  const counts = new Map<string, LockerWork>()
  let gathering = false
  /** A site's calls mostly follow on one another, in one hour and one collection. */
  let last = { of: '', id: '' }

  /** The same for the whole hour, also after the background was stopped in it. */
  function entryId({ origin, grant, collection }: Worker, at: Instant): string {
    const of = JSON.stringify(['worked', origin, grant, collection, Math.floor(at / HOUR)])
    if (last.of !== of) last = { of, id: toBase64Url(sha256(utf8(of)).subarray(0, 16)) }
    return last.id
  }

  async function flush(): Promise<void> {
    if (counts.size === 0) return
    const due = [...counts]
    counts.clear()
    await vault.commit(
      (state) => due.map(([id, done]) => workRecord(id, sum(workOf(state, id), done), vault.stamp())),
      { durability: 'relaxed' },
    )
  }

  async function gather(): Promise<void> {
    if (gathering) return
    gathering = true
    await delay(GATHER)
    gathering = false
    await flush()
  }

  return {
    entry(reader, worker, at) {
      const id = entryId(worker, at)
      return reader.get(LEDGER, id) ? [] : [entryRecord({ kind: 'worked', id, at, ...worker }, vault.stamp())]
    },
    read(reader, worker, at) {
      const id = entryId(worker, at)
      const minute = Math.floor(at / MINUTE)
      const before = readsOf(reader.get(LEDGER, id))
      return readsRecord(id, { ...before, [minute]: (before[minute] ?? 0) + 1 }, vault.stamp())
    },
    count(worker, at, done) {
      const id = entryId(worker, at)
      counts.set(id, sum(counts.get(id) ?? NOTHING, done))
      // A vault that was locked meanwhile takes no counts; the entry itself stands.
      gather().catch(() => undefined)
    },
    flush,
  }
}

function workOf(reader: VaultReader, id: string): LockerWork {
  const record = reader.get(LEDGER, id)
  const value = record && currentValue(record, 'work')
  return { ...NOTHING, ...(value as Partial<LockerWork> | null) }
}

function sum(a: LockerWork, b: Partial<LockerWork>): LockerWork {
  return {
    read: a.read + (b.read ?? 0),
    create: a.create + (b.create ?? 0),
    update: a.update + (b.update ?? 0),
    delete: a.delete + (b.delete ?? 0),
  }
}
