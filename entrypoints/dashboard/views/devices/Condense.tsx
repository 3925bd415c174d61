import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Section } from '@/components/Section'
import type { State } from '@/entrypoints/dashboard/state'

/** Packs what lies at the places, and lets go of what was erased, by the person's decision. */
export function Condense({ state }: { readonly state: State }) {
  const { sync, toasts } = state
  const isBusy = sync.busy.value === 'condense'
  return (
    <Section title={i18n.t('places.condense.heading')}>
      {sync.report.value?.isErasing ? <p>{i18n.t('places.health.erasing')}</p> : null}
      <p class="quiet">{i18n.t('places.condense.text')}</p>
      <div>
        <Button
          busy={isBusy}
          onPress={() =>
            void sync
              .condense()
              .then((done) => toasts.show(i18n.t(done ? 'places.condense.done' : 'places.condense.failed')))
          }
        >
          {i18n.t(isBusy ? 'places.condense.busy' : 'places.condense.go')}
        </Button>
      </div>
    </Section>
  )
}
