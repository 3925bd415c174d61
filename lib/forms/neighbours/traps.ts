import type { ControlDescription } from '@/lib/forms/description'
import type { Evidence } from '@/lib/forms/evidence'
import type { Atom } from '@/lib/forms/words/words'
import { become, type Field, is, isMute } from './field'

/** Ways of not being seen that menus do not use. */
const NEVER_SHOWN: ReadonlySet<ControlDescription['unseen']> = new Set([
  'off-screen',
  'transparent',
  'tiny',
  'clipped',
] as const)
/** Where more than these are out of sight, they are the next step of the form. */
const MOST = 4

/** Whether a control is called a trap: “leave this field empty”. */
export const isTrap = ({ own }: Evidence): boolean => own.has('bait')

/**
 * Boxes for text that are there to catch machines. To be hidden is not enough, for closed steps are; a trap is one of a few out of
 * sight, and out of the keyboard's way, closed to browsers, or there a second time for people to see.
 */
export function settleTraps(fields: readonly Field[]): void {
  // A home page is what machines like best to give, and what forms seldom ask for.
  for (const field of fields)
    if (
      field.evidence.described.unseen !== null &&
      (field.concept === 'url' ||
        ASKED.filter((atom) => field.evidence.own.has(atom)).length > 2 ||
        // Nobody is asked for a name again.
        (is(field, 'given-name', 'family-name', 'name') && field.evidence.own.has('confirm')) ||
        /(?:^|[_[-])hp(?:[_\]-]|$)/.test(field.evidence.described.name))
    )
      become(field, 'honeypot', 'an unseen address of a site', 0.7)
  // Nothing says what it is for, to nobody who could see it or come to it.
  for (const field of fields) {
    const { skipped, tag, type, unseen } = field.evidence.described
    if (
      skipped &&
      isMute(field) &&
      tag === 'input' &&
      type === 'text' &&
      unseen !== null &&
      unseen !== 'hidden'
    )
      become(field, 'honeypot', 'a trap for machines', 0.8)
  }
  const lost = fields.filter(({ evidence }) => isLost(evidence.described))
  if (lost.length === 0 || lost.length > MOST || lost.length * 3 > fields.length) return
  for (const field of lost) {
    const { skipped, autocomplete } = field.evidence.described
    const again = fields.some(
      (other) =>
        other.evidence.described.unseen === null && other.concept === field.concept && field.concept !== null,
    )
    if (again || isMute(field) || (skipped && /^(?:off|nope|new-password|false)$/i.test(autocomplete)))
      become(field, 'honeypot', 'a trap for machines', 0.8)
  }
}

/** No unseen box is for three of these: its label is made of those of the others. */
const ASKED: readonly Atom[] = ['email', 'phone', 'name', 'comment', 'website', 'company']

const isLost = ({ unseen, tag, type }: ControlDescription): boolean =>
  NEVER_SHOWN.has(unseen) &&
  (tag === 'textarea' || (tag === 'input' && !['radio', 'checkbox', 'file'].includes(type)))
