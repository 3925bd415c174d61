import { isVague } from '@/lib/forms/concept'
import { conceptOfLabel } from '@/lib/forms/evidence'
import type { Lexicon } from '@/lib/forms/lexicon'
import { become, type Field, isClaimed, isMute } from './field'

const BETWEEN = /\s*[/,&+|·、・，／]\s*|\s+(?:und|and|et|y|e|en|i|и|og|och|ja|ve|és|a)\s+/iu

/** One text for several boxes, as “PLZ / Ort” or “Street, No.” before two: each box gets its share, in this order. */
export function splitLabels(fields: readonly Field[], lexicon: Lexicon): void {
  fields.forEach((field, at) => {
    let end = at + 1
    while (end < fields.length && end - at < 4 && isMute(fields[end] as Field)) end++
    if (end === at + 1 || isClaimed(field)) return
    const text =
      field.evidence.described.labels.find(({ from }) => from === 'label' || from === 'preceding')?.text ?? ''
    const parts = text.replace(/[*:]/g, ' ').trim().split(BETWEEN)
    if (parts.length < 2 || parts.length > end - at) return
    const concepts = parts.map((part) => conceptOfLabel(part, lexicon))
    if (concepts.some((concept) => concept === null) || new Set(concepts).size < parts.length) return
    concepts.forEach((concept, index) => {
      const box = fields[at + index] as Field
      if (concept !== null)
        become(
          box,
          concept,
          `part ${index + 1} of a label for ${parts.length}`,
          isVague(concept) ? 0.6 : 0.75,
        )
    })
  })
}
