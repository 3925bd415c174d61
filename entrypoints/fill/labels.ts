import type { ControlDescription, LabelSource } from '@/lib/forms/description'
import { attribute, elementById, rootOf } from './dom'
import type { HeaderReader } from './headers'
import { flat, textOf } from './text'
import type { Found, Walked } from './walk'

type Label = ControlDescription['labels'][number]

/** Every text that says what the control is for, the most telling source first, each text once. */
export function labelsOf(
  found: Found,
  walked: Pick<Walked, 'labels'>,
  headers: HeaderReader,
): readonly Label[] {
  const { element } = found
  const root = rootOf(element)
  const labels: Label[] = []
  const add = (from: LabelSource, text: string): void => {
    if (text !== '' && !labels.some((known) => known.text === text)) labels.push({ from, text })
  }
  const named = (from: LabelSource, ids: string | null): void => {
    const texts = (ids ?? '')
      .split(/\s+/)
      .slice(0, 4)
      .map((id) => (id === '' ? null : elementById(root, id)))
      .map((one) => (one ? textOf(one) : ''))
    add(from, flat(texts.join(' ')))
  }
  for (const one of labelElements(found, root, walked)) add('label', textOf(one))
  named('aria-labelledby', attribute(element, 'aria-labelledby'))
  for (const from of ['aria-label', 'placeholder', 'title'] as const)
    add(from, flat(attribute(element, from) ?? ''))
  named('described', attribute(element, 'aria-describedby'))
  for (const text of headers(element)) add('header', text)
  for (const text of found.legends) add('legend', text)
  add('preceding', found.preceding)
  add('following', found.following)
  add('heading', found.heading)
  return labels
}

/**
 * The control's own label elements. The property `labels` would answer the same, by a walk through the whole tree for each
 * control.
 */
function labelElements(
  { element, wrapping }: Found,
  root: Node,
  walked: Pick<Walked, 'labels'>,
): readonly Element[] {
  const id = attribute(element, 'id')
  const byId = (id && walked.labels.get(root)?.get(id)) || []
  if (!wrapping || byId.includes(wrapping)) return byId
  const target = attribute(wrapping, 'for')
  return target === null || target === '' || target === id ? [...byId, wrapping] : byId
}
