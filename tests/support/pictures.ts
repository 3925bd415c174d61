import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ADA, addRecord, allow, makeVault, openDashboard, shopState } from './actions'
import type { Browser, Page } from './browsers/browser'
import { launchChromium } from './browsers/chromium'
import { permittedProfile } from './browsers/permitted-profile'
import { serveNamed } from './named-sites'
import { begin, outcomeOf, serveProbe } from './probe-site'

export interface PicturesOptions {
  readonly extension: string
  readonly folder: string
  readonly say: (text: string) => void
}

/** Takes every picture in light and in dark: `NAME-light.png`, `NAME-dark.png`. */
export async function takePictures({ extension, folder, say }: PicturesOptions): Promise<void> {
  await mkdir(folder, { recursive: true })
  const site = await serveProbe()
  const named = await serveNamed(site.url)
  try {
    for (const scheme of ['light', 'dark'] as const) {
      const browser = await launchChromium({
        extension,
        profile: await permittedProfile('chromium', extension),
        scheme,
        namedPort: named.port,
      })
      try {
        await walk(browser, async (name, page, [width, height]) => {
          await page.setSize(width, height)
          // Fonts, toasts and the one-second wait of Allow come to rest.
          await new Promise((resolve) => setTimeout(resolve, 1500))
          await page.screenshot(join(folder, `${name}-${scheme}.png`))
          say(`${name}-${scheme}.png`)
        })
      } finally {
        await browser.close()
      }
    }
  } finally {
    await named.close()
    await site.close()
  }
}

type Shoot = (name: string, page: Page, size: readonly [width: number, height: number]) => Promise<void>

const WIDE = [1180, 800] as const
const PROMPT = [440, 760] as const

/** One life with Selfstead, photographed on the way. */
async function walk(browser: Browser, shoot: Shoot): Promise<void> {
  const welcome = await browser.extensionPage('welcome.html')
  await shoot('welcome', welcome, WIDE)
  await welcome.close()
  await makeVault(browser)

  const board = await openDashboard(browser)
  await addRecord(board, 'names', { 'Full name': ADA.name })
  await addRecord(board, 'addresses', {
    Label: 'Home',
    Country: 'GB',
    'Street address': ADA.street,
    'Town or city': ADA.town,
    'Postal code': ADA.postcode,
  })
  await addRecord(board, 'addresses', {
    Label: 'Work',
    Country: 'FR',
    'Street address': '24 rue des Écoles',
    'Postal code': '75005',
    'Town or city': 'Paris',
  })
  await addRecord(board, 'emails', { Label: 'Private', 'E-mail': ADA.email })
  await addRecord(board, 'phones', { Label: 'Mobile', Phone: '+44 20 7946 0018' })
  await addRecord(board, 'dates', { Date: '1985-12-10' })

  const shop = await browser.open('https://shop.example/shop/')
  await shop.click('#ask')
  await shoot('prompt', await browser.waitForPage('prompt.html'), PROMPT)
  await allow(browser)
  await shopState(shop, 'received')
  await shoot('shop', shop, WIDE)

  for (const [host, purpose, claims] of [
    [
      'letters.example',
      'Send you a letter each spring',
      '{ name: { required: true }, email: { required: true } }',
    ],
    [
      'library.example',
      'Issue your reader’s card',
      '{ name: { required: true }, tel: { required: true }, "home address-level2": {} }',
    ],
    ['club.example', 'Let you in', '{ bday: { required: true, accepts: ["over:18"] } }'],
  ] as const) {
    const page = await browser.open(`https://${host}/probe`)
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 })
       return (await vault.request({ purpose: { text: ${JSON.stringify(purpose)} }, claims: ${claims}, access: { for: 'P1Y' }, retention: 'P1Y' })).data`,
    )
    await allow(browser)
    const { error, message } = await outcomeOf(page, 'ask')
    if (error) throw new Error(`${host}: ${error} ${message}`)
    await page.close()
  }

  for (const [name, route] of [
    ['my-data', 'my-data'],
    ['sites', 'sites'],
    ['who-has-what', 'who-has-what'],
    ['ledger', 'ledger'],
    ['security', 'security'],
    ['transfer', 'transfer'],
  ] as const) {
    await board.evaluate(`location.hash = ${JSON.stringify(`#/${route}`)}`)
    await shoot(name, board, WIDE)
  }
}
