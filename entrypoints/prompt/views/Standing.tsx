import { ChevronDown } from 'lucide-preact'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'
import { claimLabel } from '@/components/labels'
import { plainLine } from '@/lib/base/text'
import type { PromptView } from '@/lib/protocol/app'

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
        {standing.map(({ claim, text }) => (
          <div key={claim}>
            <dt class="small quiet">{claimLabel(claim)}</dt>
            <dd>
              <bdi>{plainLine(text)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
