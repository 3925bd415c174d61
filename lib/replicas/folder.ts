import { toHex } from '@/lib/base/bytes'
import { assertName, isFile, pathOf } from '@/lib/replicas/names'
import { type Replica, type ReplicaEntry, ReplicaError } from '@/lib/replicas/replica'
import { type Folder, walk } from '@/lib/replicas/walk'
import type { ReplicaProblem } from '@/lib/replication/problem'

/** Both browsers rename in one step (https://github.com/whatwg/fs/pull/10); the types do not know it yet. */
type Movable = FileSystemFileHandle & { readonly move?: (name: string) => Promise<void> }

export interface FolderOptions {
  readonly random?: (length: number) => Uint8Array
}

/** Files of which the size is asked at the same time: each question is a message to the browser. */
const AT_ONCE = 64

/** What a file system's refusals mean (https://fs.spec.whatwg.org and File System Access). */
const PROBLEMS: { readonly [name: string]: ReplicaProblem } = {
  InvalidStateError: 'busy',
  NoModificationAllowedError: 'busy',
  NotAllowedError: 'refused',
  NotFoundError: 'no-place',
  NotReadableError: 'failing',
  QuotaExceededError: 'full',
  SecurityError: 'refused',
  TypeMismatchError: 'wrong-answer',
}

/**
 * A folder on this device: one that the person picked, which another program may carry elsewhere, or one of the browser's own
 * (OPFS). An object is written under a name that begins with a dot and then renamed, so nobody sees half of one.
 */
export function createFolderReplica(
  directory: FileSystemDirectoryHandle,
  { random = (length) => crypto.getRandomValues(new Uint8Array(length)) }: FolderOptions = {},
): Replica {
  /** Null when one of the folders is not there. */
  async function folderAt(
    path: readonly string[],
    create: boolean,
  ): Promise<FileSystemDirectoryHandle | null> {
    let folder = directory
    try {
      for (const part of path) folder = await folder.getDirectoryHandle(part, { create })
      return folder
    } catch (error) {
      if (!create && isNotFound(error)) return null
      throw error
    }
  }

  /** @throws DOMException `NotFoundError` when the folder itself is gone: a disk that was pulled out. */
  async function assertPlace(): Promise<void> {
    await directory.keys().next()
  }

  async function open(path: string, signal: AbortSignal): Promise<Folder | null> {
    const folder = await folderAt(path.split('/').filter(Boolean), false)
    if (!folder) {
      await assertPlace()
      return null
    }
    const names: string[] = []
    const folders: string[] = []
    for await (const [name, handle] of folder.entries()) {
      signal.throwIfAborted()
      if (handle.kind === 'directory') folders.push(name)
      else if (isFile(name)) names.push(name)
    }
    const files: ReplicaEntry[] = []
    for (let at = 0; at < names.length; at += AT_ONCE) {
      signal.throwIfAborted()
      const some = names.slice(at, at + AT_ONCE)
      const found = await Promise.all(some.map((name) => fileAt(folder, name)))
      // One that went while it was looked at is not there.
      files.push(...found.flatMap((file) => (file ? [{ name: file.name, size: file.size }] : [])))
    }
    return { files, folders }
  }

  async function write(name: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void> {
    const { folders, last } = split(name)
    const folder = await folderAt(folders, true)
    if (!folder) throw new ReplicaError('no-place')
    const unfinished = `.${toHex(random(8))}.part`
    const file: Movable = await folder.getFileHandle(unfinished, { create: true })
    try {
      const writable = await file.createWritable()
      try {
        await writable.write(bytes)
        signal.throwIfAborted()
        await writable.close()
      } catch (error) {
        await writable.abort().catch(() => {})
        throw error
      }
      await rename(folder, file, last, bytes)
    } catch (error) {
      await folder.removeEntry(unfinished).catch(() => {})
      throw error
    }
  }

  return {
    list: (prefix, signal) => walk(prefix, (path) => explained(signal, () => open(path, signal))),

    get(name, most, signal) {
      assertName(name)
      return explained(signal, async () => {
        const { folders, last } = split(name)
        const folder = await folderAt(folders, false)
        const file = folder && (await fileAt(folder, last))
        if (!file) {
          await assertPlace()
          return null
        }
        if (file.size > most) throw new ReplicaError('wrong-answer')
        return new Uint8Array(await file.arrayBuffer())
      })
    },

    put(name, bytes, signal) {
      assertName(name)
      return explained(signal, () => write(name, bytes, signal))
    },

    delete(name, signal) {
      assertName(name)
      return explained(signal, async () => {
        const { folders, last } = split(name)
        const folder = await folderAt(folders, false)
        if (!folder) return assertPlace()
        try {
          await folder.removeEntry(last)
        } catch (error) {
          if (!isNotFound(error)) throw error
        }
      })
    },
  }
}

function split(name: string): { readonly folders: readonly string[]; readonly last: string } {
  const parts = pathOf(name).split('/')
  return { folders: parts.slice(0, -1), last: parts.at(-1) ?? '' }
}

async function fileAt(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile()
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

/**
 * In one step, also onto what lies there. Where a browser cannot, the object is written under its own name, and who looks
 * meanwhile sees a part of it.
 */
async function rename(
  folder: FileSystemDirectoryHandle,
  file: Movable,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    if (!file.move) throw new DOMException('', 'NotSupportedError')
    await file.move(name)
  } catch {
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
    await writable.write(bytes)
    await writable.close()
    await folder.removeEntry(file.name).catch(() => {})
  }
}

/** What the file system refuses, as a problem of the replica. */
async function explained<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  signal.throwIfAborted()
  try {
    const value = await work()
    signal.throwIfAborted()
    return value
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof ReplicaError) throw error
    if (error instanceof DOMException) throw new ReplicaError(PROBLEMS[error.name] ?? 'failing')
    throw error
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError'
}
