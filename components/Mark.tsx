/**
 * The mark: a plot of ground with a door ajar. One stroke weight in one colour; drawn on a grid of 16 so that its
 * lines fall on whole pixels where it is smallest.
 */
export function Mark({ size = 20, label }: { readonly size?: number; readonly label?: string }) {
  return (
    <svg
      class="mark"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? 'true' : undefined}
    >
      <path d="M1 14.25h14M3.75 14V6.5a4.25 4.25 0 0 1 8.5 0V14M3.75 6.5l4.5 2v5.25" />
    </svg>
  )
}
