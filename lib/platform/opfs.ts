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
      try {
        const file = await (await (await directory()).getFileHandle(name)).getFile()
        return new Uint8Array(await file.arrayBuffer())
      } catch (error) {
        if (isNotFound(error)) return null
        throw error
      }
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

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError'
}
