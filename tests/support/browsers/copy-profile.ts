import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What a running browser leaves beside its files so that no other starts over them. */
const LOCK = /\/(Singleton[A-Za-z]+|lock|\.parentlock)$/

interface KnownAddons {
  readonly addons: readonly { readonly location: string; readonly path: string | null }[]
}

/** The profile of a browser, elsewhere. @returns `to`. */
export async function copyProfile(from: string, to: string): Promise<string> {
  await cp(from, to, { recursive: true, preserveTimestamps: true, filter: (path) => !LOCK.test(path) })
  await moveAddons(to)
  return to
}

/**
 * Has Firefox find its extensions where they lie now. Where it still knows them at another place it starts each anew some seconds after
 * the browser was started (“changed on disk after being already started”): pages of it that load just then stay empty, or are closed.
 */
async function moveAddons(profile: string): Promise<void> {
  const list = join(profile, 'extensions.json')
  const text = await readFile(list, 'utf8').catch(() => null)
  if (text === null) return
  const { addons } = JSON.parse(text) as KnownAddons
  const path = addons.find(({ location }) => location === 'app-profile')?.path
  if (!path) return
  await writeFile(list, text.replaceAll(dirname(path), join(profile, 'extensions')))
  // Made anew from that list, before any extension is started.
  await rm(join(profile, 'addonStartup.json.lz4'), { force: true })
}
