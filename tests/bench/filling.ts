import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from '../support/browsers/browser'
import { button } from '../support/browsers/selectors'
import { pressFor, shut } from '../support/filling/gesture'
import { type Figure, median } from './figure'

const ROUNDS = 9
/** The window takes no press before it was there for a moment, in milliseconds. */
const REST = 700

const NAMES = [
  'given-name',
  'family-name',
  'organization',
  'address-line1',
  'postal-code',
  'address-level2',
  'address-level1',
  'country-name',
  'tel',
  'email',
]

/** Twenty fields in two letters, each heard by a listener that does what a framework's does: it draws the form's state again. */
const FORM = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Order</title><form>
${['shipping', 'billing']
  .flatMap((kind) =>
    NAMES.map(
      (name) => `<p><label>${name} <input autocomplete="${kind} ${name}" name="${kind}-${name}"></label></p>`,
    ),
  )
  .join('\n')}</form><output id="state"></output>
<script>document.forms[0].addEventListener('input', () => { state.textContent = JSON.stringify([...new FormData(document.forms[0])]) })</script>`

/**
 * From the press of Fill to the window that says it is done: the page asked whether it is the same, the line in the ledger, every
 * field looked at again and written with its events, and what the page made of it.
 */
export async function fills(browser: Browser, prepare: () => Promise<Page>): Promise<readonly Figure[]> {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(FORM),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const whole: number[] = []
  const inPage: number[] = []
  try {
    const ours = await prepare()
    const page = await browser.open(url)
    for (let round = 0; round <= ROUNDS; round++) {
      await page.reload()
      const preview = await pressFor(browser, ours, url, 'fill')
      await preview.waitForText(/Fill 20 fields/)
      await new Promise((resolve) => setTimeout(resolve, REST))
      await page.evaluate(`(() => {
        const at = []
        for (const type of ['focus', 'blur']) document.forms[0].addEventListener(type, () => at.push(performance.now()), true)
        window.written = () => at.at(-1) - at[0]
      })(); null`)
      await preview.evaluate(`(() => {
        window.took = new Promise((done) => addEventListener('click', () => {
          const from = performance.now()
          new MutationObserver(() => document.querySelector('.done-title') && done(performance.now() - from))
            .observe(document, { childList: true, subtree: true })
        }, { capture: true, once: true }))
      })(); null`)
      await preview.click(button('Fill 20 fields'))
      const took = Number(await preview.evaluate('took'))
      const said = await preview.text('main')
      if (!said.includes('20 fields filled in')) throw new Error(`not filled: ${said}`)
      const written = Number(await page.evaluate('written()'))
      // The first is for what is loaded once.
      if (round > 0) {
        whole.push(took)
        inPage.push(written)
      }
      await shut(browser, preview)
    }
    await page.close()
    await ours.close()
  } finally {
    server.closeAllConnections()
    server.close()
  }
  return [
    {
      name: 'filling 20 fields, from the press to done, ledger entry included',
      value: median(whole),
      unit: 'ms',
      beside: { name: 'of it in the page, first field to last', value: median(inPage) },
      limit: { of: 'value', most: 100 },
    },
  ]
}
