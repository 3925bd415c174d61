import { type Bytes, utf8 } from '@/lib/base/bytes'
import { type Answer, createAsk, type HttpOptions } from '@/lib/replicas/http'
import { assertName, foldersOf, pathOf } from '@/lib/replicas/names'
import { errorOf } from '@/lib/replicas/problems'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import { type Folder, walk } from '@/lib/replicas/walk'
import { childOf, childrenOf, sizeOf, textOf, type Xml, xmlOf } from '@/lib/replicas/xml'

/** A folder of a WebDAV server (RFC 4918), reached with Basic authentication (RFC 7617). */
export interface WebDavPlace {
  /** Address of a folder that is there, ending with a slash. */
  readonly address: string
  readonly name: string
  readonly password: string
}

const MOST_OF_AN_ANSWER = 65_536
/** One folder: some 15,000 names. */
const MOST_OF_A_FOLDER = 8_388_608

const PROPERTIES = utf8(
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>',
)

interface Extra {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Bytes
}

export function createWebDavReplica(place: WebDavPlace, options: HttpOptions = {}): Replica {
  const ask = createAsk(options)
  const now = options.now ?? Date.now
  const authorization = basic(place.name, place.password)

  const send = (method: string, path: string, most: number, signal: AbortSignal, more: Extra = {}) =>
    ask({
      method,
      address: place.address + path,
      headers: { authorization, ...more.headers },
      most,
      signal,
      ...(more.body ? { body: more.body } : {}),
    })

  /** Null when the folder is not there. */
  async function open(path: string, depth: '0' | '1', signal: AbortSignal): Promise<Folder | null> {
    const answer = await send('PROPFIND', path, MOST_OF_A_FOLDER, signal, {
      headers: { depth, 'content-type': 'application/xml; charset=utf-8' },
      body: PROPERTIES,
    })
    if (answer.status === 404) return null
    if (answer.status !== 207) throw errorOf(answer, now())
    return folderOf(answer.bytes, new URL(place.address + path))
  }

  /** @throws ReplicaError `no-place` when the place itself is not there. */
  async function assertPlace(signal: AbortSignal): Promise<void> {
    if (!(await open('', '0', signal))) throw new ReplicaError('no-place')
  }

  async function makeFolder(folder: string, signal: AbortSignal): Promise<void> {
    const answer = await send('MKCOL', `${folder}/`, MOST_OF_AN_ANSWER, signal)
    // 405: it is there already.
    if (answer.status === 201 || answer.status === 405) return
    if (answer.status === 409) throw new ReplicaError('no-place')
    throw errorOf(answer, now())
  }

  async function makeFolders(path: string, signal: AbortSignal): Promise<void> {
    for (const folder of foldersOf(path)) await makeFolder(folder, signal)
  }

  /** Folders are made by one put at a time: two that make the same one at once find it locked (423) on servers of Go. */
  let making: Promise<unknown> = Promise.resolve()
  function makeFoldersInTurn(path: string, signal: AbortSignal): Promise<void> {
    const mine = making.then(() => makeFolders(path, signal))
    making = mine.catch(() => {})
    return mine
  }

  const putOnce = (path: string, body: Bytes, signal: AbortSignal): Promise<Answer> =>
    send('PUT', path, MOST_OF_AN_ANSWER, signal, {
      body,
      headers: { 'content-type': 'application/octet-stream' },
    })

  return {
    list: (prefix, signal) =>
      walk(prefix, async (path) => {
        const folder = await open(path, '1', signal)
        if (!folder) await assertPlace(signal)
        return folder
      }),

    async get(name, most, signal) {
      assertName(name)
      const answer = await send('GET', pathOf(name), most, signal)
      if (answer.status === 200) return answer.bytes
      if (answer.status !== 404) throw errorOf(answer, now())
      await assertPlace(signal)
      return null
    },

    async put(name, bytes, signal) {
      assertName(name)
      const path = pathOf(name)
      let answer = await putOnce(path, bytes, signal)
      // No folder yet: 409 after the RFC, 404 and 403 elsewhere.
      if (answer.status === 409 || answer.status === 404) {
        await assertPlace(signal)
        await makeFoldersInTurn(path, signal)
        answer = await putOnce(path, bytes, signal)
      }
      if (answer.status === 201 || answer.status === 204) return
      throw errorOf(answer, now())
    },

    async delete(name, signal) {
      assertName(name)
      const answer = await send('DELETE', pathOf(name), MOST_OF_AN_ANSWER, signal)
      if (answer.status === 204 || answer.status === 200) return
      if (answer.status !== 404) throw errorOf(answer, now())
      await assertPlace(signal)
    },
  }
}

/** RFC 7617 with UTF-8, which is what servers of today compare with. */
function basic(name: string, password: string): string {
  return `Basic ${btoa(String.fromCharCode(...utf8(`${name}:${password}`)))}`
}

/** The members of a folder, from its multistatus; what is named there and does not lie directly in it is left out. */
function folderOf(bytes: Uint8Array, address: URL): Folder {
  const root = xmlOf(bytes)
  if (root.name !== 'multistatus') throw new ReplicaError('wrong-answer')
  const files: { name: string; size: number }[] = []
  const folders: string[] = []
  for (const response of childrenOf(root, 'response')) {
    const name = memberOf(textOf(response, 'href') ?? '', address)
    const properties = name === null ? null : propertiesOf(response)
    if (name === null || properties === null) continue
    if (properties.isFolder) folders.push(name)
    else if (properties.size === null) throw new ReplicaError('wrong-answer')
    else files.push({ name, size: properties.size })
  }
  return { files, folders }
}

/** The last part of a member's address; null for the folder itself and for what lies elsewhere. */
function memberOf(href: string, folder: URL): string | null {
  try {
    const own = decodeURIComponent(folder.pathname)
    const path = decodeURIComponent(new URL(href, folder).pathname)
    const name = path.startsWith(own) ? path.slice(own.length).replace(/\/$/, '') : ''
    return name === '' || name.includes('/') ? null : name
  } catch {
    return null
  }
}

/** Null where the server says nothing about it that succeeded. */
function propertiesOf(response: Xml): { readonly isFolder: boolean; readonly size: number | null } | null {
  const found = childrenOf(response, 'propstat')
    .filter((each) => / 200(?: |$)/.test(textOf(each, 'status') ?? ''))
    .flatMap((each) => childrenOf(each, 'prop'))
  if (found.length === 0) return null
  const has = (name: string) => found.find((each) => childOf(each, name) !== null)
  const type = has('resourcetype')
  const isFolder = type ? childrenOf(type, 'resourcetype').some((each) => childOf(each, 'collection')) : false
  const length = has('getcontentlength')
  return { isFolder, size: length ? sizeOf(textOf(length, 'getcontentlength')) : null }
}
