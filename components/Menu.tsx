import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { Icon } from '@/components/Icon'

export interface MenuItem {
  readonly label: string
  readonly onSelect: (event: MouseEvent) => void
  readonly icon?: LucideIcon
  readonly danger?: boolean
}

export interface MenuProps {
  /** Accessible name of the button; shown as its title where only an icon is inside. */
  readonly label: string
  readonly children: ComponentChildren
  readonly items: readonly MenuItem[]
  readonly buttonClass?: string
}

const GAP = 4

/** Below the button, or above it where there is more room; never outside the window. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const from = button.getBoundingClientRect()
  const size = menu.getBoundingClientRect()
  const below = window.innerHeight - from.bottom
  const top =
    below >= size.height + GAP || below >= from.top ? from.bottom + GAP : from.top - size.height - GAP
  const rtl = getComputedStyle(button).direction === 'rtl'
  const start = rtl ? window.innerWidth - from.right : from.left
  const room = window.innerWidth - size.width - GAP
  menu.style.insetBlockStart = `${Math.max(GAP, top)}px`
  menu.style.insetInlineStart = `${Math.max(GAP, Math.min(start, room))}px`
}

/** A button with a list of commands in a popover: arrow keys move, Home and End jump, Escape closes. */
export function Menu({ label, children, items, buttonClass = 'button button-quiet' }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  function move(event: KeyboardEvent): void {
    const entries = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = entries.indexOf(document.activeElement as HTMLElement)
    const last = entries.length - 1
    const to = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ]
    if (to === undefined) {
      if (event.key === 'Tab') menu.current?.hidePopover()
      return
    }
    event.preventDefault()
    entries[to]?.focus()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class={buttonClass}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popovertarget={id}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          menu.current?.showPopover()
        }}
      >
        {children}
      </button>
      <div
        ref={menu}
        id={id}
        class="menu"
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={move}
        onToggle={(event) => {
          const shown = (event as ToggleEvent).newState === 'open'
          setOpen(shown)
          if (!shown || !menu.current || !button.current) return
          place(menu.current, button.current)
          menu.current.querySelector<HTMLElement>('[role=menuitem]')?.focus()
        }}
      >
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            class={item.danger ? 'menu-item menu-danger' : 'menu-item'}
            onClick={(event) => {
              menu.current?.hidePopover()
              item.onSelect(event)
            }}
          >
            {item.icon ? <Icon of={item.icon} size={16} /> : null}
            <span>{item.label}</span>
          </button>
        ))}
      </div>
    </>
  )
}
