import { createFolderReplica } from '@/lib/replicas/folder'
import { openPlace, type Place } from '@/lib/replicas/kinds'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'

/** What runs in the browser: replicas by number, called from the test. Bytes travel as base64. */

/** What a verb ended with: its value, the problem of the replica, or the text of any other error. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly problem: string; readonly after: number | null }
  | { readonly thrown: string }

/** Of Chromium alone, so the types do not know it. */
type Droppable = {
  getAsFileSystemHandle(): Promise<FileSystemHandle>
  requestPermission(wanted: { readonly mode: 'readwrite' }): Promise<string>
}

const opened: Replica[] = []

export const toText = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}
export const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

async function folderIn(path: string, create: boolean): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(path, { create })
}

async function outcome(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await work() }
  } catch (error) {
    if (error instanceof ReplicaError) return { problem: error.problem, after: error.after }
    return { thrown: String(error) }
  }
}

/** What a person drops on the page, and what the browser says when it is then asked for leave to write there. */
const dropped: { handle: FileSystemHandle | null; leave: Promise<string> | null } = {
  handle: null,
  leave: null,
}

export const pageReplicas = {
  awaitDrop() {
    Object.assign(dropped, { handle: null, leave: null })
    document.ondragover = (event) => event.preventDefault()
    document.ondrop = (event) => {
      event.preventDefault()
      const item = event.dataTransfer?.items[0] as unknown as Droppable | undefined
      void item?.getAsFileSystemHandle().then((handle) => {
        dropped.handle = handle
      })
    }
    document.onclick = () => {
      const handle = dropped.handle as unknown as Droppable | null
      dropped.leave = handle?.requestPermission({ mode: 'readwrite' }) ?? null
    }
  },
  isDropped: () => dropped.handle !== null,
  leave: () => dropped.leave,
  openDropped: () => opened.push(createFolderReplica(dropped.handle as FileSystemDirectoryHandle)) - 1,
  open: (place: Place) => opened.push(openPlace(place)) - 1,
  openFolder: async (path: string) => opened.push(createFolderReplica(await folderIn(path, true))) - 1,
  async fillFolder(path: string, names: readonly string[]) {
    for (const name of names) {
      let folder = await folderIn(path, true)
      for (const part of name.split('/').slice(0, -1))
        folder = await folder.getDirectoryHandle(part, { create: true })
      await folder.getFileHandle(name.split('/').at(-1) ?? '', { create: true })
    }
  },
  removeFolder: async (path: string) =>
    (await navigator.storage.getDirectory()).removeEntry(path, { recursive: true }),
  /** Every file of a folder, ours or not, as paths. */
  async filesOf(path: string): Promise<readonly string[]> {
    const found: string[] = []
    const look = async (folder: FileSystemDirectoryHandle, at: string): Promise<void> => {
      for await (const [name, handle] of folder.entries())
        if (handle.kind === 'directory') await look(handle as FileSystemDirectoryHandle, `${at}${name}/`)
        else found.push(at + name)
    }
    await look(await folderIn(path, false), '')
    return found
  },
  call(
    id: number,
    verb: string,
    name: string,
    given: string | number | null,
    stop: 'before' | 'during' | null,
  ) {
    const replica = opened[id]
    const lifetime = new AbortController()
    const { signal } = lifetime
    const reason = { toString: () => 'told to stop' }
    if (stop === 'before') lifetime.abort(reason)
    if (stop === 'during') setTimeout(() => lifetime.abort(reason))
    return outcome(async () => {
      if (!replica) throw new Error('no such replica')
      if (verb === 'put') return replica.put(name, toBytes(String(given)), signal)
      if (verb === 'delete') return replica.delete(name, signal)
      if (verb === 'list') {
        const pages = []
        for await (const page of replica.list(name, signal)) pages.push(page)
        return pages
      }
      const bytes = await replica.get(name, Number(given), signal)
      return bytes && toText(bytes)
    })
  },
}

Object.assign(globalThis, { pageReplicas })
