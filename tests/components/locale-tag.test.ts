import { expect, it } from 'vitest'
import { tagFor } from '@/components/locale-tag'
import { absoluteText } from '@/components/time-words'

it.each([
  ['en', ['de-AT', 'en-GB', 'en-US'], 'en-GB'],
  ['en', ['de-AT', 'fr'], 'en'],
  ['pt', ['pt-BR'], 'pt-BR'],
  ['ja', [], 'ja'],
])('%s for a reader of %j is written as %s', (tag, wanted, written) => {
  expect(new Intl.Locale(tagFor(tag, wanted)).baseName).toBe(written)
})

it.each(['ar', 'ar-SA', 'ar-EG', 'en-GB', 'ja-JP'])(
  '%s writes the day a site would get, in its digits',
  (own) => {
    const text = absoluteText(Date.UTC(2026, 4, 3, 12), tagFor(own.slice(0, 2), [own]))
    expect(text).toMatch(/2026/)
    expect(text.replace(/\p{Cf}/gu, '')).toMatch(/(^|\D)3\D/)
    expect(text).not.toMatch(/[\u0660-\u0669]/)
  },
)
