import type { LucideIcon } from 'lucide-preact'

/** A drawing beside words, never instead of them: hidden from screen readers. Pass a named import of lucide-preact. */
export function Icon({ of: Drawing, size = 18 }: { readonly of: LucideIcon; readonly size?: number }) {
  return <Drawing class="icon" size={size} strokeWidth={1.75} aria-hidden="true" />
}
