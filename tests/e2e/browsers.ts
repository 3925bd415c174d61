import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import type { BrowserKind } from '../support/browsers/browser'

/** Which browsers the end-to-end tests run in: both, or the one that `SELFSTEAD_BROWSER` names. */
export const KINDS: readonly BrowserKind[] = (['chromium', 'firefox'] as const).filter(
  (kind) => !process.env.SELFSTEAD_BROWSER || process.env.SELFSTEAD_BROWSER === kind,
)

export const extensionFor = (kind: BrowserKind): string =>
  join(root, '.output', kind === 'firefox' ? 'firefox-mv3' : 'chrome-mv3')

export const picturesFor = (name: string): string => join(root, '.checks', 'e2e', name)

/** The button in the toolbar is the browser's, where nothing but a person's pointer comes: keys press it as well, here. */
export async function withKeyForButton(extension: string): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'selfstead-keys-')), 'extension')
  await cp(extension, folder, { recursive: true })
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  manifest.commands._execute_action = { suggested_key: { default: 'Alt+Shift+S' } }
  await writeFile(path, JSON.stringify(manifest))
  return folder
}
