import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../scripts/lib/find-browser.mjs'
import { root } from '../../scripts/lib/run.mjs'
import type { Page } from '../support/browsers/browser'
import { launchChromium } from '../support/browsers/chromium'
import { freshProfile } from '../support/browsers/permitted-profile'
import { compared, type Figure } from './figure'

/** One start of a browser is a tenth faster than another, whatever is in it: several are measured. */
const STARTS = 5
const ROUNDS = 16
/** Milliseconds. */
const SETTLES = 5_000

const fields = Array.from(
  { length: 200 },
  (_, at) =>
    `<p><label>Field ${at} <input name="field-${at}" autocomplete="${at % 2 ? 'email' : 'name'}"></label></p>`,
).join('')
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Form</title><form>${fields}</form>`

const TOOK = `new Promise((done) => setTimeout(() => {
  const [{ loadEventEnd, startTime }] = performance.getEntriesByType('navigation')
  done(loadEventEnd - startTime)
}))`

const NAMES = ['ours', 'idle', 'manifest', 'bare'] as const
type Name = (typeof NAMES)[number]

/** Who comes after whom changes, so that nobody always has the rest of the same neighbour. */
const turned = <Item>(items: readonly Item[], by: number): readonly Item[] =>
  items.map((_, at) => items[(at + by) % items.length] as Item)

/** One start of each browser, side by side, loaded in turn. */
async function measure(
  names: readonly Name[],
  starts: { readonly [name in Name]: () => Promise<Side> },
  times: { readonly [name in Name]: number[] },
): Promise<void> {
  const sides = new Map<Name, Side>()
  try {
    for (const name of names) sides.set(name, await starts[name]())
    // What a browser does once after it began, and an extension after it was installed, is over.
    await new Promise((resolve) => setTimeout(resolve, SETTLES))
    for (let round = 0; round < ROUNDS; round++)
      for (const name of turned(names, round)) times[name].push((await sides.get(name)?.load()) ?? 0)
  } finally {
    for (const side of sides.values()) await side.close()
  }
}

/** A browser that is measured: how its page is loaded anew, and what that says. */
interface Side {
  load(): Promise<number>
  close(): Promise<unknown>
}

/**
 * Loads of a page with a form, with the extension as it is installed, without it, and with extensions of the same permissions that hold
 * nothing, in turn: without a gesture there is nothing of ours, so that a browser with ours should be as fast as with those.
 */
export async function loads(extension: string): Promise<readonly Figure[]> {
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .end(PAGE),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const [empty, nothing] = [
    await emptyExtension(extension, 'idle', true),
    await emptyExtension(extension, 'manifest', false),
  ]
  const starts: { readonly [name in Name]: () => Promise<Side> } = {
    ours: () => withExtension(extension, url, 'welcome.html'),
    idle: () => withExtension(empty, url),
    manifest: () => withExtension(nothing, url),
    bare: () => withoutExtension(url),
  }
  const times: { readonly [name in Name]: number[] } = { ours: [], idle: [], manifest: [], bare: [] }
  try {
    for (let start = 0; start < STARTS; start++) await measure(turned(NAMES, start), starts, times)
  } finally {
    server.closeAllConnections()
    server.close()
  }
  const bare = { name: 'without any extension', values: times.bare }
  const idle = { name: 'with an extension that holds nothing', values: times.idle }
  return [
    compared('load of a page with a form, no gesture', times.ours, idle, 1.05),
    compared('the same', times.ours, bare),
    compared('with an extension that holds nothing', times.idle, bare),
    compared('with one that is a manifest only', times.manifest, bare),
  ]
}

/** @param greeting the page that it opens by itself when it is installed, which nobody keeps open. */
async function withExtension(extension: string, url: string, greeting?: string): Promise<Side> {
  const browser = await launchChromium({ extension, profile: await freshProfile('chromium') })
  if (greeting) await (await browser.waitForPage(greeting)).close()
  const page: Page = await browser.open(url)
  return {
    async load() {
      await page.reload()
      return Number(await page.evaluate(TOOK))
    },
    close: () => browser.close(),
  }
}

async function withoutExtension(url: string): Promise<Side> {
  const found = findBrowser('chromium')
  if (!found) throw new Error('There is no Chromium.')
  const context = await chromium.launchPersistentContext(await freshProfile('chromium'), {
    executablePath: found.path,
    viewport: { width: 1280, height: 800 },
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--no-sandbox',
      '--headless=new',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
    ],
  })
  const page = await context.newPage()
  await page.goto(url)
  return {
    async load() {
      await page.reload()
      return Number(await page.evaluate(TOOK))
    },
    close: () => context.close(),
  }
}

/** An extension that asks for what ours asks for and does nothing, in a folder of its own. */
async function emptyExtension(ours: string, name: string, hasWorker: boolean): Promise<string> {
  const folder = join(root, '.checks', `bench-empty-${name}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const {
    background,
    action: _,
    ...manifest
  } = JSON.parse(await readFile(join(ours, 'manifest.json'), 'utf8'))
  const own = hasWorker ? { ...manifest, background } : manifest
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(own))
  // Its texts and icons are named by the manifest.
  for (const part of ['_locales', 'icon']) await cp(join(ours, part), join(folder, part), { recursive: true })
  if (hasWorker) await writeFile(join(folder, background.service_worker), '')
  return folder
}
