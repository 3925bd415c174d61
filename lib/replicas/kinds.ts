import * as v from 'valibot'
import { ok, type Result, refused } from '@/lib/base/result'
import { createFolderReplica } from '@/lib/replicas/folder'
import type { HttpOptions } from '@/lib/replicas/http'
import { createRemoteStorageReplica } from '@/lib/replicas/remote-storage'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import { createS3Replica } from '@/lib/replicas/s3'
import { createWebDavReplica } from '@/lib/replicas/webdav'

/** What a person enters for each kind of place. What is taken here can be sent as it is; what cannot is refused with its reason. */

/** Why something that was entered is not taken. Closed list; the interface has a sentence for each. */
export type PlaceFault =
  /** Nothing was entered. */
  | 'missing'
  | 'too-long'
  /** No address at all. */
  | 'not-an-address'
  /** Neither https nor this device. */
  | 'not-https'
  /** `name:password@`, `?…` or `#…` in it: these have fields of their own, or no use. */
  | 'more-than-an-address'
  /** White space at its beginning or end, which comes from copying. */
  | 'spaces-around'
  /** A character that this field cannot carry. */
  | 'character'

export type PlaceField = 'address' | 'bucket' | 'region' | 'keyId' | 'secret' | 'name' | 'password' | 'token'

/** Longest of anything entered. */
const LONGEST = 2_048

/** The message of each check is its fault. */
const fault = (is: PlaceFault): PlaceFault => is

const entered = v.pipe(
  v.string(fault('missing')),
  v.minLength(1, fault('missing')),
  v.maxLength(LONGEST, fault('too-long')),
)
const trimmed = v.pipe(
  entered,
  v.check((text) => text === text.trim(), fault('spaces-around')),
)
/** Control characters are never typed and cannot be sent; a lone surrogate cannot be encoded. */
const isSendable = (text: string) => !/\p{Cc}/u.test(text) && text.isWellFormed()

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)
const isHere = (host: string) => host === 'localhost' || host === '127.0.0.1'

const address = v.pipe(
  trimmed,
  v.check((text) => /^https?:\/\/[^/]/i.test(text) && urlOf(text) !== null, fault('not-an-address')),
  v.check((text) => {
    const url = urlOf(text)
    return url?.protocol === 'https:' || (url !== null && isHere(url.hostname))
  }, fault('not-https')),
  v.check((text) => {
    const url = urlOf(text)
    return url?.username === '' && url.password === '' && !/[?#]/.test(text)
  }, fault('more-than-an-address')),
)

/** A folder: with a slash at its end, however it was entered. */
const folderAddress = v.pipe(
  address,
  v.transform((text) => new URL(text.endsWith('/') ? text : `${text}/`).href),
)
/** A store: the bucket follows, so there is no path. */
const storeAddress = v.pipe(
  address,
  v.check((text) => urlOf(text)?.pathname === '/', fault('more-than-an-address')),
  v.transform((text) => new URL(text).origin),
)

/** Printable ASCII without white space: it stands in a header as it is. */
const inHeader = v.pipe(trimmed, v.regex(/^[\x21-\x7e]+$/, fault('character')))

/** In a path a bucket may have any of the names that S3 ever allowed; it is written into an address as it is. */
const bucket = v.pipe(trimmed, v.regex(/^[0-9A-Za-z][0-9A-Za-z._-]{1,253}[0-9A-Za-z]$/, fault('character')))

/** Before a host it is a label of a name (RFC 1123), and one without dots, which no certificate of a store covers. */
const LABEL = /^[0-9a-z](?:[0-9a-z-]{1,61}[0-9a-z])$/

const s3 = v.strictObject({
  kind: v.literal('s3'),
  address: storeAddress,
  bucket,
  region: v.pipe(trimmed, v.regex(/^[0-9A-Za-z_-]+$/, fault('character'))),
  // What separates the parts of the credential in the header cannot be in it.
  keyId: v.pipe(inHeader, v.regex(/^[^/,]+$/, fault('character'))),
  // Only ever hashed, so it may hold anything.
  secret: v.pipe(trimmed, v.check(isSendable, fault('character'))),
  style: v.picklist(['path', 'host']),
})

const webdav = v.strictObject({
  kind: v.literal('webdav'),
  address: folderAddress,
  // RFC 7617 §2: a colon ends the name.
  name: v.pipe(
    entered,
    v.check((text) => isSendable(text) && !text.includes(':'), fault('character')),
  ),
  // Spaces are as good as any letter here, at its ends too.
  password: v.pipe(entered, v.check(isSendable, fault('character'))),
})

const remoteStorage = v.strictObject({
  kind: v.literal('remote-storage'),
  address: folderAddress,
  // RFC 6750 §2.1.
  token: v.pipe(trimmed, v.regex(/^[0-9A-Za-z._~+/-]+=*$/, fault('character'))),
})

/** Picked, not entered: its handle is kept beside, since only a browser's database can hold one. */
const folder = v.strictObject({ kind: v.literal('folder') })

const place = v.pipe(
  v.variant('kind', [s3, webdav, remoteStorage, folder]),
  v.forward(
    v.check(
      (entry) => entry.kind !== 's3' || entry.style !== 'host' || LABEL.test(entry.bucket),
      fault('character'),
    ),
    ['bucket'],
  ),
)

/** A place as it is kept (sealed, since it holds credentials). */
export type Place = Readonly<v.InferOutput<typeof place>>

export interface PlaceRefusal {
  /** Null where it is no place at all. */
  readonly field: PlaceField | null
  readonly fault: PlaceFault
}

const FIELDS: readonly string[] = [
  'address',
  'bucket',
  'region',
  'keyId',
  'secret',
  'name',
  'password',
  'token',
]
const FAULTS: readonly string[] = [
  'missing',
  'too-long',
  'not-an-address',
  'not-https',
  'more-than-an-address',
  'spaces-around',
  'character',
]

/** A place from what was entered, read from the vault, or came with an invitation. A refusal names the first field that is wrong. */
export function parsePlace(input: unknown): Result<Place, PlaceRefusal> {
  const parsed = v.safeParse(place, input, { abortEarly: true })
  if (parsed.success) return ok(parsed.output)
  const [issue] = parsed.issues
  const field = String(issue.path?.[0]?.key ?? '')
  if (!FIELDS.includes(field)) return refused({ field: null, fault: 'missing' })
  const why = FAULTS.includes(issue.message) ? issue.message : 'missing'
  return refused({ field: field as PlaceField, fault: why as PlaceFault })
}

/** The pattern of the host permission that a place needs; null where it needs none. Patterns carry no port. */
export function permissionOf(place: Place): string | null {
  if (place.kind === 'folder') return null
  const { protocol, hostname } = new URL(place.address)
  const host = place.kind === 's3' && place.style === 'host' ? `${place.bucket}.${hostname}` : hostname
  return `${protocol}//${host}/*`
}

/**
 * @param directory of a folder that was picked.
 * @throws ReplicaError `no-place` for a folder without its handle: it has to be picked again on this device.
 */
export function openPlace(
  place: Place,
  options: HttpOptions = {},
  directory: FileSystemDirectoryHandle | null = null,
): Replica {
  switch (place.kind) {
    case 's3':
      return createS3Replica(place, options)
    case 'webdav':
      return createWebDavReplica(place, options)
    case 'remote-storage':
      return createRemoteStorageReplica(place, options)
    case 'folder':
      if (!directory) throw new ReplicaError('no-place')
      return createFolderReplica(directory)
  }
}
