import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { OriginName } from '@/components/OriginName'
import { Section } from '@/components/Section'
import type { PopupView } from '@/lib/protocol/app'

/** Requests that wait for the person, above everything else. */
export function Waiting({
  requests,
  onAnswer,
}: {
  readonly requests: PopupView['requests']
  readonly onAnswer: (id: string) => void
}) {
  if (requests.length === 0) return null
  return (
    <Section title={i18n.t('popup.waiting_title')} count={requests.length}>
      <ul class="waiting">
        {requests.map(({ id, site }) => (
          <li key={id}>
            <span class="waiting-site">
              <OriginName site={site} room={26} /> <span class="quiet">{i18n.t('popup.asks')}</span>
            </span>
            <Button
              size="small"
              kind="primary"
              label={i18n.t('popup.answer_site', [site.before + site.registrable])}
              onPress={() => onAnswer(id)}
            >
              {i18n.t('popup.answer')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
