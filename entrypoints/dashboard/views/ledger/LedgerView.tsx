import { ScrollText } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Empty } from '@/components/Empty'
import { Notice } from '@/components/Notice'
import { Select } from '@/components/Select'
import type { State } from '@/entrypoints/dashboard/state'
import { PAGE } from '@/entrypoints/dashboard/state/ledger'
import { keepFocus, Page } from '@/entrypoints/dashboard/views/Page'
import { nameOfValue, noteOfValue } from '@/entrypoints/dashboard/views/who-has/value-words'
import { DayList } from './DayList'
import { Strip } from './Strip'
import { VerificationNotice } from './VerificationNotice'

const ALL = ''

/** Every disclosure and decision: when over time above, in sentences below. */
export function LedgerView({ state }: { readonly state: State }) {
  const { ledger, myData, edges } = state
  const title = i18n.t('dashboard.ledger.title')
  if (ledger.all.value.length === 0) {
    return (
      <Page title={title}>
        <Empty icon={ScrollText} example={i18n.t('dashboard.ledger.emptyText')}>
          {i18n.t('dashboard.ledger.emptyTitle')}
        </Empty>
      </Page>
    )
  }
  const total = ledger.lines.value.length
  return (
    <Page
      title={title}
      tools={
        <div class="row page-tools">
          <Button onPress={() => ledger.exportCsv()}>{i18n.t('dashboard.ledger.exportCsv')}</Button>
          <Button onPress={() => ledger.exportJson()}>{i18n.t('dashboard.ledger.exportJson')}</Button>
          <Button
            kind="primary"
            busy={ledger.verification.value === 'running'}
            onPress={() => void ledger.verify()}
          >
            {i18n.t('dashboard.ledger.verify')}
          </Button>
        </div>
      }
    >
      <VerificationNotice verification={ledger.verification.value} />
      <Strip bars={ledger.bars.value} brush={ledger.brush.value} onBrush={ledger.chooseTime} />
      <div class="filters">
        <Select
          label={i18n.t('dashboard.ledger.site')}
          value={ledger.site.value ?? ALL}
          choices={[
            { value: ALL, label: i18n.t('dashboard.ledger.allSites') },
            ...ledger.origins.value.map((origin) => {
              const site = edges.siteView(origin)
              return { value: origin, label: site.before + site.registrable }
            }),
          ]}
          onChange={(site) => ledger.choose({ site: site === ALL ? null : site })}
        />
        <Select
          label={i18n.t('dashboard.map.value')}
          value={ledger.value.value ?? ALL}
          choices={[
            { value: ALL, label: i18n.t('dashboard.map.allValues') },
            ...ledger.values.value.map((bundle) => ({
              value: bundle.key,
              label: `${nameOfValue(bundle, myData.record)} · ${noteOfValue(bundle)}`,
            })),
          ]}
          onChange={(value) => ledger.choose({ value: value === ALL ? null : value })}
        />
        <p class="filters-end quiet" role="status">
          {i18n.t('dashboard.ledger.shown', total)}
        </p>
      </div>
      {total === 0 ? (
        <Notice
          action={{
            label: i18n.t('dashboard.map.clear'),
            onPress: () => {
              ledger.choose({ site: null, value: null })
              keepFocus()
            },
          }}
        >
          {i18n.t('dashboard.ledger.nothing')}
        </Notice>
      ) : null}
      <DayList
        days={ledger.days.value}
        siteView={edges.siteView}
        grantOf={ledger.grant}
        deviceOf={ledger.device}
        now={edges.now()}
      />
      {total > ledger.limit.value ? (
        <div>
          <Button
            onPress={() => {
              ledger.limit.value += PAGE
            }}
          >
            {i18n.t('dashboard.ledger.more')}
          </Button>
        </div>
      ) : null}
    </Page>
  )
}
