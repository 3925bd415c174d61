import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasUnseen, plainLine } from '@/lib/base/text'

describe('a line of somebody else’s text', () => {
  test.each([
    ['\u202Eevil\u202C', 'evil'],
    ['a\u200Bb\u200Dc\uFEFFd', 'abcd'],
    ['one\u0000two\u001B[31m', 'onetwo[31m'],
    ['line\none\r\n\ttwo', 'line one two'],
    ['\u2066isolated\u2069', 'isolated'],
    ['tag\u{E0041}\u{E007F}', 'tag'],
    ['hangul\u3164filler\uFFA0', 'hangulfiller'],
    ['  many   spaces  ', 'many spaces'],
    ['café 日本 🙂', 'café 日本 🙂'],
  ])('%j is shown as %j', (text, shown) => {
    expect(plainLine(text)).toBe(shown)
  })

  test('is cut by code points, with a sign that it was', () => {
    expect(plainLine('🙂'.repeat(300), 10)).toBe(`${'🙂'.repeat(9)}…`)
  })

  test('never holds an unseen character and is a fixed point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const line = plainLine(text)
        expect(hasUnseen(line)).toBe(false)
        expect(line).not.toMatch(/[\n\r\t]/)
        expect(plainLine(line)).toBe(line)
      }),
    )
  })
})
