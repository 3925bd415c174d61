import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import type { State } from '@/entrypoints/dashboard/state'
import { deviceName } from '@/entrypoints/dashboard/views/device-name'
import { numberText } from '@/entrypoints/dashboard/views/words'

/** What went wrong beyond single places: each once, with what it means. Nothing where all is well. */
export function HealthNotes({ state }: { readonly state: State }) {
  const report = state.sync.report.value
  if (!report || state.sync.places.value.length === 0) return null
  const nameOf = (id: string) => deviceName(report.devices.find((device) => device.id === id)?.name ?? '')
  const lost = new Set(report.missing.map(({ device }) => device))
  const [first = ''] = lost
  const strange = report.strange.objects
  return (
    <>
      {report.forked.map(({ device }) => (
        <Notice key={device} kind="caution">
          {i18n.t('places.health.forked', [nameOf(device)])}
        </Notice>
      ))}
      {lost.size > 0 ? (
        <Notice kind="caution">
          {i18n.t('places.health.missing', lost.size, [numberText(lost.size), nameOf(first)])}
        </Notice>
      ) : null}
      {strange > 0 ? (
        <Notice kind="caution">{i18n.t('places.health.strange', strange, [numberText(strange)])}</Notice>
      ) : null}
      {report.isPhraseEnough ? null : (
        <Notice
          kind="caution"
          action={{
            label: i18n.t('places.health.phraseGo'),
            onPress: () => {
              location.hash = '#/security'
            },
          }}
        >
          {i18n.t('places.health.phrase')}
        </Notice>
      )}
      {report.strange.locked > 0 && !report.isRemoved ? (
        <Notice kind="caution">{i18n.t('places.health.locked')}</Notice>
      ) : null}
      {report.strange.newer ? <Notice kind="caution">{i18n.t('places.health.newer')}</Notice> : null}
    </>
  )
}
