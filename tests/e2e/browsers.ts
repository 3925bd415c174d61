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
