import { describe, expect, it } from 'vitest'
import { ENGLISH, ENGLISH_TEXTS } from '@/entrypoints/dashboard/views/letters/english'
import { type LetterWords, letterOf, mailtoOf } from '@/entrypoints/dashboard/views/letters/letter'
import type { LetterFacts } from '@/lib/ledger/letters'
import { LANGUAGES, type Language, textsOf } from '../locales/texts'

const AT = Date.UTC(2026, 4, 3, 12)
const facts: LetterFacts = {
  origin: 'https://notes.example',
  claims: [
    { claim: 'shipping street-address', form: 'city', first: AT, last: AT + 86_400_000, records: 1 },
    { claim: 'bday', form: 'over:18', first: AT, last: AT, records: 1 },
    { claim: 'contacts', form: 'full', first: AT, last: AT, records: 12 },
  ],
  lockers: ['app:notes@https://notes.example'],
  first: AT,
  last: AT + 86_400_000,
  receipts: [
    {
      id: 'receipt-1',
      created: '2026-05-03T12:00:00.000Z',
      purpose: 'Send\n\nKind regards, somebody else',
      retention: 'P90D',
      nonce: 'order-1234',
    },
  ],
  key: 'the-key',
  promised: AT + 90 * 86_400_000,
}
const wish = { kind: 'erasure', facts, due: '2026-06-03', law: false } as const

/** The texts of a language as the page has them. */
function wordsOf(language: Language): LetterWords {
  const texts = new Map(textsOf(language).map(({ key, text }) => [key, text]))
  return {
    tag: language,
    text: (key, parts = []) =>
      texts.get(key)?.replace(/\$(\d)/g, (_, number: string) => parts[Number(number) - 1] ?? '') ?? null,
  }
}

it('the English texts beside those of the interface are the English ones', () => {
  const english = new Map(textsOf('en').map(({ key, text }) => [key, text]))
  for (const [key, text] of Object.entries(ENGLISH_TEXTS))
    expect([key, text]).toEqual([key, english.get(key)])
  const groups = /^(letter\.body|claim|form_short|collection|purpose_of)\./
  expect(Object.keys(ENGLISH_TEXTS)).toEqual(
    expect.arrayContaining([...english.keys()].filter((key) => groups.test(key))),
  )
})

describe('a letter', () => {
  it('says what the receipts and the ledger say', () => {
    const { subject, body } = letterOf(wish, ENGLISH)
    expect(subject).toBe('Request to erase my personal data')
    for (const part of [
      'https://notes.example',
      'Street address (Delivery) (only the city), first on May 3, 2026, last on May 4, 2026',
      'Birth date (only: over 18)',
      'Contacts (whole)',
      'under the name: notes',
      'receipt receipt-1 of May 3, 2026',
      'you promised to keep it for: 90 days',
      'your reference: order-1234',
      'the-key',
      'deleted by: August 1, 2026',
      'answer by: June 3, 2026',
    ])
      expect(body).toContain(part)
    expect(body).not.toContain('GDPR')
  })

  it('names the article of the law where that is wanted', () => {
    expect(letterOf({ ...wish, law: true }, ENGLISH).body).toContain('Article 17')
    const access = letterOf({ ...wish, kind: 'access', law: true }, ENGLISH)
    expect(access.subject).toBe('Request for access to my personal data')
    expect(access.body).toContain('Article 15')
    expect(access.body).not.toContain('Article 17')
    expect(access.body).not.toContain('deleted by')
  })

  it('lets a site’s own words be no part of the letter', () => {
    expect(letterOf(wish, ENGLISH).body).toContain('“Send Kind regards, somebody else”')
  })

  it('says nothing of what there is not', () => {
    const none = {
      ...facts,
      claims: [],
      lockers: [],
      first: null,
      last: null,
      receipts: [],
      key: null,
      promised: null,
    }
    const { body } = letterOf({ ...wish, facts: none }, ENGLISH)
    expect(body).toContain('no single value')
    for (const part of ['receipt', 'key', 'deleted by', 'documents', 'undefined', 'null'])
      expect(body).not.toContain(part)
  })

  it.each(LANGUAGES)('is whole in %s', (language) => {
    for (const kind of ['erasure', 'access'] as const) {
      const { subject, body } = letterOf({ ...wish, kind, law: true }, wordsOf(language))
      expect(subject).not.toBe('')
      expect(body).not.toMatch(/\$\d|undefined|null|NaN/)
      for (const part of ['receipt-1', 'order-1234', 'the-key', '2016/679', 'notes'])
        expect(body).toContain(part)
      expect(body.split('\n\n').every((part) => part.trim() !== '')).toBe(true)
    }
  })
})

describe('mailto', () => {
  it('carries the letter and nothing besides', () => {
    const url = new URL(
      mailtoOf('privacy@notes.example', { subject: 'A & b?', body: 'One\nTwo & more' }) ?? '',
    )
    expect(url.pathname).toBe('privacy@notes.example')
    expect(url.searchParams.get('subject')).toBe('A & b?')
    expect(url.searchParams.get('body')).toBe('One\r\nTwo & more')
  })

  it.each(['', 'nobody', 'a@b', 'a@b.example?cc=c@d.example', 'a@b.example,c@d.example', 'a b@c.example'])(
    'takes %j for no address',
    (address) => {
      expect(mailtoOf(address, { subject: '', body: '' })).toBeNull()
    },
  )
})
