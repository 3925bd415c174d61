import { newId, type RandomBytes } from '@/lib/base/ids'
import { canonicalJson, type Json } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import type { Clock, Instant } from '@/lib/base/time'
import { isAge } from '@/lib/exchange/age-file'
import {
  type Archive,
  type ArchiveSummary,
  type Attachments,
  archiveEntries,
  readArchive,
} from '@/lib/exchange/archive'
import { FileProblem, type ImportProblem } from '@/lib/exchange/problem'
import type { Source } from '@/lib/exchange/source'
import { readZip } from '@/lib/exchange/unzip'
import { MAX_ZIP, zipPieces } from '@/lib/exchange/zip'
import type { LedgerEntry } from '@/lib/ledger/entry'
import { entryRecord } from '@/lib/ledger/record'
import { blobIdsOf } from '@/lib/records/blobs'
import { COLLECTION_NAMES } from '@/lib/records/collections'
import { currentValue, mergeStates } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { summaryOf } from '@/lib/records/summary'
import { isDeleted, viewOf } from '@/lib/records/view'
import { type Kept, keepAttachments, readAttachments } from '@/lib/services/attachments'
import { fileSource, gather } from '@/lib/services/file-pieces'
import { asFromFile, fileSourceOf } from '@/lib/services/from-file'
import { isLeftOut } from '@/lib/services/left-out'
import { localDate } from '@/lib/services/local-date'
import { pairwiseSeed, seedRecord } from '@/lib/services/pairwise'
import { VaultError } from '@/lib/vault/errors'
import type { Vault, VaultReader } from '@/lib/vault/vault'

export type { ArchiveSummary } from '@/lib/exchange/archive'
export type { ImportProblem } from '@/lib/exchange/problem'

/** Largest file that is looked at: what a zip holds, and a little that age adds to it. */
const MAX_FILE = MAX_ZIP + MAX_ZIP / 256

/** What an import would do, record by record, before anything is written. */
export interface ImportPlan {
  readonly summary: ArchiveSummary
  /** `own`: an export of this very vault. `whole`: an empty vault takes everything over, grants and ledger included. `other`: records only. */
  readonly from: 'own' | 'whole' | 'other'
  readonly encrypted: boolean
  readonly rows: readonly ImportRow[]
}

export interface ImportRow {
  readonly collection: string
  readonly id: string
  readonly label: string
  /** First line of what the record holds, for the person to know it by. */
  readonly text: string
  readonly outcome: 'new' | 'changed' | 'same' | 'older'
}

/** Taking everything out, proving that it can be read back, and bringing it in. */
export interface Transfer {
  /** An age file (passphrase recipient) holding a zip; without a passphrase the plain zip. */
  exportArchive(passphrase: string | null): Promise<ExportedFile>
  /** Opens a file and compares every record with the vault; notes the time when all of it is there. */
  verifyArchive(file: Blob, passphrase: string | null): Promise<Result<ArchiveSummary, ImportProblem>>
  plan(file: Blob, passphrase: string | null): Promise<Result<ImportPlan, ImportProblem>>
  /** All of the plan or nothing. `skip` lists ids of records the person unticked. */
  apply(
    plan: ImportPlan,
    skip?: readonly string[],
  ): Promise<Result<{ readonly records: number }, ImportProblem>>
  /** When a backup was last read back whole, and of which generation. */
  lastVerified(): { readonly at: Instant; readonly generation: number } | null
  /** Whether the file needs a passphrase. */
  isEncrypted(file: Blob): Promise<boolean>
}

export interface ExportedFile {
  readonly name: string
  readonly content: Blob
  readonly summary: ArchiveSummary
}

export interface TransferEdges {
  readonly vault: Vault
  readonly now: Clock
  readonly random: RandomBytes
  readonly age: Age
}

/** Encrypting and decrypting age files, piece by piece. */
export interface Age {
  encrypt(plain: AsyncIterable<Uint8Array>, passphrase: string): AsyncIterable<Uint8Array>
  open(file: Source, passphrase: string): Promise<Result<Source, ImportProblem>>
}

/** Where the last proven backup is noted. */
const NOTE = { collection: '~settings', id: 'backup', field: 'verified' } as const

export function createTransfer({ vault, now, random, age }: TransferEdges): Transfer {
  /** The states of each plan, so that what is applied is what was shown. */
  const planned = new WeakMap<
    ImportPlan,
    { readonly states: readonly RecordState[]; readonly attachments: Attachments }
  >()

  const open = async (file: Blob, passphrase: string | null) =>
    openArchive(file, passphrase, { age, now, seed: () => pairwiseSeed(vault, random) })

  return {
    isEncrypted,

    async exportArchive(passphrase) {
      const seed = await seedForExport()
      // A database that a full disk keeps from opening again hides nothing that this page has read before.
      await vault.refresh().catch(unlessStored)
      const states = everything(vault)
      const summary = summarise(vault, states, now())
      const attachments = readAttachments(vault.blobs, namedBy(states))
      const zip = zipPieces(archiveEntries(states, summary, seed, attachments))
      const content = await (passphrase === null
        ? gather(zip, 'application/zip')
        : gather(age.encrypt(zip, passphrase), 'application/octet-stream'))
      const records = Object.values(summary.records).reduce((sum, count) => sum + count, 0)
      await noteEntry({
        kind: 'exported',
        id: newId(random),
        at: now(),
        records,
        encrypted: passphrase !== null,
      })
      return {
        name: archiveName(now(), passphrase !== null),
        content,
        summary,
      }
    },

    async verifyArchive(file, passphrase) {
      const opened = await open(file, passphrase)
      if (!opened.ok) return opened
      const { summary, states, attachments, own } = opened.value
      if (!own) return refused('foreign')
      await vault.refresh()
      const difference = differenceFrom(states, vault, summary.created)
      if (difference) return refused(difference)
      // Of what the file has, every byte was compared with its hash; what it lacks must be lacking here as well.
      for (const id of namedBy(states))
        if (!attachments.has(id) && (await vault.blobs.measure(id))) return refused('incomplete')
      const value = { at: now(), generation: summary.generation }
      await vault.commit(() => [
        {
          collection: NOTE.collection,
          id: NOTE.id,
          fields: { [NOTE.field]: [{ value, stamp: vault.stamp() }] },
        },
      ])
      return ok(summary)
    },

    async plan(file, passphrase) {
      const opened = await open(file, passphrase)
      if (!opened.ok) return opened
      await vault.refresh()
      const { summary, states, attachments, own } = opened.value
      const from = own ? 'own' : isUntouched(vault) ? 'whole' : 'other'
      const allowed = states.filter(
        (state) => !isLeftOut(state) && (from !== 'other' || isPersons(state.collection)),
      )
      const encrypted = await isEncrypted(file)
      const { created } = summary
      const source = fileSourceOf(file, archiveName(created, encrypted), created)
      const taken =
        from === 'other'
          ? allowed.map((state) => asFromFile(state, vault.get(state.collection, state.id), source))
          : allowed
      const rows = taken
        .filter(({ collection, erased }) => isPersons(collection) && erased === undefined)
        .map((state) => rowOf(state, vault))
      const plan: ImportPlan = { summary, from, encrypted, rows }
      planned.set(plan, { states: taken, attachments })
      return ok(plan)
    },

    async apply(plan, skip = []) {
      const file = planned.get(plan)
      if (!file) throw new Error('plan is not of this page')
      const left = new Set(skip)
      const taken = file.states.filter(({ collection, id }) => !(isPersons(collection) && left.has(id)))
      const records = plan.rows.filter(
        ({ id, outcome }) => !left.has(id) && outcome !== 'same' && outcome !== 'older',
      ).length
      const kind = plan.from === 'whole' ? 'restored' : 'imported'
      const entry: LedgerEntry = { kind, id: newId(random), at: now(), records, encrypted: plan.encrypted }
      let kept: Kept | null = null
      try {
        kept = await keepAttachments(vault.blobs, file.attachments, namedBy(taken))
        await vault.commit(() => [
          ...taken,
          // A restored vault goes on with its old identity towards sites, whatever seed this one began with.
          ...(plan.from === 'whole'
            ? taken.filter(isSeed).map((state) => seedRecord(state, vault.stamp()))
            : []),
          entryRecord(entry, vault.stamp()),
        ])
        return ok({ records })
      } catch (error) {
        await kept?.undo().catch(() => {})
        if (error instanceof VaultError && error.code === 'full') return refused('storage-full')
        if (error instanceof FileProblem) return refused(error.problem)
        throw error
      }
    },

    lastVerified() {
      const state = vault.get(NOTE.collection, NOTE.id)
      const value = state ? currentValue(state, NOTE.field) : null
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
      const { at, generation } = value as { readonly [member: string]: Json }
      return typeof at === 'number' && typeof generation === 'number' ? { at, generation } : null
    },
  }

  /** A full disk takes no entry, and is the very moment to take everything out: the export goes on without one. */
  async function noteEntry(entry: LedgerEntry): Promise<void> {
    await vault.commit(() => [entryRecord(entry, vault.stamp())]).catch(unlessStored)
  }

  /** The seed an export is sealed with; one of the moment where the disk is too full to keep it. */
  async function seedForExport(): Promise<Uint8Array> {
    return (await pairwiseSeed(vault, random).catch(unlessStored)) ?? random(32)
  }
}

/**
 * Opens a file of an export and reads all of it, without a vault.
 * @returns what stands in its manifest, once every part of it was found whole.
 */
export async function readBackup(
  file: Blob,
  passphrase: string | null,
  { age, now }: Pick<TransferEdges, 'now'> & { readonly age: Pick<Age, 'open'> },
): Promise<Result<ArchiveSummary, ImportProblem>> {
  const opened = await openArchive(file, passphrase, { age, now, seed: async () => null })
  return opened.ok ? ok(opened.value.summary) : opened
}

/** Whether a file needs a passphrase. @throws what reading a file throws. */
export async function isEncrypted(file: Blob): Promise<boolean> {
  return isAge(await headOf(file))
}

async function openArchive(
  file: Blob,
  passphrase: string | null,
  edges: {
    readonly age: Pick<Age, 'open'>
    readonly now: Clock
    /** Asked for once the file is open: with it a vault knows its own exports. */
    readonly seed: () => Promise<Uint8Array | null>
  },
): Promise<Result<Archive, ImportProblem>> {
  if (file.size === 0) return refused('empty')
  if (file.size > MAX_FILE) return refused('too-large')
  const head = await headOf(file)
  const source = fileSource(file)
  const zip = isAge(head)
    ? await edges.age.open(source, passphrase ?? '')
    : isZip(head)
      ? ok(source)
      : refused('foreign' as const)
  if (!zip.ok) return zip
  const files = await readZip(zip.value)
  if (!files.ok) return files
  return readArchive(files.value, edges.now(), await edges.seed())
}

/** What an export is called. */
function archiveName(at: Instant, encrypted: boolean): string {
  return `selfstead-${localDate(at)}.${encrypted ? 'age' : 'zip'}`
}

/** Enough of a file to know its kind by. */
async function headOf(file: Blob): Promise<Uint8Array> {
  return await fileSource(file).read(0, Math.min(file.size, 64))
}

function namedBy(states: readonly RecordState[]): ReadonlySet<string> {
  return new Set(states.flatMap(blobIdsOf))
}

function everything(vault: VaultReader): readonly RecordState[] {
  return [...vault.collections()]
    .sort()
    .flatMap((collection) => vault.all(collection))
    .filter((state) => !isLeftOut(state))
}

function summarise(vault: Vault, states: readonly RecordState[], created: Instant): ArchiveSummary {
  const records: { [collection: string]: number } = {}
  for (const name of COLLECTION_NAMES)
    records[name] = vault.all(name).filter((state) => !isDeleted(state)).length
  const of = (name: string) => states.filter(({ collection }) => collection === name).length
  return {
    vaultId: vault.id,
    generation: vault.health().generation,
    created,
    records,
    grants: of('~grants'),
    ledger: of('~ledger'),
  }
}

/**
 * How a whole file of this vault differs from what the vault had when it was made: `ahead` when merging it in would change
 * something, `incomplete` when something older than the file is not in it. Null when it holds everything.
 */
function differenceFrom(
  states: readonly RecordState[],
  vault: VaultReader,
  created: Instant,
): 'ahead' | 'incomplete' | null {
  const inFile = new Map(states.map((state) => [`${state.collection}\0${state.id}`, state]))
  for (const state of states) {
    const own = vault.get(state.collection, state.id)
    if (own && !isLeftOut(own) && text(mergeStates(own, state)) !== text(own)) return 'ahead'
  }
  const isThere = (own: RecordState) =>
    viewOf(own).created > created || isInternalNote(own) || inFile.has(`${own.collection}\0${own.id}`)
  return everything(vault).every(isThere) ? null : 'incomplete'
}

/** Entries and notes that the export itself wrote after it read the vault. */
function isInternalNote({ collection, id }: RecordState): boolean {
  return collection === '~ledger' || (collection === NOTE.collection && id === NOTE.id)
}

function rowOf(state: RecordState, vault: VaultReader): ImportRow {
  const own = vault.get(state.collection, state.id)
  const view = viewOf(state)
  return {
    collection: state.collection,
    id: state.id,
    label: view.label,
    text: summaryOf(view)[0] ?? '',
    outcome: outcomeOf(own, state),
  }
}

function outcomeOf(own: RecordState | null, state: RecordState): ImportRow['outcome'] {
  if (!own) return 'new'
  if (text(own) === text(state)) return 'same'
  return text(mergeStates(own, state)) === text(own) ? 'older' : 'changed'
}

function isPersons(collection: string): boolean {
  return (COLLECTION_NAMES as readonly string[]).includes(collection)
}

function isSeed({ collection, id }: RecordState): boolean {
  return collection === '~settings' && id === 'pairwise'
}

/** A vault nobody put anything into yet, and that no site got anything from. */
function isUntouched(vault: VaultReader): boolean {
  return COLLECTION_NAMES.every((name) => vault.all(name).length === 0) && vault.all('~grants').length === 0
}

function isZip(file: Uint8Array): boolean {
  return file[0] === 0x50 && file[1] === 0x4b && (file[2] === 3 || file[2] === 5)
}

function text(state: RecordState): string {
  return canonicalJson(state as unknown as Json)
}

/** A disk that is full says so, or takes no transaction, or gives back less than it had. What is in memory goes out. */
function unlessStored(error: unknown): null {
  if (error instanceof VaultError && error.code !== 'closed') return null
  throw error
}
