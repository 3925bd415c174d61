import { computed, type ReadonlySignal } from '@preact/signals'
import type { Rule } from '@/lib/grants/rule'
import type { HeldBack, NewRule } from '@/lib/services/ruling'
import type { Dashboard } from './dashboard'

export interface Rules {
  /** Rules that hold, oldest first. */
  readonly list: ReadonlySignal<readonly Rule[]>
  /** Grants that hold what the rule keeps back; null where it is no rule. */
  add(rule: NewRule): Promise<readonly HeldBack[] | null>
  lift(id: string): Promise<void>
  /** Takes back for good what a rule only keeps back. */
  revokeHeld(held: readonly HeldBack[]): Promise<void>
}

/** What the person decided once for all sites. */
export function createRules(dashboard: Dashboard): Rules {
  const opened = () => dashboard.opened.value
  return {
    list: computed(() => {
      dashboard.tick.value
      return opened()?.ruling.rules() ?? []
    }),
    async add(made) {
      const ruling = opened()?.ruling
      const rule = await ruling?.add(made)
      return ruling && rule ? ruling.against(rule) : null
    },
    lift: async (id) => opened()?.ruling.lift(id),
    async revokeHeld(held) {
      const sharing = opened()?.sharing
      for (const { standing, parts } of held)
        for (const part of parts) await sharing?.narrow(standing.grant.id, part)
    },
  }
}

/** What was typed as a site, as the origin a browser gives it; null for what is none. https where no scheme is typed. */
export function typedOrigin(text: string): string | null {
  const typed = text.trim()
  if (typed === '' || /\s/.test(typed)) return null
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)
  try {
    const url = new URL(scheme ? typed : `https://${typed}`)
    const isSite = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url.hostname))
    const isNamed = url.hostname.includes('.') || isLocal(url.hostname)
    return isSite && isNamed && url.username === '' && url.password === '' ? url.origin : null
  } catch {
    return null
  }
}

/** A whole number within bounds as it was typed, or null. */
export function typedCount(text: string, most: number): number | null {
  const typed = text.trim()
  if (!/^\d{1,7}$/.test(typed)) return null
  const count = Number(typed)
  return count >= 1 && count <= most ? count : null
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
}
