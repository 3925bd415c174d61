import { openPromptWindow } from '@/lib/platform/prompt-window'
import { isAskingOrigin } from '@/lib/platform/site-ports'
import { mayAsk } from '@/lib/platform/sites'
import type { AppHandlers, SessionView } from '@/lib/protocol/app'
import { AppRefusal } from '@/lib/services/app-refusal'
import { letPick } from '@/lib/services/contact-picker'
import { createPopup } from '@/lib/services/popup'
import { createSharing, type Sharing } from '@/lib/services/sharing'
import { examineVault } from '@/lib/vault/open'
import type { Vault } from '@/lib/vault/vault'
import type { Background } from './compose'
import { pauseIdle } from './idle'
import { lockOnTime } from './lock-on-time'
import { registerPickerNow } from './picker'
import { reach } from './reach'

/** What our own pages can ask of the background, verb by verb. */
export function createHandlers({
  places,
  session,
  waiting,
  broker,
  prompting,
  filling,
  replicating,
  meetings,
  badge,
}: Background): AppHandlers {
  let sharing: { readonly of: Vault; readonly it: Sharing<string> } | null = null

  async function sharingNow(): Promise<Sharing<string>> {
    const vault = await session.vault()
    if (!vault) throw new AppRefusal('locked')
    const browserSession = await session.browserSession()
    if (sharing?.of !== vault) {
      sharing = {
        of: vault,
        it: createSharing({
          vault,
          now: places.now,
          random: places.random,
          siteView: (origin) => origin,
          browserSession,
        }),
      }
    }
    return sharing.it
  }

  async function sessionView(): Promise<SessionView> {
    const { requests } = await waiting.state()
    const deadline = await session.deadline()
    return { vault: deadline === null ? await vaultState() : 'unlocked', deadline, waiting: requests.length }
  }

  async function vaultState(): Promise<SessionView['vault']> {
    const { state } = await examineVault(places)
    return state === 'present' ? 'locked' : state
  }

  const popup = createPopup({ session, waiting, sharingNow, sessionView, mayAsk, isAskingOrigin })

  return {
    ...filling.handlers,
    ...meetings,
    'session.state': sessionView,
    async 'session.unlocked'() {
      await session.vault()
      void registerPickerNow(session).catch(() => undefined)
      await lockOnTime(session)
      // Beside the answer: nobody waits for it.
      void pauseIdle(session, places)
        .then(() => badge.show())
        .catch(() => undefined)
      return sessionView()
    },
    async 'session.lock'() {
      await session.lock()
      return sessionView()
    },
    async 'session.touch'() {
      await session.touch()
      await lockOnTime(session)
      return sessionView()
    },
    async 'vault.changed'() {
      // Taking the vault follows its tail; what changed is told by its subscription.
      const vault = await session.vault()
      if (vault) replicating.changed(vault)
      return null
    },
    'prompt.view': ({ id }) => prompting.view(id),
    async 'prompt.shown'({ id, registrable }) {
      await prompting.shown(id, registrable)
      return null
    },
    'prompt.next': () => prompting.next(),
    'prompt.records': ({ id, collection }) => prompting.records(id, collection),
    'prompt.answer': (answer) => prompting.answer(answer),
    'prompt.keep': (kept) => prompting.keep(kept),
    'prompt.room': (asked) => prompting.room(asked),
    async 'prompt.open'({ id }) {
      await openPromptWindow(id)
      return null
    },
    'popup.view': ({ origin }) => popup(origin),
    async 'grant.revoke'({ grant, claim }) {
      await (await sharingNow()).revoke(grant, claim ?? undefined)
      return null
    },
    async 'grant.notify'({ grant, claims }) {
      const notice = (await sharingNow()).notify(grant, claims)
      return { pages: notice ? broker.notify(notice) : 0 }
    },
    async 'grant.pause'({ grant, paused }) {
      await (await sharingNow()).pause(grant, paused)
      return null
    },
    async 'site.refuse'({ origin, until }) {
      await (await sharingNow()).refuse(origin, null, until === 'always' ? null : until)
      return null
    },
    async 'refusal.lift'({ id }) {
      const acting = await sharingNow()
      const refusal = acting.refusals().find((one) => one.id === id)
      await acting.lift(id)
      if (refusal) await waiting.forget(refusal.origin, refusal.site)
      return null
    },
    async 'sites.registered'() {
      await reach(session)
      return null
    },
    'sync.health': () => replicating.report(),
    'sync.run': () => replicating.run(),
    'sync.condense': () => replicating.condense(),
    'sync.unsafe': () => replicating.unsafe(),
    'sync.test': async ({ place }) => ({ problem: await replicating.test(place) }),
    async 'picker.let'({ origin, on }) {
      const vault = await session.vault()
      if (!vault) throw new AppRefusal('locked')
      await letPick(vault, origin, on)
      await registerPickerNow(session)
      return null
    },
  }
}
