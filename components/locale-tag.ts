/**
 * BCP 47 tag to write dates and numbers with: the first of `wanted` (best first, as `navigator.languages`) that is of the
 * language of `tag`, else `tag` itself. Digits and calendar are fixed: counts inside sentences stand in these digits, and a
 * site gets the date of this calendar.
 */
export function tagFor(tag: string, wanted: readonly string[]): string {
  const own = wanted.find((candidate) => candidate.split('-')[0] === tag.split('-')[0])
  return new Intl.Locale(own ?? tag, { numberingSystem: 'latn', calendar: 'gregory' }).toString()
}
