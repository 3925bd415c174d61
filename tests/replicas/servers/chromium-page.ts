import { createServer } from 'node:http'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { Place } from '@/lib/replicas/kinds'
import { type Replica, type ReplicaEntry, ReplicaError } from '@/lib/replicas/replica'
import type { ReplicaProblem } from '@/lib/replication/problem'
import { findBrowser } from '../../../scripts/lib/find-browser.mjs'
import { bundled } from '../../support/bundled'
import type { Outcome, pageReplicas } from './page-script'

/** The real code in a page of the real Chromium, with replicas that look from here as any other. */
export interface ChromiumPage {
  open(place: Place): Promise<Replica>
  openFolder(path: string): Promise<Replica>
  fillFolder(path: string, names: readonly string[]): Promise<void>
  removeFolder(path: string): Promise<void>
  filesOf(path: string): Promise<readonly string[]>
  /** A folder of the disk, dropped on the page; `answer` is called while the browser asks whether it may be written. */
  dropFolder(path: string, answer: () => Promise<void>): Promise<Replica>
  close(): Promise<void>
}

/** The page is allowed what an extension with its host permission is: answers of other origins. */
export async function openChromiumPage({
  display = null,
}: {
  readonly display?: string | null
} = {}): Promise<ChromiumPage> {
  const found = findBrowser('chromium')
  if (!found) throw new Error('there is no Chromium')
  const script = await bundled(join(import.meta.dirname, 'page-script.ts'), 'places')
  const server = createServer((request, response) => {
    const isScript = request.url === '/script.js'
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(isScript ? script : '<!doctype html><meta charset="utf-8"><title>Places</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no address')
  const browser = await chromium.launch({
    executablePath: found.path,
    headless: display === null,
    ...(display === null ? {} : { env: { ...process.env, DISPLAY: display } }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-web-security'],
  })
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${at.port}/`)
  await page.addScriptTag({ url: '/script.js' })

  type Global = { pageReplicas: typeof pageReplicas }
  const call = (...given: Parameters<typeof pageReplicas.call>): Promise<Outcome> =>
    page.evaluate((args) => (globalThis as unknown as Global).pageReplicas.call(...args), given)

  const replicaOf = (id: number): Replica => {
    const ask = async (verb: string, name: string, given: string | number | null, signal: AbortSignal) => {
      const stop = signal.aborted ? 'before' : null
      const during = new Promise<'during'>((resolve) =>
        signal.addEventListener('abort', () => resolve('during'), { once: true }),
      )
      // A page cannot be told while it works: what is stopped in this very turn is stopped there in its first.
      const when =
        stop ?? (await Promise.race([during, new Promise<null>((resolve) => setTimeout(resolve, 0, null))]))
      const outcome = await call(id, verb, name, given, when)
      if ('value' in outcome) return outcome.value
      if ('problem' in outcome) throw new ReplicaError(outcome.problem as ReplicaProblem, outcome.after)
      if (signal.aborted) throw signal.reason
      throw outcome.thrown.startsWith('TypeError') ? new TypeError(outcome.thrown) : new Error(outcome.thrown)
    }
    return {
      async *list(prefix, signal) {
        yield* (await ask('list', prefix, null, signal)) as readonly (readonly ReplicaEntry[])[]
      },
      async get(name, most, signal) {
        const text = await ask('get', name, most, signal)
        return text === null ? null : new Uint8Array(Buffer.from(String(text), 'base64'))
      },
      async put(name, bytes, signal) {
        await ask('put', name, Buffer.from(bytes).toString('base64'), signal)
      },
      async delete(name, signal) {
        await ask('delete', name, null, signal)
      },
    }
  }

  return {
    open: async (place) =>
      replicaOf(
        await page.evaluate((given) => (globalThis as unknown as Global).pageReplicas.open(given), place),
      ),
    openFolder: async (path) =>
      replicaOf(
        await page.evaluate(
          (given) => (globalThis as unknown as Global).pageReplicas.openFolder(given),
          path,
        ),
      ),
    fillFolder: (path, names) =>
      page.evaluate(([to, given]) => (globalThis as unknown as Global).pageReplicas.fillFolder(to, given), [
        path,
        names,
      ] as const),
    removeFolder: (path) =>
      page.evaluate((given) => (globalThis as unknown as Global).pageReplicas.removeFolder(given), path),
    filesOf: (path) =>
      page.evaluate((given) => (globalThis as unknown as Global).pageReplicas.filesOf(given), path),
    async dropFolder(path, answer) {
      await page.evaluate(() => (globalThis as unknown as Global).pageReplicas.awaitDrop())
      const session = await page.context().newCDPSession(page)
      const data = { items: [], files: [path], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, x: 50, y: 50, data })
      await page.waitForFunction(() => (globalThis as unknown as Global).pageReplicas.isDropped())
      await page.mouse.click(50, 50)
      const leave = page.evaluate(() => (globalThis as unknown as Global).pageReplicas.leave())
      await Promise.race([answer(), leave])
      if ((await leave) !== 'granted') throw new Error(`the folder may not be written: ${await leave}`)
      return replicaOf(
        await page.evaluate(() => (globalThis as unknown as Global).pageReplicas.openDropped()),
      )
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
