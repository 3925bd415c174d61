import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Mark } from '@/components/Mark'

/** What stands before the pages: one thought in the middle of the window. */
export function Door({
  title,
  focus = true,
  children,
}: {
  readonly title: string
  /** False where a field below takes the focus. */
  readonly focus?: boolean
  readonly children: ComponentChildren
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = i18n.t('dashboard.title', [title])
    if (focus) heading.current?.focus()
  }, [title, focus])
  return (
    <main class="door">
      <div class="door-brand">
        <Mark size={24} />
        <span>{i18n.t('extension.name')}</span>
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}
