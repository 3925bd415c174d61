/** Stand-in until the matcher of the branch `forms` is merged. */
import type { FieldMatch, PageDescription } from '@/lib/forms/description'
import { type ClaimName, parseClaim } from '@/lib/records/claims'

export function match(page: PageDescription): readonly FieldMatch[] {
  return page.controls.map(({ control, autocomplete, type }) => {
    const claim = parseClaim(autocomplete)
    const name: ClaimName | 'ignored' | null =
      type === 'password' || type === 'search' ? 'ignored' : (claim?.name ?? null)
    return {
      control,
      name,
      purposeOf: claim?.purposeOf ?? null,
      part: null,
      confidence: 1,
      why: 'autocomplete',
    }
  })
}
