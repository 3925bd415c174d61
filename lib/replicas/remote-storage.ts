import * as v from 'valibot'
import { type Bytes, fromUtf8 } from '@/lib/base/bytes'
import { createAsk, type HttpOptions } from '@/lib/replicas/http'
import { assertName, pathOf } from '@/lib/replicas/names'
import { errorOf } from '@/lib/replicas/problems'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import { type Folder, walk } from '@/lib/replicas/walk'

/** A folder of a remoteStorage account (draft-dejong-remotestorage), reached with a bearer token (RFC 6750). */
export interface RemoteStoragePlace {
  /** Address of a folder that the token may read and write, ending with a slash. It begins with the account's storage root. */
  readonly address: string
  readonly token: string
}

const MOST_OF_AN_ANSWER = 65_536
/** One folder: some 30,000 names. */
const MOST_OF_A_FOLDER = 8_388_608

/** Section 4 of the draft: documents have a length, folders end with a slash and need none. */
const listing = v.object({
  items: v.pipe(
    v.unknown(),
    v.check((items) => !Array.isArray(items)),
    v.record(v.string(), v.unknown()),
  ),
})
const document = v.object({ 'Content-Length': v.pipe(v.number(), v.safeInteger(), v.minValue(0)) })

export function createRemoteStorageReplica(place: RemoteStoragePlace, options: HttpOptions = {}): Replica {
  const ask = createAsk(options)
  const now = options.now ?? Date.now

  const send = (method: string, path: string, most: number, signal: AbortSignal, body?: Bytes) =>
    ask({
      method,
      address: place.address + path,
      headers: {
        authorization: `Bearer ${place.token}`,
        ...(body ? { 'content-type': 'application/octet-stream' } : {}),
      },
      most,
      signal,
      ...(body ? { body } : {}),
    })

  return {
    list: (prefix, signal) =>
      walk(prefix, async (path) => {
        const answer = await send('GET', path, MOST_OF_A_FOLDER, signal)
        // Folders come and go with what lies in them: the place is there as long as the token is.
        if (answer.status === 404) return null
        if (answer.status !== 200) throw errorOf(answer, now())
        return folderOf(answer.bytes)
      }),

    async get(name, most, signal) {
      assertName(name)
      const answer = await send('GET', pathOf(name), most, signal)
      if (answer.status === 200) return answer.bytes
      if (answer.status === 404) return null
      throw errorOf(answer, now())
    },

    async put(name, bytes, signal) {
      assertName(name)
      const answer = await send('PUT', pathOf(name), MOST_OF_AN_ANSWER, signal, bytes)
      if (answer.status >= 400) throw errorOf(answer, now())
      // The version of what it has is a must of the draft; a page that says "200" to everything has none.
      const isKept = (answer.status === 200 || answer.status === 201) && answer.headers.get('etag')
      if (!isKept) throw new ReplicaError('wrong-answer')
    },

    async delete(name, signal) {
      assertName(name)
      const answer = await send('DELETE', pathOf(name), MOST_OF_AN_ANSWER, signal)
      if (answer.status === 200 || answer.status === 204 || answer.status === 404) return
      throw errorOf(answer, now())
    },
  }
}

function folderOf(bytes: Uint8Array): Folder {
  const parsed = v.safeParse(listing, jsonOf(bytes))
  if (!parsed.success) throw new ReplicaError('wrong-answer')
  const items = Object.entries(parsed.output.items)
  return {
    folders: items.flatMap(([name]) => (name.endsWith('/') ? [name.slice(0, -1)] : [])),
    files: items.flatMap(([name, item]) => {
      if (name.endsWith('/')) return []
      const size = v.safeParse(document, item)
      return size.success ? [{ name, size: size.output['Content-Length'] }] : []
    }),
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    throw new ReplicaError('wrong-answer')
  }
}
