import { describe, expect, test } from 'vitest'
import { leaksOf, mayAsk } from './leaks'

const BASE = 'moz-extension://one/'
const SITE = 'http://127.0.0.1:8080/probe'
const PAGE = `${BASE}dashboard.html`

const leaks = (url: string, from: string, options = {}) =>
  leaksOf({ extensionBase: BASE, requests: () => [{ url, from }] }, options).length > 0

describe('what leaves this device', () => {
  test.each([
    ['a site asks its own server', 'http://127.0.0.1:8080/sdk/index.js', SITE, false],
    ['a site asks another on this machine', 'ws://localhost:9/', SITE, false],
    ['a page of ours asks for its own', `${BASE}chunks/a.js`, PAGE, false],
    ['a picture of ours', 'blob:moz-extension://one/7', PAGE, false],
    ['a page of ours asks this machine', 'http://127.0.0.1:8080/', PAGE, true],
    ['our background opens a socket', 'ws://127.0.0.1:8080/', `${BASE}background.js`, true],
    ['anything asks elsewhere', 'https://shop.example/', SITE, true],
    ['the browser asks elsewhere', 'https://telemetry.example/', '', true],
    ['a name that begins as this machine', 'https://127.0.0.1.example/', SITE, true],
    ['a port that is not meant', 'http://127.0.0.1:81/a', PAGE, true],
    ['a place that is', 'http://127.0.0.1:82/a', PAGE, false],
    ['a socket to it', 'ws://127.0.0.1:82/a', PAGE, false],
  ])('%s: %s', (_, url, from, isLeak) => {
    mayAsk('http://127.0.0.1:82/copies/')
    expect(leaks(url, from)).toBe(isLeak)
  })

  test('not what goes to a name that leads to this machine', () => {
    expect(leaks('https://shop.example/', SITE, { namedPort: 8443 })).toBe(false)
    expect(leaks('http://shop.example/', SITE, { namedPort: 8443 })).toBe(true)
    expect(leaks('http://plain.example/', SITE, { plainHost: 'plain.example' })).toBe(false)
    expect(leaks('https://shop.example/', PAGE, { namedPort: 8443 })).toBe(true)
  })
})
