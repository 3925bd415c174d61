/**
 * The mark: a plot of ground with a door ajar. The ground runs up to the door on both sides, the leaf stands open
 * towards whoever looks at it. One stroke weight in one colour, on a grid of 16 pixels.
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
      <path d="M1 12.75h3.25v-11h7.5v11H15M4.25 1.75L9 4v11l-4.75-2.25" />
    </svg>
  )
}
