import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasUnseen, plainLine, plainText, showUnseen } from '@/lib/base/text'

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

describe('a text of many lines', () => {
  test('keeps its lines and loses what cannot be seen', () => {
    expect(plainText('one\r\ntwo\u202E\u200B\n\tthree\u0007')).toBe('one\ntwo\n  three')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const shown = plainText(text)
        expect(hasUnseen(shown.replaceAll('\n', ''))).toBe(false)
        expect(plainText(shown)).toBe(shown)
      }),
    )
  })

  test('as JSON shows what cannot be seen, and is still the same JSON', () => {
    expect(showUnseen('a\u202Eb\n\u{E0041}c')).toBe('a\\u202eb\n\\udb40\\udc41c')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const shown = showUnseen(JSON.stringify([text], null, 2))
        expect(hasUnseen(shown.replaceAll('\n', ''))).toBe(false)
        expect(JSON.parse(shown)).toEqual([text])
      }),
    )
  })
})
