/*
 * A script of the background that is loaded when it is first needed, because most people have no place and no invitation yet,
 * and a background is started many times an hour.
 *
 * Firefox's background is a page, where `import()` does it. Chromium's service worker refuses that, and `importScripts` loads
 * after the installation only what was loaded while it was installed
 * (https://w3c.github.io/ServiceWorker/#importscripts), so there everything is loaded once at that time.
 */

declare const importScripts: undefined | ((path: string) => void)

/** Where the scripts leave what they have, by their paths. */
const parts = globalThis as unknown as { selfsteadParts?: Map<string, unknown> }

/** Registers with the browser what is loaded later. To be called synchronously when the background starts. */
export function prepareLater(path: string): void {
  if (typeof importScripts !== 'undefined') addEventListener('install', () => importScripts?.(path))
}

/** @param bring imports it, where that is how. @throws when the browser does not give the script. */
export async function loadLater<Part>(path: string, bring: () => Promise<unknown>): Promise<Part> {
  if (!parts.selfsteadParts?.has(path)) {
    if (typeof importScripts !== 'undefined') importScripts(path)
    else await bring()
  }
  return parts.selfsteadParts?.get(path) as Part
}

/** What a script calls that is loaded so. */
export function provideLater<Part>(path: string, part: Part): void {
  parts.selfsteadParts ??= new Map()
  parts.selfsteadParts.set(path, part)
}
