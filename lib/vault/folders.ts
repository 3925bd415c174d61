import { LogDatabase } from '@/lib/vault/database'
import type { Places } from '@/lib/vault/places'

/**
 * The folders of this device that are places, by the id of the place. Only a browser's database can hold the handle of one, and
 * another device could do nothing with it: it lies beside the log and enters neither it nor the mirror. Where it is lost the
 * folder has to be picked again.
 */
export interface Folders {
  read(place: string): Promise<FileSystemDirectoryHandle | null>
  keep(place: string, folder: FileSystemDirectoryHandle): Promise<void>
  forget(place: string): Promise<void>
}

type Kept = ReadonlyMap<string, FileSystemDirectoryHandle>

export function createFolders(places: Pick<Places, 'database' | 'ordinal'>): Folders {
  async function within<Value>(work: (database: LogDatabase) => Promise<Value>): Promise<Value> {
    const database = new LogDatabase(places)
    try {
      return await work(database)
    } finally {
      database.close()
    }
  }
  const kept = async (database: LogDatabase): Promise<Kept> => {
    const found = await database.beside('folders')
    return found instanceof Map ? found : new Map()
  }
  return {
    read: (place) => within(async (database) => (await kept(database)).get(place) ?? null),
    keep: (place, folder) =>
      within(async (database) => {
        const folders = new Map([...(await kept(database)), [place, folder]])
        await database.putBeside('folders', folders)
      }),
    forget: (place) =>
      within(async (database) => {
        const before = await kept(database)
        if (!before.has(place)) return
        await database.putBeside('folders', new Map([...before].filter(([id]) => id !== place)))
      }),
  }
}
