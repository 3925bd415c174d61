import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { OriginName } from '@/components/OriginName'
import { Section } from '@/components/Section'
import { absoluteText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { groupByDay } from '@/entrypoints/dashboard/state/days'
import { asksBy } from '@/entrypoints/dashboard/state/sites'
import { DayList } from '@/entrypoints/dashboard/views/ledger/DayList'
import { SiteLetters } from '@/entrypoints/dashboard/views/letters/SiteLetters'
import { keepFocus, Page } from '@/entrypoints/dashboard/views/Page'
import { RefusalRow } from '@/entrypoints/dashboard/views/RefusalRow'
import { recordName } from '@/entrypoints/dashboard/views/record-text'
import { SiteRules } from '@/entrypoints/dashboard/views/rules/SiteRules'
import { nounOf, numberText } from '@/entrypoints/dashboard/views/words'
import type { Holding } from '@/lib/ledger/entry'
import { Grants } from './Grants'
import { HeldList } from './HeldList'

const LINES = 30

/** One site: what it may have, what it has, what it was refused, what happened. */
export function SiteView({
  state,
  origin,
  go,
}: {
  readonly state: State
  readonly origin: string
  readonly go: (path: string) => void
}) {
  const { sites, myData, edges, toasts } = state
  const summary = sites.site(origin)
  const back = { href: '#/sites', label: i18n.t('dashboard.sites.all') }
  if (!summary) {
    return (
      <Page title={i18n.t('dashboard.sites.title')} back={back}>
        <p>{i18n.t('dashboard.sites.gone')}</p>
      </Page>
    )
  }
  const { site, grants, holdings, refusals } = summary
  const name = site.before + site.registrable
  const standing = grants.filter((grant) => grant.state === 'granted' || grant.state === 'paused')
  const hasEnded = grants.some((grant) => grant.state === 'revoked' || grant.state === 'expired')
  const lines = sites.ledger(origin)
  const nameOfValue = (held: Holding): string => {
    const view = myData.record(held.collection, held.record)
    return view ? recordName(view) : i18n.t('dashboard.map.deletedValue', [nounOf(held.collection)])
  }
  return (
    <Page
      title={name}
      heading={<OriginName site={site} size="large" />}
      back={back}
      tools={
        standing.length > 0 ? (
          <Button
            kind="danger"
            label={i18n.t('dashboard.sites.revokeAllFrom', [name])}
            onPress={() =>
              void sites
                .revokeSite(origin)
                .then(() => toasts.show(i18n.t('dashboard.sites.revokedAll', [name])))
                .then(keepFocus)
            }
          >
            {i18n.t('dashboard.sites.revokeAll')}
          </Button>
        ) : undefined
      }
    >
      <p class="quiet">
        {i18n.t('dashboard.sites.first', [absoluteText(summary.first)])}
        {holdings.length > 0 ? ` ${i18n.t('dashboard.sites.keeps')}` : null}
      </p>
      <Grants state={state} name={name} grants={grants} />
      <SiteLetters state={state} origin={origin} name={name} offer={hasEnded} />
      <Section title={i18n.t('dashboard.sites.holds')} count={numberText(holdings.length)}>
        {holdings.length === 0 ? (
          <p class="quiet">{i18n.t('dashboard.sites.holdsNone')}</p>
        ) : (
          <HeldList holdings={holdings} nameOfValue={nameOfValue} />
        )}
      </Section>
      {refusals.length > 0 ? (
        <Section title={i18n.t('dashboard.sites.refusals')} count={refusals.length}>
          <ul class="rows">
            {refusals.map((refusal) => (
              <RefusalRow
                key={refusal.id}
                refusal={refusal}
                name={name}
                now={edges.now()}
                onLift={() =>
                  void sites.lift(refusal.id).then(() => toasts.show(i18n.t('dashboard.refusal.lifted')))
                }
              />
            ))}
          </ul>
        </Section>
      ) : null}
      <SiteRules state={state} origin={origin} name={name} />
      <Section title={i18n.t('dashboard.sites.mayAsk')}>
        <MayAsk
          by={asksBy(sites.mayAsk.value, origin)}
          onStop={() =>
            void sites.stopAsking(origin).then(() => toasts.show(i18n.t('dashboard.sites.stopped', [name])))
          }
        />
      </Section>
      <Section title={i18n.t('dashboard.sites.ledger')} count={lines.length}>
        <DayList
          days={groupByDay(lines.slice(0, LINES))}
          siteView={edges.siteView}
          grantOf={state.ledger.grant}
          deviceOf={state.ledger.device}
          now={edges.now()}
        />
        {lines.length > LINES ? (
          <div>
            <Button
              onPress={() => {
                state.ledger.choose({ site: origin, value: null })
                go('/ledger')
              }}
            >
              {i18n.t('dashboard.sites.ledgerAll')}
            </Button>
          </div>
        ) : null}
      </Section>
    </Page>
  )
}

function MayAsk({ by, onStop }: { readonly by: 'all' | 'single' | 'no'; readonly onStop: () => void }) {
  if (by === 'no') return <p class="quiet">{i18n.t('dashboard.sites.mayAskNo')}</p>
  if (by === 'all') {
    return (
      <p>
        {i18n.t('dashboard.sites.mayAskAll')}{' '}
        <a href="#/security">{i18n.t('dashboard.sites.mayAskSecurity')}</a>
      </p>
    )
  }
  return (
    <div class="row">
      <span>{i18n.t('dashboard.sites.mayAskYes')}</span>
      <Button onPress={onStop}>{i18n.t('dashboard.sites.mayAskRemove')}</Button>
    </div>
  )
}
