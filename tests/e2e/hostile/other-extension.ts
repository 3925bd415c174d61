import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '../../support/browsers/browser'
import { APP_VERBS } from './app-verbs'

/** Writes an extension that is not ours into a temporary folder: one page and no rights. */
export async function writeOtherExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'selfstead-other-'))
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Another extension',
      version: '1',
      browser_specific_settings: { gecko: { id: 'other@selfstead.test' } },
    }),
  )
  await writeFile(
    join(folder, 'page.html'),
    '<!doctype html><meta charset="utf-8"><title>Other</title><p>other</p>',
  )
  return folder
}

/**
 * From a page of another extension: every verb of our own pages and every call of a site, as single messages and over ports of
 * every name, to the extension `id`. Gives whatever was answered; `false` for what the browser itself said is not there.
 */
export async function callFromOther(page: Page, id: string): Promise<unknown> {
  return page.evaluate(`(async () => {
    const runtime = (globalThis.browser ?? chrome).runtime
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time))
    const id = ${JSON.stringify(id)}
    const heard = []
    const some = 'A'.repeat(22)
    const request = { purpose: { text: 'Other' }, claims: { email: { required: true } } }
    const messages = ${JSON.stringify(APP_VERBS)}.flatMap((app) => [{ app, params: {} }, { app, params: { id: some } }, { app, params: { origin: null } }, { app, params: { grant: some, claim: null } }])
    const calls = ['hello', 'query', 'request', 'read', 'revoke'].map((verb) => ({ call: { id: some, verb, request, claims: ['email'], grant: some, origin: 'https://bank.example' }, active: true, origin: 'https://bank.example' }))
    const note = (what) => (answer) => { if (answer !== undefined && answer !== null) heard.push([what, answer]) }
    await Promise.all([...messages, ...calls].map((message) => Promise.race([runtime.sendMessage(id, message).then(note(message), () => null), pause(4000)])))
    for (const name of ['site', 'app', 'prompt', '']) {
      try {
        const port = runtime.connect(id, { name })
        port.onMessage.addListener(note(name))
        port.onDisconnect.addListener(() => void runtime.lastError)
        for (const message of [...calls, ...messages]) try { port.postMessage(message) } catch {}
      } catch {}
    }
    await pause(1500)
    return heard
  })()`)
}
