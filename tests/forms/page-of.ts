import type { ControlDescription, LabelSource, PageDescription } from '@/lib/forms/description'
import { match } from '@/lib/forms/match'

/** A control as a test writes it: what is not said is as an input of type text has it. */
export type Written = Partial<Omit<ControlDescription, 'labels' | 'options'>> & {
  readonly label?: string
  readonly labels?: ControlDescription['labels']
  readonly placeholder?: string
  readonly preceding?: string
  readonly legend?: string
  readonly heading?: string
  /** Texts of the options; their values are the same. */
  readonly choices?: readonly string[]
  readonly options?: ControlDescription['options']
}

export function controlOf(written: Written, control: number): ControlDescription {
  const { label, placeholder, preceding, legend, heading, labels = [], choices, options, ...rest } = written
  const said: readonly (readonly [LabelSource, string | undefined])[] = [
    ['label', label],
    ['placeholder', placeholder],
    ['legend', legend],
    ['preceding', preceding],
    ['heading', heading],
  ]
  return {
    control,
    tag: choices || options ? 'select' : 'input',
    type: choices || options ? 'select-one' : 'text',
    name: '',
    id: '',
    autocomplete: '',
    inputMode: '',
    pattern: '',
    accept: '',
    maxLength: null,
    required: false,
    multiple: false,
    labels: [...labels, ...said.flatMap(([from, text]) => (text === undefined ? [] : [{ from, text }]))],
    options: options ?? (choices ?? []).map((text) => ({ value: text, text })),
    form: 0,
    unseen: null,
    box: { x: 0, y: control * 40, width: 200, height: 30 },
    signature: String(control),
    ...rest,
  }
}

export function pageOf(controls: readonly Written[], language = 'en', submit = ''): PageDescription {
  return {
    language,
    controls: controls.map(controlOf),
    forms: [{ name: '', id: '', otherOrigin: null, submit }],
    frames: { sameOrigin: 0, otherOrigin: 0 },
    cut: false,
  }
}

/** The names of a page's controls in order. */
export const namesOf = (
  controls: readonly Written[],
  language = 'en',
  submit = '',
): readonly (string | null)[] => match(pageOf(controls, language, submit)).map(({ name }) => name)

/** The name of a control alone, by its label. */
export const nameOfLabel = (label: string, language: string): string | null | undefined =>
  namesOf([{ label }], language)[0]

export const numbers = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at))
