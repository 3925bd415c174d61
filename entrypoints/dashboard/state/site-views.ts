import { signal } from '@preact/signals'
import type { SiteView } from '@/lib/protocol/app'

/**
 * Origins as the person should see them. The list of public suffixes is heavy and comes after the first paint; until
 * then a host stands whole, and what was drawn with it is drawn again.
 */
export function createSiteViews(
  load: () => Promise<(origin: string) => SiteView> = async () =>
    (await import('@/lib/services/site-view')).siteView,
): (origin: string) => SiteView {
  const known = signal<((origin: string) => SiteView) | null>(null)
  void load().then((view) => {
    known.value = view
  })
  return (origin) => (known.value ? known.value(origin) : wholeHost(origin))
}

function wholeHost(origin: string): SiteView {
  const url = new URL(origin)
  return { origin, scheme: url.protocol.slice(0, -1), before: '', registrable: url.host, ascii: null }
}
