import type { FormView, PromptLine } from '@/lib/grants/line'
import type { PromptAnswer } from '@/lib/protocol/app'
import type { Form } from '@/lib/records/form'

/** What is chosen in one row. Without a record there is nothing to give. */
export interface LineChoice {
  readonly record: string | null
  readonly form: Form
  /** Claims that would leave; none: the row is not ticked. */
  readonly ticked: readonly string[]
}

/** What is chosen, by the key of the row. */
export type Choices = { readonly [key: string]: LineChoice }

const NOTHING: LineChoice = { record: null, form: 'full', ticked: [] }

/** The form of the record that is chosen, as it would be released; null where nothing is there. */
export function chosenForm(line: PromptLine, choice: LineChoice): FormView | null {
  const candidate = line.candidates.find((one) => one.record === choice.record)
  return candidate?.forms.find((one) => one.form === choice.form) ?? null
}

/** Claims of the row that have a value in the chosen record and form. */
export function availableClaims(line: PromptLine, choice: LineChoice): readonly string[] {
  const form = chosenForm(line, choice)
  return line.claims.flatMap(({ claim }) => (typeof form?.claims[claim] === 'string' ? [claim] : []))
}

/** How a row stands when the prompt opens: what is required ticked, what is optional not. */
function initialChoice(line: PromptLine): LineChoice {
  const first = line.candidates[0]
  const record = line.suggested?.record ?? first?.record ?? null
  const form = line.suggested?.form ?? first?.forms[0]?.form ?? 'full'
  const choice: LineChoice = { record, form, ticked: [] }
  return { ...choice, ticked: requiredOf(line, availableClaims(line, choice)) }
}

function requiredOf(line: PromptLine, available: readonly string[]): readonly string[] {
  return line.claims.flatMap(({ claim, required }) => (required && available.includes(claim) ? [claim] : []))
}

/** Choices for all rows: those already made stay where they still hold, the others start as proposed. */
export function settleChoices(lines: readonly PromptLine[], before: Choices = {}): Choices {
  return Object.fromEntries(
    lines.map((line) => {
      const made = before[line.key]
      if (!made || !chosenForm(line, made)) return [line.key, initialChoice(line)]
      const available = availableClaims(line, made)
      return [line.key, { ...made, ticked: made.ticked.filter((claim) => available.includes(claim)) }]
    }),
  )
}

export function choiceOf(choices: Choices, line: PromptLine): LineChoice {
  return choices[line.key] ?? NOTHING
}

function withLine(choices: Choices, line: PromptLine, choice: LineChoice): Choices {
  return { ...choices, [line.key]: choice }
}

/** Ticks what the site needs of the row, or all of it where nothing is needed; or takes every tick away. */
export function tickLine(choices: Choices, line: PromptLine, on: boolean): Choices {
  const choice = choiceOf(choices, line)
  const available = availableClaims(line, choice)
  const needed = requiredOf(line, available)
  return withLine(choices, line, { ...choice, ticked: on ? (needed.length > 0 ? needed : available) : [] })
}

/** Ticks one claim of the row. */
export function tickClaim(choices: Choices, line: PromptLine, claim: string, on: boolean): Choices {
  const choice = choiceOf(choices, line)
  const ticked = availableClaims(line, choice).filter((one) =>
    one === claim ? on : choice.ticked.includes(one),
  )
  return withLine(choices, line, { ...choice, ticked })
}

/**
 * Takes another record or form. A row that was ticked stays so with what the new one can give of it and of what is
 * required; a row that was not ticked stays unticked.
 */
function choose(choices: Choices, line: PromptLine, next: LineChoice): Choices {
  const wanted = line.claims.filter(({ claim, required }) => required || next.ticked.includes(claim))
  const available = availableClaims(line, next)
  const ticked =
    next.ticked.length === 0 ? [] : wanted.flatMap(({ claim }) => (available.includes(claim) ? [claim] : []))
  return withLine(choices, line, { ...next, ticked })
}

export function chooseRecord(choices: Choices, line: PromptLine, record: string): Choices {
  const choice = choiceOf(choices, line)
  const forms = line.candidates.find((one) => one.record === record)?.forms ?? []
  // Never silently more than was chosen: where the new record lacks the form, the least telling one it has.
  const form = forms.some((one) => one.form === choice.form) ? choice.form : (forms.at(-1)?.form ?? 'full')
  return choose(choices, line, { ...choice, record, form })
}

export function chooseForm(choices: Choices, line: PromptLine, form: Form): Choices {
  return choose(choices, line, { ...choiceOf(choices, line), form })
}

/** The one line of text that would leave, or that the row would give if it were ticked. `show` puts each value into words. */
export function shownText(
  line: PromptLine,
  choice: LineChoice,
  show: (claim: string, form: Form, text: string) => string,
): string | null {
  const form = chosenForm(line, choice)
  if (!form) return null
  const claims = choice.ticked.length > 0 ? choice.ticked : availableClaims(line, choice)
  const texts = claims.flatMap((claim) => {
    const text = form.claims[claim]
    return typeof text === 'string' ? show(claim, form.form, text) : []
  })
  return [...new Set(texts)].join(', ')
}

/** Rows of which something would leave. */
export function countLeaving(lines: readonly PromptLine[], choices: Choices): number {
  return lines.filter((line) => choiceOf(choices, line).ticked.length > 0).length
}

/** Whether something that is asked for with the passphrase each time would leave. */
export function isSensitive(lines: readonly PromptLine[], choices: Choices): boolean {
  return lines.some((line) => line.sensitive && choiceOf(choices, line).ticked.length > 0)
}

/** What the site says it needs and would not get, whether it is there or not. */
export function unmetClaims(line: PromptLine, choice: LineChoice): readonly string[] {
  return line.claims.flatMap(({ claim, required }) =>
    required && !choice.ticked.includes(claim) ? [claim] : [],
  )
}

type Allowed = Extract<PromptAnswer, { allow: true }>

/** Every claim that would leave, as the answer carries it. */
export function toAnswerChoices(lines: readonly PromptLine[], choices: Choices): Allowed['choices'] {
  return lines.flatMap((line) => {
    const { record, form, ticked } = choiceOf(choices, line)
    return record === null ? [] : ticked.map((claim) => ({ claim, record, form }))
  })
}
