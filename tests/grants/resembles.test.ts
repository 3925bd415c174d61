import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { skeleton } from '@/lib/grants/confusables'
import { likeness, resemblance } from '@/lib/grants/resembles'

describe('two registrable domains', () => {
  it.each<[string, string, ReturnType<typeof likeness>]>([
    ['amazon.de', 'amazon.com', 'other-suffix'],
    ['amazon.co.uk', 'amazon.com', 'other-suffix'],
    ['google.com', 'goggle.com', 'one-apart'],
    ['google.com', 'gogle.com', 'one-apart'],
    ['google.com', 'googel.com', 'one-apart'],
    ['google.com', 'g00gle.com', 'lookalike'],
    ['paypal.com', 'paypaI.com', 'lookalike'],
    ['paypal.com', 'paypa1.net', 'lookalike'],
    ['paypal.com', 'paypai.com', 'one-apart'],
    ['apple.com', 'xn--80ak6aa92e.com', 'lookalike'],
    ['apple.com', 'аррӏе.com', 'lookalike'],
    ['microsoft.com', 'rnicrosoft.com', 'lookalike'],
    ['wikipedia.org', 'vvikipedia.org', 'lookalike'],
    ['debian.org', 'clebian.org', 'lookalike'],
    ['sparkasse.de', '5parkasse.de', 'lookalike'],
    ['muller.de', 'xn--mller-kva.de', 'lookalike'],
    ['ab.com', 'ab.de', 'other-suffix'],
    ['dhl.com', 'dhi.com', null],
    ['hp.com', 'hq.com', null],
    ['bmw.de', 'bmv.de', null],
    ['ebay.com', 'etsy.com', null],
    ['google.com', 'gmail.com', null],
    ['facebook.com', 'facetime.com', null],
    ['github.com', 'gitlab.com', null],
    ['otto.de', 'zalando.de', null],
    ['netflix.com', 'netlify.com', null],
    ['spiegel.de', 'spotify.com', null],
    ['127.0.0.1', '127.0.0.2', null],
    ['localhost', 'localhosts', null],
    ['shop.example', 'shop.example', null],
    ['shop.example', 'SHOP.example.', null],
  ])('%s and %s: %s', (one, other, how) => {
    expect(likeness(one, other)).toBe(how)
    expect(likeness(other, one)).toBe(how)
  })

  it('among thirty well-known sites none resembles another', () => {
    const names =
      'google youtube facebook wikipedia instagram reddit amazon whatsapp netflix twitter linkedin office bing zoom ebay twitch github paypal spotify apple microsoft dropbox etsy booking airbnb zalando spiegel lemonde elpais asahi'
    const sites = names
      .split(' ')
      .map((name) => ({ origin: `https://${name}.com`, registrable: `${name}.com` }))
    expect(sites.map((site) => resemblance(site, sites)).filter((one) => one !== null)).toEqual([])
  })
})

it('the most dangerous resemblance is told, and which origin it is', () => {
  const known = ['https://paypal.de', 'https://www.paypa.com', 'https://paypa1.com'].map((origin) => ({
    origin,
    registrable: origin.replace(/https:\/\/(www\.)?/, ''),
  }))
  const site = { origin: 'https://x.paypal.com', registrable: 'paypal.com' }
  expect(resemblance(site, known)).toEqual({ origin: 'https://paypa1.com', how: 'lookalike' })
  expect(resemblance(site, known.slice(0, 2))).toEqual({ origin: 'https://www.paypa.com', how: 'one-apart' })
  expect(resemblance(site, known.slice(0, 1))).toEqual({ origin: 'https://paypal.de', how: 'other-suffix' })
  expect(resemblance(site, [{ origin: 'https://paypal.com', registrable: 'paypal.com' }])).toBeNull()
})

const LOOKS = new Map([...'aаeеoоcсpрsѕlӏ'].map((sign, i, all) => [sign, all[i ^ 1] ?? sign]))

describe('in general', () => {
  const label = fc.oneof(
    fc
      .array(fc.constantFrom(...'abcdelmnorv0151Iаерсѕ-'), { minLength: 1, maxLength: 8 })
      .map((all) => all.join('')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  )

  const suffix = fc.constantFrom('com', 'de', 'co.uk')
  /** A domain, and one that is like it in some way or not at all. */
  const pair = fc
    .tuple(label, suffix, fc.constantFrom('suffix', 'alike', 'edit', 'other'), label, suffix, fc.nat(7))
    .map(([name, end, how, otherName, otherEnd, at]): readonly [string, string] => {
      const signs = [...name]
      const place = at % signs.length
      if (how === 'edit') signs.splice(place, 1, 'q')
      if (how === 'alike') signs.splice(place, 1, LOOKS.get(signs[place] ?? '') ?? 'o')
      const other = how === 'other' ? otherName : signs.join('')
      return [`${name}.${end}`, `${other}.${how === 'suffix' ? otherEnd : end}`]
    })

  it('it is symmetric, and nothing resembles itself', () => {
    const seen = new Set<string | null>()
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const how = likeness(one, other)
        seen.add(how)
        return how === likeness(other, one) && likeness(one, one) === null
      }),
      { numRuns: 3000 },
    )
    expect([...seen].sort()).toEqual(['lookalike', 'one-apart', 'other-suffix', null].sort())
  })

  it('a skeleton has itself as its skeleton', () => {
    fc.assert(
      fc.property(label, (text) => skeleton(skeleton(text)) === skeleton(text)),
      { numRuns: 3000 },
    )
    for (let point = 0; point <= 0xffff; point++) {
      const sign = String.fromCodePoint(point)
      if (sign.isWellFormed() && skeleton(skeleton(sign)) !== skeleton(sign)) expect(point).toBe(-1)
    }
  })

  it('every edit of one character of a longer name is noticed', () => {
    const letters = fc.array(fc.constantFrom(...'abefghjk'), { minLength: 5, maxLength: 9 })
    fc.assert(
      fc.property(letters, fc.nat(8), fc.constantFrom('q', 'x', 'z'), fc.nat(3), (name, at, sign, how) => {
        const place = at % name.length
        const other = [...name]
        if (how === 0) other.splice(place, 1)
        if (how === 1) other.splice(place, 0, sign)
        if (how === 2) other[place] = sign
        if (how === 3) other.splice(place, 2, ...name.slice(place, place + 2).reverse())
        const same = other.join('') === name.join('')
        return likeness(`${name.join('')}.com`, `${other.join('')}.com`) === (same ? null : 'one-apart')
      }),
    )
  })
})
