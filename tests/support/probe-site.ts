import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveExamples } from '../../scripts/serve-examples.mjs'
import type { Page, Wait } from './browsers/browser'

/** A bare page that holds the SDK as `selfstead`, so that a test can say exactly what a site says. */
export interface ProbeSite {
  /** Address of the page, on 127.0.0.1. */
  readonly url: string
  /** The same page on `localhost`: another origin. */
  readonly otherUrl: string
  readonly shop: string
  close(): Promise<void>
}

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Probe</title><h1>Probe</h1>
<script type="module">
  import * as sdk from '/sdk/index.js'
  window.selfstead = sdk
  window.ready = true
</script>`

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

/** @param isolated its clock goes in steps of 5 µs then, instead of 100. */
export async function serveProbe({ isolated = false } = {}): Promise<ProbeSite> {
  const answer = (_: IncomingMessage, response: ServerResponse): void => {
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        ...(isolated ? ISOLATED : {}),
      })
      .end(PAGE)
  }
  const served = await serveExamples({ routes: { '/probe': answer } })
  return {
    url: `${served.url}/probe`,
    otherUrl: `http://localhost:${served.port}/probe`,
    shop: `${served.url}/shop/`,
    close: () => served.close(),
  }
}

/** What a page's promise became, by name so that it can leave the page. */
export interface Outcome {
  readonly value?: unknown
  readonly error?: string
  readonly message?: string
}

/** Code that starts an async body under a name, for whoever runs it in the page. */
export const startOf = (name: string, body: string): string =>
  `void (window[${JSON.stringify(`pending:${name}`)}] = (async () => { ${body} })().then(
    (value) => ({ value: value === undefined ? null : JSON.parse(JSON.stringify(value)) }),
    (error) => ({ error: error.name, message: error.message })))`

/** Starts an async body in the page under a name and does not wait: `await outcomeOf(page, name)` does. */
export async function begin(page: Page, name: string, body: string): Promise<void> {
  await page.evaluate(startOf(name, body))
}

export const outcomeOf = async (page: Page, name: string, wait?: Wait): Promise<Outcome> =>
  (await page.evaluate(`window[${JSON.stringify(`pending:${name}`)}]`, wait)) as Outcome

/** Runs an async body in the page and waits for what becomes of it. */
export async function run(page: Page, body: string, wait?: Wait): Promise<Outcome> {
  await begin(page, 'run', body)
  return await outcomeOf(page, 'run', wait)
}
