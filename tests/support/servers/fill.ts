import { chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Lays empty files into a folder, with the owner that the folder has. */
export async function fillFolder(root: string, names: readonly string[]): Promise<void> {
  mkdirSync(root, { recursive: true })
  const { uid, gid } = statSync(root)
  const folders = new Set(names.map((name) => dirname(name)))
  for (const folder of folders) {
    mkdirSync(join(root, folder), { recursive: true })
    for (let path = folder; path !== '.'; path = dirname(path)) chownSync(join(root, path), uid, gid)
  }
  for (const name of names) {
    writeFileSync(join(root, name), '')
    chownSync(join(root, name), uid, gid)
  }
}
