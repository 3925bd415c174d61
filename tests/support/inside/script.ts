import { newId } from '@/lib/base/ids'
import { callApp } from '@/lib/platform/app-client'
import { createBrowserPlaces } from '@/lib/platform/places'
import { createSessionStore } from '@/lib/platform/session-store'
import type { AppParams, AppVerb } from '@/lib/protocol/app'
import { BLOB } from '@/lib/records/blobs'
import type { RecordState } from '@/lib/records/record'
import { newPlace, type PlaceSettings, placeChange, removedPlace } from '@/lib/replication/places'
import { createSession } from '@/lib/services/session'
import { createFolders } from '@/lib/vault/folders'
import { openVault } from '@/lib/vault/open'

/** What runs in a page of the extension: the vault as our own pages have it, without a page for it. */
const places = createBrowserPlaces()
const session = createSession({
  store: createSessionStore(),
  openVault: (root, vaultId) => openVault(places, { root, vaultId }),
  now: places.now,
})

async function open() {
  const vault = await session.vault()
  if (!vault) throw new Error('the vault is locked')
  return vault
}

async function commit(prepare: (vault: Awaited<ReturnType<typeof open>>) => RecordState): Promise<void> {
  const vault = await open()
  await vault.commit(() => [prepare(vault)])
  await callApp('vault.changed', {})
}

export const inside = {
  call: <Verb extends AppVerb>(verb: Verb, params: AppParams<Verb>) => callApp(verb, params),
  device: async () => (await open()).device,
  async enter(entered: PlaceSettings, name: string): Promise<string> {
    const id = newId(places.random)
    await commit((vault) => newPlace(id, { entered, name }, vault.stamp()))
    return id
  },
  change: (id: string, entered: PlaceSettings) =>
    commit((vault) => placeChange(id, { entered }, vault.stamp())),
  remove: (id: string) => commit((vault) => removedPlace(id, vault.stamp())),
  note: (text: string) =>
    commit((vault) => ({
      collection: 'notes',
      id: newId(places.random),
      fields: { text: [{ value: text, stamp: vault.stamp() }] },
    })),
  /** Erases the note of this text. */
  async erase(text: string): Promise<void> {
    const note = (await open()).all('notes').find(({ fields }) => fields.text?.[0]?.value === text)
    if (!note) throw new Error(`no note: ${text}`)
    await commit((vault) => ({ collection: 'notes', id: note.id, fields: {}, erased: vault.stamp() }))
  },
  /** A note with an attachment of so many bytes, at most half a megabyte. */
  async attach(length: number): Promise<void> {
    const vault = await open()
    const writer = await vault.blobs.begin()
    await writer.append(new Uint8Array(length).map((_, at) => at * 7))
    const { id } = await writer.finish()
    await commit(() => ({
      collection: 'notes',
      id: newId(places.random),
      fields: { file: [{ value: { [BLOB]: id, type: 'text/plain', size: length }, stamp: vault.stamp() }] },
    }))
  },
  /** A folder of the browser's own stands for one that a person picks. */
  async keepFolder(place: string): Promise<void> {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('copies', {
      create: true,
    })
    await createFolders(places).keep(place, folder)
  },
  async filesIn(name: string): Promise<number> {
    const count = async (folder: FileSystemDirectoryHandle): Promise<number> => {
      let sum = 0
      for await (const handle of folder.values())
        sum += handle.kind === 'directory' ? await count(handle as FileSystemDirectoryHandle) : 1
      return sum
    }
    return count(await (await navigator.storage.getDirectory()).getDirectoryHandle(name))
  },
}

Object.assign(globalThis, { inside })
