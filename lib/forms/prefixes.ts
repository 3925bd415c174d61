import { isVague } from '@/lib/forms/concept'
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import { conceptOfLabel } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'
import type { Atom } from '@/lib/forms/words/words'

/** “Postal address – Town”, “Postal address – Street”: what several labels begin with is what all of them are about. */
const PARTED = /^(?<about>[^–—:›»|]{3,60}?)(?:\s+[-–—]\s+|\s*[:›»|]\s+)(?<own>\p{L}.*)$/u

/** Where the beginning speaks of one of these, it says whose the rest is, and no label is without it. */
const TELLING: readonly Atom[] = [
  'someone',
  'opponent',
  'thing',
  'guardian',
  'role',
  'contact',
  'other',
  'context',
  'birth',
  'birthplace',
  'card',
  'kana',
  'company',
  'phone',
  'email',
]

/** Labels without the beginning that they share with others of their form. */
export function withoutPrefixes(page: PageDescription, lexicon: Lexicon): PageDescription {
  const shared = new Map<string, Set<string>>()
  for (const control of page.controls) {
    const parts = partsOf(control)
    if (parts) shared.set(parts.about, (shared.get(parts.about) ?? new Set<string>()).add(parts.own))
  }
  if (![...shared.values()].some(({ size }) => size > 1)) return page
  const controls = page.controls.map((control) => {
    const parts = partsOf(control)
    if (!parts || (shared.get(parts.about)?.size ?? 0) < 2) return control
    if (lexicon.readLabel(parts.about).some((atom) => TELLING.includes(atom))) return control
    const said = conceptOfLabel(parts.own, lexicon)
    if (said === null || isVague(said) || said === 'name') return control
    const labels = control.labels.map((label) =>
      label.text === parts.text ? { ...label, text: parts.own } : label,
    )
    return { ...control, labels: [...labels, { from: 'legend' as const, text: parts.about }] }
  })
  return { ...page, controls }
}

interface Parts {
  readonly text: string
  readonly about: string
  readonly own: string
}

function partsOf({ labels, type }: ControlDescription): Parts | null {
  if (type === 'radio' || type === 'checkbox') return null
  const text = labels.find(
    ({ from }) => from === 'label' || from === 'aria-label' || from === 'preceding',
  )?.text
  const { about, own } = (text && PARTED.exec(text)?.groups) || {}
  return text && about && own ? { text, about, own } : null
}
