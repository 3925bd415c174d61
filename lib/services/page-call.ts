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
  ResemblanceView,
} from '@/lib/protocol/app'
import type { FillFacts, FillView } from '@/lib/protocol/fill-app'
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
    if (verb === 'fill.view' && result) return fillView(result as FillFacts, sites)
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
  return {
    ...facts,
    site: siteView(origin),
    resembles: resembling(origin, registrable, known, { siteView, registrableDomain }),
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

/** The origin the person dealt with before that this one's name is like. */
function resembling(
  origin: string,
  registrable: string,
  known: readonly string[],
  { siteView, registrableDomain }: Pick<Sites, 'siteView' | 'registrableDomain'>,
): ResemblanceView | null {
  const compared = known.map((one) => ({
    origin: one,
    registrable: registrableDomain(new URL(one).hostname),
  }))
  const found = resemblance({ origin, registrable }, compared)
  return found && { site: siteView(found.origin), how: found.how }
}

function fillView({ origin, known, ...facts }: FillFacts, sites: Sites): FillView {
  const { siteView, registrableDomain } = sites
  const others = facts.page.forms.flatMap(({ otherOrigin }) =>
    otherOrigin !== null && URL.canParse(otherOrigin) ? [otherOrigin] : [],
  )
  return {
    ...facts,
    site: siteView(origin),
    resembles: resembling(origin, registrableDomain(new URL(origin).hostname), known, sites),
    sendsTo: Object.fromEntries(others.map((other) => [other, siteView(other)])),
  }
}

function popupView(facts: PopupFacts, { siteView }: Sites): PopupView {
  const requests = facts.requests.map(({ id, origin }) => ({ id, site: siteView(origin) }))
  return { ...facts, site: facts.origin === null ? null : siteView(facts.origin), requests }
}
