import { localeTag } from '@/components/locale'
import * as words from '@/components/time-words'
import type { Instant } from '@/lib/base/time'

/** Date and time in full: "3 May 2026 at 14:05". Always in the title of a shorter one. */
export function absoluteText(at: Instant): string {
  return words.absoluteText(at, localeTag())
}

/** The date alone, with the year only where it is not this one: "3 May". */
export function dateText(at: Instant, now: Instant): string {
  return words.dateText(at, now, localeTag())
}

/** Relative within a week ("yesterday", "in 3 hours"), the date after that. */
export function whenText(at: Instant, now: Instant): string {
  return words.whenText(at, now, localeTag())
}

/** When something ends, to stand after "until": the time within a day, the date after that. */
export function endText(at: Instant, now: Instant): string {
  return words.endText(at, now, localeTag())
}

/** An ISO 8601 duration in words: `P90D` → "90 days". Null when `text` is no duration. */
export function durationText(text: string): string | null {
  return words.durationText(text, localeTag())
}
