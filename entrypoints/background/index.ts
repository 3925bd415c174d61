import { defineBackground } from 'wxt/utils/define-background'
import { postNotice } from '@/lib/platform/app-client'
import { prepareLater } from '@/lib/platform/later'
import {
  closeStorageToPages,
  onInstalled,
  onScreenLocked,
  onStarted,
  onWake,
  openPage,
} from '@/lib/platform/pages'
import { onPromptClosed } from '@/lib/platform/prompt-window'
import { onSitesChanged } from '@/lib/platform/sites'
import { REPLICATION } from '@/lib/services/replicating-later'
import { openAppDoor } from './app-door'
import { composeBackground, REPLICATING } from './compose'
import { openFillDoor } from './fill-door'
import { createHandlers } from './handlers'
import { watchIdle } from './idle'
import { watchDeadline } from './lock-on-time'
import { reach, reachInEachLife } from './reach'
import { openSiteDoor } from './site-door'

/** Composition root. Listeners are registered synchronously, or the browser would wake us for nothing. */
export default defineBackground({
  main() {
    prepareLater(REPLICATION)
    const background = composeBackground()
    openSiteDoor(background.broker)
    openFillDoor(background.filling)
    openAppDoor(createHandlers(background))
    onPromptClosed(() => void background.prompting.closed())
    onScreenLocked(() => void background.session.lock())
    watchDeadline(background.session)
    onSitesChanged(() => {
      void reach(background.session).finally(() => postNotice('sites'))
      // The same leave lets us ask a place.
      void background.replicating.follow().catch(() => undefined)
    })
    onWake((name) => {
      if (name === REPLICATING) void background.replicating.woken().catch(() => undefined)
    })
    // Heard so that we are woken: what is done in each new life is done below.
    onStarted(() => undefined)
    onInstalled((reason) => {
      if (reason === 'install') void openPage('welcome')
    })
    void closeStorageToPages()
    void reachInEachLife(background.session)
    watchIdle(background.session, background.places)
    void background.badge.show().catch(() => undefined)
  },
})
