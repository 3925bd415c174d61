import { describe, expect, it } from 'vitest'
import { guessWords } from '@/components/guess-words'

describe('how long guessing takes', () => {
  it.each([
    [0.2, 'at-once'],
    [1, '1 second'],
    [7_200, '2 hours'],
    [86_400 * 40, '40 days'],
    [1.5e14, '4.8 million years'],
    [1e20, 'beyond'],
    [Number.POSITIVE_INFINITY, 'beyond'],
  ])('%d seconds are said as %s', (seconds, words) => {
    expect(guessWords(seconds, 'en')).toBe(words)
  })

  it.each([
    ['es', 1.5e14, '4,8 millones de años'],
    ['es-MX', 1.5e14, '4.8 millones de años'],
    ['es', 1e11, '3,2 mil años'],
    ['es', 7_200, '2 horas'],
    ['fr', 1.5e14, '4,8 millions d’années'],
    ['pt-BR', 1.5e14, '4,8 milhões de anos'],
    ['pt', 1e17, '3,2 bilhões de anos'],
  ])('in %s, %d seconds are said as %s', (locale, seconds, words) => {
    expect(guessWords(seconds, locale)?.replaceAll('\u00a0', ' ')).toBe(words)
  })
})
