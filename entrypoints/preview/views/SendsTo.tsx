import { i18n } from '#i18n'
import { OriginName } from '@/components/OriginName'
import { PART, Rich } from '@/components/rich'
import type { ControlDescription } from '@/lib/forms/description'
import type { FillView } from '@/lib/protocol/fill-app'
import { destinationOf } from '../groups'

/** Said before anything is written: what these controls hold goes to another site when their form is sent. */
export function SendsTo({ view, controls }: SendsToProps) {
  const origins = new Set(controls.map((control) => destinationOf(view.page, control)))
  const sites = [...origins].flatMap((origin) => (origin && view.sendsTo[origin]) || [])
  return sites.map((site) => (
    <p key={site.origin} class="caution-text">
      <Rich text={i18n.t('fill.sends_to', [PART[0]])} parts={[<OriginName key="site" site={site} />]} />
    </p>
  ))
}

interface SendsToProps {
  readonly view: FillView
  readonly controls: readonly ControlDescription[]
}
