import { resemblance } from '@/lib/grants/resembles'
import type {
  AppParams,
  AppResult,
  AppVerb,
  PageCall,
  PopupFacts,
  PopupView,
  PromptFacts,
  PromptView,
} from '@/lib/protocol/app'
import { parseLocker } from '@/lib/records/locker-name'

type Call = <Verb extends AppVerb>(verb: Verb, params: AppParams<Verb>) => Promise<AppResult<Verb>>
type Sites = typeof import('@/lib/services/site-view')

/**
 * Calls of a page that draws sites. The public suffix list is loaded beside the first call, so that neither the
 * background nor the first paint carries it; the background hears what the prompt shows, with its registrable domain.
 */
export function createPageCall(call: Call): PageCall {
  const loaded = import('@/lib/services/site-view')

  const page = async (verb: AppVerb, params: never) => {
    const result = await call(verb, params)
    const sites = await loaded
    if (verb === 'prompt.view' && result) {
      const facts = result as PromptFacts
      const registrable = sites.registrableDomain(new URL(facts.origin).hostname)
      await call('prompt.shown', { id: facts.id, registrable })
      return promptView(facts, registrable, sites)
    }
    if (verb === 'popup.view') return popupView(result as PopupFacts, sites)
    return result
  }
  return page as PageCall
}

function promptView(
  { known = [], origin, collections, standingCollections, quota, ...facts }: PromptFacts,
  registrable: string,
  { siteView, registrableDomain }: Sites,
): PromptView {
  const ownerView = (owner: string | null) => (owner === null ? null : siteView(owner))
  const compared = known.map((one) => ({
    origin: one,
    registrable: registrableDomain(new URL(one).hostname),
  }))
  const found = resemblance({ origin, registrable }, compared)
  return {
    ...facts,
    site: siteView(origin),
    resembles: found && { site: siteView(found.origin), how: found.how },
    ...(collections && {
      collections: collections.map((one) => ({ ...one, owner: ownerView(one.owner) })),
    }),
    ...(standingCollections && {
      standingCollections: standingCollections.map((one) => ({ ...one, owner: ownerView(one.owner) })),
    }),
    ...(quota && {
      quota: { ...quota, owner: siteView(parseLocker(quota.collection)?.origin ?? origin) },
    }),
  }
}

function popupView(facts: PopupFacts, { siteView }: Sites): PopupView {
  const requests = facts.requests.map(({ id, origin }) => ({ id, site: siteView(origin) }))
  return { ...facts, site: facts.origin === null ? null : siteView(facts.origin), requests }
}
