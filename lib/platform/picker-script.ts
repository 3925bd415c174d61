import { browser } from '@/lib/platform/browser'
import { askingPatterns, mayAsk, patternOf } from '@/lib/platform/sites'
import type { PickerSites } from '@/lib/services/contact-picker'

/**
 * The registration of the contact picker's page script. Unlike the bridge's it outlives the browser: it must be there before
 * the vault is opened, and the browser's own list of scripts is then the only place that knows for which sites. The two ids
 * say which of the person's two decisions it came of, so that "all sites" follows who may ask also while the vault is locked.
 */
const FOR_ALL = 'contacts-all'
const FOR_SOME = 'contacts'

let last: Promise<void> = Promise.resolve()

/**
 * Registers the script for the sites it is on for, among those that may ask; calls run one after the other. A loaded page
 * keeps what it has: a change counts for the next load.
 * @param sites null while the vault is locked: as it was registered last, without sites that may no longer ask.
 */
export function registerPicker(sites: PickerSites | null): Promise<void> {
  const next = () => register(sites)
  last = last.then(next, next)
  return last
}

async function register(sites: PickerSites | null): Promise<void> {
  const [standing] = await browser.scripting.getRegisteredContentScripts({ ids: [FOR_ALL, FOR_SOME] })
  const all = sites ? sites.all : standing?.id === FOR_ALL
  const id = all ? FOR_ALL : FOR_SOME
  const matches = all
    ? await askingPatterns()
    : await stillAsking(sites?.origins.map(patternOf) ?? standing?.matches)
  if (standing?.id === id && isSame(standing.matches ?? [], matches)) return
  if (standing) await browser.scripting.unregisterContentScripts({ ids: [standing.id] })
  if (matches.length === 0) return
  await browser.scripting.registerContentScripts([
    {
      id,
      js: ['contacts.js'],
      matches: [...matches],
      runAt: 'document_start',
      allFrames: false,
      // The type of the polyfill is older than the worlds of Firefox 128.
      ...({ world: 'MAIN' } as object),
      persistAcrossSessions: true,
    },
  ])
}

async function stillAsking(patterns: readonly string[] = []): Promise<readonly string[]> {
  const allowed = await Promise.all(patterns.map((pattern) => mayAsk(pattern.replace(/\/\*$/, ''))))
  return [...new Set(patterns.filter((_, index) => allowed[index]))]
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join() === [...b].sort().join()
}
