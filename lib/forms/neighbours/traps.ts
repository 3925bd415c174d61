import type { ControlDescription } from '@/lib/forms/description'
import type { Evidence } from '@/lib/forms/evidence'
import { become, type Field } from './field'

/** Ways of not being seen that menus do not use. */
const NEVER_SHOWN: ReadonlySet<ControlDescription['unseen']> = new Set([
  'off-screen',
  'transparent',
  'tiny',
  'clipped',
] as const)
/** Where more than these are out of sight, they are the next step of the form. */
const MOST = 2

/** Whether a control is called a trap: “leave this field empty”. */
export const isTrap = ({ own }: Evidence): boolean => own.has('bait')

/**
 * Boxes for text that are there to catch machines. To be hidden is not enough, for closed steps are; a trap is one of a few out of
 * sight, and out of the keyboard's way, closed to browsers, or there a second time for people to see.
 */
export function settleTraps(fields: readonly Field[]): void {
  const lost = fields.filter(({ evidence }) => isLost(evidence.described))
  if (lost.length === 0 || lost.length > MOST || lost.length * 2 > fields.length) return
  for (const field of lost) {
    const { skipped, autocomplete } = field.evidence.described
    const again = fields.some(
      (other) =>
        other.evidence.described.unseen === null && other.concept === field.concept && field.concept !== null,
    )
    if (skipped || again || /^(?:off|nope|new-password|false)$/i.test(autocomplete))
      become(field, 'honeypot', 'a trap for machines', 0.8)
  }
}

const isLost = ({ unseen, tag, type }: ControlDescription): boolean =>
  NEVER_SHOWN.has(unseen) &&
  (tag === 'textarea' || (tag === 'input' && !['radio', 'checkbox', 'file'].includes(type)))
