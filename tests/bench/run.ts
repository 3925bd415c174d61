import { join } from 'node:path'
import { measureBuild } from '../../scripts/lib/budget.mjs'
import { root } from '../../scripts/lib/run.mjs'
import { ADA, addRecord, allow, deny, openDashboard, PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launchChromium } from '../support/browsers/chromium'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { prompt } from '../support/browsers/selectors'
import { begin, outcomeOf, run, serveProbe } from '../support/probe-site'
import { buildBenchExtension } from './extension'

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'B'
  /** What it stands beside, where there is another side. */
  readonly beside?: { readonly name: string; readonly value: number }
  readonly ratio?: number
  /** What the figure should be at most: of the ratio where there is one and it says so, else of the value. */
  readonly limit?: { readonly of: 'value' | 'ratio'; readonly most: number }
}

const RECORDS = 10_000
const READS = 300

/** Measures everything in one run of one Chromium. Nothing is asserted: machines are shared and noisy. */
export async function measure(say: (text: string) => void): Promise<readonly Figure[]> {
  const figures: Figure[] = sizes()
  const extension = await buildBenchExtension()
  const site = await serveProbe()
  const browser = await launchChromium({
    extension,
    profile: await permittedProfile('chromium', extension),
    alsoLoad: [join(root, 'tests', 'bench', 'echo')],
  })
  try {
    const inside = await browser.extensionPage('bench.html')
    await inside.evaluate(`bench.make(${JSON.stringify(PASSPHRASE)}).then(() => true)`)
    const board = await openDashboard(browser)
    await addRecord(board, 'emails', { 'E-mail': ADA.email })
    await board.close()

    say(`reads and echoes, ${READS} of each in turn …`)
    const page = await browser.open(site.url)
    figures.push(await paintedPrompt(browser, page))
    figures.push(await reads(page))

    say('commits and plain puts …')
    const commits = (await inside.evaluate('bench.commit(200)')) as {
      readonly commit: number
      readonly put: number
    }
    figures.push({
      name: 'commit of one record',
      value: commits.commit,
      unit: 'ms',
      beside: { name: 'plain strict idb put', value: commits.put },
      ratio: commits.commit / commits.put,
      limit: { of: 'ratio', most: 1.5 },
    })

    say(`${RECORDS.toLocaleString('en')} records …`)
    await inside.evaluate(`bench.fill(${RECORDS})`)
    const unlock = (await inside.evaluate('bench.unlock(9)')) as {
      readonly argon2: number
      readonly open: number
    }
    figures.push({
      name: `unlock of ${RECORDS.toLocaleString('en')} records, beside Argon2id`,
      value: unlock.open,
      unit: 'ms',
      beside: { name: 'Argon2id', value: unlock.argon2 },
      limit: { of: 'value', most: 300 },
    })
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

/** From the page's call to the first frame in which Allow stands in the prompt. */
async function paintedPrompt(browser: Browser, page: Page): Promise<Figure> {
  await browser.beforeScripts(`
    const found = new MutationObserver(() => {
      if (![...document.querySelectorAll('button')].some((button) => /^Allow\\b/.test(button.textContent ?? ''))) return
      found.disconnect()
      requestAnimationFrame(() => setTimeout(() => { globalThis.paintedAt = performance.timeOrigin + performance.now() }))
    })
    found.observe(document, { childList: true, subtree: true })`)
  const times: number[] = []
  for (let round = 0; round < 7; round++) {
    await page.reload()
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 })
       window.askedAt = performance.timeOrigin + performance.now()
       window.grant = await vault.request({ purpose: { text: 'Send a letter' }, claims: { email: { required: true } }, access: { for: 'P1D' } })`,
    )
    const window = await browser.waitForPage('prompt.html')
    await window.waitFor(prompt.allow)
    const painted = await window.evaluate(
      'new Promise((done) => { const look = () => globalThis.paintedAt ? done(paintedAt) : setTimeout(look, 10); look() })',
    )
    times.push(Number(painted) - Number(await page.evaluate('askedAt')))
    const last = round === 6
    if (last) await allow(browser)
    else await deny(browser)
    const { error } = await outcomeOf(page, 'ask')
    if (last && error) throw new Error(`the benchmark was not allowed: ${error}`)
  }
  return {
    name: 'request to a painted prompt',
    value: median(times),
    unit: 'ms',
    limit: { of: 'value', most: 500 },
  }
}

/** A granted read with its ledger entry, and a bare echo over the same path, in turn. */
async function reads(page: Page): Promise<Figure> {
  const outcome = await run(
    page,
    `const { port1, port2 } = new MessageChannel()
     postMessage({ echo: 1 }, location.origin, [port2])
     const echo = () => new Promise((done) => { port1.onmessage = done; port1.postMessage({ id: 'echo', claims: ['email'] }) })
     const reads = [], echoes = []
     for (let round = 0; round < ${READS} + 20; round++) {
       let start = performance.now(); await grant.read(['email']); const read = performance.now() - start
       start = performance.now(); await echo(); const bare = performance.now() - start
       if (round >= 20) { reads.push(read); echoes.push(bare) }
     }
     return { reads, echoes }`,
  )
  if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
  const { reads: read, echoes } = outcome.value as { readonly reads: number[]; readonly echoes: number[] }
  return {
    name: 'granted read, ledger entry included',
    value: median(read),
    unit: 'ms',
    beside: { name: 'bare echo over the same path', value: median(echoes) },
    ratio: median(read) / median(echoes),
    limit: { of: 'ratio', most: 2.5 },
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
