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
import { onSitesChanged, registerBridge } from '@/lib/platform/sites'
import { REPLICATION } from '@/lib/services/replicating-later'
import { openAppDoor } from './app-door'
import { composeBackground, REPLICATING } from './compose'
import { openFillDoor } from './fill-door'
import { createHandlers } from './handlers'
import { watchIdle } from './idle'
import { watchDeadline } from './lock-on-time'
import { registerPickerNow } from './picker'
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
    const register = async () => {
      await registerBridge()
      await registerPickerNow(background.session)
    }
    onSitesChanged(() => {
      void register().finally(() => postNotice('sites'))
      // The same leave lets us ask a place.
      void background.replicating.follow().catch(() => undefined)
    })
    onWake((name) => {
      if (name === REPLICATING) void background.replicating.woken().catch(() => undefined)
    })
    onStarted(() => void register())
    onInstalled((reason) => {
      void register()
      if (reason === 'install') void openPage('welcome')
    })
    void closeStorageToPages()
    void register()
    watchIdle(background.session, background.places)
    void background.badge.show().catch(() => undefined)
  },
})
