import { Network } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Checkbox } from '@/components/Checkbox'
import { Empty } from '@/components/Empty'
import { Section } from '@/components/Section'
import { Segmented } from '@/components/Segmented'
import { Select } from '@/components/Select'
import type { State } from '@/entrypoints/dashboard/state'
import type { Link } from '@/entrypoints/dashboard/state/who-has'
import { Page } from '@/entrypoints/dashboard/views/Page'
import { HoldingMap } from './HoldingMap'
import { HoldingTable } from './HoldingTable'
import { OldHolders } from './OldHolders'
import { nameOfValue, noteOfValue } from './value-words'

const ALL = ''

/** Who has what: the picture or the table, with the same filters. */
export function WhoHasView({ state }: { readonly state: State }) {
  const { whoHas, myData, edges } = state
  const links = whoHas.all.value
  const title = i18n.t('dashboard.map.title')
  const nameOf = (value: Pick<Link, 'collection' | 'record'>): string => nameOfValue(value, myData.record)
  if (links.length === 0) {
    return (
      <Page title={title}>
        <Empty icon={Network} example={i18n.t('dashboard.map.emptyText')}>
          {i18n.t('dashboard.map.emptyTitle')}
        </Empty>
      </Page>
    )
  }
  const origins = [...new Set(links.map((link) => link.origin))].sort()
  const shown = new Set(whoHas.links.value.map(({ value }) => value))
  const filtered = whoHas.onlyValue.value !== null || whoHas.onlySite.value !== null || whoHas.onlyOld.value
  return (
    <Page
      title={title}
      tools={
        <Segmented
          label={i18n.t('dashboard.map.view')}
          value={whoHas.mode.value}
          choices={[
            { value: 'picture', label: i18n.t('dashboard.map.picture') },
            { value: 'table', label: i18n.t('dashboard.map.table') },
          ]}
          onChange={(mode) => {
            whoHas.mode.value = mode
          }}
        />
      }
    >
      <div class="filters">
        <Select
          label={i18n.t('dashboard.map.value')}
          value={whoHas.onlyValue.value ?? ALL}
          choices={[
            { value: ALL, label: i18n.t('dashboard.map.allValues') },
            ...whoHas.bundles.value.map((bundle) => ({
              value: bundle.key,
              label: `${nameOf(bundle)} · ${noteOfValue(bundle)}`,
            })),
          ]}
          onChange={(value) => {
            whoHas.onlyValue.value = value === ALL ? null : value
          }}
        />
        <Select
          label={i18n.t('dashboard.map.site')}
          value={whoHas.onlySite.value ?? ALL}
          choices={[
            { value: ALL, label: i18n.t('dashboard.map.allSites') },
            ...origins.map((origin) => {
              const site = edges.siteView(origin)
              return { value: origin, label: site.before + site.registrable }
            }),
          ]}
          onChange={(value) => {
            whoHas.onlySite.value = value === ALL ? null : value
          }}
        />
        <div class="filters-end">
          <Checkbox
            checked={whoHas.onlyOld.value}
            onChange={(checked) => {
              whoHas.onlyOld.value = checked
            }}
          >
            {i18n.t('dashboard.map.onlyOld')}
          </Checkbox>
          {filtered ? (
            <Button
              kind="plain"
              size="small"
              onPress={() => {
                whoHas.onlyValue.value = null
                whoHas.onlySite.value = null
                whoHas.onlyOld.value = false
              }}
            >
              {i18n.t('dashboard.map.clear')}
            </Button>
          ) : null}
        </div>
      </div>
      {whoHas.links.value.length === 0 ? (
        <p class="quiet">{i18n.t('dashboard.map.nothing')}</p>
      ) : whoHas.mode.value === 'picture' ? (
        <HoldingMap picture={whoHas.picture.value} nameOfValue={nameOf} siteView={edges.siteView} />
      ) : (
        <HoldingTable links={whoHas.links.value} nameOfValue={nameOf} siteView={edges.siteView} />
      )}
      {whoHas.onlyOld.value && whoHas.old.value.length > 0 ? (
        <Section title={i18n.t('holder.oldTitle')}>
          <OldHolders state={state} only={shown} site={whoHas.onlySite.value} />
        </Section>
      ) : null}
    </Page>
  )
}
