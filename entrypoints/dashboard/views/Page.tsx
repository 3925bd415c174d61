import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'

/** After what had the focus was taken away by the person's own act, the page's heading has it: it is never nowhere. */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    const lost = document.activeElement === null || document.activeElement === document.body
    if (lost) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  })
}

/** Frame of each page: a heading that takes the focus when the person comes here, and the tab's title. */
export function Page({
  title,
  heading,
  tools,
  back,
  children,
}: {
  readonly title: string
  /** What stands in the heading where it is more than the title. */
  readonly heading?: ComponentChildren
  readonly tools?: ComponentChildren
  /** Where this page was opened from. */
  readonly back?: { readonly href: string; readonly label: string }
  readonly children: ComponentChildren
}) {
  const element = useRef<HTMLHeadingElement>(null)
  // Before the first paint: later it would move what the person already points at.
  useLayoutEffect(() => {
    element.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  useEffect(() => {
    document.title = i18n.t('dashboard.title', [title])
  }, [title])
  return (
    <div class="page">
      {back ? (
        <a class="page-back" href={back.href}>
          {back.label}
        </a>
      ) : null}
      <header class="page-head">
        <h1 ref={element} tabIndex={-1}>
          {heading ?? title}
        </h1>
        {tools}
      </header>
      {children}
    </div>
  )
}
