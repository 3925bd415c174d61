import { AwsV4Signer } from 'aws4fetch'
import { openPlace } from '@/lib/replicas/kinds'
import type { PlaceSettings } from '@/lib/replication/places'
import { PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launchChromium } from '../support/browsers/chromium'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { compared, type Figure } from './figure'

/*
 * A first upload and a first download in real Chromium: the background of the build, with the vault open in nothing else, and a
 * store that the tests start. Beside them the same bytes are put and got by themselves from the same background.
 */
const RECORDS = 100_000
const ROUNDS = 3
const MB = 1_048_576
/** So many at once, as the engine does. */
const PUTS = 1
const GETS = 4
/** No single step takes longer, in milliseconds. */
const BOUND = 300_000

type S3 = Extract<PlaceSettings, { readonly kind: 's3' }>

/** @param fresh a store that has nothing yet. */
export async function firstTransfers(
  extension: string,
  fresh: () => Promise<S3>,
  say: (text: string) => void,
): Promise<readonly Figure[]> {
  const launch = async () =>
    launchChromium({ extension, profile: await permittedProfile('chromium', extension) })
  const sides = { up: [], rawUp: [], down: [], rawDown: [] } as {
    [side in 'up' | 'rawUp' | 'down' | 'rawDown']: number[]
  }
  let [bytes, objects, keys, place] = [0, 0, '', null as S3 | null]
  const first = await launch()
  try {
    say(`a vault of ${RECORDS.toLocaleString('en')} records …`)
    await inside(first, async (page) => {
      await page.evaluate(`bench.make(${JSON.stringify(PASSPHRASE)})`)
      await page.evaluate(`bench.fill(${RECORDS})`, { timeout: BOUND })
      keys = JSON.stringify(await page.evaluate('bench.keys()'))
    })
    say('first upload …')
    for (let round = 0; round < ROUNDS; round++) {
      place = await fresh()
      await first.stopBackground()
      sides.up.push(await moved(first, (page) => page.evaluate(`bench.enter(${JSON.stringify(place)})`)))
      const lying = await listed(place)
      objects = lying.length
      bytes = lying.reduce((sum, { size }) => sum + size, 0)
      sides.rawUp.push(
        await rawPuts(
          first,
          place,
          lying.map(({ name }) => name),
        ),
      )
      if (round + 1 < ROUNDS) await inside(first, (page) => page.evaluate('bench.leave()'))
    }
  } finally {
    await first.close()
  }
  if (!place) throw new Error('no place')
  const there = await listed(place)
  let grown = { peak: 0, settled: 0, before: 0 }
  for (let round = 0; round <= ROUNDS; round++) {
    say(round < ROUNDS ? 'first download …' : 'its heap …')
    const next = await launch()
    try {
      const join = (page: Page) =>
        page.evaluate(`bench.join(${keys}, ${JSON.stringify(place)}, ${JSON.stringify(PASSPHRASE)})`)
      if (round < ROUNDS) {
        sides.down.push(await moved(next, join))
        sides.rawDown.push(
          await rawGets(
            next,
            place,
            there.map(({ name }) => name),
          ),
        )
      } else grown = await heapOf(next, () => moved(next, join))
      const held = await inside(next, (page) => page.evaluate('bench.count()'))
      if (held !== RECORDS) throw new Error(`the download is not whole: ${held}`)
    } finally {
      await next.close()
    }
  }
  const title = `${RECORDS.toLocaleString('en')} records`
  return [
    compared(`first upload, ${title} (Swift)`, sides.up, { name: 'raw puts', values: sides.rawUp }, 1.3),
    compared(
      `first download, ${title} (Swift)`,
      sides.down,
      { name: 'raw gets', values: sides.rawDown },
      1.3,
    ),
    { name: `bytes of that upload, ${objects} objects`, value: bytes, unit: 'B' },
    { name: 'the vault it fills, in the heap', value: grown.settled - grown.before, unit: 'B' },
    {
      name: 'heap of that download beyond the vault it fills, at its peak',
      value: Math.max(0, grown.peak - grown.settled),
      unit: 'B',
      limit: { of: 'value', most: 24 * MB },
    },
  ]
}

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

/** What lives in the background's heap, with the bytes of buffers: garbage is collected before each look. */
async function heapOf(browser: Browser, work: () => Promise<unknown>) {
  const live = async (): Promise<number> => {
    await browser.inspectBackground('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize } = await browser.inspectBackground('Runtime.getHeapUsage')
    return Number(usedSize) + Number(backingStorageSize)
  }
  const before = await live()
  const state = { done: false }
  const end = work().finally(() => {
    state.done = true
  })
  let peak = before
  while (!state.done) peak = Math.max(peak, await live().catch(() => 0))
  await end
  // What comes a while after, as packing does, is part of it.
  for (let at = 0; at < 40; at++) {
    peak = Math.max(peak, await live())
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return { peak, settled: await live(), before }
}
