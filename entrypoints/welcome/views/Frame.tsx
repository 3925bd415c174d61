import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Mark } from '@/components/Mark'

/** Frame of every screen: the name, how far the person is, a heading that takes the focus, and the way back. */
export function Frame({
  title,
  place = 0,
  of = 5,
  back = null,
  children,
}: {
  readonly title: string
  /** Place of the step, from 1; 0 shows none. */
  readonly place?: number
  /** Of how many. */
  readonly of?: number
  readonly back?: (() => void) | null
  readonly children: ComponentChildren
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
    document.title = i18n.t('welcome.page', [title])
  }, [title])
  return (
    <main class="welcome">
      <header class="welcome-head">
        <span class="welcome-brand">
          <Mark size={22} />
          {i18n.t('extension.name')}
        </span>
        {back ? (
          <Button kind="plain" size="small" onPress={back}>
            {i18n.t('common.back')}
          </Button>
        ) : null}
      </header>
      {place > 0 ? (
        <div class="welcome-place">
          <p class="small quiet">{i18n.t('welcome.place', [String(place), String(of)])}</p>
          <ol class="welcome-bars" aria-hidden="true">
            {Array.from({ length: of }, (_, index) => (
              <li key={index} class={index < place ? 'welcome-bar-done' : ''} />
            ))}
          </ol>
        </div>
      ) : null}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}
