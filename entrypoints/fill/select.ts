import { enter, leave, sayChanged, sayPicked } from './events'
import { place } from './standing'

/** Controls in which something is picked. */

/** Picks the option with this value, or else with this text. @returns false when there is none, or more than one by its text. */
export function pick(select: HTMLSelectElement, text: string): boolean {
  const index = optionOf(select, text)
  if (index === null) return false
  if (index === select.selectedIndex) return true
  enter(select)
  place(select, index)
  sayPicked(select)
  sayChanged(select)
  leave(select)
  return true
}

/** Turns a radio button on, a checkbox on or (`''`) off, by the click of a person. */
export function tick(input: HTMLInputElement, text: string): void {
  const wanted = input.type === 'radio' || text !== ''
  if (input.checked === wanted) return
  enter(input)
  input.click()
  leave(input)
}

function optionOf(select: HTMLSelectElement, text: string): number | null {
  if (select.multiple) return null
  const options = [...select.options].filter(
    (option) => !option.disabled && !option.closest('optgroup[disabled]'),
  )
  const byValue = options.find((option) => option.value === text)
  if (byValue) return byValue.index
  const wanted = plain(text)
  const [only, another] = options.filter((option) => plain(option.text) === wanted)
  return only && !another ? only.index : null
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()
