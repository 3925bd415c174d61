import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ADA, addRecord, allow, makeVault, openDashboard } from './actions'
import type { Browser, Page } from './browsers/browser'
import { launchChromium } from './browsers/chromium'
import { permittedProfile } from './browsers/permitted-profile'
import { pause, poll } from './browsers/polling'
import { button, field } from './browsers/selectors'
import { serveNamed } from './named-sites'
import { begin, outcomeOf, serveProbe } from './probe-site'
import { startApache } from './servers/apache'
import { startSwift } from './servers/swift'
import {
  addPlace,
  askPlaces,
  finishJoining,
  goToDevices,
  inviteText,
  joinByText,
  untilSafe,
} from './two-devices'

export interface PicturesOptions {
  readonly extension: string
  readonly folder: string
  readonly say: (text: string) => void
}

/** Takes every picture in light and in dark: `NAME-light.png`, `NAME-dark.png`, with two device pixels for one of the page. */
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
        scale: 2,
        namedPort: named.port,
      })
      const shoot: Shoot = async (name, page, [width, height]) => {
        await page.setSize(width, height)
        // Fonts, toasts and the wait of Allow come to rest.
        await pause(1500)
        await page.screenshot(join(folder, `${name}-${scheme}.png`))
        say(`${name}-${scheme}.png`)
      }
      try {
        await walk(browser, shoot)
        await walkDevices(browser, extension, shoot)
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
const PROMPT = [420, 800] as const
/** As high as browsers let a popup be. */
const POPUP = [360, 600] as const

const STREET = '12 St James’s Square'

const LETTERS = 'letters.example'

/** What sites ask for and get, before the address they were given changes. */
const ASKS: readonly (readonly [host: string, purpose: string, claims: object])[] = [
  [
    LETTERS,
    'Send you a letter each spring',
    { name: { required: true }, 'street-address': { required: true }, 'postal-code': { required: true } },
  ],
  [
    'bakery.example',
    'Bring bread on Saturdays',
    { 'street-address': { required: true }, tel: { required: true } },
  ],
  [
    'reading.library.example',
    'Issue your reader’s card',
    { name: { required: true }, email: { required: true, accepts: ['alias'] } },
  ],
  ['club.example', 'Let you in', { bday: { required: true, accepts: ['over:18'] } }],
]

const ORDER = {
  purpose: { text: 'Send order 1234', policy: 'https://checkout.northwind.example/privacy' },
  retention: 'P90D',
  claims: {
    name: { required: true },
    'street-address': { required: true },
    'address-level2': { required: true },
    'postal-code': { required: true },
    email: { required: true, accepts: ['alias'] },
    tel: { reason: 'Only if the courier must call' },
    bday: { accepts: ['over:18'] },
  },
}

/** One life with Selfstead, photographed on the way. */
async function walk(browser: Browser, shoot: Shoot): Promise<void> {
  const welcome = await browser.extensionPage('welcome.html')
  await welcome.waitForText(/\S/)
  await shoot('welcome', welcome, WIDE)
  await welcome.close()
  await (await makeVault(browser, { backup: true, letAll: false })).close()

  const board = await openDashboard(browser)
  await fill(board)
  for (const [host, purpose, claims] of ASKS) {
    const request = { purpose: { text: purpose }, claims, access: { for: 'P1Y' }, retention: 'P1Y' }
    const page = await ask(browser, host, request)
    await allow(browser)
    const { error, message } = await outcomeOf(page, 'ask')
    if (error) throw new Error(`${host}: ${error} ${message}`)
    await page.close()
  }
  await moveHouse(board)

  const shop = await ask(browser, 'checkout.northwind.example', ORDER)
  const prompt = await browser.waitForPage('prompt.html')
  await prompt.waitForText(/What would leave/)
  await shoot('prompt', prompt, PROMPT)
  await prompt.close()
  await shop.close()

  const site = await browser.open(`https://${LETTERS}/probe`)
  const popup = await openPopupOver(browser, board, LETTERS)
  await shoot('popup', popup, POPUP)
  await popup.close()
  await site.close()

  await board.evaluate(`location.hash = '#/my-data'`)
  // The pointer rests where it lights nothing.
  await board.click('h1')
  await shoot('dashboard', board, WIDE)
  await board.evaluate(`location.hash = '#/ledger'`)
  await board.click(button('Verify'))
  await board.waitForText(/The ledger is whole/)
  await board.click('h1')
  await shoot('ledger', board, WIDE)
}

/** The same vault on a second device, over two places: real servers, which are gone afterwards. */
async function walkDevices(browser: Browser, extension: string, shoot: Shoot): Promise<void> {
  const folder = () => mkdtemp(join(tmpdir(), 'selfstead-pictures-'))
  const [web, store] = [await folder(), await folder()]
  const apache = await startApache({ directory: web })
  const swift = await startSwift({ directory: store })
  const other = await launchChromium({
    extension,
    profile: await permittedProfile('chromium', extension),
  })
  try {
    const board = await openDashboard(browser)
    await goToDevices(board)
    await addPlace(board, apache.place, 'Home server')
    await addPlace(board, swift.place, 'Rented store')
    await untilSafe(board)
    const text = await inviteText(board)
    const page = await other.extensionPage('welcome.html')
    await joinByText(page, text, 'Laptop')
    await board.click(button('They are the same'), { timeout: 90_000 })
    await finishJoining(page)
    await board.click(button('Done', 'dialog[open]'), { timeout: 90_000 })
    await askPlaces(await openDashboard(other))
    await askPlaces(board)
    await untilSafe(board)
    await shoot('devices', board, WIDE)
  } finally {
    await other.close()
    await swift.stop()
    await apache.stop()
    for (const one of [web, store]) await rm(one, { recursive: true, force: true })
  }
}

async function fill(board: Page): Promise<void> {
  const records: readonly (readonly [kind: string, fields: { readonly [label: string]: string }])[] = [
    ['names', { Label: 'Legal', 'Full name': ADA.name }],
    [
      'addresses',
      {
        Label: 'Work',
        Country: 'FR',
        'Street address': '24 rue des Écoles',
        'Postal code': '75005',
        'Town or city': 'Paris',
      },
    ],
    [
      'addresses',
      {
        Label: 'Home',
        Country: 'GB',
        'Street address': '5 Great Cumberland Place',
        'Town or city': 'London',
        'Postal code': 'W1H 7AL',
      },
    ],
    ['phones', { Label: 'Mobile', Phone: '+44 20 7946 0018' }],
    ['emails', { Label: 'Work', 'E-mail': 'ada@analytical.example' }],
    ['emails', { Label: 'Private', 'E-mail': ADA.email }],
    ['dates', { Label: 'Birthday', Kind: 'birthday', Date: '1985-12-10' }],
    ['documents', { Label: 'Passport', Kind: 'passport', Number: '925665416', 'Valid until': '2031-06-08' }],
  ]
  for (const [kind, fields] of records) await addRecord(board, kind, fields)
}

/** The home address changes after sites got it: they hold an old one from now on. */
async function moveHouse(board: Page): Promise<void> {
  await board.evaluate(`location.hash = '#/my-data'`)
  await board.click({ role: 'link', name: /^Home/ })
  await board.fill(field(/^Street address/, 'dialog[open]'), STREET)
  await board.fill(field(/^Postal code/, 'dialog[open]'), ADA.postcode)
  await board.click(button('Keep changes'))
  await poll('the record to be kept', async () => ((await board.count('dialog[open]')) === 0 ? true : null))
}

async function ask(browser: Browser, host: string, request: object): Promise<Page> {
  const page = await browser.open(`https://${host}/probe`)
  await begin(
    page,
    'ask',
    `const vault = await selfstead.discover({ timeout: 5000 })
     return (await vault.request(${JSON.stringify(request)})).data`,
  )
  return page
}

/** The popup as it stands over a site: loaded behind the site's tab, which is the one in front of its window. */
async function openPopupOver(browser: Browser, board: Page, host: string): Promise<Page> {
  await board.evaluate(`chrome.tabs.query({ url: 'https://${host}/*' }).then(async ([tab]) => {
    await chrome.tabs.update(tab.id, { active: true })
    await chrome.tabs.create({ url: chrome.runtime.getURL('popup.html'), active: false, windowId: tab.windowId })
    return null
  })`)
  const popup = await browser.waitForPage('popup.html')
  await popup.waitForText(/What it may read/)
  return popup
}
