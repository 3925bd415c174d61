import type { StandingGrant } from '@/lib/grants/grant'
import type { GrantView, PopupFacts, SessionView } from '@/lib/protocol/app'
import { type PickerSites, pickerSites } from '@/lib/services/contact-picker'
import type { Session } from '@/lib/services/session'
import type { Sharing } from '@/lib/services/sharing'
import type { Waiting } from '@/lib/services/waiting'

/** Disclosures the popup shows of the site in front. */
const RECENT = 3

export interface PopupEdges {
  readonly session: Session
  readonly waiting: Waiting
  /** @throws AppRefusal `locked`. */
  readonly sharingNow: () => Promise<Sharing<string>>
  readonly sessionView: () => Promise<SessionView>
  readonly mayAsk: (origin: string) => Promise<boolean>
  readonly isAskingOrigin: (origin: string) => boolean
}

/** What the popup shows of the site in front: what it may do, what it has, what it asks. */
export function createPopup(edges: PopupEdges): (origin: string | null) => Promise<PopupFacts> {
  return async (asked) => {
    const origin = asked !== null && edges.isAskingOrigin(asked) ? asked : null
    const vault = await edges.session.vault()
    const sharing = vault ? await edges.sharingNow() : null
    const mayAsk = origin !== null && (await edges.mayAsk(origin))
    const summary = origin === null ? null : (sharing?.site(origin) ?? null)
    const { requests } = await edges.waiting.state()
    const lines = origin === null ? [] : (sharing?.ledger({ origin }) ?? [])
    return {
      session: await edges.sessionView(),
      origin,
      mayAsk,
      contactPicker: vault && origin !== null && mayAsk ? pickerOf(pickerSites(vault), origin) : null,
      grants: (summary?.grants ?? [])
        .filter(({ state }) => state === 'granted' || state === 'paused')
        .map(grantView),
      refusals: summary?.refusals ?? [],
      recent: lines.filter(({ entry }) => entry.kind === 'disclosure').slice(0, RECENT),
      requests: requests.map((request) => ({ id: request.id, origin: request.origin })),
    }
  }
}

function pickerOf({ all, origins }: PickerSites, origin: string): PopupFacts['contactPicker'] {
  return all ? 'all' : origins.includes(origin) ? 'single' : 'off'
}

function grantView({ grant, state, claims, collections, pausedBy }: StandingGrant): GrantView {
  return {
    id: grant.id,
    state,
    ...(pausedBy && { pausedBy }),
    ...(collections &&
      collections.length > 0 && {
        collections: collections.map(({ collection, actions }) => ({ collection, actions })),
      }),
    claims: claims.map(({ claim, form }) => ({ claim, form })),
    created: grant.created,
    ends: grant.ends,
    mode: grant.mode,
    purpose: grant.purpose.text,
  }
}
