import { conceptOfCode } from '@/lib/forms/code'
import { type Concept, embraces, isVague } from '@/lib/forms/concept'
import type { ControlDescription, LabelSource, PageDescription } from '@/lib/forms/description'
import { conceptOfLabel } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'

/** Boxes that were copied with their names: a name or an id of several that people read as different things says nothing of any. */
export function withoutSharedCodes(page: PageDescription, lexicon: Lexicon): PageDescription {
  const [names, ids] = (['name', 'id'] as const).map((kind) => sharedIn(page.controls, kind, lexicon))
  if (!names || !ids || names.size + ids.size === 0) return page
  return {
    ...page,
    controls: page.controls.map((control) => ({
      ...control,
      name: names.has(keyOf(control, 'name')) && isBox(control) ? '' : control.name,
      id: ids.has(keyOf(control, 'id')) && isBox(control) ? '' : control.id,
    })),
  }
}

type Kind = 'name' | 'id'

/** A name is shared within a form, an id within a page. */
const keyOf = (control: ControlDescription, kind: Kind): string =>
  kind === 'name' ? `${control.form} ${control.name}` : control.id

function sharedIn(
  controls: readonly ControlDescription[],
  kind: Kind,
  lexicon: Lexicon,
): ReadonlySet<string> {
  const boxes = new Map<string, ControlDescription[]>()
  for (const control of controls) {
    // `phone[]` is a list, whose parts are together one thing.
    if (!isBox(control) || control[kind] === '' || control[kind].endsWith('[]')) continue
    const key = keyOf(control, kind)
    boxes.set(key, [...(boxes.get(key) ?? []), control])
  }
  return new Set(
    [...boxes].flatMap(([key, several]) =>
      several.length > 1 && isOfMany(several, kind, lexicon) ? [key] : [],
    ),
  )
}

/** Each has a text of its own, and at least one of them speaks of something else than what they are all called. */
function isOfMany(boxes: readonly ControlDescription[], kind: Kind, lexicon: Lexicon): boolean {
  const texts = boxes.map(textOf)
  if (texts.includes(undefined) || new Set(texts).size < texts.length) return false
  const called = conceptOfCode(boxes[0]?.[kind] ?? '', lexicon).concept
  if (called === null) return false
  return texts.some((text) => {
    const said = conceptOfLabel(text ?? '', lexicon)
    return said !== null && !isVague(said) && !agree(said, called)
  })
}

const agree = (said: Concept, called: Concept): boolean => embraces(said, called) || embraces(called, said)

const textOf = ({ labels }: ControlDescription): string | undefined =>
  labels.find(({ from }) => CALLING.has(from))?.text

const CALLING: ReadonlySet<LabelSource> = new Set<LabelSource>([
  'label',
  'aria-label',
  'aria-labelledby',
  'placeholder',
  'header',
  'preceding',
])

const isBox = ({ type }: ControlDescription): boolean => !['radio', 'checkbox', 'hidden'].includes(type)
