import { createBrowserPlaces } from '@/lib/platform/places'
import { createFolders } from '@/lib/vault/folders'

/** Chromium alone has these, so the types do not know them. */
type Picking = {
  readonly showDirectoryPicker?: (wish: {
    readonly id: string
    readonly mode: 'readwrite'
  }) => Promise<FileSystemDirectoryHandle>
}
type Asking = {
  readonly requestPermission?: (wish: { readonly mode: 'readwrite' }) => Promise<string>
}

/** Folders of this device as places, on a page of ours. */
export interface FolderPicks {
  /** Whether this browser can give us one. */
  readonly canPick: boolean
  /** Has the person pick a folder; null when they closed the question. Must be the first thing a press does. */
  pick(): Promise<FileSystemDirectoryHandle | null>
  /** Keeps the way to a folder beside the log, under the id of its place. */
  keep(place: string, folder: FileSystemDirectoryHandle): Promise<void>
  /** The way to a folder that was picked before there was a vault, once: from here on it is not known any more. */
  take(place: string): Promise<FileSystemDirectoryHandle | null>
  /** Asks the browser again for a folder that was picked; null where it is not known any more. In a press. */
  allow(place: string): Promise<boolean | null>
}

export function createFolderPicks(): FolderPicks {
  const folders = createFolders(createBrowserPlaces())
  const { showDirectoryPicker } = globalThis as unknown as Picking
  return {
    canPick: showDirectoryPicker !== undefined,
    async pick() {
      try {
        return (await showDirectoryPicker?.({ id: 'selfstead', mode: 'readwrite' })) ?? null
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return null
        throw error
      }
    },
    keep: folders.keep,
    async take(place) {
      const folder = await folders.read(place)
      if (folder) await folders.forget(place)
      return folder
    },
    async allow(place) {
      const folder = (await folders.read(place)) as (FileSystemDirectoryHandle & Asking) | null
      if (!folder) return null
      return (await folder.requestPermission?.({ mode: 'readwrite' })) === 'granted'
    },
  }
}
