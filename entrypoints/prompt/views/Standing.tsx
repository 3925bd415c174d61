import { ChevronDown } from 'lucide-preact'
import { i18n } from '#i18n'
import { collectionName, mayText } from '@/components/collection-words'
import { Icon } from '@/components/Icon'
import { claimLabel, formLabel } from '@/components/labels'
import { OriginName } from '@/components/OriginName'
import type { PromptView } from '@/lib/protocol/app'
import { valueText } from './words'

/** What already stands, folded: only what is new asks for attention. */
export function Standing({ view }: { readonly view: PromptView }) {
  const { standing, standingCollections = [] } = view
  const count = standing.length + standingCollections.length
  if (count === 0) return null
  return (
    <details class="standing">
      <summary>
        <span>{i18n.t('prompt.standing', count)}</span>
        <Icon of={ChevronDown} size={16} />
      </summary>
      <dl>
        {standing.map(({ claim, form, text }) => (
          <div key={claim}>
            <dt class="give-label">
              {claimLabel(claim)}
              {form === 'full' ? null : <span class="tag">{formLabel(form, true)}</span>}
            </dt>
            <dd>
              {text === '' ? i18n.t('prompt.standing_gone') : <bdi>{valueText(claim, form, text)}</bdi>}
            </dd>
          </div>
        ))}
        {standingCollections.map(({ collection, owner, actions }) => (
          <div key={collection}>
            <dt class="give-label">
              {collectionName(collection)}
              {owner === null || owner.origin === view.site.origin ? null : (
                <OriginName site={owner} room={36} />
              )}
            </dt>
            <dd>{mayText(actions)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
