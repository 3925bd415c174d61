import { join } from 'node:path'
import { measureBuild } from '../../scripts/lib/budget.mjs'
import { root } from '../../scripts/lib/run.mjs'
import { PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launchChromium } from '../support/browsers/chromium'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { serveProbe } from '../support/probe-site'
import { attachments } from './attachments'
import { buildBenchExtension, buildEcho } from './extension'
import { compared, type Figure, median } from './figure'
import { fills } from './filling'
import { forms } from './forms'
import { loads } from './loads'
import { lockers } from './lockers'
import { replicas } from './replicas'
import { addEcho, paintedPrompt, reads } from './site'
import { transfers } from './transfers'

const RECORDS = 10_000
const ENTRIES = 20_000
const many = (count: number): string => count.toLocaleString('en')
const LARGE = `${many(RECORDS)} records, ${many(ENTRIES)} ledger entries`

/** What can be measured by itself; `ledger` counts its entries beside the records of `unlock`. */
export const PARTS = [
  'sizes',
  'forms',
  'loads',
  'fills',
  'prompts',
  'commits',
  'lockers',
  'attachments',
  'unlock',
  'ledger',
  'replicas',
  'transfers',
] as const
export type Part = (typeof PARTS)[number]
/** What needs no vault, or makes its own. */
type Bare = 'sizes' | 'forms' | 'loads' | 'replicas' | 'transfers'
const BARE: readonly string[] = ['sizes', 'forms', 'loads', 'replicas', 'transfers'] satisfies Bare[]
/** Those of one line share a vault, so that no other holds more than its figure says. */
type VaultPart = Exclude<Part, Bare>
const VAULTS: readonly (readonly VaultPart[])[] = [
  ['fills'],
  ['prompts', 'commits', 'lockers'],
  ['attachments'],
  ['unlock', 'ledger'],
]

/** Measures in real Chromium. Nothing is asserted: machines are shared and noisy. */
export async function measure(
  say: (text: string) => void,
  parts: readonly Part[] = PARTS,
): Promise<readonly Figure[]> {
  const figures: Figure[] = parts.includes('sizes') ? sizes() : []
  if (parts.includes('forms')) {
    say('forms …')
    figures.push(...(await forms()))
  }
  if (parts.includes('loads')) {
    say('page loads …')
    figures.push(...(await loads(join(root, '.output', 'chrome-mv3'))))
  }
  if (parts.includes('replicas')) figures.push(...(await replicas(say)))
  const isBare = parts.every((part) => BARE.includes(part))
  if (isBare && !parts.includes('transfers')) return figures
  const extension = await buildBenchExtension()
  if (parts.includes('transfers')) figures.push(...(await transfers(extension, say)))
  if (isBare) return figures
  const echo = await buildEcho()
  for (const vault of VAULTS) {
    const wanted = vault.filter((part) => parts.includes(part))
    if (wanted.length > 0) figures.push(...(await measureVault(say, wanted, extension, echo)))
  }
  return figures
}

async function measureVault(
  say: (text: string) => void,
  parts: readonly VaultPart[],
  extension: string,
  echo: Awaited<ReturnType<typeof buildEcho>>,
): Promise<readonly Figure[]> {
  const site = await serveProbe({ isolated: true })
  const browser = await launchChromium({
    extension,
    profile: await permittedProfile('chromium', extension),
    alsoLoad: [echo.folder],
  })
  /** Our own page is closed again: only the background has the vault open while a site is measured. */
  const inside = async <Value>(work: (page: Page) => Promise<Value>): Promise<Value> => {
    const page = await browser.extensionPage('bench.html')
    try {
      return await work(page)
    } finally {
      await page.close()
    }
  }
  try {
    await inside((page) => page.evaluate(`bench.make(${JSON.stringify(PASSPHRASE)})`))
    const page = await browser.open(site.url)
    const work: { readonly [part in VaultPart]: () => Promise<readonly Figure[]> } = {
      async prompts() {
        say('prompts, reads and echoes …')
        return [
          await paintedPrompt(browser, page, 'request to a painted prompt', 7),
          ...(await reads(page, echo.script, 'granted read, ledger entry included')),
        ]
      },
      async fills() {
        say('fills …')
        return fills(browser, async () => {
          const ours = await browser.extensionPage('bench.html')
          await ours.evaluate('bench.person()')
          return ours
        })
      },
      async lockers() {
        say('lockers …')
        await addEcho(page, echo.script)
        return lockers(browser, page)
      },
      async attachments() {
        say('attachments …')
        return attachments(browser, page)
      },
      async commits() {
        say('commits and plain puts …')
        return [await inside(commits)]
      },
      async unlock() {
        say(`${many(RECORDS)} records …`)
        await inside((one) => one.evaluate(`bench.fill(${RECORDS})`))
        const limit = { of: 'value', most: 300 } as const
        return [{ ...(await unlocks(browser, `unlock of ${many(RECORDS)} records, beside Argon2id`)), limit }]
      },
      async ledger() {
        say(`${many(ENTRIES)} ledger entries …`)
        await inside((one) => one.evaluate(`bench.disclose(${ENTRIES})`))
        const unlock = await unlocks(browser, `unlock with ${LARGE}`)
        await inside((one) => one.evaluate('bench.revoke()'))
        return [
          unlock,
          await paintedPrompt(browser, page, `prompt with ${LARGE}`, 7),
          ...(await reads(page, echo.script, `granted read with ${LARGE}`)),
        ]
      },
    }
    const figures: Figure[] = []
    for (const part of parts) figures.push(...(await work[part]()))
    return figures
  } finally {
    await browser.close()
    await site.close()
  }
}

function sizes(): Figure[] {
  return measureBuild(join(root, '.output', 'chrome-mv3')).flatMap(({ name, value, limit }) => {
    const bytes = (text: string): number => Number(text.replaceAll(/[^\d]/g, ''))
    return limit.startsWith('≤') && bytes(value) > 0
      ? [
          {
            name: `size: ${name}`,
            value: bytes(value),
            unit: 'B' as const,
            limit: { of: 'value' as const, most: bytes(limit) },
          },
        ]
      : []
  })
}

async function commits(page: Page): Promise<Figure> {
  const { commit, put } = (await page.evaluate('bench.commit(150)')) as {
    readonly commit: number[]
    readonly put: number[]
  }
  return compared('commit of one record', commit, { name: 'plain strict idb put', values: put }, 1.5)
}

/** Each in a page that was just loaded, as a person unlocks: nothing is warm. */
async function unlocks(browser: Browser, name: string): Promise<Figure> {
  const rest: number[] = []
  const argon2: number[] = []
  for (let round = 0; round < 7; round++) {
    const page = await browser.extensionPage('bench.html')
    const took = (await page.evaluate(`bench.unlock(${JSON.stringify(PASSPHRASE)})`)) as {
      readonly argon2: number
      readonly rest: number
    }
    rest.push(took.rest)
    argon2.push(took.argon2)
    await page.close()
  }
  return { name, value: median(rest), unit: 'ms', beside: { name: 'Argon2id', value: median(argon2) } }
}
