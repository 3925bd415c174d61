import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BrowserKind } from '../../support/browsers/browser'

/** Where the three copies of the vault lie in a closed profile. Seen in Chromium 156 and Firefox 153. */
export interface Copies {
  /** Files of the database, the largest last. */
  readonly database: readonly string[]
  /** Folders that are emptied to lose the database. */
  readonly databaseFolder: string
  readonly mirror: string
  readonly sentinel: string
}

export async function findCopies(kind: BrowserKind, profile: string): Promise<Copies> {
  if (kind === 'chromium') {
    const home = join(profile, 'Default')
    const databaseFolder = await only(join(home, 'IndexedDB'), /^chrome-extension_.*\.leveldb$/)
    return {
      database: await filesIn(databaseFolder, /\.(log|ldb)$/),
      databaseFolder,
      mirror: join(home, 'File System'),
      sentinel: join(home, 'Local Extension Settings'),
    }
  }
  const home = join(profile, 'storage', 'default')
  const own = await only(home, /^moz-extension\+\+\+[0-9a-f-]+$/)
  const databaseFolder = join(own, 'idb')
  return {
    database: await filesIn(databaseFolder, /\.sqlite$/),
    databaseFolder,
    mirror: join(own, 'fs'),
    sentinel: await only(home, /^moz-extension\+\+\+[0-9a-f-]+\^userContextId=/),
  }
}

/** One byte of every block of 4 KiB but the first is another: the one at `within` the block. */
export const flip =
  (within: number) =>
  async (file: string): Promise<void> => {
    const bytes = await readFile(file)
    const first = bytes.length > 8192 ? 4096 : 64
    for (let at = first + within; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0x5a
    await writeFile(file, bytes)
  }

export async function flipOne(file: string): Promise<void> {
  const bytes = await readFile(file)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 0x01
  await writeFile(file, bytes)
}

/** Every byte is another. */
export async function garble(file: string): Promise<void> {
  await writeFile(
    file,
    (await readFile(file)).map((byte) => byte ^ 0x5a),
  )
}

export async function halve(file: string): Promise<void> {
  await truncate(file, Math.floor((await readFile(file)).length / 2))
}

export const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true })

async function filesIn(folder: string, name: RegExp): Promise<readonly string[]> {
  const files = await Promise.all(
    (await readdir(folder))
      .filter((each) => name.test(each))
      .map(async (each) => ({ path: join(folder, each), size: (await readFile(join(folder, each))).length })),
  )
  return files.sort((a, b) => a.size - b.size).map(({ path }) => path)
}

async function only(folder: string, name: RegExp): Promise<string> {
  const found = (await readdir(folder)).filter((each) => name.test(each))
  const [one] = found
  if (one === undefined || found.length > 1)
    throw new Error(`${found.length} × ${name} in ${dirname(folder)}`)
  return join(folder, one)
}
