import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { zipSync } from 'fflate'
import { ENGLISH, type LaunchOptions } from './browser'

/** The fixed address of the extension in test profiles, and of those loaded beside it. */
export const uuidOf = (nth: number): string => `5e1f57ea-d000-4000-8000-${String(nth + 1).padStart(12, '0')}`
export const UUID = uuidOf(0)

export async function addonId(extension: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'))
  return manifest.browser_specific_settings.gecko.id
}

/** The folder as one zip: only packed extensions stay installed, with their storage, over a restart. */
export async function packFolder(folder: string): Promise<Uint8Array> {
  const files: { [path: string]: Uint8Array } = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files[relative(folder, path).replaceAll('\\', '/')] = await readFile(path)
  }
  return zipSync(files, { level: 1 })
}

export function preferences(ids: readonly string[], downloads: string, options: LaunchOptions): string {
  const values: { readonly [name: string]: string | number | boolean } = {
    'extensions.webextensions.uuids': JSON.stringify(
      Object.fromEntries(ids.map((id, nth) => [id, uuidOf(nth)])),
    ),
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'extensions.autoDisableScopes': 0,
    'xpinstall.signatures.required': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.aboutwelcome.enabled': false,
    'browser.tabs.warnOnClose': false,
    'browser.warnOnQuit': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'toolkit.telemetry.enabled': false,
    'app.update.auto': false,
    'app.normandy.enabled': false,
    'extensions.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'remote.active-protocols': 1,
    ...(options.forPerson
      ? {}
      : {
          // What the machine itself speaks does not matter. A language other than English needs its pack (Debian: firefox-esr-l10n-…).
          'intl.locale.requested': options.language ?? ENGLISH,
          // The browser's own question about sites is answered with yes, unless a test answers it.
          'extensions.webextOptionalPermissionPrompts': options.asks === true,
          'dom.disable_open_during_load': false,
          'browser.download.folderList': 2,
          'browser.download.dir': downloads,
          'browser.download.useDownloadDir': true,
          'browser.download.always_ask_before_handling_new_types': false,
          'browser.download.alwaysOpenPanel': false,
          'layout.css.prefers-color-scheme.content-override': options.scheme === 'dark' ? 0 : 1,
        }),
    ...(options.camera
      ? { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true }
      : {}),
    ...(options.plainHost ? { 'network.dns.localDomains': options.plainHost } : {}),
    ...(options.backgroundIdle ? { 'extensions.background.idle.timeout': options.backgroundIdle } : {}),
  }
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('')
}
