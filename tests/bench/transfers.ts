import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { openPlace } from '@/lib/replicas/kinds'
import type { PlaceSettings } from '@/lib/replication/places'
import { PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launchChromium } from '../support/browsers/chromium'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { startSwift } from '../support/servers/swift'
import { compared, type Figure } from './figure'
import { startLine } from './line'
import { makeBucket } from './swift-buckets'

/*
 * A first upload and a first download in real Chromium: the background of the build, with the vault open in nothing else, and a
 * store that the tests start. Beside them the same bytes are put and got by themselves from the same background.
 */
const RECORDS = 100_000
const ROUNDS = 3
const MB = 1_048_576
/** Bits a second of a line to a place that is not on this machine. */
const LINE = 100e6
/** So many at once, as the engine does. */
const PUTS = 1
const GETS = 4
/** No single step takes longer, in milliseconds. */
const BOUND = 300_000

type S3 = Extract<PlaceSettings, { readonly kind: 's3' }>

export async function transfers(extension: string, say: (text: string) => void): Promise<readonly Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'selfstead-bench-'))
  chmodSync(directory, 0o755)
  const server = await startSwift({ directory })
  try {
    const place = server.place as S3
    const { figures, last } = await bothWays(extension, 'at once', place, (one) => one, say)
    const line = await startLine(place.address, LINE)
    const over = await bothWays(
      extension,
      `over a line of ${LINE / 1e6} Mbit/s`,
      place,
      (one) => ({ ...one, address: line.address }),
      say,
    ).finally(() => line.close())
    say('the heap of a first download …')
    const grown = await heapOf(extension, last)
    const bytes = last.lying.reduce((sum, { size }) => sum + size, 0)
    return [
      ...figures,
      ...over.figures,
      { name: `bytes of that upload, ${last.lying.length} objects`, value: bytes, unit: 'B' },
      {
        name: 'the vault that a first download fills, in the heap',
        value: grown.settled - grown.before,
        unit: 'B',
      },
      {
        name: "growth of the background's heap by it beyond that vault, at its peak",
        value: Math.max(0, grown.peak - grown.settled),
        unit: 'B',
        limit: { of: 'value', most: 24 * MB },
      },
    ]
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A first upload and a first download in turn with the same bytes by themselves. @param through the way to a bucket. */
async function bothWays(
  extension: string,
  how: string,
  at: S3,
  through: (place: S3) => S3,
  say: (text: string) => void,
): Promise<{ readonly figures: readonly Figure[]; readonly last: Uploaded }> {
  const sides = { up: [], rawUp: [], down: [], rawDown: [] } as {
    [side in 'up' | 'rawUp' | 'down' | 'rawDown']: number[]
  }
  let last: Uploaded | null = null
  for (let round = 0; round < ROUNDS; round++) {
    say(`first upload and first download ${how}, ${round + 1} of ${ROUNDS} …`)
    const bucket = await makeBucket(at, `bench-${how.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}-${round}`)
    last = await uploaded(extension, through(bucket))
    sides.up.push(last.took)
    sides.rawUp.push(last.raw)
    const { took, raw } = await downloaded(extension, last)
    sides.down.push(took)
    sides.rawDown.push(raw)
  }
  if (!last) throw new Error('no round')
  const title = `${RECORDS.toLocaleString('en')} records (Chromium, Swift), ${how}`
  const up = { name: 'raw puts', values: sides.rawUp }
  const down = { name: 'raw gets', values: sides.rawDown }
  const figures = [
    compared(`first upload, ${title}`, sides.up, up, 1.3),
    compared(`first download, ${title}`, sides.down, down, 1.3),
  ]
  return { figures, last }
}

interface Uploaded {
  readonly place: S3
  /** What another device is let in with. */
  readonly keys: string
  readonly lying: readonly { readonly name: string; readonly size: number }[]
  readonly took: number
  readonly raw: number
}

async function launched<Value>(
  extension: string,
  work: (browser: Browser) => Promise<Value>,
): Promise<Value> {
  const browser = await launchChromium({ extension, profile: await permittedProfile('chromium', extension) })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

const uploaded = (extension: string, place: S3): Promise<Uploaded> =>
  launched(extension, async (browser) => {
    const keys = await inside(browser, async (page) => {
      await page.evaluate(`bench.make(${JSON.stringify(PASSPHRASE)})`)
      await page.evaluate(`bench.fillShort(${RECORDS})`, { timeout: BOUND })
      return JSON.stringify(await page.evaluate('bench.keys()'))
    })
    const took = await moved(browser, (page) => page.evaluate(`bench.enter(${JSON.stringify(place)})`))
    const lying = await listed(place)
    const raw = await rawPuts(
      browser,
      place,
      lying.map(({ name }) => name),
    )
    return { place, keys, lying, took, raw }
  })

/** A second device of the vault, which reads at this place. */
const joined = (browser: Browser, { keys, place }: Uploaded): Promise<number> =>
  moved(browser, (page) =>
    page.evaluate(`bench.join(${keys}, ${JSON.stringify(place)}, ${JSON.stringify(PASSPHRASE)})`),
  )

const downloaded = (
  extension: string,
  from: Uploaded,
): Promise<{ readonly took: number; readonly raw: number }> =>
  launched(extension, async (browser) => {
    const took = await joined(browser, from)
    const held = await inside(browser, (page) => page.evaluate('bench.count()'))
    if (held !== RECORDS) throw new Error(`the download is not whole: ${held}`)
    return {
      took,
      raw: await rawGets(
        browser,
        from.place,
        from.lying.map(({ name }) => name),
      ),
    }
  })

async function inside<Value>(browser: Browser, work: (page: Page) => Promise<Value>): Promise<Value> {
  const page = await browser.extensionPage('bench.html')
  try {
    return await work(page)
  } finally {
    await page.close()
  }
}

const moved = (browser: Browser, begin: (page: Page) => Promise<unknown>): Promise<number> =>
  inside(browser, async (page) =>
    Number(await page.evaluate(`bench.settled(${Number(await begin(page))})`, { timeout: BOUND })),
  )

async function listed(place: S3) {
  const found: { readonly name: string; readonly size: number }[] = []
  for await (const page of openPlace(place).list('v1/', AbortSignal.timeout(BOUND))) found.push(...page)
  return found
}

/** Addresses that say by themselves who asks, so that the background needs nothing but `fetch`. */
async function signed(place: S3, method: string, name: string): Promise<string> {
  const { url } = await new AwsV4Signer({
    method,
    url: `${place.address}/${place.bucket}/${name}`,
    service: 's3',
    region: place.region,
    accessKeyId: place.keyId,
    secretAccessKey: place.secret,
    signQuery: true,
  }).sign()
  return url.href
}

async function inBackground(browser: Browser, script: string): Promise<unknown> {
  const answer = await browser.inspectBackground('Runtime.evaluate', {
    expression: `(async () => { ${script} })()`,
    awaitPromise: true,
    returnByValue: true,
  })
  const { result, exceptionDetails } = answer as { result?: { value?: unknown }; exceptionDetails?: object }
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
  return result?.value
}

/** Always so many on their way. */
const MOVE = `const move = async (urls, width, one) => {
  let next = 0
  const start = performance.now()
  await Promise.all(Array.from({ length: width }, async () => {
    while (next < urls.length) await one(next++)
  }))
  return performance.now() - start
}`

async function rawGets(browser: Browser, place: S3, names: readonly string[]): Promise<number> {
  const urls = await Promise.all(names.map((name) => signed(place, 'GET', name)))
  return Number(
    await inBackground(
      browser,
      `${MOVE}
       const urls = ${JSON.stringify(urls)}
       return move(urls, ${GETS}, async (at) => {
         const answer = await fetch(urls[at], { cache: 'no-store' })
         if (answer.status !== 200) throw new Error('answered ' + answer.status)
         await answer.arrayBuffer()
       })`,
    ),
  )
}

/** The same bytes, put beside under names that none of ours are. */
async function rawPuts(browser: Browser, place: S3, names: readonly string[]): Promise<number> {
  const from = await Promise.all(names.map((name) => signed(place, 'GET', name)))
  const to = await Promise.all(names.map((name) => signed(place, 'PUT', name.replace(/^v1/, 'raw'))))
  return Number(
    await inBackground(
      browser,
      `${MOVE}
       const from = ${JSON.stringify(from)}, to = ${JSON.stringify(to)}
       const bodies = []
       for (const url of from) bodies.push(await (await fetch(url, { cache: 'no-store' })).arrayBuffer())
       return move(to, ${PUTS}, async (at) => {
         const answer = await fetch(to[at], { method: 'PUT', body: bodies[at] })
         if (answer.status !== 200) throw new Error('answered ' + answer.status)
       })`,
    ),
  )
}

/**
 * What lives in the background's heap while it reads, with the bytes of buffers: garbage is collected before each look. Its time is
 * not looked at.
 */
const heapOf = (extension: string, from: Uploaded) =>
  launched(extension, async (browser) => {
    const live = async (): Promise<number> => {
      await browser.inspectBackground('HeapProfiler.collectGarbage')
      const { usedSize, backingStorageSize } = await browser.inspectBackground('Runtime.getHeapUsage')
      return Number(usedSize) + Number(backingStorageSize)
    }
    const before = await live()
    const state = { done: false }
    const end = joined(browser, from).finally(() => {
      state.done = true
    })
    let peak = before
    while (!state.done) peak = Math.max(peak, await live())
    await end
    // What comes a while after, as the mirror does, is part of it.
    for (let at = 0; at < 40; at++) {
      peak = Math.max(peak, await live())
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return { peak, settled: await live(), before }
  })
