import { describe, expect, test, vi } from 'vitest'

// The polyfill refuses to load outside an extension; what is tested here never calls it.
vi.mock('@/lib/platform/browser', () => ({ browser: {} }))

import { callerOf, isAskingOrigin, type SenderFacts } from '@/lib/platform/site-ports'

const OWN = 'own-id'
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
