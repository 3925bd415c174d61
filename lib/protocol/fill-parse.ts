/** What a page's script says, from `unknown` to what it may say. Nothing longer or more than this is taken. */
import * as v from 'valibot'
import { isId } from '@/lib/base/ids'
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import { type FromPage, MOST_DESCRIBED } from '@/lib/protocol/fill'

/** Controls of one page. The script describes no more. */
export const MOST_CONTROLS = 3_000
const MOST_TEXT = 200_000

const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))
const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-1e7), v.maxValue(1e7))
const number = whole(0, MOST_CONTROLS)
const id = v.custom<string>(isId)

const LABELS = [
  'label',
  'aria-labelledby',
  'aria-label',
  'placeholder',
  'title',
  'described',
  'header',
  'legend',
  'preceding',
  'further',
  'following',
  'heading',
] as const
const UNSEEN = [
  'hidden',
  'off-screen',
  'transparent',
  'tiny',
  'clipped',
  'covered',
  'aria-hidden',
  'disabled',
  'read-only',
] as const

const control = v.strictObject({
  control: number,
  tag: v.picklist(['input', 'select', 'textarea']),
  type: text(40),
  name: text(400),
  id: text(400),
  autocomplete: text(400),
  inputMode: text(40),
  pattern: text(400),
  accept: text(1_000),
  maxLength: v.nullable(whole(0, 1e9)),
  required: v.boolean(),
  multiple: v.boolean(),
  labels: v.pipe(v.array(v.strictObject({ from: v.picklist(LABELS), text: text(1_000) })), v.maxLength(24)),
  options: v.pipe(v.array(v.strictObject({ value: text(400), text: text(400) })), v.maxLength(500)),
  form: v.nullable(number),
  unseen: v.nullable(v.picklist(UNSEEN)),
  skipped: v.exactOptional(v.literal(true)),
  box: v.strictObject({ x: coordinate, y: coordinate, width: coordinate, height: coordinate }),
  signature: text(400),
}) satisfies v.GenericSchema<unknown, ControlDescription>

const page = v.pipe(
  v.strictObject({
    language: text(100),
    controls: v.pipe(v.array(control), v.maxLength(MOST_CONTROLS)),
    forms: v.pipe(
      v.array(
        v.strictObject({
          name: text(400),
          id: text(400),
          otherOrigin: v.nullable(text(300)),
          submit: text(400),
        }),
      ),
      v.maxLength(MOST_CONTROLS),
    ),
    frames: v.strictObject({ sameOrigin: whole(0, 1e6), otherOrigin: whole(0, 1e6) }),
    cut: v.boolean(),
  }),
  v.check(({ controls }) => controls.every((one, index) => one.control === index)),
) satisfies v.GenericSchema<unknown, PageDescription>

const outcomes = v.pipe(
  v.array(
    v.strictObject({
      control: number,
      left: v.nullable(v.picklist(['gone', 'changed', 'not-visible', 'refused'])),
    }),
  ),
  v.maxLength(MOST_CONTROLS),
)

const answer = v.variant('answer', [
  v.strictObject({ answer: v.literal('check'), fields: outcomes, page: v.nullable(page) }),
  v.strictObject({ answer: v.literal('write'), fields: outcomes }),
  v.strictObject({ answer: v.literal('undo'), restored: number }),
  v.strictObject({
    answer: v.literal('look'),
    page: v.nullable(page),
    now: v.pipe(
      v.array(v.strictObject({ control: number, now: v.nullable(number) })),
      v.maxLength(MOST_CONTROLS),
    ),
  }),
  v.strictObject({
    answer: v.literal('read'),
    values: v.pipe(
      v.array(v.strictObject({ control: number, text: text(10_000) })),
      v.maxLength(500),
      v.check((values) => values.reduce((sum, { text: { length } }) => sum + length, 0) <= MOST_TEXT),
    ),
  }),
  v.strictObject({
    answer: v.literal('attach'),
    done: v.boolean(),
    left: v.nullable(v.picklist(['gone', 'changed', 'not-visible', 'refused'])),
  }),
])

const message = v.variant('kind', [
  v.strictObject({ kind: v.literal('hello'), gesture: id, page, target: v.nullable(number) }),
  v.strictObject({ kind: v.literal('again'), ticket: id }),
  v.strictObject({ kind: v.literal('answer'), id: whole(1, 1e9), answer }),
]) satisfies v.GenericSchema<unknown, FromPage>

/** @returns null for anything that is not exactly a message of the script's. */
export function parseFromPage(input: unknown): FromPage | null {
  const parsed = v.safeParse(message, input)
  if (!parsed.success) return null
  const said = parsed.output
  const described =
    said.kind === 'hello'
      ? said.page
      : said.kind === 'answer' && (said.answer.answer === 'check' || said.answer.answer === 'look')
        ? said.answer.page
        : null
  return described && JSON.stringify(described).length > MOST_DESCRIBED ? null : said
}
