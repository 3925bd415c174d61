import { describe, expect, it } from 'vitest'
import { signatureOf } from '@/entrypoints/fill/signature'
import type { LabelSource } from '@/lib/forms/description'

/** At the moment of writing a control must say what it said in the preview: which of the texts around it are held against it. */

type Said = readonly [from: LabelSource, text: string]

const signed = (...said: readonly Said[]): string =>
  signatureOf({
    tag: 'input',
    type: 'text',
    name: 'f1',
    id: '',
    autocomplete: '',
    inputMode: '',
    pattern: '',
    maxLength: null,
    options: [],
    labels: said.map(([from, text]) => ({ from, text })),
  })

describe('a control is another one where another text says what it is', () => {
  it.each<[string, readonly Said[], readonly Said[]]>([
    ['its label', [['label', 'Name']], [['label', 'Card number']]],
    ['the head of its column', [['header', 'Name']], [['header', 'Card number']]],
    [
      'the head of its row, beside a label',
      [
        ['label', 'Number'],
        ['header', 'House'],
      ],
      [
        ['label', 'Number'],
        ['header', 'Card'],
      ],
    ],
    [
      'the name of its group',
      [
        ['label', 'Day'],
        ['legend', 'Delivery'],
      ],
      [
        ['label', 'Day'],
        ['legend', 'Date of birth'],
      ],
    ],
    ['the text before it', [['preceding', 'Name']], [['preceding', 'Card number']]],
    [
      'the text before it, beside an example',
      [
        ['placeholder', 'Your answer'],
        ['preceding', 'Name'],
      ],
      [
        ['placeholder', 'Your answer'],
        ['preceding', 'Card number'],
      ],
    ],
    [
      'the text before that',
      [
        ['preceding', 'required'],
        ['further', 'Name'],
      ],
      [
        ['preceding', 'required'],
        ['further', 'Card number'],
      ],
    ],
    ['its tooltip', [['title', 'Name']], [['title', 'Card number']]],
    ['the text behind it, where there is no other', [['following', 'Name']], [['following', 'Card number']]],
  ])('%s', (_, before, now) => {
    expect(signed(...now)).not.toBe(signed(...before))
    expect(signed(...before)).toBe(signed(...before))
  })
})

describe('a control stays the same where a page says what was wrong with it', () => {
  const WRONG = 'This is needed'
  it.each<[string, readonly Said[], readonly Said[]]>([
    [
      'between its label and it',
      [
        ['label', 'Name'],
        ['heading', 'Order'],
      ],
      [
        ['label', 'Name'],
        ['preceding', WRONG],
        ['heading', 'Order'],
      ],
    ],
    [
      'behind it',
      [['label', 'Name']],
      [
        ['label', 'Name'],
        ['following', WRONG],
      ],
    ],
    [
      'behind it, where its name stands before it',
      [['preceding', 'Name']],
      [
        ['preceding', 'Name'],
        ['following', WRONG],
      ],
    ],
    [
      'behind it, where a column heads it',
      [['header', 'Name']],
      [
        ['header', 'Name'],
        ['following', WRONG],
      ],
    ],
    [
      'behind it, where an example is all it has',
      [['placeholder', 'Name']],
      [
        ['placeholder', 'Name'],
        ['following', WRONG],
      ],
    ],
    [
      'in what describes it',
      [['aria-label', 'Name']],
      [
        ['aria-label', 'Name'],
        ['described', WRONG],
      ],
    ],
    [
      'in a tooltip beside its name',
      [['label', 'Name']],
      [
        ['label', 'Name'],
        ['title', WRONG],
      ],
    ],
    [
      'in a heading above all',
      [
        ['label', 'Name'],
        ['heading', 'Order'],
      ],
      [
        ['label', 'Name'],
        ['heading', WRONG],
      ],
    ],
  ])('%s', (_, before, now) => {
    expect(signed(...now)).toBe(signed(...before))
  })
})
