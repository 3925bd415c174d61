import { embraces } from '@/lib/forms/concept'
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import { conceptOfLabel } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'

/** Two names in a row, and then their two boxes: the first box has both before it, and the second none. */
export function withTextsInOrder(page: PageDescription, lexicon: Lexicon): PageDescription {
  const controls = [...page.controls]
  controls.forEach((control, at) => {
    const next = controls[at + 1]
    const [first, second] = (['further', 'preceding'] as const).map(
      (wanted) => control.labels.find(({ from }) => from === wanted)?.text,
    )
    if (!next || first === undefined || second === undefined || next.form !== control.form) return
    if (!isLine(control) || !isLine(next) || !isBare(next) || isNamed(control)) return
    const [one, other] = [first, second].map((text) => conceptOfLabel(text, lexicon))
    if (!one || !other || one === 'none' || other === 'none') return
    // What says more of the same explains the first.
    if (other !== 'second-surname' && (embraces(one, other) || embraces(other, one))) return
    controls[at] = {
      ...control,
      labels: control.labels.flatMap((label) =>
        label.from === 'further' ? [] : label.from === 'preceding' ? { ...label, text: first } : label,
      ),
    }
    controls[at + 1] = { ...next, labels: [{ from: 'preceding', text: second }, ...next.labels] }
  })
  return { ...page, controls }
}

const isBare = ({ labels }: ControlDescription): boolean =>
  labels.every(({ from }) => from === 'heading' || from === 'legend')

const isNamed = ({ labels }: ControlDescription): boolean =>
  labels.some(
    ({ from }) => from !== 'further' && from !== 'preceding' && from !== 'heading' && from !== 'legend',
  )

const isLine = ({ tag, type }: ControlDescription): boolean =>
  tag === 'input' && type !== 'radio' && type !== 'checkbox' && type !== 'hidden'
