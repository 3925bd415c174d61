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
})
