import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A titled part of a page, with how many things are in it. */
export function Section({
  title,
  count,
  aside,
  children,
}: {
  readonly title: string
  readonly count?: number | string
  readonly aside?: ComponentChildren
  readonly children: ComponentChildren
}) {
  const id = useId()
  return (
    <section class="section" aria-labelledby={id}>
      <div class="section-head">
        <h2 class="section-title" id={id}>
          {title}
        </h2>
        {count === undefined ? null : <span class="section-count">{count}</span>}
        {aside}
      </div>
      {children}
    </section>
  )
}
