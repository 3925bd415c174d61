import type { ControlDescription } from '@/lib/forms/description'
import { attribute, localName } from './dom'
import { flat } from './text'

type Option = ControlDescription['options'][number]

/** Most options kept of one control, and of a page. */
const OF_ONE = 400
const OF_ALL = 60_000
const LONGEST = 80

/** Reads the choices of controls; a page with more than is kept gets the rest without. */
export function createChoices(): (control: Element, label: string) => readonly Option[] {
  let left = OF_ALL
  const read = (options: ArrayLike<HTMLOptionElement>): readonly Option[] => {
    const count = Math.min(options.length, OF_ONE, left)
    left -= count
    return Array.from({ length: count }, (_, at) => {
      const option = options[at] as HTMLOptionElement
      const text = flat((option.label || option.text).slice(0, LONGEST))
      return { value: option.value.slice(0, LONGEST), text }
    })
  }
  return (control, label) => {
    if (localName(control) === 'select') return read((control as HTMLSelectElement).options)
    if (localName(control) !== 'input') return []
    const input = control as HTMLInputElement
    if (input.type === 'radio' || input.type === 'checkbox')
      return [{ value: (attribute(input, 'value') ?? '').slice(0, LONGEST), text: label.slice(0, LONGEST) }]
    return input.list ? read(input.list.options) : []
  }
}
