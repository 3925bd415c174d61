/**
 * The file of a document record: its name and type in fields, its bytes in `file/0`, `file/1` … as base64url, in parts
 * that each fit into a sealed segment.
 */
import { type Bytes, concatBytes, fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import type { Json } from '@/lib/base/json'
import { fieldOf, MAX_CHUNKS } from '@/lib/records/collections'
import { MAX_CHUNK } from '@/lib/records/fields'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

/** Largest file a document can hold: 1 MiB. */
export const MAX_FILE = 2 ** 20

const PART = (MAX_CHUNK / 4) * 3

export interface HeldFile {
  readonly name: string
  /** A media type such as `application/pdf`, as the file's giver claimed; never to be run or rendered on its word. */
  readonly type: string
  readonly bytes: Bytes
}

/**
 * Fields that hold the file. Parts of a larger file that was there before are emptied (`null`).
 * @param before fields of the record so far. @returns null when the file is larger than `MAX_FILE`.
 */
export function fileFields(
  file: HeldFile,
  before: RecordView['fields'] = {},
): { readonly [field: string]: Json } | null {
  if (file.bytes.length > MAX_FILE) return null
  const parts: [string, Json][] = []
  for (let index = 0; index < MAX_CHUNKS; index++) {
    const part = file.bytes.subarray(index * PART, (index + 1) * PART)
    if (part.length > 0) parts.push([`file/${index}`, toBase64Url(part)])
    else if (Object.hasOwn(before, `file/${index}`)) parts.push([`file/${index}`, null])
  }
  return {
    'file-name': file.name,
    'file-type': file.type,
    'file-size': file.bytes.length,
    ...Object.fromEntries(parts),
  }
}

/** The file a document holds; null when it holds none, or its parts do not make up the size it says. */
export function fileOf(view: Pick<RecordView, 'collection' | 'fields'>): HeldFile | null {
  const name = textOf(view, 'file-name')
  if (name === null || fieldOf(view.collection, 'file/0') === null) return null
  const parts: Uint8Array[] = []
  for (let index = 0; index < MAX_CHUNKS; index++) {
    const text = textOf(view, `file/${index}`)
    if (text === null) break
    const part = fromBase64Url(text)
    if (part === null) return null
    parts.push(part)
  }
  const bytes = concatBytes(...parts)
  return bytes.length === view.fields['file-size']
    ? { name, type: textOf(view, 'file-type') ?? 'application/octet-stream', bytes }
    : null
}
