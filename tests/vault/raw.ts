/** The database as a vandal sees it. */
export interface RawStores {
  readonly segments: IDBObjectStore
  readonly meta: IDBObjectStore
  readonly aside: IDBObjectStore
  readonly blobs: IDBObjectStore
}

export async function rawWrite(name: string, work: (stores: RawStores) => IDBRequest): Promise<unknown> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(['segments', 'meta', 'aside', 'blobs'], 'readwrite')
      const request = work({
        segments: transaction.objectStore('segments'),
        meta: transaction.objectStore('meta'),
        aside: transaction.objectStore('aside'),
        blobs: transaction.objectStore('blobs'),
      })
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

export async function rawRows(name: string): Promise<readonly { key: IDBValidKey; bytes: Uint8Array }[]> {
  const keys = (await rawWrite(name, ({ segments }) => segments.getAllKeys())) as IDBValidKey[]
  const values = (await rawWrite(name, ({ segments }) => segments.getAll())) as Uint8Array[]
  return keys.map((key, at) => ({ key, bytes: values[at] as Uint8Array }))
}

/** All rows of the attachments, times and chunks. */
export async function rawBlobs(name: string): Promise<readonly { key: IDBValidKey; value: unknown }[]> {
  const keys = (await rawWrite(name, ({ blobs }) => blobs.getAllKeys())) as IDBValidKey[]
  const values = (await rawWrite(name, ({ blobs }) => blobs.getAll())) as unknown[]
  return keys.map((key, at) => ({ key, value: values[at] }))
}
