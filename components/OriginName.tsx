import { i18n } from '#i18n'
import { elideStart } from '@/components/elide'
import type { SiteView } from '@/lib/protocol/app'

export interface OriginNameProps {
  readonly site: SiteView
  readonly size?: 'normal' | 'large'
  /** Characters shown at most; what is too much goes from the left. The registrable domain always stands whole. */
  readonly room?: number
}

/** A site's name: what stands before the registrable domain quiet, that domain bold, plain letters beside it. */
export function OriginName({ site, size = 'normal', room = 48 }: OriginNameProps) {
  const insecure = site.scheme.startsWith('http') && !site.scheme.startsWith('https')
  const before = elideStart(site.before, Math.max(4, room - site.registrable.length))
  return (
    <bdi dir="ltr" class={size === 'large' ? 'origin origin-large' : 'origin'} title={site.origin}>
      {insecure ? (
        <span class="origin-scheme" title={i18n.t('origin.insecure')}>
          http://
        </span>
      ) : null}
      {before ? <span class="origin-before">{before}</span> : null}
      <span class="origin-registrable">{site.registrable}</span>
      {site.ascii ? (
        <span class="origin-ascii" title={i18n.t('origin.ascii', [site.ascii])}>
          {site.ascii}
        </span>
      ) : null}
    </bdi>
  )
}
