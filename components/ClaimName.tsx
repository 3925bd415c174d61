import { bareClaimLabel, claimLabel, formLabel } from '@/components/labels'
import type { Form } from '@/lib/records/form'

/** Name of a claim, with its coarser form as a tag where there is one. */
export function ClaimName({
  claim,
  form = 'full',
  bare = false,
}: {
  readonly claim: string
  readonly form?: Form
  /** Without what it is for. */
  readonly bare?: boolean
}) {
  return (
    <>
      <span>{bare ? bareClaimLabel(claim) : claimLabel(claim)}</span>
      {form === 'full' ? null : (
        <>
          {' '}
          <span class="tag">{formLabel(form, true)}</span>
        </>
      )}
    </>
  )
}
