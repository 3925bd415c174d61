import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  availableClaims,
  type Choices,
  choiceOf,
  chooseForm,
  chooseRecord,
  countLeaving,
  isSensitive,
  settleChoices,
  shownText,
  tickClaim,
  tickLine,
  toAnswerChoices,
  unmetClaims,
} from '@/entrypoints/prompt/choices'
import type { FormView, PromptLine } from '@/lib/grants/line'
import type { Form } from '@/lib/records/form'

function form(name: Form, claims: FormView['claims']): FormView {
  return { form: name, text: Object.values(claims).filter(Boolean).join(', '), claims }
}

/** Texts as the wire carries them; words.ts puts them into the person's own. */
const asIs = (_claim: string, _form: Form, text: string) => text

const asked = (claim: string, required = true) => ({ claim, required, reason: null })

const ADDRESS: PromptLine = {
  key: 'address',
  collection: 'addresses',
  purposeOf: 'shipping',
  sensitive: false,
  claims: [asked('street-address'), asked('postal-code'), asked('organization', false)],
  candidates: [
    {
      record: 'home',
      label: 'Home',
      forms: [
        form('full', {
          'street-address': '12 St James’s Square',
          'postal-code': 'SW1Y',
          organization: 'Lovelace Ltd',
        }),
        form('city', { 'street-address': 'London', 'postal-code': 'London', organization: null }),
      ],
    },
    {
      record: 'work',
      label: 'Work',
      forms: [
        form('full', { 'street-address': '1 Analytical Way', 'postal-code': null, organization: null }),
      ],
    },
  ],
  suggested: { record: 'home', form: 'full' },
}
const PHONE: PromptLine = {
  key: 'phone',
  collection: 'phones',
  purposeOf: null,
  sensitive: false,
  claims: [asked('tel', false)],
  candidates: [{ record: 't', label: 'Mobile', forms: [form('full', { tel: '+44 20 7946 0018' })] }],
  suggested: { record: 't', form: 'full' },
}
const CARD: PromptLine = {
  ...PHONE,
  key: 'card',
  collection: 'cards',
  sensitive: true,
  claims: [asked('cc-number', false)],
  candidates: [{ record: 'c', label: 'Blue', forms: [form('full', { 'cc-number': '4111' })] }],
  suggested: { record: 'c', form: 'full' },
}
const NONE: PromptLine = { ...PHONE, key: 'none', claims: [asked('tel')], candidates: [], suggested: null }
const LINES = [ADDRESS, PHONE, CARD, NONE]
const start = settleChoices(LINES)

describe('when the prompt opens', () => {
  test('what is required is ticked, what is optional is not, what is missing cannot be', () => {
    expect(choiceOf(start, ADDRESS).ticked).toEqual(['street-address', 'postal-code'])
    expect(choiceOf(start, PHONE).ticked).toEqual([])
    expect(choiceOf(start, NONE)).toEqual({ record: null, form: 'full', ticked: [] })
    expect(countLeaving(LINES, start)).toBe(1)
  })
})

describe('ticking', () => {
  test('a row ticks what is needed of it, all of it where nothing is needed, and nothing', () => {
    expect(choiceOf(tickLine(start, ADDRESS, true), ADDRESS).ticked).toEqual([
      'street-address',
      'postal-code',
    ])
    expect(choiceOf(tickLine(start, PHONE, true), PHONE).ticked).toEqual(['tel'])
    expect(choiceOf(tickLine(start, ADDRESS, false), ADDRESS).ticked).toEqual([])
    expect(choiceOf(tickLine(start, NONE, true), NONE).ticked).toEqual([])
  })

  test('a single part changes that part only, in the order asked', () => {
    const less = tickClaim(start, ADDRESS, 'street-address', false)
    expect(choiceOf(less, ADDRESS).ticked).toEqual(['postal-code'])
    const more = tickClaim(less, ADDRESS, 'street-address', true)
    expect(choiceOf(more, ADDRESS).ticked).toEqual(['street-address', 'postal-code'])
    expect(unmetClaims(ADDRESS, choiceOf(less, ADDRESS))).toEqual(['street-address'])
    expect(unmetClaims(ADDRESS, choiceOf(start, ADDRESS))).toEqual([])
    expect(unmetClaims(NONE, choiceOf(start, NONE))).toEqual(['tel'])
    expect(unmetClaims(PHONE, choiceOf(start, PHONE))).toEqual([])
  })

  test('shows only the texts of what is ticked', () => {
    const less = tickClaim(start, ADDRESS, 'street-address', false)
    expect(shownText(ADDRESS, choiceOf(start, ADDRESS), asIs)).toBe('12 St James’s Square, SW1Y')
    expect(shownText(ADDRESS, choiceOf(less, ADDRESS), asIs)).toBe('SW1Y')
    expect(shownText(NONE, choiceOf(start, NONE), asIs)).toBeNull()
  })
})

describe('choosing otherwise', () => {
  test('another record keeps the row ticked with what that record has', () => {
    const choice = choiceOf(chooseRecord(start, ADDRESS, 'work'), ADDRESS)
    expect(choice).toEqual({ record: 'work', form: 'full', ticked: ['street-address'] })
  })

  test('another record or form does not tick a row that was not', () => {
    const off = tickLine(start, ADDRESS, false)
    expect(choiceOf(chooseRecord(off, ADDRESS, 'work'), ADDRESS).ticked).toEqual([])
    expect(choiceOf(chooseForm(off, ADDRESS, 'city'), ADDRESS).ticked).toEqual([])
  })

  test('a coarser form shows and sends that form', () => {
    const coarse = chooseForm(start, ADDRESS, 'city')
    expect(shownText(ADDRESS, choiceOf(coarse, ADDRESS), asIs)).toBe('London')
    expect(toAnswerChoices([ADDRESS], coarse).map((one) => one.form)).toEqual(['city', 'city'])
  })

  test('an optional part that was unticked stays so', () => {
    expect(choiceOf(chooseForm(start, ADDRESS, 'full'), ADDRESS).ticked).not.toContain('organization')
  })
})

describe('when what can be given changes', () => {
  test('choices that still hold stay, those of a record that is gone start anew', () => {
    const made = tickLine(chooseRecord(start, ADDRESS, 'work'), PHONE, true)
    const kept = settleChoices(LINES, made)
    expect(kept).toEqual(made)
    const [home] = ADDRESS.candidates
    const without = { ...ADDRESS, candidates: home ? [home] : [] }
    expect(choiceOf(settleChoices([without], made), without).record).toBe('home')
  })
})

test('only ticked sensitive rows ask for the passphrase', () => {
  expect(isSensitive(LINES, start)).toBe(false)
  expect(isSensitive(LINES, tickLine(start, CARD, true))).toBe(true)
})

test('whatever is chosen, only what is offered with a value is sent, each claim once', () => {
  const line = fc.constantFrom(...LINES)
  const step: fc.Arbitrary<(choices: Choices) => Choices> = fc.oneof(
    fc.tuple(line, fc.boolean()).map(
      ([one, on]) =>
        (all: Choices) =>
          tickLine(all, one, on),
    ),
    fc.tuple(line, fc.constantFrom('street-address', 'organization', 'tel', 'nothing'), fc.boolean()).map(
      ([one, claim, on]) =>
        (all: Choices) =>
          tickClaim(all, one, claim, on),
    ),
    fc.tuple(line, fc.constantFrom('home', 'work', 't', 'gone')).map(
      ([one, id]) =>
        (all: Choices) =>
          chooseRecord(all, one, id),
    ),
    fc.tuple(line, fc.constantFrom<Form>('full', 'city', 'year')).map(
      ([one, to]) =>
        (all: Choices) =>
          chooseForm(all, one, to),
    ),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const end = steps.reduce((all, take) => take(all), start)
      const sent = toAnswerChoices(LINES, end)
      expect(new Set(sent.map(({ claim }) => claim)).size).toBe(sent.length)
      for (const one of sent) {
        const from = LINES.find(
          (candidate) =>
            candidate.claims.some(({ claim }) => claim === one.claim) && candidate.candidates.length > 0,
        )
        expect(from).toBeDefined()
        if (from) expect(availableClaims(from, { ...one, ticked: [] })).toContain(one.claim)
      }
    }),
  )
})
