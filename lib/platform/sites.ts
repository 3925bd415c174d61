import { browser } from '@/lib/platform/browser'

/** Every origin that can ask at all: what "All sites" means. */
const ALL_SITES = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*']
const BRIDGE = 'bridge'

export interface GrantedOrigins {
  readonly all: boolean
  /** Match patterns of single sites, as the browser stores them: `https://shop.example/*`. */
  readonly origins: readonly string[]
}

/** The match pattern for one origin. Patterns carry no port, so a port of this machine shares its host's. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${hostname}/*`
}

/** Which sites the person lets ask, as the browser holds it. */
export async function grantedOrigins(): Promise<GrantedOrigins> {
  const { origins = [] } = await browser.permissions.getAll()
  return { all: origins.includes('https://*/*') || origins.includes('<all_urls>'), origins }
}

/** Match patterns of exactly the sites that may ask. */
export async function askingPatterns(): Promise<readonly string[]> {
  const { origins } = await grantedOrigins()
  return origins.filter((origin) => /^(https:|http:\/\/(localhost|127\.0\.0\.1)\/)/.test(origin))
}

/** Whether this origin may ask. */
export function mayAsk(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(origin)] })
}

/** Asks the browser for all sites. Must be the first thing a click does, or the browser refuses. */
export function requestAll(): Promise<boolean> {
  return browser.permissions.request({ origins: ALL_SITES })
}

/** Asks the browser for one site. Must be the first thing a click does. */
export function requestSite(origin: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(origin)] })
}

/** Asks the browser for hosts, by the patterns of their permissions. Must be the first thing a click does. */
export function requestPatterns(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...origins] })
}

/** Takes one pattern (or all of them) back. */
export function removeSites(origins: readonly string[] | 'all'): Promise<boolean> {
  return browser.permissions.remove({ origins: origins === 'all' ? [...ALL_SITES] : [...origins] })
}

export function onSitesChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener)
  browser.permissions.onRemoved.addListener(listener)
}

let last: Promise<void> = Promise.resolve()

/** Registers the bridge for exactly the granted origins; calls run one after the other. */
function registerBridge(): Promise<void> {
  last = last.then(register, register)
  return last
}

async function register(): Promise<void> {
  const matches = await askingPatterns()
  const standing = await browser.scripting.getRegisteredContentScripts({ ids: [BRIDGE] })
  if (standing.length > 0) await browser.scripting.unregisterContentScripts({ ids: [BRIDGE] })
  if (matches.length === 0) return
  await browser.scripting.registerContentScripts([
    {
      id: BRIDGE,
      js: ['bridge.js'],
      matches: [...matches],
      runAt: 'document_start',
      allFrames: false,
      persistAcrossSessions: false,
    },
  ])
}

/**
 * Registers the bridge, and puts it at once into the pages of the same sites that are open: one that was there before its site
 * might ask, or that outlived an update of ours, need not be loaded again. In a page where it lives it does not start twice.
 */
export async function reachPages(): Promise<void> {
  await registerBridge()
  const patterns = await askingPatterns()
  // Without a pattern every tab would be meant. A discarded tab is loaded anew when it is looked at.
  if (patterns.length === 0) return
  const tabs = await browser.tabs.query({ url: [...patterns], discarded: false })
  await Promise.all(tabs.map(({ id }) => injectBridge(id as number)))
}

async function injectBridge(tabId: number): Promise<void> {
  try {
    await browser.scripting.executeScript({
      target: { tabId },
      files: ['bridge.js'],
      injectImmediately: true,
    })
  } catch {
    // It shows a page of the browser's own (an error, a warning), went elsewhere, or is gone: nothing to put it into.
  }
}

/** Origin and id of the tab in front, where the person just opened the popup; null on pages that cannot ask. */
export async function activeSite(): Promise<{ readonly origin: string; readonly tab: number } | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  if (tab?.id === undefined || !tab.url || !URL.canParse(tab.url)) return null
  return { origin: new URL(tab.url).origin, tab: tab.id }
}
