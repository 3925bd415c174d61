import { DAY } from '@/lib/base/time'
import { onWake, wakeAt } from '@/lib/platform/pages'
import { pauseIdleGrants } from '@/lib/services/idle-grants'
import type { Session } from '@/lib/services/session'
import type { Places } from '@/lib/vault/places'

const ALARM = 'idle'

/** Pauses what nobody used for 60 days: each time the vault is opened, and once a day while it stays open. */
export async function pauseIdle(session: Session, { now, random }: Places): Promise<void> {
  wakeAt(ALARM, now() + DAY)
  const vault = await session.vault()
  if (vault) await pauseIdleGrants(vault, { now, random, browserSession: await session.browserSession() })
}

export function watchIdle(session: Session, places: Places): void {
  onWake((name) => {
    if (name === ALARM) void pauseIdle(session, places).catch(() => undefined)
  })
}
