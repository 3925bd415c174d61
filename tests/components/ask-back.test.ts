import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameWord, placesToAsk } from '@/components/ask-back'

describe('words asked back', () => {
  it('are three different places of the phrase, in order, whatever chance gives', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (drawn) => {
          const places = placesToAsk(24, () => drawn.next().value)
          expect(places).toHaveLength(3)
          expect(new Set(places).size).toBe(3)
          expect([...places].sort((one, two) => one - two)).toEqual(places)
          for (const place of places) expect(place).toSatisfy((at: number) => at >= 0 && at < 24)
        },
      ),
    )
  })

  it('are not always the same', () => {
    expect(placesToAsk(24, () => 0)).not.toEqual(placesToAsk(24, () => 0.5))
  })

  it.each([
    ['Anchor ', true],
    ['anch', true],
    ['anc', false],
    ['anchors', false],
    ['', false],
  ])('%j is taken for “anchor”: %s', (typed, same) => {
    expect(isSameWord(typed, 'anchor')).toBe(same)
  })
})
