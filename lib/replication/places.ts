import { isId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { plainLine } from '@/lib/base/text'
import { currentValue, currentVersion } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'

/**
 * The places where copies lie, a record each: sealed like all else, and known to every device as soon as it has read the log.
 * What was entered is one field, so that of two devices that change it at once no address meets the other's password.
 */
export const PLACES = '~places'

/** What the person entered, credentials among it. What each kind takes: lib/replicas/kinds.ts. */
export type PlaceSettings =
  | {
      readonly kind: 's3'
      readonly address: string
      readonly bucket: string
      readonly region: string
      readonly keyId: string
      readonly secret: string
      readonly style: 'path' | 'host'
    }
  | { readonly kind: 'webdav'; readonly address: string; readonly name: string; readonly password: string }
  | { readonly kind: 'remote-storage'; readonly address: string; readonly token: string }
  /** A folder of one device; its handle lies beside the log there. */
  | { readonly kind: 'folder'; readonly device: string }

export interface Place {
  /** Of the record. */
  readonly id: string
  /** What the person calls it; its host where they gave it no name, nothing for a folder. One line, as safe to show. */
  readonly name: string
  /** No device asks anything of it until the person goes on. */
  readonly isPaused: boolean
  readonly entered: PlaceSettings
  /** Of what was entered: another one once it was changed. */
  readonly version: Stamp
}

interface Records {
  all(collection: string): readonly RecordState[]
}

const FIELDS: { readonly [kind in PlaceSettings['kind']]: readonly string[] } = {
  s3: ['address', 'bucket', 'region', 'keyId', 'secret', 'style'],
  webdav: ['address', 'name', 'password'],
  'remote-storage': ['address', 'token'],
  folder: ['device'],
}

/** Longest name that is shown, in characters. */
const LONGEST_NAME = 80

/** An open vault gives the same list until one of its records changes. */
const read = new WeakMap<readonly RecordState[], readonly Place[]>()

/** In order of their making. A kind that a later version brought is left out, and stays as it is. */
export function readPlaces(records: Records): readonly Place[] {
  const list = records.all(PLACES)
  const known = read.get(list)
  if (known) return known
  const places = list.flatMap((state) => readPlace(state) ?? [])
  read.set(list, places)
  return places
}

function readPlace(state: RecordState): Place | null {
  const version = currentVersion(state, 'entered')
  const entered = readSettings(version?.value ?? null)
  if (!version || !entered || !isId(state.id)) return null
  const name = currentValue(state, 'name')
  const called = typeof name === 'string' ? plainLine(name, LONGEST_NAME) : ''
  return {
    id: state.id,
    name: called || hostOf(entered),
    isPaused: currentValue(state, 'paused') === true,
    entered,
    version: version.stamp,
  }
}

function readSettings(value: Json): PlaceSettings | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const from = value as { readonly [field: string]: Json }
  const { kind } = from
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) return null
  const wanted = FIELDS[kind as PlaceSettings['kind']]
  if (!wanted.every((field) => typeof from[field] === 'string')) return null
  if (kind === 's3' && from.style !== 'path' && from.style !== 'host') return null
  return Object.fromEntries(['kind', ...wanted].map((field) => [field, from[field]])) as PlaceSettings
}

/** Where it lies, with a port where there is one. */
function hostOf(entered: PlaceSettings): string {
  const host = 'address' in entered ? /^https?:\/\/([^/?#]+)/i.exec(entered.address)?.[1] : undefined
  return plainLine(host ?? '', LONGEST_NAME)
}

type PlaceValues = Pick<Place, 'name' | 'isPaused' | 'entered'>

/**
 * The record to commit for a new place. A name that is empty means its host; it has one all the same, so that it keeps its rank when
 * what was entered is changed.
 */
export function newPlace(
  id: string,
  { name, entered, isPaused = false }: Pick<PlaceValues, 'name' | 'entered'> & Partial<PlaceValues>,
  stamp: Stamp,
): RecordState {
  return { collection: PLACES, id, fields: fieldsOf({ name, isPaused, entered }, stamp) }
}

/** The record to commit for what changes of a place. Its removal is `removedPlace`. */
export function placeChange(id: string, change: Partial<PlaceValues>, stamp: Stamp): RecordState {
  // Credentials that were changed are of no more use, and lie in no history.
  const floors = change.entered ? { floors: { entered: stamp } } : {}
  return { collection: PLACES, id, fields: fieldsOf(change, stamp), ...floors }
}

function fieldsOf({ name, isPaused, entered }: Partial<PlaceValues>, stamp: Stamp): RecordState['fields'] {
  const values: readonly (readonly [string, Json | undefined])[] = [
    ['name', name],
    ['paused', isPaused],
    ['entered', entered && { ...entered }],
  ]
  return Object.fromEntries(
    values.flatMap(([field, value]) => (value === undefined ? [] : [[field, [{ value, stamp }]] as const])),
  )
}

/** The record to commit where a place is given up: its credentials are erased. */
export function removedPlace(id: string, stamp: Stamp): RecordState {
  return { collection: PLACES, id, fields: {}, erased: stamp }
}
