import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '@/lib/base/time'
import { invitationText, invite } from '@/lib/replication/invitation'
import { openDashboard } from '../support/actions'
import { findings } from '../support/axe'
import type { Browser, BrowserKind, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { poll } from '../support/browsers/polling'
import { button, field } from '../support/browsers/selectors'
import { videoOf } from '../support/qr-video'
import { startApache } from '../support/servers/apache'
import { isHere } from '../support/servers/is-here'
import type { PlaceServer } from '../support/servers/server'
import { addPlace, goToDevices, inviteText, joinByText, wordsOn } from '../support/two-devices'
import { extensionFor, KINDS } from './browsers'
import { launchReady } from './ready'

const canRun = KINDS.length === 2 && isHere('apache')

/** Remembers every camera that a page was given, so that it can be seen whether one is still on. */
const WATCH_CAMERAS = `{
  globalThis.cameras = []
  const media = globalThis.navigator?.mediaDevices
  if (media) {
    const given = media.getUserMedia.bind(media)
    media.getUserMedia = async (wish) => {
      const stream = await given(wish)
      globalThis.cameras.push(...stream.getTracks())
      return stream
    }
  }
}`

/** One person: Firefox invites, Chromium and another Firefox want to come in. */
describe.runIf(canRun)('an invitation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'selfstead-invitation-'))
  const kept = mkdtempSync(join(tmpdir(), 'selfstead-apache-'))
  const camera = join(folder, 'camera.y4m')
  const picture = join(folder, 'invitation.png')
  let apache: PlaceServer
  let host: Browser
  let desk: Page
  const guests = new Map<BrowserKind, Browser>()
  const pages = new Map<BrowserKind, Page>()
  let text = ''

  const pageOf = (kind: BrowserKind): Page => {
    const page = pages.get(kind)
    if (!page) throw new Error(`${kind} did not start`)
    return page
  }
  const states = (page: Page) => page.evaluate(`cameras.map((track) => track.readyState).join()`)

  async function again(page: Page): Promise<void> {
    await page.reload()
    await page.click(button(/^I have Selfstead on another device/))
    await page.waitFor(field('Invitation as text'))
    await page.evaluate(`${WATCH_CAMERAS}; null`)
  }

  /** A new one, shown on the desk; the camera sees it, and there is a picture of it. */
  async function shown(): Promise<void> {
    text = await inviteText(desk)
    const [size, path] = (await desk.evaluate(
      `[document.querySelector('.qr').viewBox.baseVal.width, document.querySelector('.qr path').getAttribute('d')]`,
    )) as [number, string]
    writeFileSync(camera, videoOf({ size, path }))
    await desk.evaluate(`document.querySelector('.qr').scrollIntoView({ block: 'center' })`)
    await desk.screenshot(picture)
  }

  beforeAll(async () => {
    apache = await startApache({ directory: kept })
    host = await launchReady('firefox')
    desk = await openDashboard(host)
    await goToDevices(desk)
    await addPlace(desk, apache.place, 'Home')
    await shown()
    for (const kind of KINDS) {
      const extension = extensionFor(kind)
      const guest = await launch(kind, {
        extension,
        profile: await permittedProfile(kind, extension),
        camera,
      })
      guests.set(kind, guest)
      pages.set(kind, await guest.extensionPage('welcome.html'))
    }
  })
  afterAll(async () => {
    for (const guest of guests.values()) await guest.close()
    await host?.close()
    await apache?.stop()
    for (const each of [folder, kept]) rmSync(each, { recursive: true, force: true })
  })

  it('is read by the camera, and whoever sees other words lets nobody in', async () => {
    const page = pageOf('chromium')
    await again(page)
    await page.click(button('Use the camera'))
    await page.waitForText(/The invitation is read. It leads to 127\.0\.0\.1/, { timeout: 60_000 })
    expect(String(await page.evaluate(`document.querySelector('textarea').value`))).toBe(text)
    await poll('the camera to be off', async () => ((await states(page)) === 'ended' ? true : null))
    expect(await findings(page)).toEqual([])
    await page.fill(field('What this device is called'), 'Chromium')
    await page.click(button('Continue'))
    const there = await wordsOn(page)
    expect(there).toHaveLength(4)
    expect(await wordsOn(desk)).toEqual(there)
    await desk.click(button('They differ', 'dialog[open]'))
    await desk.waitForText(/Nobody was let in/)
    await page.waitForText(/The other device said no/, { timeout: 60_000 })
    await desk.press('Escape')
  })

  it('is read from a picture, and lets one device in', async () => {
    await shown()
    const page = pageOf('chromium')
    await again(page)
    await page.setFiles(field('Picture of the invitation'), [picture])
    await page.waitForText(/The invitation is read/)
    expect(String(await page.evaluate(`document.querySelector('textarea').value`))).toBe(text)
    await page.fill(field('What this device is called'), 'Chromium')
    await page.click(button('Continue'))
    expect(await wordsOn(page)).toEqual(await wordsOn(desk))
    await desk.click(button('They are the same', 'dialog[open]'))
    await page.waitForText(/A passphrase for this device/, { timeout: 90_000 })
    await desk.waitForText(/is one of your devices now/, { timeout: 90_000 })
    await desk.click(button('Done', 'dialog[open]'))
  })

  it('that was used is of no use to another, and it is said what to do', async () => {
    const page = pageOf('firefox')
    await again(page)
    await page.reload()
    await joinByText(page, text, 'Firefox')
    await page.waitForText(
      /Another device has answered this invitation.*Make a new one on the other device/s,
      {
        timeout: 60_000,
      },
    )
    expect(await findings(page)).toEqual([])
  })

  it('that is older than an hour is refused before anybody is asked', async () => {
    const { place } = apache
    const old = invitationText(invite(new Uint8Array(32).fill(7), [{ ...place }], Date.now() - HOUR - 1_000))
    const page = pageOf('firefox')
    await page.reload()
    await page.click(button(/^I have Selfstead on another device/))
    await page.fill(field('Invitation as text'), old)
    await page.click(button('Continue'))
    await page.waitForText(/The hour of this invitation is over. Make a new one on the other device/)
  })

  it('is read in Firefox from a picture; its camera goes off when it is stopped, and when the step is left', async () => {
    await shown()
    const page = pageOf('firefox')
    await again(page)
    await page.setFiles(field('Picture of the invitation'), [
      join(import.meta.dirname, '../../public/icon/96.png'),
    ])
    await page.waitForText(/There is no invitation in this picture/)
    await page.click(button('Use the camera'))
    await poll('the camera', async () => ((await states(page)) === 'live' ? true : null))
    await page.click(button('Stop the camera'))
    await poll('the camera to be off', async () => ((await states(page)) === 'ended' ? true : null))
    await page.click(button('Use the camera'))
    await poll('the camera', async () => ((await states(page)) === 'ended,live' ? true : null))
    await page.click(button('Make a new vault instead'))
    await poll('the camera to be off', async () => ((await states(page)) === 'ended,ended' ? true : null))
    await page.click(button(/^I have Selfstead on another device/))
    await page.setFiles(field('Picture of the invitation'), [picture])
    await page.waitForText(/The invitation is read/)
    await page.fill(field('What this device is called'), 'Firefox')
    await page.click(button('Continue'))
    expect(await wordsOn(page)).toEqual(await wordsOn(desk))
    // Whoever stops here is not let in by a yes there.
    await page.click(button('Stop'))
    await page.waitFor(field('Invitation as text'))
  })
})
