import { i18n } from '#i18n'
import { bareClaimLabel, purposeOfLabel } from '@/components/labels'
import { plainLine } from '@/lib/base/text'
import type { ControlDescription, LabelSource } from '@/lib/forms/description'

/** What a page calls a control, the most telling first; never by where it stands alone. */
const NAMES: readonly LabelSource[] = [
  'label',
  'aria-labelledby',
  'aria-label',
  'placeholder',
  'title',
  'following',
  'header',
  'preceding',
]

/** The page's own word for a field, inert; empty where it has none. */
export function labelOf({ labels, name, id }: ControlDescription): string {
  for (const from of NAMES) {
    const found = labels.find((label) => label.from === from && label.text.trim() !== '')
    if (found) return plainLine(found.text.replace(/[\s*:：]+$/, ''), 60)
  }
  return plainLine(name || id, 40)
}

/** What goes in, in our words: "Street address (Delivery)". */
export function claimText(claim: string, purposeOf: string | null): string {
  // Whether a page wants the code or the name is the form's business.
  const label = bareClaimLabel(claim === 'country' ? 'country-name' : claim)
  return purposeOf === null ? label : i18n.t('claim.with_purpose', [label, purposeOfLabel(purposeOf)])
}
