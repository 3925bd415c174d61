import type { MirrorPlace } from '@/lib/vault/places'

/** Both browsers rename in one step (https://github.com/whatwg/fs/pull/10); the types do not know it yet. */
type Movable = FileSystemFileHandle & { readonly move?: (name: string) => Promise<void> }

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
  return {
    async read(name) {
      const file = await fileOf(await directory(), name)
      return file && new Uint8Array(await file.arrayBuffer())
    },
    async write(name, bytes) {
      const writable = await (
        await (await directory()).getFileHandle(name, { create: true })
      ).createWritable()
      try {
        await writable.write(new Uint8Array(bytes))
        await writable.close()
      } catch (error) {
        await writable.abort().catch(() => {})
        throw error
      }
    },
    async writeParts(name, parts) {
      const folder = await directory()
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
      try {
        for await (const part of parts) await writable.write(new Uint8Array(part))
        await writable.close()
      } catch (error) {
        await writable.abort().catch(() => {})
        await folder.removeEntry(name).catch(() => {})
        throw error
      }
    },
    async readPart(name, start, end) {
      const file = await fileOf(await directory(), name)
      return file && new Uint8Array(await file.slice(start, end).arrayBuffer())
    },
    size: async (name) => (await fileOf(await directory(), name))?.size ?? null,
    async remove(name) {
      try {
        await (await directory()).removeEntry(name)
      } catch (error) {
        if (!isNotFound(error)) throw error
      }
    },
    async rename(name, next) {
      const folder = await directory()
      try {
        const file = (await folder.getFileHandle(name)) as Movable
        if (file.move) return await file.move(next)
        const bytes = await (await file.getFile()).arrayBuffer()
        await this.write(next, new Uint8Array(bytes))
        await folder.removeEntry(name)
      } catch (error) {
        if (!isNotFound(error)) throw error
      }
    },
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
