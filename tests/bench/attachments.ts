import { allow } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { begin, outcomeOf, run } from '../support/probe-site'
import { compared, type Figure } from './figure'

/** The largest that the issue names. */
const SIZE = 50_000_000
const ROUNDS = 5
/** No single step takes longer, in milliseconds, or the measurement ends with an error. */
const BOUND = 60_000

/** A large attachment into a locker and out of it, beside the bare transfer of the same bytes over the same kind of port. */
export async function attachments(browser: Browser, page: Page): Promise<readonly Figure[]> {
  await begin(
    page,
    'files',
    `const vault = await selfstead.discover({ timeout: 5000 })
     const grant = await vault.request({
       purpose: { text: 'Keep your files' },
       collections: { 'app:files': { actions: ['read', 'create', 'update', 'delete'], required: true } },
       access: { for: 'P1D' } })
     window.files = grant.collection('app:files')
     await files.count()`,
  )
  await allow(browser)
  value(await outcomeOf(page, 'files'))
  const sides = value(
    await run(
      page,
      `const PART = 524288, parts = Math.ceil(${SIZE} / PART), FORM = { alphabet: 'base64url', omitPadding: true }
       const { port1, port2 } = new MessageChannel()
       postMessage({ raw: 1 }, location.origin, [port2])
       const waiting = []
       port1.onmessage = ({ data }) => waiting.shift()(data)
       const send = (message) => new Promise((done) => { waiting.push(done); port1.postMessage(message) })
       // Five on their way at once, as the SDK has them.
       const five = async (one) => {
         let next = 0
         await Promise.all(Array.from({ length: 5 }, async () => { while (next < parts) await one(next++) }))
       }
       const take = (blob) => five(async (index) => {
         const part = new Uint8Array(await blob.slice(index * PART, (index + 1) * PART).arrayBuffer())
         await send({ take: part.toBase64(FORM) })
       })
       const give = async () => {
         const all = []
         await five(async (index) => {
           const { given } = await send({ give: Math.min(PART, ${SIZE} - index * PART) })
           all[index] = new Blob([Uint8Array.fromBase64(given, FORM)])
         })
         return new Blob(all)
       }
       const bytes = new Uint8Array(${SIZE})
       for (let at = 0; at < ${SIZE}; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536))
       const signal = () => AbortSignal.timeout(${BOUND})
       // In the rest the mirror gets its copy, which is no part of what is measured.
       const timed = async (work) => {
         await new Promise((done) => setTimeout(done, 2500))
         const start = performance.now()
         await Promise.race([work(), new Promise((_, fail) => setTimeout(() => fail(new Error('took too long')), ${BOUND}))])
         return performance.now() - start
       }
       const up = [], down = [], rawUp = [], rawDown = []
       for (let round = 0; round < ${ROUNDS}; round++) {
         const id = 'file-' + round
         rawUp.push(await timed(() => take(new Blob([bytes]))))
         up.push(await timed(() => files.create({ file: new Blob([bytes]) }, { id, signal: signal() })))
         await send({ take: bytes.subarray(0, PART).toBase64(FORM) })
         rawDown.push(await timed(give))
         const { value } = await files.get(id)
         let back
         down.push(await timed(async () => { back = await value.file.blob({ signal: signal() }) }))
         if (back.size !== ${SIZE}) throw new Error('came back with ' + back.size + ' bytes')
         await files.delete(id)
       }
       return { up, down, rawUp, rawDown }`,
      { timeout: ROUNDS * 4 * BOUND },
    ),
  ) as { readonly [side in 'up' | 'down' | 'rawUp' | 'rawDown']: number[] }
  return [
    compared(
      'an attachment of 50 MB in',
      sides.up,
      { name: 'the same bytes over a bare port', values: sides.rawUp },
      1.5,
    ),
    compared(
      'an attachment of 50 MB out',
      sides.down,
      { name: 'the same bytes over a bare port', values: sides.rawDown },
      1.5,
    ),
    await heapGrowth(browser, page),
  ]
}

/**
 * What lives in the background's heap while an attachment goes in and out, beyond what lived there before. Garbage is collected
 * before each look, so this is what the work holds, not what it leaves to be collected. Its time is not looked at.
 */
async function heapGrowth(browser: Browser, page: Page): Promise<Figure> {
  const live = async (): Promise<number> => {
    await browser.inspectBackground('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize } = await browser.inspectBackground('Runtime.getHeapUsage')
    return Number(usedSize) + Number(backingStorageSize)
  }
  const before = await live()
  await begin(
    page,
    'heap',
    `const signal = AbortSignal.timeout(${BOUND})
     await files.create({ file: new Blob([new Uint8Array(${SIZE})]) }, { id: 'heap', signal })
     const { value } = await files.get('heap')
     await value.file.blob({ signal })
     await files.delete('heap')`,
  )
  const state = { done: false }
  const end = outcomeOf(page, 'heap').finally(() => {
    state.done = true
  })
  let most = before
  while (!state.done) most = Math.max(most, await live())
  value(await end)
  return {
    name: "growth of the background's heap by 50 MB in and out",
    value: most - before,
    unit: 'B',
    limit: { of: 'value', most: 16 * 1024 * 1024 },
  }
}

function value(outcome: {
  readonly value?: unknown
  readonly error?: string
  readonly message?: string
}): unknown {
  if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
  return outcome.value
}
