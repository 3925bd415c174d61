import { describe, expect, test } from 'vitest'
import { decodePunycode } from '@/lib/base/punycode'
import { registrableDomain, siteView } from '@/lib/services/site-view'

describe('a site as the person sees it', () => {
  test.each([
    ['https://checkout.northwind.shop', 'checkout.', 'northwind.shop', null],
    ['https://shop.example.co.uk:8443', 'shop.', 'example.co.uk:8443', null],
    ['https://paypal.com.secure-login.example', 'paypal.com.', 'secure-login.example', null],
    ['https://alice.github.io', '', 'alice.github.io', null],
    ['https://x.alice.github.io', 'x.', 'alice.github.io', null],
    ['http://localhost:3000', '', 'localhost:3000', null],
    ['http://127.0.0.1:8080', '', '127.0.0.1:8080', null],
    ['https://xn--80ak6aa92e.com', '', 'аррӏе.com', 'xn--80ak6aa92e.com'],
    ['https://www.xn--bcher-kva.example', 'www.', 'bücher.example', 'www.xn--bcher-kva.example'],
  ])('%s', (origin, before, registrable, ascii) => {
    expect(siteView(origin)).toMatchObject({ origin, before, registrable, ascii })
  })

  test('a suffix that anybody may register under is not a registrable domain', () => {
    expect(registrableDomain('github.io')).toBe('github.io')
    expect(registrableDomain('a.b.example.org')).toBe('example.org')
  })
})

describe('punycode (RFC 3492 §7.1)', () => {
  test.each([
    ['egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
    ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['Proprostnemluvesky-uyb24dma41a', 'Pročprostěnemluvíčesky'],
    ['3B-ww4c5e180e575a65lsy2b', '3年B組金八先生'],
  ])('%s', (encoded, text) => {
    expect(decodePunycode(encoded)).toBe(text)
  })

  test.each(['!', 'a-é', '99999999999', '-'.repeat(3)])('refuses %s', (label) => {
    expect(() => decodePunycode(label)).not.toThrow()
  })
})
