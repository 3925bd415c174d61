/** Everything of attachments that lies in the database and in the mirror, from a page of the extension. */
export const LYING = `(async () => {
  const found = []
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done, fail) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => done(opening.result)
      opening.onerror = () => fail(opening.error)
    })
    if (database.objectStoreNames.contains('blobs'))
      found.push(...(await new Promise((done) => {
        const keys = database.transaction('blobs').objectStore('blobs').getAllKeys()
        keys.onsuccess = () => done(keys.result.map(String))
      })))
    database.close()
  }
  const walk = async (folder) => {
    for await (const [name, entry] of folder.entries())
      if (entry.kind === 'directory') await walk(entry)
      else if (name.startsWith('blob-')) found.push(name)
  }
  await walk(await navigator.storage.getDirectory())
  return found.sort()
})()`
