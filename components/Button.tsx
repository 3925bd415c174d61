import type { ComponentChildren, Ref } from 'preact'
import { Spinner } from '@/components/Spinner'

export interface ButtonProps {
  readonly children: ComponentChildren
  readonly onPress?: (event: MouseEvent) => void
  /** `quiet` is the ordinary one; `plain` has no edge; `danger` is for what cannot be undone. */
  readonly kind?: 'primary' | 'quiet' | 'plain' | 'danger'
  readonly size?: 'normal' | 'small'
  /** Only an icon inside: needs `label`. */
  readonly square?: boolean
  readonly type?: 'button' | 'submit'
  /** Full accessible name where the visible words need their object: "Revoke address". */
  readonly label?: string
  /** Works on it: stays focusable, ignores presses. */
  readonly busy?: boolean
  /** Cannot be pressed now; stays focusable so that it can be found and explained. */
  readonly inert?: boolean
  readonly describedBy?: string
  readonly buttonRef?: Ref<HTMLButtonElement>
}

export function Button({
  children,
  onPress,
  kind = 'quiet',
  size = 'normal',
  square = false,
  type = 'button',
  label,
  busy = false,
  inert = false,
  describedBy,
  buttonRef,
}: ButtonProps) {
  const dead = busy || inert
  const classes = ['button', `button-${kind}`]
  if (size === 'small') classes.push('button-small')
  if (square) classes.push('button-square')
  if (busy) classes.push('button-busy')
  return (
    <button
      ref={buttonRef ?? null}
      type={type}
      class={classes.join(' ')}
      aria-label={label}
      title={square ? label : undefined}
      aria-disabled={dead ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      aria-describedby={describedBy}
      onClick={(event) => {
        if (dead) event.preventDefault()
        else onPress?.(event)
      }}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  )
}
