import type { ComponentChildren } from 'preact'

/** A piece of paper. With `onPress` or `href` the whole of it is one target. */
export function Card({
  children,
  href,
  onPress,
  label,
}: {
  readonly children: ComponentChildren
  readonly href?: string
  readonly onPress?: () => void
  readonly label?: string
}) {
  if (href !== undefined) {
    return (
      <a class="card card-link" href={href} aria-label={label}>
        {children}
      </a>
    )
  }
  if (onPress) {
    return (
      <button type="button" class="card card-link" aria-label={label} onClick={() => onPress()}>
        {children}
      </button>
    )
  }
  return <div class="card">{children}</div>
}
