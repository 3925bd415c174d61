import { createSessionValue } from '@/lib/platform/session-store'
import { reachPages } from '@/lib/platform/sites'
import type { Session } from '@/lib/services/session'
import { registerPickerNow } from './picker'

/** Has the pages of exactly the sites that may ask hold our scripts: the bridge those that are open too. */
export async function reach(session: Session): Promise<void> {
  await reachPages()
  await registerPickerNow(session)
}

/**
 * Does so once after an install, an update, a start of the browser, and after we were switched off and on: each ends what was
 * registered, cuts the scripts off that lie in open pages, and empties the browser's memory, which therefore knows.
 */
export async function reachInEachLife(session: Session): Promise<void> {
  const done = createSessionValue('reached', false)
  if (await done.read()) return
  // First: stopped in between, it would be done again in pages whose bridge only waits for us to wake.
  await done.write(true)
  await reach(session)
}
