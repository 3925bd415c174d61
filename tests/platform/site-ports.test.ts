import { describe, expect, test, vi } from 'vitest'

const OWN = 'own-id'
const knock = vi.hoisted(() => ({ at: (_port: unknown): void => undefined }))

// The polyfill refuses to load outside an extension.
vi.mock('@/lib/platform/browser', () => ({
  browser: {
    runtime: {
      id: 'own-id',
      onConnect: {
        addListener: (listener: (port: unknown) => void) => {
          knock.at = listener
        },
      },
    },
  },
}))

import {
  callerOf,
  isAskingOrigin,
  onSitePort,
  type SenderFacts,
  type SitePort,
} from '@/lib/platform/site-ports'

const SENDER: SenderFacts = {
  id: OWN,
  origin: 'https://shop.example',
  frameId: 0,
  documentId: 'D1',
  documentLifecycle: 'active',
  tab: { id: 7, incognito: false },
}

describe('who is asking', () => {
  test('is the document the browser names', () => {
    expect(callerOf(SENDER, OWN)).toEqual({ origin: 'https://shop.example', tab: 7, document: 'D1' })
    expect(callerOf({ ...SENDER, documentLifecycle: undefined }, OWN)).not.toBeNull()
  })

  test.each<[string, Partial<SenderFacts>]>([
    ['another extension', { id: 'other-id' }],
    ['a frame', { frameId: 3 }],
    ['no frame at all', { frameId: undefined }],
    ['an opaque origin', { origin: 'null' }],
    ['no origin', { origin: undefined }],
    ['a page of ours', { origin: 'chrome-extension://abc' }],
    ['plain http', { origin: 'http://shop.example' }],
    ['a file', { origin: 'file://' }],
    ['a private window', { tab: { id: 7, incognito: true } }],
    ['no tab', { tab: undefined }],
    ['no document', { documentId: undefined }],
    ['a prerendered document', { documentLifecycle: 'prerender' }],
    ['a cached document', { documentLifecycle: 'cached' }],
  ])('is nobody for %s', (_name, change) => {
    expect(callerOf({ ...SENDER, ...change }, OWN)).toBeNull()
  })

  test.each([
    ['https://a.example', true],
    ['https://a.example:8443', true],
    ['http://localhost:3000', true],
    ['http://127.0.0.1', true],
    ['http://127.0.0.2', false],
    ['http://localhost.evil.example', false],
    ['https://a.example/', false],
    ['https://A.example', false],
    ['https://a.example:443', false],
    ['https://user@a.example', false],
    ['https://bücher.example', false],
    ['blob:https://a.example/1', false],
    ['data:text/html,x', false],
    ['', false],
  ])('%s may ask: %s', (origin, may) => {
    expect(isAskingOrigin(origin)).toBe(may)
  })
})

describe('a line to a page', () => {
  /** As Chromium has it: what is too large is not taken, and who ends the line itself hears nothing of it. */
  function line(most: number) {
    const said: unknown[] = []
    const ended: string[] = []
    let gone = (): void => undefined
    let port: SitePort | undefined
    onSitePort((opened) => {
      port = opened
      opened.onClose(() => ended.push('told'))
    })
    knock.at({
      name: 'site',
      sender: SENDER,
      postMessage(message: unknown) {
        if (JSON.stringify(message).length > most)
          throw new Error('Message length exceeded maximum allowed length.')
        said.push(message)
      },
      disconnect: () => ended.push('disconnected'),
      onMessage: { addListener: () => undefined },
      onDisconnect: {
        addListener: (listener: () => void) => {
          gone = listener
        },
      },
    })
    return { port: port as SitePort, said, ended, leave: () => gone() }
  }

  test('ends a call whose answer is larger than the browser carries, and goes on', () => {
    const { port, said, ended } = line(100)
    expect(port.send({ id: 'call', ok: 'x'.repeat(100) })).toBe(false)
    expect(said).toEqual([{ id: 'call', error: { name: 'AbortError', message: expect.any(String) } }])
    expect(port.send({ id: 'next', ok: null })).toBe(true)
    expect(said).toHaveLength(2)
    expect(ended).toEqual([])
  })

  test.each([
    ['an event is too large', 100, { event: 'x'.repeat(100) }],
    ['nothing can be said any more', 0, { id: 'call', ok: null }],
  ])('is cut where %s, so that the page makes a new one', (_, most, message) => {
    const { port, said, ended } = line(most)
    expect(port.send(message)).toBe(false)
    expect(ended).toEqual(['disconnected', 'told'])
    expect(port.send({ id: 'next', ok: null })).toBe(false)
    expect(said).toEqual([])
  })

  test('that the page cut takes nothing more and is told of once', () => {
    const { port, said, ended, leave } = line(100)
    leave()
    expect(port.send({ id: 'next', ok: null })).toBe(false)
    expect([said, ended]).toEqual([[], ['told']])
  })
})
