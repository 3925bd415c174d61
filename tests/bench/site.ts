import { allow, deny } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { begin, outcomeOf, run } from '../support/probe-site'
import { compared, type Figure, median } from './figure'

const READS = 300
/** Before the first that counts. */
const WARM = 20
/** What one measurement leaves to be done (ledger acknowledgements, the mirror) is not to fall into the next, in milliseconds. */
const REST = 15

/** From the page's call to the first frame in which Allow stands in the prompt. The last of `rounds` is allowed, so that reads can follow. */
export async function paintedPrompt(
  browser: Browser,
  page: Page,
  name: string,
  rounds: number,
): Promise<Figure> {
  const times: number[] = []
  for (let round = 1; round <= rounds; round++) {
    await page.reload()
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 })
       if (!vault) throw new Error('no answer to hello')
       window.askedAt = performance.timeOrigin + performance.now()
       window.grant = await vault.request({ purpose: { text: 'Send a letter' }, claims: { email: { required: true } }, access: { for: 'P1D' } })`,
    )
    const window = await browser.waitForPage('prompt.html')
    const painted = await window.evaluate(
      `Promise.race([paintedAt, new Promise((_, fail) => setTimeout(() => fail(new Error('no painted prompt in 10 s: ' + document.visibilityState)), 10_000))])`,
    )
    times.push(Number(painted) - Number(await page.evaluate('askedAt')))
    if (round === rounds) await allow(browser)
    else await deny(browser)
    const { error, message } = await outcomeOf(page, 'ask')
    if (round === rounds && error) throw new Error(`the benchmark was not allowed: ${error} ${message}`)
  }
  return { name, value: median(times), unit: 'ms', limit: { of: 'value', most: 500 } }
}

/** Gives the page `echo()`. @param script of the echo's page. */
export async function addEcho(page: Page, script: string): Promise<void> {
  await page.evaluate(`${script}; 0`)
  const found = await run(page, 'return findEcho()')
  if (!found.value) throw new Error('no echo')
}

/**
 * A granted read with its ledger entry, and in turn an echo over the same path (SDK, bridge, port, a background that answers at
 * once) and one without SDK and bridge.
 * @param echo the script of the echo's page.
 */
export async function reads(page: Page, echo: string, name: string): Promise<readonly Figure[]> {
  await addEcho(page, echo)
  const outcome = await run(
    page,
    `const { port1, port2 } = new MessageChannel()
     postMessage({ raw: 1 }, location.origin, [port2])
     const raw = () => new Promise((done) => { port1.onmessage = done; port1.postMessage({ id: 'echo', claims: ['email'] }) })
     const rest = () => new Promise((done) => setTimeout(done, ${REST}))
     const timed = async (work) => { await rest(); const start = performance.now(); await work(); return performance.now() - start }
     const reads = [], echoes = [], raws = []
     for (let round = 0; round < ${READS + WARM}; round++) {
       const read = await timed(() => grant.read(['email']))
       const same = await timed(echo)
       const bare = await timed(raw)
       if (round >= ${WARM}) { reads.push(read); echoes.push(same); raws.push(bare) }
     }
     return { reads, echoes, raws }`,
  )
  if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
  const {
    reads: values,
    echoes,
    raws,
  } = outcome.value as { readonly reads: number[]; readonly echoes: number[]; readonly raws: number[] }
  return [
    compared(name, values, { name: 'echo over the same path', values: echoes }, 2.5),
    compared(`${name}, beside a message without bridge and SDK`, values, {
      name: 'bare message',
      values: raws,
    }),
  ]
}
