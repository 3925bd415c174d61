import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { OriginName } from '@/components/OriginName'
import { Section } from '@/components/Section'
import type { State } from '@/entrypoints/dashboard/state'
import { Page } from '@/entrypoints/dashboard/views/Page'
import { RefusalRow } from '@/entrypoints/dashboard/views/RefusalRow'
import { RulesSection } from '@/entrypoints/dashboard/views/rules/RulesSection'
import { Asking } from './Asking'
import { AutoLock } from './AutoLock'
import { ContactPicker } from './ContactPicker'
import { HealthList } from './HealthList'
import { WaysToUnlock } from './WaysToUnlock'

/** How the vault opens and locks, who may ask, what was refused, and how it is. */
export function SecurityView({ state }: { readonly state: State }) {
  const { security, sites, health, sync, dashboard, edges, toasts } = state
  const refusals = security.refusals.value
  return (
    <Page title={i18n.t('dashboard.security.title')}>
      <div class="column">
        <Section title={i18n.t('dashboard.security.health')}>
          <HealthList health={health} sync={sync} now={edges.now()} />
        </Section>
        <Section title={i18n.t('dashboard.security.unlocking')}>
          <WaysToUnlock security={security} toasts={toasts} />
        </Section>
        <Section title={i18n.t('dashboard.security.autoLock')}>
          <AutoLock
            minutes={security.autoLock.value}
            deadline={dashboard.deadline.value}
            now={edges.now()}
            onChange={(minutes) => void security.setAutoLock(minutes)}
            onLock={() => void dashboard.lock()}
          />
        </Section>
        <Section title={i18n.t('dashboard.security.asking')}>
          <Asking sites={sites} siteView={edges.siteView} />
        </Section>
        <Section title={i18n.t('picker.title')}>
          <ContactPicker
            picker={security.picker.value}
            mayAsk={sites.mayAsk.value}
            siteView={edges.siteView}
            onLet={(origin, on) => void security.letPick(origin, on)}
          />
        </Section>
        <Section title={i18n.t('fill.keys.title')}>
          <div class="card stack">
            <p>{i18n.t('fill.keys.how')}</p>
            <p class="quiet small">{i18n.t('fill.keys.other')}</p>
          </div>
        </Section>
        <RulesSection state={state} />
        <Section title={i18n.t('dashboard.security.refusals')} count={refusals.length}>
          {refusals.length === 0 ? (
            <p class="quiet">{i18n.t('dashboard.security.refusalsNone')}</p>
          ) : (
            <ul class="rows">
              {refusals.map((refusal) => {
                const site = edges.siteView(refusal.origin)
                return (
                  <RefusalRow
                    key={refusal.id}
                    refusal={refusal}
                    name={site.before + site.registrable}
                    site={<OriginName site={site} />}
                    now={edges.now()}
                    onLift={() =>
                      void sites.lift(refusal.id).then(() => toasts.show(i18n.t('dashboard.refusal.lifted')))
                    }
                  />
                )
              })}
            </ul>
          )}
        </Section>
        <Section title={i18n.t('dashboard.security.panic')}>
          <p>{i18n.t('dashboard.security.panicText')}</p>
          <div>
            <Button kind="danger" onPress={() => void sites.revokeEverythingAndLock()}>
              {i18n.t('dashboard.security.panicGo')}
            </Button>
          </div>
        </Section>
      </div>
    </Page>
  )
}
