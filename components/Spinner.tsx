/** Something goes on. `label` says what, to those who do not see it turn. */
export function Spinner({ label }: { readonly label?: string }) {
  return (
    <>
      <span class="spinner" aria-hidden="true" />
      {label === undefined ? null : <span class="unseen">{label}</span>}
    </>
  )
}
