import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** First sentence of a part of a step: takes the focus when the part before it, and the focus with it, went away. */
export function Lead({ children }: { readonly children: ComponentChildren }) {
  const element = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    element.current?.focus({ preventScroll: true })
  }, [])
  return (
    <p ref={element} tabIndex={-1}>
      {children}
    </p>
  )
}
