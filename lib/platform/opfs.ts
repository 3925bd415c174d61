import type { MirrorPlace } from '@/lib/vault/places'

/** Both browsers rename in one step (https://github.com/whatwg/fs/pull/10); the types do not know it yet. */
type Movable = FileSystemFileHandle & { move(name: string): Promise<void> }

/** What Chromium's own account of such files may need of the disk, in bytes. */
const MARGIN = 2_097_152
/** What it needs to note that one is gone or has another name: a block or two, however large they are. */
const LEAST = 262_144

/**
 * Chromium ends, all of it, where the disk is too full to note that a directory of such files changed (a check that fails in its
 * `SandboxDirectoryDatabase`). So nothing is begun there that may fill it, and nothing goes from there before its note has room: that
 * is written first. Its estimate for an extension is what the disk has left; Firefox, which has no details in its own, gives a share
 * of the disk that does not bind one, and takes a full disk well.
 */
async function makeSure(bytes: number): Promise<void> {
  const { quota = 0, usage = 0, ...more } = await navigator.storage.estimate()
  if ('usageDetails' in more && quota - usage < bytes)
    throw new DOMException('the disk is full', 'QuotaExceededError')
}

/**
 * A mirror in the origin private file system: one directory of flat files. Written through `createWritable`, which exists
 * in Chromium's service worker and Firefox's background (sync access handles do not) and puts the new bytes in place only
 * when it is closed.
 */
export function createOpfsMirror(directoryName: string): MirrorPlace {
  const directory = async () => {
    const root = await navigator.storage.getDirectory()
    return root.getDirectoryHandle(directoryName, { create: true })
  }
  const write = async (name: string, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => {
    await makeSure(MARGIN)
    const writable = await (await (await directory()).getFileHandle(name, { create: true })).createWritable()
    try {
      for await (const part of parts) {
        await makeSure(part.length + MARGIN)
        await writable.write(part as Uint8Array<ArrayBuffer>)
      }
      await writable.close()
    } catch (error) {
      await writable.abort().catch(() => {})
      throw error
    }
  }
  /** Nothing happens where there is no such file. */
  const change = async (work: (folder: FileSystemDirectoryHandle) => Promise<void>) => {
    await makeSure(LEAST)
    try {
      await work(await directory())
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
  }
  return {
    async read(name) {
      const file = await fileOf(await directory(), name)
      return file && new Uint8Array(await file.arrayBuffer())
    },
    write: (name, bytes) => write(name, [bytes]),
    async writeParts(name, parts) {
      try {
        await write(name, parts)
      } catch (error) {
        await this.remove(name).catch(() => {})
        throw error
      }
    },
    async readPart(name, start, end) {
      const file = await fileOf(await directory(), name)
      return file && new Uint8Array(await file.slice(start, end).arrayBuffer())
    },
    size: async (name) => (await fileOf(await directory(), name))?.size ?? null,
    remove: (name) => change((folder) => folder.removeEntry(name)),
    rename: (name, next) =>
      change(async (folder) => ((await folder.getFileHandle(name)) as Movable).move(next)),
    async list() {
      const names: string[] = []
      for await (const [name, handle] of (await directory()).entries())
        if (handle.kind === 'file') names.push(name)
      return names
    },
  }
}

async function fileOf(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile()
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError'
}
