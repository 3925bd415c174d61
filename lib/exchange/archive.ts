/**
 * The archive: what an export holds and an import reads. Layout and rules: docs/FORMAT.md, "Archive".
 *
 * Everything a person reads (records, documents, grants, ledger) is made from `history.ndjson`; that file alone is read
 * back, and the manifest's hashes bind all files together.
 */
import * as v from 'valibot'
import { equalBytes, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '@/lib/base/bytes'
import { isId } from '@/lib/base/ids'
import { canonicalJson, type Json } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import type { Instant } from '@/lib/base/time'
import { sha256 } from '@/lib/crypto/hash'
import { hkdf, hmac256 } from '@/lib/crypto/keys'
import type { ImportProblem } from '@/lib/exchange/problem'
import { readableFiles } from '@/lib/exchange/readable'
import { README } from '@/lib/exchange/readme'
import { parseState } from '@/lib/exchange/state-schema'
import type { Files } from '@/lib/exchange/zip'
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
  /** Bytes of attachments by their id. One that a state names may be missing: it was damaged when the file was made. */
  readonly attachments: Attachments
  /** The manifest was sealed with this seed: the file is of the vault that holds it. Null where no seed was given. */
  readonly own: boolean
}

export type Attachments = ReadonlyMap<string, Uint8Array>

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

/** All files of an archive. `seed` is the vault's pairwise seed, 32 bytes: by it the vault knows its own exports again. */
export function writeArchive(
  states: readonly RecordState[],
  summary: ArchiveSummary,
  seed: Uint8Array,
  attachments: Attachments = new Map(),
): Files {
  const history = states.map((state) => `${canonicalJson(state as unknown as Json)}\n`).join('')
  const files: { [path: string]: Uint8Array } = {
    'README.txt': utf8(README),
    ...readableFiles(states),
    [HISTORY]: utf8(history),
  }
  for (const [id, bytes] of attachments) files[`${ATTACHMENTS}${id}`] = bytes
  const hashes = Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, toBase64Url(sha256(bytes))]),
  )
  const manifest = {
    format: FORMAT,
    version: ARCHIVE_VERSION,
    ...summary,
    states: states.length,
    files: hashes,
  }
  const sealed = { ...manifest, [SEALED]: toBase64Url(sealOf(manifest as unknown as Json, seed)) }
  return { [MANIFEST]: utf8(`${JSON.stringify(sealed, null, 2)}\n`), ...files }
}

/**
 * Reads an archive whole or not at all: the manifest must be ours, every file it names must be there and unaltered, and
 * every state must be well-formed and stand once.
 */
export function readArchive(
  files: Files,
  now: Instant,
  seed: Uint8Array | null,
): Result<Archive, ImportProblem> {
  const text = textOf(files[MANIFEST])
  const raw = text === null ? undefined : parseJson(text)
  if (!isObject(raw) || raw.format !== FORMAT) return refused('foreign')
  if (typeof raw.version === 'number' && raw.version > ARCHIVE_VERSION) return refused('newer-version')
  const { [SEALED]: sealed, ...rest } = raw
  const parsed = v.safeParse(manifestSchema, rest)
  if (!parsed.success) return refused('damaged')
  const manifest = parsed.output
  if (manifest.states > MAX_RECORDS) return refused('too-large')
  for (const [path, hash] of Object.entries(manifest.files)) {
    const bytes = files[path]
    if (!bytes || toBase64Url(sha256(bytes)) !== hash) return refused('damaged')
  }
  const history = Object.hasOwn(manifest.files, HISTORY) ? textOf(files[HISTORY]) : null
  if (history === null) return refused('damaged')
  const states = readStates(history, manifest.states, now)
  if (!states.ok) return states
  const { vaultId, generation, created, records, grants, ledger } = manifest
  const summary = { vaultId, generation, created, records, grants, ledger }
  const attachments = attachmentsOf(Object.keys(manifest.files), files)
  if (!attachments) return refused('damaged')
  const own = seed !== null && isSealedBy(rest as Json, sealed, seed)
  return ok({ summary, states: states.value, attachments, own })
}

/** Whether a file of an archive is an attachment: of these nobody knows what is in them, and they are not compressed. */
export function isAttachment(path: string): boolean {
  return path.startsWith(ATTACHMENTS)
}

/** @returns null when one has a name that is no id. */
function attachmentsOf(paths: readonly string[], files: Files): Attachments | null {
  const attachments = new Map<string, Uint8Array>()
  for (const path of paths.filter(isAttachment)) {
    const id = path.slice(ATTACHMENTS.length)
    const bytes = files[path]
    if (!isId(id) || !bytes) return null
    attachments.set(id, bytes)
  }
  return attachments
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

function textOf(bytes: Uint8Array | undefined): string | null {
  try {
    return bytes ? fromUtf8(bytes) : null
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
