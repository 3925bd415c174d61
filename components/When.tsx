import { absoluteText, whenText } from '@/components/time-text'
import type { Instant } from '@/lib/base/time'

/** A moment: relative within a week, the date after; in full in the title. */
export function When({ at, now = Date.now() }: { readonly at: Instant; readonly now?: Instant }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteText(at)}>
      {whenText(at, now)}
    </time>
  )
}
