import { ChevronDown } from 'lucide-preact'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'
import { claimLabel, formLabel } from '@/components/labels'
import type { PromptView } from '@/lib/protocol/app'
import { valueText } from './words'

/** What already stands, folded: only what is new asks for attention. */
export function Standing({ standing }: { readonly standing: PromptView['standing'] }) {
  if (standing.length === 0) return null
  return (
    <details class="standing">
      <summary>
        <span>{i18n.t('prompt.standing', standing.length)}</span>
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
      </dl>
    </details>
  )
}
