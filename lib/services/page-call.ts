import type { AppParams, AppResult, AppVerb, PageCall, PopupFacts, PromptFacts } from '@/lib/protocol/app'

type Call = <Verb extends AppVerb>(verb: Verb, params: AppParams<Verb>) => Promise<AppResult<Verb>>

/**
 * Calls of a page that draws sites. The public suffix list is loaded beside the first call, so that neither the
 * background nor the first paint carries it; the background hears what the prompt shows, with its registrable domain.
 */
export function createPageCall(call: Call): PageCall {
  const loaded = import('@/lib/services/site-view')

  const page = async (verb: AppVerb, params: never) => {
    const result = await call(verb, params)
    const { siteView, registrableDomain } = await loaded
    if (verb === 'prompt.view' && result) {
      const facts = result as PromptFacts
      const registrable = registrableDomain(new URL(facts.origin).hostname)
      await call('prompt.shown', { id: facts.id, registrable })
      return { ...facts, site: siteView(facts.origin) }
    }
    if (verb === 'popup.view') {
      const facts = result as PopupFacts
      const requests = facts.requests.map(({ id, origin }) => ({ id, site: siteView(origin) }))
      return { ...facts, site: facts.origin === null ? null : siteView(facts.origin), requests }
    }
    return result
  }
  return page as PageCall
}
