/**
 * The archive: what an export holds and an import reads. Layout and rules: docs/FORMAT.md, "Archive".
 *
 * Everything a person reads (records, documents, grants, ledger) is made from `history.ndjson`; that file alone is read
 * back, and the manifest's hashes bind all files together.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import {
  type Bytes,
  concatBytes,
  equalBytes,
  fromBase64Url,
  fromUtf8,
  toBase64Url,
  utf8,
} from '@/lib/base/bytes'
import { isId } from '@/lib/base/ids'
import { canonicalJson, type Json } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import type { Instant } from '@/lib/base/time'
import { sha256 as hashOf } from '@/lib/crypto/hash'
import { hkdf, hmac256 } from '@/lib/crypto/keys'
import { FileProblem, type ImportProblem } from '@/lib/exchange/problem'
import { readableFiles } from '@/lib/exchange/readable'
import { README } from '@/lib/exchange/readme'
import { AT_ONCE } from '@/lib/exchange/source'
import { parseState } from '@/lib/exchange/state-schema'
import type { ZippedFile, ZippedFiles } from '@/lib/exchange/unzip'
import { type Files, shrinksTooFar, type ZipEntry } from '@/lib/exchange/zip'
import type { RecordState } from '@/lib/records/record'

/** Version 2 has `attachments/` and `lockers/`; version 1 is read as well. */
export const ARCHIVE_VERSION = 2
const FORMAT = 'selfstead-archive'
const HISTORY = 'history.ndjson'
const MANIFEST = 'manifest.json'
const ATTACHMENTS = 'attachments/'
const MAX_RECORDS = 1_000_000
const NO_SALT = new Uint8Array(0)

/** What is said of the whole: which vault, when, how much. */
export interface ArchiveSummary {
  readonly vaultId: string
  readonly generation: number
  readonly created: Instant
  /** Number of records per collection of the person's, deleted ones left out. */
  readonly records: { readonly [collection: string]: number }
  readonly grants: number
  readonly ledger: number
}

export interface Archive {
  readonly summary: ArchiveSummary
  readonly states: readonly RecordState[]
  /** Attachments by their id. One that a state names may be missing: it was damaged when the file was made. */
  readonly attachments: Attachments
  /** The manifest was sealed with this seed: the file is of the vault that holds it. Null where no seed was given. */
  readonly own: boolean
}

export interface ArchivedAttachment {
  /** In bytes. */
  readonly size: number
  /** Read from the file anew each time. @throws FileProblem at the end, where the file was changed meanwhile. */
  pieces(): AsyncIterable<Uint8Array>
}

export type Attachments = ReadonlyMap<string, ArchivedAttachment>

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const manifestSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.picklist([1, ARCHIVE_VERSION]),
  vaultId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  generation: count,
  created: count,
  records: v.record(v.string(), count),
  grants: count,
  ledger: count,
  states: count,
  files: v.record(v.string(), v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))),
})

/** Member of the manifest outside its schema: HMAC-SHA-256 of the canonical manifest without it. */
const SEALED = 'seal'

/** An attachment on its way into an archive; a null among its pieces: from there on it is damaged. */
export interface OutgoingAttachment {
  readonly id: string
  pieces(): AsyncIterable<Uint8Array | null>
}

/**
 * All files of an archive, one after the other, for a zip. `seed` is the vault's pairwise seed, 32 bytes: by it the vault
 * knows its own exports again. The manifest comes last, when the hash of everything else is known; an attachment that was
 * found damaged ends there and is not named in it.
 */
export async function* archiveEntries(
  states: readonly RecordState[],
  summary: ArchiveSummary,
  seed: Uint8Array,
  attachments: AsyncIterable<OutgoingAttachment>,
): AsyncGenerator<ZipEntry> {
  const hashes: { [path: string]: string } = {}
  const history = states.map((state) => `${canonicalJson(state as unknown as Json)}\n`).join('')
  const files: Files = {
    'README.txt': utf8(README),
    ...readableFiles(states),
    [HISTORY]: utf8(history),
  }
  for (const [path, bytes] of Object.entries(files)) {
    hashes[path] = toBase64Url(hashOf(bytes))
    yield { path, content: [bytes], stored: shrinksTooFar(bytes) }
  }
  for await (const { id, pieces } of attachments) {
    const path = `${ATTACHMENTS}${id}`
    const hash = sha256.create()
    let whole = true
    const hashed = async function* () {
      for await (const piece of pieces()) {
        whole = piece !== null
        if (!piece) return
        hash.update(piece)
        yield piece
      }
    }
    // Of attachments nobody knows what is in them: they are not compressed.
    yield { path, content: hashed(), stored: true }
    if (whole) hashes[path] = toBase64Url(hash.digest() as Bytes)
  }
  const manifest = {
    format: FORMAT,
    version: ARCHIVE_VERSION,
    ...summary,
    states: states.length,
    files: hashes,
  }
  const sealed = { ...manifest, [SEALED]: toBase64Url(sealOf(manifest as unknown as Json, seed)) }
  yield { path: MANIFEST, content: [utf8(`${JSON.stringify(sealed, null, 2)}\n`)], stored: false }
}

/**
 * Reads an archive whole or not at all: the manifest must be ours, every file it names must be there and unaltered, and
 * every state must be well-formed and stand once. Attachments are read once here, piece by piece, and held nowhere.
 */
export async function readArchive(
  files: ZippedFiles,
  now: Instant,
  seed: Uint8Array | null,
): Promise<Result<Archive, ImportProblem>> {
  try {
    return await read(files, now, seed)
  } catch (error) {
    if (error instanceof FileProblem) return refused(error.problem)
    throw error
  }
}

async function read(
  files: ZippedFiles,
  now: Instant,
  seed: Uint8Array | null,
): Promise<Result<Archive, ImportProblem>> {
  const text = await textOf(files.get(MANIFEST))
  const raw = text === null ? undefined : parseJson(text)
  if (!isObject(raw) || raw.format !== FORMAT) return refused('foreign')
  if (typeof raw.version === 'number' && raw.version > ARCHIVE_VERSION) return refused('newer-version')
  const { [SEALED]: sealed, ...rest } = raw
  const parsed = v.safeParse(manifestSchema, rest)
  if (!parsed.success) return refused('damaged')
  const manifest = parsed.output
  if (manifest.states > MAX_RECORDS) return refused('too-large')
  const attachments = new Map<string, ArchivedAttachment>()
  for (const [path, hash] of Object.entries(manifest.files)) {
    const file = files.get(path)
    if (!file) return refused('damaged')
    const pieces = () => proven(file, hash)
    for await (const _ of pieces());
    if (!path.startsWith(ATTACHMENTS)) continue
    const id = path.slice(ATTACHMENTS.length)
    if (!isId(id)) return refused('damaged')
    attachments.set(id, { size: file.size, pieces })
  }
  const history = Object.hasOwn(manifest.files, HISTORY) ? await textOf(files.get(HISTORY)) : null
  if (history === null) return refused('damaged')
  const states = readStates(history, manifest.states, now)
  if (!states.ok) return states
  const { vaultId, generation, created, records, grants, ledger } = manifest
  const summary = { vaultId, generation, created, records, grants, ledger }
  const own = seed !== null && isSealedBy(rest as Json, sealed, seed)
  return ok({ summary, states: states.value, attachments, own })
}

/** The file's pieces. After the last it throws, where they are not what the manifest says. */
async function* proven(file: ZippedFile, hash: string): AsyncGenerator<Uint8Array> {
  const found = sha256.create()
  for await (const piece of file.pieces()) {
    found.update(piece)
    yield piece
  }
  if (toBase64Url(found.digest() as Bytes) !== hash) throw new FileProblem('damaged')
}

function readStates(
  history: string,
  expected: number,
  now: Instant,
): Result<readonly RecordState[], ImportProblem> {
  const lines = history === '' ? [] : history.split('\n')
  if (lines.length > 0 && lines.pop() !== '') return refused('truncated')
  if (lines.length !== expected) return refused('damaged')
  const seen = new Set<string>()
  const states: RecordState[] = []
  for (const line of lines) {
    const state = parseState(parseJson(line), now)
    if (!state) return refused('damaged')
    const key = `${state.collection}\0${state.id}`
    if (seen.has(key)) return refused('duplicate')
    seen.add(key)
    states.push(state)
  }
  return ok(states)
}

function sealOf(manifest: Json, seed: Uint8Array): Uint8Array {
  const key = hkdf(seed, NO_SALT, utf8('selfstead/v1/archive'), 32)
  return hmac256(key, utf8(canonicalJson(manifest)))
}

function isSealedBy(manifest: Json, sealed: unknown, seed: Uint8Array): boolean {
  const bytes = typeof sealed === 'string' ? fromBase64Url(sealed) : null
  return bytes !== null && equalBytes(bytes, sealOf(manifest, seed))
}

async function textOf(file: ZippedFile | undefined): Promise<string | null> {
  if (file && file.size > AT_ONCE) throw new FileProblem('too-large')
  const pieces: Uint8Array[] = []
  if (file) for await (const piece of file.pieces()) pieces.push(piece)
  try {
    return file ? fromUtf8(concatBytes(...pieces)) : null
  } catch {
    return null
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
