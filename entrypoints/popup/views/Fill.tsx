import { FileUp, Save, SquarePen } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Notice } from '@/components/Notice'
import type { FillWish } from '@/lib/protocol/fill'

export interface FillProps {
  /** The browser did not let the page be looked at. */
  readonly failed: boolean
  readonly onStart: (wish: FillWish) => void
}

/** What can be done with a form of the page in front. Whether it has one is known only once one of these is pressed. */
export function Fill({ failed, onStart }: FillProps) {
  return (
    <section class="fill" aria-label={i18n.t('fill.title')}>
      <Button onPress={() => onStart('fill')}>
        <Icon of={SquarePen} size={16} />
        <span>{i18n.t('fill.popup.fill')}</span>
      </Button>
      <div class="fill-more">
        <Button kind="plain" size="small" onPress={() => onStart('save')}>
          <Icon of={Save} size={15} />
          <span>{i18n.t('fill.popup.save')}</span>
        </Button>
        <Button kind="plain" size="small" onPress={() => onStart('attach')}>
          <Icon of={FileUp} size={15} />
          <span>{i18n.t('fill.popup.attach')}</span>
        </Button>
      </div>
      {failed ? (
        <Notice kind="caution" live>
          {i18n.t('fill.popup.failed')}
        </Notice>
      ) : null}
    </section>
  )
}
