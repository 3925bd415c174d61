import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { makeVault, openDashboard } from '../support/actions'
import type { Browser, BrowserKind, LaunchOptions } from '../support/browsers/browser'
import { copyProfile } from '../support/browsers/copy-profile'
import { launch } from '../support/browsers/launch'
import { madeOnce } from '../support/browsers/once'
import { freshProfile, permittedProfile } from '../support/browsers/permitted-profile'
import { extensionFor } from './browsers'

interface Person {
  /** Every site may ask; without it none may. */
  readonly letAll?: boolean
}

/**
 * A browser whose person has a vault, for tests of what comes after. The product itself makes the vault, in Welcome, once per
 * browser and run; each call gets a copy of that profile, so the vault is locked, as after a restart, until `openDashboard`
 * unlocks it. Tests of Welcome walk through it themselves.
 */
export async function launchReady(
  kind: BrowserKind,
  { letAll = true, ...options }: Partial<LaunchOptions> & Person = {},
): Promise<Browser> {
  const profile = await readyProfile(kind, { letAll })
  return await launch(kind, { extension: extensionFor(kind), profile, installed: true, ...options })
}

/** A profile of one's own with that person's vault in it. */
export async function readyProfile(kind: BrowserKind, { letAll = true }: Person = {}): Promise<string> {
  const folder = inject('runFolder')
  const template = join(folder, `${kind}-${letAll ? 'asked' : 'unasked'}`)
  await madeOnce(template, (unfinished) => makeTemplate(kind, letAll, unfinished))
  const profile = await mkdtemp(join(folder, `${kind}-`))
  await copyProfile(template, profile)
  return profile
}

/** The 24 recovery words of the vault in a profile of `readyProfile`. */
export const wordsOf = (profile: string): Promise<string> => readFile(join(profile, WORDS), 'utf8')

const WORDS = 'recovery-words'

async function makeTemplate(kind: BrowserKind, letAll: boolean, template: string): Promise<void> {
  const extension = extensionFor(kind)
  const profile = letAll ? await permittedProfile(kind, extension) : await freshProfile(kind)
  const browser = await launch(kind, { extension, profile })
  try {
    let words: readonly string[] = []
    await makeVault(browser, {
      letAll,
      onWords: (shown) => {
        words = shown
      },
    })
    await writeFile(join(profile, WORDS), words.join(' '))
    const board = await openDashboard(browser, 'security')
    await board.waitForText(/Saved, mirrored/)
  } finally {
    await browser.close()
  }
  await copyProfile(profile, template)
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
}
