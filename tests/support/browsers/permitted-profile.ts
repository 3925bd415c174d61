import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { hasDisplay, openDisplay } from '../../../scripts/lib/display.mjs'
import { hasCommand } from '../../../scripts/lib/install.mjs'
import { root } from '../../../scripts/lib/run.mjs'
import type { BrowserKind } from './browser'
import { launchChromium, unpackedExtensionId } from './chromium'
import { madeOnce } from './once'
import { pause } from './polling'

const execute = promisify(execFile)

/** A profile folder that nothing was done in yet. */
export const freshProfile = (kind: BrowserKind): Promise<string> =>
  mkdtemp(join(tmpdir(), `selfstead-${kind}-`))

/**
 * A fresh profile in which the person has already answered the browser's own question with yes: every site the manifest names as
 * optional may ask. Firefox answers by a preference, so any fresh profile will do. Chromium asks in a native dialog, which is
 * answered once with real keys on a screen; the profile is kept under `.checks/` and copied.
 */
export async function permittedProfile(kind: BrowserKind, extension: string): Promise<string> {
  const profile = await freshProfile(kind)
  if (kind === 'firefox') return profile
  const manifest = await readFile(join(extension, 'manifest.json'), 'utf8')
  const key = createHash('sha256')
    .update(`${await unpackedExtensionId(extension)} ${manifest}`)
    .digest('hex')
    .slice(0, 16)
  const template = join(root, '.checks', 'profiles', `permitted-${key}`)
  await madeOnce(template, async (unfinished) => {
    const made = await makeTemplate(extension, JSON.parse(manifest).optional_host_permissions)
    await rm(join(made, 'saved-files'), { recursive: true, force: true })
    await cp(made, unfinished, { recursive: true })
    await rm(made, { recursive: true, force: true })
  })
  await cp(template, profile, { recursive: true })
  // Chromium keeps the background's script with the profile; without this an older build would go on answering.
  await rm(join(profile, 'Default', 'Service Worker'), { recursive: true, force: true })
  return profile
}

async function makeTemplate(extension: string, origins: readonly string[]): Promise<string> {
  const profile = await freshProfile('chromium')
  const screen = hasCommand('Xvfb') && hasCommand('xdotool') ? await openDisplay() : null
  if (!screen && !hasDisplay())
    throw new Error('the question of Chromium needs a screen: install xvfb, openbox and xdotool')
  const browser = await launchChromium({
    extension,
    profile,
    headed: true,
    ...(screen ? { display: screen.name } : {}),
  })
  try {
    const page = await browser.extensionPage('popup.html')
    await pause(1000)
    const asked = page.evaluate(`chrome.permissions.request(${JSON.stringify({ origins })})`)
    const answered = screen ? answerWithKeys(screen.name, asked) : asked
    if ((await answered) !== true) throw new Error('Chromium did not grant access to the sites')
    // The profile is written a moment after the answer.
    await pause(1500)
  } finally {
    await browser.close()
    screen?.close()
  }
  return profile
}

/** Moves the focus of the native dialog from “Deny” to “Allow” and presses it, until the question is answered. */
export async function answerWithKeys(display: string, question: Promise<unknown>): Promise<unknown> {
  const state: { answer?: unknown; done: boolean } = { done: false }
  const settled = question.then((answer) => {
    state.done = true
    state.answer = answer
  })
  for (let round = 0; round < 5 && !state.done; round++) {
    await Promise.race([settled, pause(2000)])
    if (!state.done)
      await execute('xdotool', ['key', 'Tab', 'Return'], { env: { ...process.env, DISPLAY: display } })
    await Promise.race([settled, pause(1000)])
  }
  return state.done ? state.answer : null
}
