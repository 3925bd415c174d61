import type { Place } from '@/lib/replicas/kinds'
import { PASSPHRASE } from './actions'
import type { Page } from './browsers/browser'
import { poll } from './browsers/polling'
import { button, common, field, welcome } from './browsers/selectors'

/** What a person does with devices and places, each as one call. */

const DIALOG = 'dialog[open]'

/** Goes to the page of devices and places. */
export async function goToDevices(board: Page): Promise<void> {
  await board.evaluate(`location.hash = '#/devices'`)
  await board.waitFor({ role: 'heading', name: 'Devices and places' })
}

/** Types a place into the dialog, as its owner would, and waits until it was asked and kept. */
export async function addPlace(board: Page, place: Place, called: string): Promise<void> {
  const kind = { role: 'radio', name: place.kind === 's3' ? /^S3/ : /^WebDAV/ } as const
  // News of a place moves the page under a press, which then meets nothing: a person presses again.
  await poll('the question which kind', async () => {
    if ((await board.count(kind)) === 0) await board.click(button(/^Add a place/))
    return (await board.count(kind)) > 0 ? true : null
  })
  await board.click(kind)
  await board.click(button('Continue', DIALOG))
  await typePlace(board, place, DIALOG)
  await board.fill(field('What you call it', DIALOG), called)
  await board.click(button('Check and add', DIALOG))
  await board.waitForText(new RegExp(`${called} added`), { timeout: 90_000 })
}

/** Types what a place needs into its form. */
export async function typePlace(page: Page, place: Place, within: string): Promise<void> {
  if (place.kind === 's3') {
    await page.fill(field('Address of the store', within), place.address)
    await page.fill(field('Bucket', within), place.bucket)
    await page.fill(field('Region', within), place.region)
    await page.fill(field('Key ID', within), place.keyId)
    await page.fill(field('Secret key', within), place.secret)
  } else if (place.kind === 'webdav') {
    await page.fill(field('Address of the folder', within), place.address)
    await page.fill(field('User name', within), place.name)
    await page.fill(field('Password', within), place.password)
  }
}

/** Has all places asked now, and waits until that is over. */
export async function askPlaces(board: Page): Promise<void> {
  await goToDevices(board)
  await board.click(button('Write and look now'))
  await board.waitFor(button('Write and look now'), { timeout: 90_000 })
}

export async function untilSafe(board: Page): Promise<void> {
  await goToDevices(board)
  await board.waitForText(/All changes are safe at two places/, { timeout: 120_000 })
}

/** The four words in front. */
export async function wordsOn(page: Page): Promise<readonly string[]> {
  await page.waitFor('.four-words', { timeout: 90_000 })
  const words = await page.evaluate(
    `[...document.querySelectorAll('.four-words li')].map((item) => item.textContent)`,
  )
  return words as readonly string[]
}

/** An invitation is made on the board, and its text read off the page. */
export async function inviteText(board: Page): Promise<string> {
  await goToDevices(board)
  await board.click(button(/^Add a device/))
  await board.waitFor(field('Invitation as text', DIALOG), { timeout: 60_000 })
  return String(await board.evaluate(`document.querySelector('dialog[open] textarea').value`))
}

/** The new device reads an invitation, up to the four words. */
export async function joinByText(page: Page, text: string, name: string): Promise<void> {
  await page.click(button(/^I have Selfstead on another device/))
  await page.waitFor(field('Invitation as text'))
  // Key by key it would take a minute.
  await page.evaluate(`{
    const area = document.querySelector('textarea')
    area.value = ${JSON.stringify(text)}
    area.dispatchEvent(new Event('input', { bubbles: true }))
    null
  }`)
  await page.fill(field('What this device is called'), name)
  await page.click(button('Continue'))
}

/** The new device types a place and the recovery words, or picks a folder once `Continue` is pressed. */
export async function joinByPhrase(
  page: Page,
  place: Place | 'folder',
  words: string,
  name: string,
): Promise<void> {
  await page.click(button(/^I have Selfstead on another device/))
  await page.click({ role: 'radio', name: 'With the recovery words' })
  await page.fill(field('What kind of place'), place === 'folder' ? 'folder' : place.kind)
  if (place !== 'folder') await typePlace(page, place, 'form')
  await page.fill(field('Recovery words'), words)
  await page.fill(field('What this device is called'), name)
  await page.click(button('Continue'))
}

/** From the passphrase of the new device until everything is there. */
export async function finishJoining(page: Page): Promise<void> {
  await page.waitForText(/A passphrase for this device/, { timeout: 90_000 })
  await poll('a field for an own passphrase', async () => {
    await page.click(welcome.own)
    return (await page.count(common.passphrase)) > 0 ? true : null
  })
  await page.fill(common.passphrase, PASSPHRASE)
  await page.fill(common.repeatPassphrase, PASSPHRASE)
  await page.click(button('Set passphrase'))
  await page.waitForText(/Everything is here/, { timeout: 120_000 })
  await page.click(welcome.continue)
  await page.waitForText(/Who may ask you/)
}
