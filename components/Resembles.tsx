import './resembles.css'
import { TriangleAlert } from 'lucide-preact'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'
import { differing, type Part } from '@/components/likeness'
import type { ResemblanceView, SiteView } from '@/lib/protocol/app'

const HOW = {
  lookalike: 'asking.lookalike',
  'one-apart': 'asking.one_apart',
  'other-suffix': 'asking.other_suffix',
} as const

/** The site asks under a name like that of another one the person knows: both names, with what differs marked. */
export function Resembles({
  site,
  resembles,
}: {
  readonly site: SiteView
  readonly resembles: ResemblanceView
}) {
  const [asking, known] = differing(site.registrable, resembles.site.registrable)
  return (
    <section class="notice notice-danger resembles" role="alert">
      <div class="notice-text">
        <Icon of={TriangleAlert} />
        <div class="resembles-said">
          <p>
            <strong>{i18n.t('asking.resembles', [`\u2068${resembles.site.registrable}\u2069`])}</strong>{' '}
            {i18n.t(HOW[resembles.how])}
          </p>
          <dl>
            <Name label={i18n.t('asking.asks')} parts={asking} ascii={site.ascii} />
            <Name label={i18n.t('asking.known')} parts={known} ascii={resembles.site.ascii} />
          </dl>
        </div>
      </div>
    </section>
  )
}

function Name({
  label,
  parts,
  ascii,
}: {
  readonly label: string
  readonly parts: readonly Part[]
  readonly ascii: string | null
}) {
  return (
    <div>
      <dt class="small">{label}</dt>
      <dd>
        <bdi dir="ltr" class="origin">
          {parts.map(({ text, differs }, index) =>
            differs ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
          )}
        </bdi>
        {ascii === null ? null : (
          <bdi dir="ltr" class="origin-ascii" title={i18n.t('origin.ascii', [ascii])}>
            {ascii}
          </bdi>
        )}
      </dd>
    </div>
  )
}
