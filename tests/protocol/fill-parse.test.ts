import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import { MOST_DESCRIBED } from '@/lib/protocol/fill'
import { MOST_CONTROLS, parseFromPage } from '@/lib/protocol/fill-parse'
import { id } from '../grants/help'

const control = (n: number, more: object = {}): ControlDescription => ({
  control: n,
  tag: 'input',
  type: 'text',
  name: '',
  id: '',
  autocomplete: '',
  inputMode: '',
  pattern: '',
  accept: '',
  maxLength: null,
  required: false,
  multiple: false,
  labels: [],
  options: [],
  form: null,
  unseen: null,
  box: { x: 0, y: 0, width: 100, height: 20 },
  signature: 's',
  ...more,
})
const page = (more: object = {}): PageDescription => ({
  language: 'en',
  controls: [control(0)],
  forms: [],
  frames: { sameOrigin: 0, otherOrigin: 0 },
  cut: false,
  ...more,
})
const form = { name: '', id: '', otherOrigin: null, submit: '' }
const hello = (described: PageDescription) => ({
  kind: 'hello',
  gesture: id(1),
  page: described,
  target: null,
})
const answer = (said: object) => ({ kind: 'answer', id: 1, answer: said })
const many = <One>(count: number, one: (n: number) => One) => Array.from({ length: count }, (_, n) => one(n))
const isTaken = (message: unknown) => parseFromPage(message) !== null

describe('what a page’s script says', () => {
  it.each<[string, object]>([
    ['a page', hello(page())],
    ['a page, by a press in a field', { ...hello(page()), target: 0 }],
    ['that it is there again', { kind: 'again', ticket: id(1) }],
    ['what it found', answer({ answer: 'check', fields: [{ control: 0, left: 'gone' }], page: page() })],
    ['that nothing changed', answer({ answer: 'check', fields: [{ control: 0, left: null }], page: null })],
    ['what it wrote', answer({ answer: 'write', fields: [] })],
    ['what it took back', answer({ answer: 'undo', restored: 3 })],
    ['what is there now', answer({ answer: 'look', page: page(), now: [{ control: 0, now: 1 }] })],
    ['what stands in it', answer({ answer: 'read', values: [{ control: 0, text: 'x' }] })],
    ['what it attached', answer({ answer: 'attach', done: false, left: 'refused' })],
  ])('is taken as it was said: %s', (_name, message) => {
    expect(parseFromPage(message)).toEqual(message)
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['an unknown kind', { kind: 'fill' }],
    ['a press that is none', { ...hello(page()), gesture: 'mine' }],
    ['a page without a press', { kind: 'hello', page: page(), target: null }],
    ['an origin of its own', { ...hello(page()), origin: 'https://bank.example' }],
    ['a ticket that is none', { kind: 'again', ticket: '' }],
    ['an answer to nothing', { kind: 'answer', id: 0, answer: { answer: 'undo', restored: 0 } }],
    ['an unknown answer', answer({ answer: 'send', fields: [] })],
    ['more than an answer', answer({ answer: 'write', fields: [], page: page() })],
    ['why, in words of its own', answer({ answer: 'write', fields: [{ control: 0, left: 'later' }] })],
    ['a control that is none', answer({ answer: 'write', fields: [{ control: -1, left: null }] })],
    ['half a field', answer({ answer: 'undo', restored: 0.5 })],
  ])('is not taken: %s', (_name, message) => {
    expect(parseFromPage(message)).toBeNull()
  })
})

describe('a described page', () => {
  it.each<[string, object]>([
    ['another kind of control', control(0, { tag: 'button' })],
    ['a reason not to be seen that is none', control(0, { unseen: 'no' })],
    ['skipped, not', control(0, { skipped: false })],
    ['a value', control(0, { value: 'ada@example.org' })],
    ['a place that is none', control(0, { box: { x: Number.NaN, y: 0, width: 1, height: 1 } })],
    ['a place far away', control(0, { box: { x: 0, y: 1e7 + 1, width: 1, height: 1 } })],
    ['a length below none', control(0, { maxLength: -1 })],
    ['a label from elsewhere', control(0, { labels: [{ from: 'page', text: 'x' }] })],
    ['a form that is none', control(0, { form: -1 })],
    ['a lone member', { control: 0 }],
  ])('has no control with %s', (_name, odd) => {
    expect(isTaken(hello(page({ controls: [odd] })))).toBe(false)
  })

  it('numbers its controls in their order, so that no two are one', () => {
    expect(isTaken(hello(page({ controls: [control(0), control(1)] })))).toBe(true)
    for (const wrong of [
      [1, 0],
      [0, 0],
      [0, 2],
      [1, 2],
    ])
      expect(isTaken(hello(page({ controls: wrong.map((n) => control(n)) }))), String(wrong)).toBe(false)
  })

  it.each<[string, number, (length: number) => object]>([
    ['a name', 400, (n) => page({ controls: [control(0, { name: 'x'.repeat(n) })] })],
    ['an id', 400, (n) => page({ controls: [control(0, { id: 'x'.repeat(n) })] })],
    ['a type', 40, (n) => page({ controls: [control(0, { type: 'x'.repeat(n) })] })],
    ['an input mode', 40, (n) => page({ controls: [control(0, { inputMode: 'x'.repeat(n) })] })],
    ['what it completes', 400, (n) => page({ controls: [control(0, { autocomplete: 'x'.repeat(n) })] })],
    ['a pattern', 400, (n) => page({ controls: [control(0, { pattern: 'x'.repeat(n) })] })],
    ['types of files', 1_000, (n) => page({ controls: [control(0, { accept: 'x'.repeat(n) })] })],
    ['a signature', 400, (n) => page({ controls: [control(0, { signature: 'x'.repeat(n) })] })],
    [
      'a label',
      1_000,
      (n) => page({ controls: [control(0, { labels: [{ from: 'label', text: 'x'.repeat(n) }] })] }),
    ],
    [
      'labels',
      24,
      (n) => page({ controls: [control(0, { labels: many(n, () => ({ from: 'label', text: '' })) })] }),
    ],
    [
      'an option',
      400,
      (n) => page({ controls: [control(0, { options: [{ value: '', text: 'x'.repeat(n) }] })] }),
    ],
    [
      'the value of an option',
      400,
      (n) => page({ controls: [control(0, { options: [{ value: 'x'.repeat(n), text: '' }] })] }),
    ],
    [
      'options',
      500,
      (n) => page({ controls: [control(0, { options: many(n, () => ({ value: '', text: '' })) })] }),
    ],
    ['a language', 100, (n) => page({ language: 'x'.repeat(n) })],
    ['forms', MOST_CONTROLS, (n) => page({ forms: many(n, () => form) })],
    ['where a form goes', 300, (n) => page({ forms: [{ ...form, otherOrigin: 'x'.repeat(n) }] })],
    ['what sends a form', 400, (n) => page({ forms: [{ ...form, submit: 'x'.repeat(n) }] })],
    ['the name of a form', 400, (n) => page({ forms: [{ ...form, name: 'x'.repeat(n) }] })],
    ['frames', 1e6, (n) => page({ frames: { sameOrigin: 0, otherOrigin: n } })],
  ])('has %s of at most %i', (_name, most, of) => {
    expect(isTaken(hello(of(most) as PageDescription))).toBe(true)
    expect(isTaken(hello(of(most + 1) as PageDescription))).toBe(false)
  })

  it('has so many controls and no more', () => {
    const bare = (n: number) => control(n, { signature: '' })
    expect(isTaken(hello(page({ controls: many(MOST_CONTROLS, bare) })))).toBe(true)
    expect(isTaken(hello(page({ controls: many(MOST_CONTROLS + 1, bare) })))).toBe(false)
  })

  it('is no longer than the script makes it, wherever it comes', () => {
    const [controls, labels] = [85, 24]
    const shaped = (textOf: (label: number) => string) =>
      page({
        controls: many(controls, (n) =>
          control(n, { labels: many(labels, (l) => ({ from: 'label', text: textOf(n * labels + l) })) }),
        ),
      })
    const ofLength = (length: number) => {
      let left = length - JSON.stringify(shaped(() => '')).length
      const lengths = many(controls * labels, () => {
        const own = Math.min(1_000, left)
        left -= own
        return own
      })
      const described = shaped((label) => 'x'.repeat(lengths[label] ?? 0))
      expect(JSON.stringify(described)).toHaveLength(length)
      return described
    }
    for (const [described, taken] of [
      [ofLength(MOST_DESCRIBED), true],
      [ofLength(MOST_DESCRIBED + 1), false],
    ] as const) {
      expect(isTaken(hello(described))).toBe(taken)
      expect(isTaken(answer({ answer: 'check', fields: [], page: described }))).toBe(taken)
      expect(isTaken(answer({ answer: 'look', page: described, now: [] }))).toBe(taken)
    }
  })

  it('whatever comes, nothing throws, and what is no message is not taken', () => {
    fc.assert(fc.property(fc.anything(), (input) => parseFromPage(input) === null))
  })
})

describe('what stands in a page', () => {
  const read = (...texts: string[]) =>
    answer({ answer: 'read', values: texts.map((text, n) => ({ control: n, text })) })

  it('is taken up to so much of a field, so many fields and so much in all', () => {
    expect(isTaken(read('x'.repeat(10_000)))).toBe(true)
    expect(isTaken(read('x'.repeat(10_001)))).toBe(false)
    expect(isTaken(read(...many(500, () => 'x')))).toBe(true)
    expect(isTaken(read(...many(501, () => 'x')))).toBe(false)
    expect(isTaken(read(...many(20, () => 'x'.repeat(10_000))))).toBe(true)
    expect(isTaken(read(...many(20, () => 'x'.repeat(10_000)), 'x'))).toBe(false)
  })

  it('is told of so many controls and no more', () => {
    const fields = (count: number) => many(count, () => ({ control: 0, left: null }))
    const now = (count: number) => many(count, () => ({ control: 0, now: null }))
    for (const [count, taken] of [
      [MOST_CONTROLS, true],
      [MOST_CONTROLS + 1, false],
    ] as const) {
      expect(isTaken(answer({ answer: 'check', fields: fields(count), page: null }))).toBe(taken)
      expect(isTaken(answer({ answer: 'write', fields: fields(count) }))).toBe(taken)
      expect(isTaken(answer({ answer: 'look', page: null, now: now(count) }))).toBe(taken)
    }
    expect(isTaken(answer({ answer: 'undo', restored: MOST_CONTROLS }))).toBe(true)
    expect(isTaken(answer({ answer: 'undo', restored: MOST_CONTROLS + 1 }))).toBe(false)
  })
})
