import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDashboard } from '../support/actions'
import { findings } from '../support/axe'
import type { Browser, Page } from '../support/browsers/browser'
import { mayAsk } from '../support/browsers/leaks'
import { button, field } from '../support/browsers/selectors'
import { type LyingServer, startLyingServer } from '../support/servers/lying'
import { goToDevices, typePlace } from '../support/two-devices'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const DIALOG = 'dialog[open]'
const CHECK = button('Check and add', DIALOG)

const S3 = {
  kind: 's3',
  address: 'http://127.0.0.1:9',
  bucket: 'kept',
  region: 'us-east-1',
  keyId: 'KEY',
  secret: 'secret',
  style: 'path',
} as const

/** An empty folder, as WebDAV tells of one. */
const FOLDER = (
  path: string,
) => `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response><d:href>${path}</d:href>
<d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
</d:response></d:multistatus>`

describe.each(KINDS)('a place that is no use, in %s', (kind) => {
  let browser: Browser
  let board: Page
  let server: LyingServer
  let expired: LyingServer

  const webdav = (address: string) => ({ kind: 'webdav', address, name: 'ada', password: 'x' }) as const

  /** The form of a kind of place, anew. */
  async function form(which: RegExp): Promise<void> {
    await board.press('Escape')
    await goToDevices(board)
    await board.click(button(/^Add a place/))
    await board.click({ role: 'radio', name: which })
    await board.click(button('Continue', DIALOG))
  }

  beforeAll(async () => {
    server = await startLyingServer()
    expired = await startLyingServer({ tls: 'expired' })
    mayAsk(S3.address)
    // A browser's inspector may name what it was sent to and does not follow.
    mayAsk('https://x.example')
    browser = await launchReady(kind)
    board = await openDashboard(browser)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await expired?.close()
  })

  it.each([
    ['no address', webdav('cloud'), /An address begins with https:\/\/ and names a host/],
    ['an address that anybody on the way could read', webdav('http://nas.example/'), /anybody on the way/],
    ['credentials in the address', webdav('https://ada:x@cloud.example/'), /Only the address itself/],
    ['a blank after a key', { ...S3, keyId: 'KEY ' }, /There is a blank at the beginning or the end/],
    ['a blank within a key', { ...S3, keyId: 'MY KEY' }, /There is a character in it that cannot be sent/],
    [
      'a bucket in the address',
      { ...S3, address: 'https://store.example/kept' },
      /The bucket has a field of its own/,
    ],
    ['a colon in a name', { ...webdav('https://cloud.example/'), name: 'a:b' }, /cannot hold a colon/],
  ])('%s is told beside its field, and nobody is asked', async (_, place, says) => {
    await form(place.kind === 's3' ? /^S3/ : /^WebDAV/)
    await typePlace(board, place, DIALOG)
    await board.click(CHECK)
    await board.waitForText(says)
    expect(await board.count(`${DIALOG} [aria-invalid="true"]`)).toBe(1)
    expect(await findings(board)).toEqual([])
    expect(server.asked).toEqual([])
  })

  const HTML = '<!doctype html><html><body><p>Hello</p></body></html>'

  it.each([
    [
      'a web page in place of a folder',
      207,
      HTML,
      /is not this kind of place\. See whether kind and address/,
    ],
    ['a web page that says all is well', 200, HTML, /is not this kind of place/],
    ['a broken server', 500, '', /something is wrong with itself/],
    ['a full disk', 507, '', /no room left\. Make room there, or add another place/],
    ['wrong credentials', 401, '', /does not take these credentials.* Enter the name and password/s],
    ['a folder that is not there', 404, '', /this bucket or folder is not there\. Make the/],
    ['somewhere else', 302, '', /Selfstead follows nobody\. Enter the address it is meant to be/],
    ['later', 503, '', /asks to be left alone for a while/],
  ])('%s is told', async (_, status, body, says) => {
    server.answer = (_request, response) => {
      response
        .writeHead(status, {
          'content-type': 'text/html',
          ...(status === 302 && { location: 'https://x.example/' }),
        })
        .end(body)
    }
    await form(/^WebDAV/)
    await typePlace(board, webdav(`${server.address}/`), DIALOG)
    await board.click(CHECK)
    await board.waitForText(says, { timeout: 40_000 })
    expect(await board.text()).not.toContain('Hello')
  })

  it('a clock that is wrong is told', async () => {
    server.answer = (_request, response) => {
      response.writeHead(403, { date: 'Mon, 01 Jan 2001 00:00:00 GMT' }).end()
    }
    await form(/^S3/)
    await typePlace(board, { ...S3, address: server.address }, DIALOG)
    await board.click(CHECK)
    await board.waitForText(/differ by more than a few minutes\. Set the clock of this device/, {
      timeout: 40_000,
    })
  })

  it('a certificate that is over is told, with where more is to be seen', async () => {
    await form(/^WebDAV/)
    await typePlace(board, webdav(`${expired.address}/`), DIALOG)
    await board.click(CHECK)
    await board.waitForText(/does not get through to this address.*certificate/s, { timeout: 40_000 })
    expect(expired.asked).toEqual([])
    expect(await findings(board)).toEqual([])
    await board.press('Escape')
  })

  it('one that goes wrong later says what, since when and what to do on its card', async () => {
    server.answer = ({ method, url }, response) => {
      if (method === 'PROPFIND')
        response.writeHead(207, { 'content-type': 'application/xml' }).end(FOLDER(url ?? '/'))
      else response.writeHead(201).end()
    }
    await form(/^WebDAV/)
    await typePlace(board, webdav(`${server.address}/`), DIALOG)
    await board.fill(field('What you call it', DIALOG), 'Liar')
    await board.click(CHECK)
    // It takes everything and shows nothing of it.
    await board.waitForText(/Had lost \d+ parts? that it said it had.*do not count on this place/s, {
      timeout: 90_000,
    })
    for (const [status, says] of [
      [507, /Has no room left since \d.*Make room there/s],
      [401, /Takes the credentials no longer, since \d.*Enter the name and password/s],
      [404, /The bucket or folder is not there, since \d/],
      [500, /something is wrong with itself, since \d.*ask whoever runs it/s],
    ] as const) {
      server.answer = (_request, response) => {
        response.writeHead(status).end()
      }
      await board.click(button('Write and look now'))
      await board.waitForText(says, { timeout: 60_000 })
    }
    expect(await findings(board)).toEqual([])
    await board.click(button('Remove Liar'))
    await board.waitForText(/Liar removed/)
  })
})
