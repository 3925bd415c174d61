import { onWake, wakeAt } from '@/lib/platform/pages'
import type { Session } from '@/lib/services/session'

const ALARM = 'lock'

/** Has the browser wake us at the deadline, so that the key leaves memory then and not at the next use. */
export async function lockOnTime(session: Session): Promise<void> {
  const deadline = await session.deadline()
  if (deadline !== null) wakeAt(ALARM, deadline)
}

/** At the alarm: asking for the deadline ends a session whose time is over; one that was moved is waited for again. */
export function watchDeadline(session: Session): void {
  onWake((name) => {
    if (name === ALARM) void lockOnTime(session)
  })
}
