import { standingGrants } from '@/lib/grants/standing'
import { showWaiting } from '@/lib/platform/pages'
import type { Session } from '@/lib/services/session'
import type { Waiting } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'
import { word } from './words'

/** What stands beside the toolbar button: how many requests wait, or that a site was paused because it read too often. */
export interface Badge {
  show(): Promise<void>
}

export function createBadge(session: Session, waiting: Waiting): Badge {
  async function isOverBudget(vault: Vault): Promise<boolean> {
    const grants = standingGrants(vault, Date.now(), await session.browserSession())
    return grants.some(({ state, pausedBy }) => state === 'paused' && pausedBy === 'budget')
  }

  return {
    async show() {
      const { requests } = await waiting.state()
      const vault = await session.vault()
      const isMarked = vault !== null && (await isOverBudget(vault))
      await showWaiting(requests.length, isMarked ? word('asking.paused_title') : null)
    },
  }
}
