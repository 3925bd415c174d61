/** The street and the number of the house apart, as countries write them. */

/** Countries that write the number before the street; elsewhere it comes after. */
const NUMBER_FIRST: ReadonlySet<string> = new Set(
  'US CA GB IE FR AU NZ IN ZA SG MY PH LK HK IL EG MA DZ TN LU MC JM TT NG KE GH PK BD'.split(' '),
)

const FIRST = /^(\d+\s?[a-z]?(?:\s?[-/–]\s?\d+\s?[a-z]?)?(?:\s?(?:bis|ter))?)(?:,\s*|\s+)(\S.*)$/i
const LAST = /^(.*?\D[\s,.]*?)[\s,]+(?:n[º°o]\.?\s*)?(\d+\s?[a-z]?(?:\s?[-/–]\s?\d*\s?[a-z]?)*)$/i

/** @returns null where the line does not tell them apart. */
export function splitStreet(
  line: string,
  country: string | null,
): { readonly street: string; readonly number: string } | null {
  const first = FIRST.exec(line)
  const last = LAST.exec(line)
  const before = first && { number: first[1] ?? '', street: first[2] ?? '' }
  const after = last && { street: (last[1] ?? '').replace(/[\s,]+$/, ''), number: last[2] ?? '' }
  if (before && after) return country !== null && NUMBER_FIRST.has(country) ? before : after
  return before ?? after
}
