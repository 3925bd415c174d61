import type { ControlDescription } from '@/lib/forms/description'
import { conceptOfLabel } from '@/lib/forms/label'
import type { Lexicon } from '@/lib/forms/lexicon'

/** As its neighbours see it: with what it is called by as the text before it, and nothing further. */
export function nearest(described: ControlDescription, further: string | undefined): ControlDescription {
  const { labels } = described
  if (!labels.some(({ from }) => from === 'further')) return described
  const kept = labels.filter(({ from }) => from !== 'further')
  return {
    ...described,
    labels: kept.map((label) =>
      label.from === 'preceding' && further !== undefined ? { ...label, text: further } : label,
    ),
  }
}

/** Fewer words, or letters where no spaces part words, name a control; more of them may explain. */
const HINTING = 4
const HINTING_RUN = 9
/** Longer texts explain as well. */
const CALLING = 40

/** What a control is called where a hint, an error or a “required” stands between its name and itself. */
export function furtherOf({ labels }: ControlDescription, lexicon: Lexicon): string | undefined {
  const between = labels.find(({ from }) => from === 'preceding')?.text
  const text = labels.find(({ from }) => from === 'further')?.text
  if (between === undefined || text === undefined || text.length > CALLING) return undefined
  const said = conceptOfLabel(between, lexicon)
  const words = between.split(/\s+/).length
  const explains =
    lexicon.isSilent(between) ||
    ((said === null || said === 'none') &&
      (words >= HINTING ||
        /[.!。！]$/.test(between) ||
        (words === 1 && between.length >= HINTING_RUN && UNSPACED.test(between))))
  const concept = explains ? conceptOfLabel(text, lexicon) : null
  return concept === null ? undefined : text
}

const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/
