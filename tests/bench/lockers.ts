import { allow } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { begin, outcomeOf, run } from '../support/probe-site'
import { compared, type Figure, median } from './figure'

const BATCHES = 5
const SINGLES = 100
const RECORDS = 10_000
const EVENTS = 40

/** What both sides write: 478 bytes of JSON, as in the measurements the vault was designed by. */
const RECORD = `(n) => ({ title: 'Note ' + n, text: 'x'.repeat(420), n })`
const REST = `const rest = () => new Promise((done) => setTimeout(done, 15))
  const timed = async (work) => { const start = performance.now(); await work(); return performance.now() - start }`

/** A site's work in its locker, beside what the same costs without Selfstead. The page holds the echo already. */
export async function lockers(browser: Browser, page: Page): Promise<readonly Figure[]> {
  await begin(
    page,
    'locker',
    `const vault = await selfstead.discover({ timeout: 5000 })
     const grant = await vault.request({
       purpose: { text: 'Keep your notes' },
       collections: { 'app:bench': { actions: ['read', 'create', 'update', 'delete'], required: true } },
       access: { for: 'P1D' } })
     window.locker = grant.collection('app:bench')
     await locker.count()`,
  )
  await allow(browser)
  ok(await outcomeOf(page, 'locker'))
  return [await batches(page), await singles(page), await listing(page), await events(browser, page)]
}

async function batches(page: Page): Promise<Figure> {
  const { ours, plain } = ok(
    await run(
      page,
      `${REST}
       const record = ${RECORD}
       const database = await new Promise((done, fail) => {
         const opening = indexedDB.open('bench', 1)
         opening.onupgradeneeded = () => opening.result.createObjectStore('records', { keyPath: 'id' })
         opening.onsuccess = () => done(opening.result)
         opening.onerror = () => fail(opening.error)
       })
       const put = (round) => new Promise((done, fail) => {
         const transaction = database.transaction('records', 'readwrite', { durability: 'strict' })
         const store = transaction.objectStore('records')
         for (let n = 0; n < 1000; n++) store.put({ id: round + '-' + n, ...record(n) })
         transaction.oncomplete = done
         transaction.onabort = () => fail(transaction.error)
       })
       const write = () => locker.write(Array.from({ length: 1000 }, (_, n) => ({ op: 'create', value: record(n) })))
       const ours = [], plain = []
       for (let round = 0; round <= ${BATCHES}; round++) {
         await rest()
         const a = await timed(write)
         await rest()
         const b = await timed(() => put(round))
         if (round > 0) { ours.push(a); plain.push(b) }
       }
       return { ours, plain }`,
    ),
  ) as { readonly ours: number[]; readonly plain: number[] }
  return compared(
    '1,000 locker creates in one batch',
    ours,
    { name: 'plain idb in the page', values: plain },
    1.5,
  )
}

async function singles(page: Page): Promise<Figure> {
  const { ours, echoes } = ok(
    await run(
      page,
      `${REST}
       const record = ${RECORD}
       const ours = [], echoes = []
       for (let round = 0; round < ${SINGLES + 10}; round++) {
         await rest()
         const a = await timed(() => locker.create(record(round)))
         await rest()
         const b = await timed(echo)
         if (round >= 10) { ours.push(a); echoes.push(b) }
       }
       return { ours, echoes }`,
    ),
  ) as { readonly ours: number[]; readonly echoes: number[] }
  return compared('one locker create', ours, { name: 'echo over the same path', values: echoes }, 3)
}

/** Milliseconds for 10,000 records in pages of 100: at 20,000 a second, 500. */
async function listing(page: Page): Promise<Figure> {
  const times = ok(
    await run(
      page,
      `${REST}
       const record = ${RECORD}
       for (let have = await locker.count(); have < ${RECORDS}; have += 1000)
         await locker.write(Array.from({ length: 1000 }, (_, n) => ({ op: 'create', value: record(n) })))
       const times = []
       for (let round = 0; round < 3; round++) {
         await rest()
         let seen = 0
         times.push(await timed(async () => {
           for await (const one of locker.list({ limit: 100 })) if (++seen === ${RECORDS} || !one.id) break
         }))
         if (seen < ${RECORDS}) throw new Error('only ' + seen)
       }
       return times`,
    ),
  ) as number[]
  return {
    name: 'list of 10,000 in pages of 100 (500 ms: 20,000 a second)',
    value: median(times),
    unit: 'ms',
    limit: { of: 'value', most: 500 },
  }
}

/** From the end of a write in one tab to the event in another. */
async function events(browser: Browser, page: Page): Promise<Figure> {
  const other = await browser.open(String(await page.evaluate('location.href')))
  try {
    ok(
      await run(
        other,
        `const vault = await selfstead.discover({ timeout: 5000 })
         const grant = await vault.request({
           purpose: { text: 'Keep your notes' },
           collections: { 'app:bench': { actions: ['read', 'create', 'update', 'delete'], required: true } },
           access: { for: 'P1D' } })
         window.heard = {}
         const locker = grant.collection('app:bench')
         locker.addEventListener('change', ({ detail }) => {
           for (const id of detail.changed) heard[id] ??= performance.timeOrigin + performance.now()
         })
         await locker.count()`,
      ),
    )
    const sent = ok(
      await run(
        page,
        `const sent = []
         for (let n = 0; n < ${EVENTS}; n++) {
           await new Promise((done) => setTimeout(done, 40))
           const start = performance.timeOrigin + performance.now()
           const { id } = await locker.create({ n })
           sent.push([id, start])
         }
         await new Promise((done) => setTimeout(done, 500))
         return sent`,
      ),
    ) as readonly (readonly [string, number])[]
    const heard = (await other.evaluate('heard')) as { readonly [id: string]: number }
    const times = sent.map(([id, start]) => (heard[id] ?? Number.POSITIVE_INFINITY) - start)
    return {
      name: 'change in another tab, from the call of the write',
      value: median(times),
      unit: 'ms',
      limit: { of: 'value', most: 50 },
    }
  } finally {
    await other.close()
  }
}

function ok(outcome: {
  readonly value?: unknown
  readonly error?: string
  readonly message?: string
}): unknown {
  if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
  return outcome.value
}
