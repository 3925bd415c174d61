import type { ControlDescription } from '@/lib/forms/description'
import type { Evidence } from '@/lib/forms/evidence'

/** Ways of not being seen that no step of a form and no menu uses. */
const NEVER_SHOWN: readonly ControlDescription['unseen'][] = ['off-screen', 'transparent', 'tiny', 'clipped']

/**
 * Whether a control is there to catch machines. To be hidden is not enough, for closed steps are; a trap is called one, or it is out
 * of sight, out of the keyboard's way and closed to browsers at once.
 */
export function isTrap({ described, own }: Evidence): boolean {
  if (own.has('bait')) return true
  const { unseen, skipped, autocomplete } = described
  return (
    skipped === true &&
    /^(?:off|nope|new-password|false)$/.test(autocomplete.toLowerCase()) &&
    unseen !== null &&
    NEVER_SHOWN.includes(unseen)
  )
}
