import { getDomain } from 'tldts'
import { hostToUnicode } from '@/lib/base/punycode'
import type { SiteView } from '@/lib/protocol/app'

/**
 * An origin as the person should see it: the registrable domain (by the Public Suffix List, private section included, so
 * that neighbours on one host are told apart) apart from what stands before it.
 */
export function siteView(origin: string): SiteView {
  const url = new URL(origin)
  const registrable = registrableDomain(url.hostname)
  const before = url.hostname.slice(0, url.hostname.length - registrable.length)
  const port = url.port === '' ? '' : `:${url.port}`
  const shown = hostToUnicode(url.hostname)
  return {
    origin,
    scheme: url.protocol.slice(0, -1),
    before: hostToUnicode(before),
    registrable: hostToUnicode(registrable) + port,
    ascii: shown === url.hostname ? null : url.hostname,
  }
}

/** The registrable domain of a host in ASCII; the host itself where there is none (an address, `localhost`, a bare suffix). */
export function registrableDomain(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host
}
