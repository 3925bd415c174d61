import { equalBytes, toBase64Url } from '@/lib/base/bytes'
import type { Secret } from '@/lib/base/secret'
import { deriveKey32, isKeyLabel } from '@/lib/crypto/keys'
import type { RecordState } from '@/lib/records/record'
import type { Stamper } from '@/lib/records/stamp'
import { type BlobKeeper, blobsNamed } from '@/lib/vault/blobs'
import { latestStamp } from '@/lib/vault/changes'
import { type ComposedCommit, composeCommit, providedOf, settleBatch, type Waiting } from '@/lib/vault/commit'
import type { Packing } from '@/lib/vault/compact'
import { createCompactor, needOf } from '@/lib/vault/compactor'
import type { LogDatabase, Row } from '@/lib/vault/database'
import { vaultError } from '@/lib/vault/errors'
import { type Head, openHead } from '@/lib/vault/head'
import { createHearing } from '@/lib/vault/hearing'
import type { Rewriting, Taking, There } from '@/lib/vault/inside'
import { changesOf, type Loaded, openRows } from '@/lib/vault/load'
import { forgetKeys, type LogKeys } from '@/lib/vault/log-keys'
import type { MirrorWriter } from '@/lib/vault/mirror-writer'
import { createNextSegment } from '@/lib/vault/next-segment'
import type { Places } from '@/lib/vault/places'
import { composeRewriting, isNothing } from '@/lib/vault/rewriting'
import type { SentinelWriter } from '@/lib/vault/sentinel-writer'
import { createSettling } from '@/lib/vault/settling'
import type { State, Touched } from '@/lib/vault/state'
import { goingOn } from '@/lib/vault/succession'
import type { CommitOptions, Committed, Health, Prepare, Repair, Vault } from '@/lib/vault/vault'

/** What was read at opening, or read again after the log was put right. */
export interface Snapshot {
  readonly head: Head
  readonly headBytes: Uint8Array
  readonly segments: readonly Loaded[]
  readonly damaged: Health['damaged']
  readonly repairs: readonly Repair[]
  /** Rows the mirror is not known to hold. */
  readonly fresh: readonly Row[]
  /** Generation of the mirror's newest head. */
  readonly mirrored: number
}

export interface LogParts {
  readonly places: Places
  readonly database: LogDatabase
  readonly keys: LogKeys
  readonly root: Secret
  readonly state: State
  readonly stamper: Stamper
  readonly mirror: MirrorWriter
  readonly sentinel: SentinelWriter
  /** @param named what the log names now; null while part of it is damaged. */
  readonly blobs: (named: () => ReadonlySet<string> | null) => BlobKeeper
  readonly first: Snapshot
  /** Examines all copies and reads the log again. Not to be called while holding the lock. */
  readonly reload: () => Promise<Snapshot>
}

/** How often a batch is tried again after the log was put right under it. */
const ROUNDS = 3

/** What was prepared longer ago than this, in milliseconds, is prepared anew: what it decided by the clock may be over. */
const STALE = 50

/** A batch prepared and sealed on top of a head. */
interface Draft {
  readonly basis: Uint8Array
  readonly at: number
  readonly commit: ComposedCommit
}

/** The open vault. Reads come from memory; what is written is durable before anybody is told. */
export function createLog(parts: LogParts): Vault {
  const { places, database, keys, root, state, stamper, mirror, sentinel } = parts
  const blobs = parts.blobs(() => (damaged.length > 0 ? null : blobsNamed(state)))
  const listeners = new Set<(changed: readonly Touched[]) => void>()
  const hearing = createHearing()
  const ending = new AbortController()
  const queue: Waiting[] = []
  let { head, headBytes, damaged, repairs } = parts.first
  let pumping: Promise<void> | null = null
  let closed = false
  const id = toBase64Url(head.vaultId)
  const next = createNextSegment(keys, places, () => head)
  next.follow()
  const settling = createSettling(database, () => headBytes)

  take(changesOf(parts.first.segments))
  noted(parts.first.fresh)
  const need = needOf(parts.first.segments, state)
  const compactor = createCompactor({ database, keys, state, vaultId: head.vaultId, places, replace }, need)
  places.onAnnounced(() => {
    follow().catch(() => {})
  }, ending.signal)

  function take(changes: readonly RecordState[]): void {
    const latest = latestStamp(changes)
    if (latest) stamper.saw(latest)
    const touched = state.apply(changes)
    if (touched.length === 0) return
    for (const listener of [...listeners]) listener(touched)
  }

  function advance(to: Head, bytes: Uint8Array): void {
    if (to.generation <= head.generation) return
    if (to.device !== head.device) stamper.become(to.device)
    head = to
    headBytes = bytes
    next.follow()
  }

  function noted(rows: readonly Row[]): void {
    mirror.note(head.generation, headBytes, rows)
    sentinel.note(head.generation, headBytes)
  }

  /** Reads what others appended. `regressed`: the database knows less than this context, or something is damaged. */
  async function readTail(): Promise<'same' | 'followed' | 'regressed'> {
    const known = headBytes
    const tail = await database.follow(head.generation, known)
    if (closed) throw vaultError('closed')
    if (tail.head && equalBytes(tail.head, known)) return 'same'
    const next = openHead(keys.head, tail.head)
    if (!next) return 'regressed'
    // This context's own commit may have come in between.
    if (next.generation <= head.generation)
      return tail.head && equalBytes(tail.head, headBytes) ? 'same' : regressed()
    const { good, bad } = openRows(keys, head.vaultId, tail.rows)
    if (bad.length > 0) return 'regressed'
    advance(next, tail.head as Uint8Array)
    const packed = good.some(({ segment }) => segment.packed.length > 0)
    hearing.tell(tail.rows, packed ? null : [])
    mirror.note(next.generation, headBytes, tail.rows, { packed, lazy: true })
    const followed = changesOf(good)
    take(followed)
    blobs.noted(followed, { lazy: true })
    return 'followed'
  }

  async function regressed(): Promise<'same' | 'regressed'> {
    const again = await database.follow(head.generation, headBytes)
    const next = openHead(keys.head, again.head)
    return next && next.generation >= head.generation ? 'same' : 'regressed'
  }

  async function follow(): Promise<void> {
    if (closed) throw vaultError('closed')
    if ((await goingOn(places, database, readTail, saveAll)) === 'regressed') await recover()
  }

  /** A broken database is left: what only this context still holds must be in the mirror then. */
  async function saveAll(): Promise<void> {
    await Promise.allSettled([mirror.flush(), blobs.mirrored()])
  }

  /** The database lost something under us. The mirror first gets what only this context still holds. */
  async function recover(): Promise<void> {
    await mirror.flush().catch(() => {})
    const read = await parts.reload()
    if (closed) throw vaultError('closed')
    if (read.head.generation < head.generation) throw vaultError('lost')
    ;({ head, headBytes, damaged } = read)
    hearing.tell([], null)
    repairs = [...repairs, ...read.repairs]
    take(changesOf(read.segments))
    noted(read.fresh)
  }

  /** `pumping` ends in the same step that finds the queue empty: whoever queues after that starts it again. */
  async function pump(): Promise<void> {
    await null
    for (let batch = queue.splice(0); batch.length > 0; batch = queue.splice(0)) await writeBatch(batch)
    pumping = null
  }

  async function writeBatch(all: readonly Waiting[]): Promise<void> {
    let batch = all
    // Two contexts never write on the same head, as the transaction compares it: the lock, a question to another
    // process, is for who was overtaken, so that others who were do not overtake it again.
    let inTurn = <Value>(work: () => Promise<Value>) => work()
    try {
      for (let recoveries = 0; recoveries < ROUNDS; ) {
        const attempt = async () => {
          // Prepared and sealed while the browser says what the commit hangs on.
          const drafted = Promise.resolve().then(() => compose(batch))
          drafted.catch(() => {})
          const provided = await providedOf(batch, head.generation)
          const isWhole = provided.length === batch.length
          batch = provided
          return batch.length === 0 ? 'done' : write(batch, isWhole ? await drafted : compose(batch))
        }
        const outcome = await goingOn(places, database, () => inTurn(attempt), saveAll)
        if (outcome === 'done') return
        if (outcome === 'overtaken') inTurn = places.exclusively
        else if (++recoveries < ROUNDS) await recover()
      }
      throw vaultError('unreachable')
    } catch (error) {
      for (const waiting of batch) waiting.reject(error)
    }
  }

  function compose(batch: readonly Waiting[]): Draft {
    if (closed) throw vaultError('closed')
    const commit = composeCommit(batch, { head, state, keys, places, next })
    return { basis: headBytes, at: places.now(), commit }
  }

  /** @returns `overtaken` when another context was faster, which is rare: what it wrote is known then. */
  async function write(batch: readonly Waiting[], draft: Draft): Promise<'done' | 'recover' | 'overtaken'> {
    for (;;) {
      if (closed) throw vaultError('closed')
      const isFresh = draft.basis === headBytes && Math.abs(places.now() - draft.at) < STALE
      if (!isFresh) draft = compose(batch)
      const { basis, commit } = draft
      if (commit.rows.length === 0) {
        const tail = await readTail()
        if (tail === 'regressed') return 'recover'
        // The tail may also have been followed beside this, by the news of another context.
        if (tail === 'followed' || basis !== headBytes) continue
        settleBatch(commit.outcomes, head.generation)
        return 'done'
      }
      const durability = batch.some((waiting) => waiting.durability === 'strict') ? 'strict' : 'relaxed'
      const { rows, headBytes: bytes } = commit
      const outcome = await database.append(basis, { rows, head: bytes, durability })
      if (outcome === 'overtaken') return (await readTail()) === 'regressed' ? 'recover' : 'overtaken'
      advance(commit.head, bytes)
      if (!closed) take(commit.changes)
      compactor.wrote(rows, commit.changes)
      settleBatch(commit.outcomes, commit.head.generation)
      places.announce()
      const lazy = durability === 'relaxed'
      hearing.tell(rows, [])
      mirror.note(commit.head.generation, bytes, rows, { lazy })
      blobs.noted(commit.changes)
      sentinel.note(commit.head.generation, bytes, { lazy })
      settling.noted(durability)
      return 'done'
    }
  }

  /**
   * Under the lock, on the newest head: writes what `compose` makes of the rows there are, and all they stand for goes.
   * @returns null when there is nothing to write, or no log to write to.
   */
  function rewrite<Made extends Rewriting>(
    compose: (there: There) => Promise<Made | null>,
    patient = false,
  ): Promise<Made | null> {
    return places.exclusively(async () => {
      for (;;) {
        if (closed || (await readTail()) === 'regressed') return null
        const made = await rewriteOnce(compose, patient)
        if (made !== 'overtaken') return made
      }
    })
  }

  /** The same once, on the head as it is known: as with a commit, the transaction compares it. */
  async function rewriteOnce<Made extends Rewriting>(
    compose: (there: There) => Promise<Made | null>,
    patient: boolean,
  ): Promise<Made | null | 'overtaken'> {
    const basis = headBytes
    const made = await compose(async () => (await database.keys()).keys)
    if (closed || !made || isNothing(made, head)) return made
    if (basis !== headBytes) return 'overtaken'
    const [rows, next, bytes] = composeRewriting(made, head, keys, places)
    const { remove, changes = [] } = made
    if ((await database.append(basis, { rows, head: bytes, remove })) === 'overtaken') return 'overtaken'
    advance(next, bytes)
    if (!closed) take(changes)
    places.announce()
    hearing.tell(rows, remove)
    mirror.note(next.generation, bytes, rows, { packed: remove.length > 0, patient })
    return made
  }

  /** Puts packed segments in place of those they pack, if these are all still there. */
  async function replace(packing: Packing): Promise<void> {
    const made = await rewrite(async (keys) => {
      const there = new Set((await keys()).map(String))
      return packing.remove.every((key) => there.has(String(key))) ? packing : null
    })
    // Nothing new was said: until the mirror has it, its older generation is as good.
    if (made) mirrored().catch(() => {})
  }

  /** What came from another device is written. */
  function took({ segments, changes, mended }: Taking): void {
    damaged = damaged.filter((gap) => !mended.includes(gap))
    compactor.wrote(segments, changes)
    sentinel.note(head.generation, headBytes)
  }

  async function mirrored(): Promise<void> {
    await mirror.flush()
    if (!closed) sentinel.note(head.generation, headBytes)
    await sentinel.flush()
    await blobs.mirrored()
  }

  function commit(
    prepare: Prepare,
    { durability = 'strict', provided }: CommitOptions = {},
  ): Promise<Committed> {
    if (closed) return Promise.reject(vaultError('closed'))
    return new Promise<Committed>((resolve, reject) => {
      queue.push({ prepare, durability, provided: provided ?? null, resolve, reject })
      pumping ??= pump()
    })
  }

  return {
    id,
    get device() {
      return head.device
    },
    blobs,
    inside: {
      places,
      database,
      keys,
      root,
      state,
      vaultId: head.vaultId,
      sealedBlobs: blobs.sealed,
      hearing,
      head: () => head,
      damaged: () => damaged,
      rewrite,
      rewriteOnce,
      refresh: follow,
      took,
      pack: compactor.pack,
      isClosed: () => closed,
    },
    get: state.get,
    all: state.all,
    collections: state.collections,
    commit,
    refresh: follow,
    subscribe(listener, signal) {
      if (signal?.aborted) return
      listeners.add(listener)
      signal?.addEventListener('abort', () => listeners.delete(listener))
    },
    health() {
      const written = mirror.state()
      return {
        vaultId: id,
        device: head.device,
        generation: head.generation,
        segments: head.rows,
        records: state.count(),
        savedAt: head.savedAt,
        mirroredAt: written.at,
        mirrored: written.generation >= head.generation,
        unmirrored: blobs.unmirrored(),
        damaged,
        repairs,
      }
    },
    mirrored,
    stamp: () => stamper.next(),
    derive(purpose) {
      if (!isKeyLabel(purpose)) throw new RangeError('no such purpose')
      return deriveKey32(root.reveal(), purpose)
    },
    close() {
      if (closed) return
      closed = true
      ending.abort()
      compactor.stop()
      next.forget()
      listeners.clear()
      state.clear()
      root.forget()
      for (const waiting of queue.splice(0)) waiting.reject(vaultError('closed'))
      // What was acknowledged is sealed already: the mirror still gets it, without any key.
      const rest = [
        mirror.flush(),
        sentinel.flush(),
        settling.flush(),
        pumping ?? Promise.resolve(),
        blobs.close(),
      ]
      mirror.stop()
      settling.stop()
      Promise.allSettled(rest).then(
        () => {
          forgetKeys(keys)
          database.close()
        },
        () => {},
      )
    },
  }
}
