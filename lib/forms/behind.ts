import { isIgnored, isVague } from '@/lib/forms/concept'
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import { conceptOfLabel, EXPLAINING } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'
import { UNIT } from '@/lib/forms/signs'

/**
 * Where a page names its boxes behind them, a text between two boxes is read as that of the second, and the second's own stands behind
 * it: told by a box without any text before one that has two.
 */
export function withNamesBehind(page: PageDescription, lexicon: Lexicon): PageDescription {
  const controls = [...page.controls]
  controls.forEach((control, at) => {
    const next = controls[at + 1]
    const named = namedBehind(control, next, lexicon)
    if (named) controls[at] = named
    // What stands before the next box is that one's, where this one has something before it.
    else if (isNextsName(control, next))
      controls[at] = { ...control, labels: control.labels.filter(({ from }) => from !== 'following') }
  })
  controls.forEach((control, at) => {
    const before = controls[at - 1]
    const [own, other] = [textOf(control, 'following'), textOf(control, 'preceding')]
    if (!before || own === undefined || other === undefined || !isLine(control) || !isLine(before)) return
    if (before.form !== control.form || !isBare(before) || isNamed(control)) return
    // What is named before its box has a colon, or is the text before the next one.
    if (ENDS.test(own) || ENDS.test(other) || own === textOf(controls[at + 1], 'preceding')) return
    if (UNIT.test(own) || UNIT.test(other)) return
    const [mine, its] = [own, other].map((text) => conceptOfLabel(text, lexicon))
    if (mine === null || its === null || mine === undefined || its === undefined || mine === its) return
    controls[at - 1] = { ...before, labels: [{ from: 'preceding', text: other }, ...before.labels] }
    controls[at] = {
      ...control,
      labels: control.labels.flatMap((label) =>
        label.from === 'preceding'
          ? []
          : label.from === 'following'
            ? { from: 'preceding', text: own }
            : label,
      ),
    }
  })
  return { ...page, controls }
}

/** Where what stands before a box has no word that is known, what stands behind it in its own part of the page is what it is called. */
function namedBehind(
  control: ControlDescription,
  next: ControlDescription | undefined,
  lexicon: Lexicon,
): ControlDescription | null {
  const [before, behind] = [textOf(control, 'preceding'), textOf(control, 'following')]
  if (before === undefined || behind === undefined || !isLine(control) || isNamed(control)) return null
  if (ENDS.test(behind) || UNIT.test(behind) || behind === textOf(next, 'preceding')) return null
  const said = conceptOfLabel(before, lexicon)
  if (behind.length > EXPLAINING || lexicon.hasUnknown(behind)) return null
  const concept = conceptOfLabel(behind, lexicon)
  if (said !== null && !(said === 'address' && concept === 'postal-code')) return null
  if (concept === null || concept === 'none' || isVague(concept) || isIgnored(concept)) return null
  const labels = control.labels.flatMap((label) =>
    label.from === 'following' ? [] : label.from === 'preceding' ? { ...label, text: behind } : label,
  )
  return { ...control, labels }
}

const isNextsName = (control: ControlDescription, next: ControlDescription | undefined): boolean => {
  const behind = textOf(control, 'following')
  // The units of East Asian dates stand behind their boxes.
  const isBoth = behind !== undefined && behind === textOf(next, 'preceding') && !UNIT.test(behind)
  return isBoth && textOf(control, 'preceding') !== undefined && isLine(control)
}

const ENDS = /[:：]\s*$/

const textOf = (
  control: ControlDescription | undefined,
  wanted: 'preceding' | 'following',
): string | undefined => control?.labels.find(({ from }) => from === wanted)?.text

const isBare = ({ labels }: ControlDescription): boolean =>
  labels.every(({ from }) => from === 'heading' || from === 'legend')

const isNamed = ({ labels }: ControlDescription): boolean =>
  labels.some(({ from }) => from === 'label' || from === 'aria-label' || from === 'aria-labelledby')

const isLine = ({ tag, type }: ControlDescription): boolean =>
  tag !== 'textarea' && type !== 'radio' && type !== 'checkbox' && type !== 'hidden'
