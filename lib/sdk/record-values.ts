/** Values of records: what a site gives becomes JSON with markers for its blobs, and back. */
import { createAttachment, type Marker, place, placeOf, upload, type Within } from '@/lib/sdk/attachments'
import { isObject, type Members, members, must } from '@/lib/sdk/check'
import type { CollectionRecord } from '@/lib/sdk/collection-types'
import { malformed } from '@/lib/sdk/errors'
import { isPlain, member, plain } from '@/lib/sdk/plain'
import type { Json } from '@/lib/sdk/types'

const BLOB = 'selfstead:blob'
const MAX_ID = 200
const MAX_CHANGES = 1_000
/** Room for the envelope beside the changes inside the 1,048,576 characters a write may have. */
const MAX_LENGTH = 1_048_000

/** A change as it was given, all of it looked at and copied; its blobs are still to be sent. */
export interface Checked {
  readonly change: { readonly [member: string]: Json }
  readonly blobs: readonly (readonly [member: string, blob: Blob])[]
}

/** @throws TypeError for what no site may call a record. */
export function checkId(id: unknown): asserts id is string {
  must(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    typeof id === 'string' && /^[^\0-\x1f\x7f]{1,200}$/.test(id) && id.length <= MAX_ID && id.isWellFormed(),
    'id must be text of 1 to 200 characters, without control characters',
  )
}

/** @throws TypeError naming what is wrong with the changes; nothing was sent then. QuotaExceededError for too much. */
export function checkChanges(within: Within, given: unknown): readonly Checked[] {
  must(Array.isArray(given) && given.length > 0, 'changes must be a list of 1 to 1,000 changes')
  const checked = given.map((one) => checkChange(within, one))
  if (given.length > MAX_CHANGES || JSON.stringify(checked.map(({ change }) => change)).length > MAX_LENGTH)
    throw new DOMException('A write is at most 1,000 changes and 1 MiB', 'QuotaExceededError')
  return checked
}

function checkChange(within: Within, given: unknown): Checked {
  const { op, id, value, base } = members(given, 'change', 'op', 'id', 'value', 'base')
  must(op === 'create' || op === 'update' || op === 'delete', 'op must be create, update or delete')
  if (op !== 'create' || id !== undefined) checkId(id)
  must(base === undefined || (op !== 'create' && typeof base === 'string'), 'base must be a version')
  must(op !== 'delete' || value === undefined, 'a delete has no value')
  const blobs: [string, Blob][] = []
  const change = {
    op,
    ...(id !== undefined && { id: id as string }),
    ...(op !== 'delete' && { value: checkValue(within, id as string | undefined, value, blobs) }),
    ...(base !== undefined && { base: base as string }),
  }
  return { change, blobs }
}

function checkValue(
  within: Within,
  id: string | undefined,
  given: unknown,
  blobs: [string, Blob][],
): { readonly [member: string]: Json } {
  must(isPlain(given), 'value must be an object')
  const out: [string, Json][] = []
  for (const [name, item] of Object.entries(given)) {
    const at = member('value', name)
    must(name.length <= 200, `${at.slice(0, 40)}… is a name of more than 200 characters`)
    if (item instanceof Blob) {
      blobs.push([name, item])
      out.push([name, null])
    } else if (isObject(item) && placeOf(item)) {
      // An attachment given back to where it came from stays as it is; elsewhere its bytes have to be sent.
      must(
        id !== undefined && placeOf(item) === place(within, id, name),
        `${at} is an attachment of another record: give its blob()`,
      )
    } else {
      must(!isObject(item) || !(BLOB in item), `${at} may not have a member "${BLOB}"`)
      out.push([name, plain(item, at)])
    }
  }
  return Object.fromEntries(out)
}

/** Sends the blobs of `checked`, one after the other. @param sent uploads of the same call, so that none is sent twice. */
export async function withUploads(
  within: Within,
  checked: readonly Checked[],
  signal: AbortSignal,
  sent: Map<Blob, string>,
): Promise<readonly Checked['change'][]> {
  const changes: Checked['change'][] = []
  for (const { change, blobs } of checked) {
    const value = { ...(change.value as { readonly [member: string]: Json }) }
    for (const [name, blob] of blobs) {
      const id = sent.get(blob) ?? (await upload(within, blob, signal))
      sent.set(blob, id)
      value[name] = { [BLOB]: id }
    }
    changes.push(blobs.length ? { ...change, value } : change)
  }
  return changes
}

/** @returns a record of an answer, frozen, with attachments for its markers. @throws AbortError when it is none. */
export function readRecord<T>(within: Within, given: unknown): CollectionRecord<T> {
  const { id, version, value } = Object(given) as { readonly [member: string]: unknown }
  if (typeof id !== 'string' || typeof version !== 'string' || !isObject(value)) throw malformed()
  const items = Object.entries(value).map(([name, item]) => {
    const marker = isObject(item) && BLOB in item ? item : null
    return [name, marker ? createAttachment(within, id, name, readMarker(marker)) : frozen(item)] as const
  })
  return Object.freeze({ id, version, value: Object.freeze(Object.fromEntries(items)) as never })
}

function readMarker({ [BLOB]: id, size, type = '', name = '' }: Members): Marker {
  if (typeof id !== 'string' || !Number.isSafeInteger(size) || (size as number) < 0) throw malformed()
  return { id, size: size as number, type: String(type), name: String(name) }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}
