import { Globe } from 'lucide-preact'
import { i18n } from '#i18n'
import { Empty } from '@/components/Empty'
import { listText } from '@/components/lists'
import { OriginName } from '@/components/OriginName'
import { Section } from '@/components/Section'
import { When } from '@/components/When'
import type { State } from '@/entrypoints/dashboard/state'
import { TaskList } from '@/entrypoints/dashboard/views/letters/TaskList'
import { Page } from '@/entrypoints/dashboard/views/Page'
import { ageText, numberText, valuesText } from '@/entrypoints/dashboard/views/words'
import { isLocker } from '@/lib/records/locker-name'
import type { SiteSummary } from '@/lib/services/sharing'
import { RevokeEverything } from './RevokeEverything'

/** Every site the person ever dealt with, by last use. */
export function SitesView({ state, go }: { readonly state: State; readonly go: (path: string) => void }) {
  const sites = state.sites.list.value
  const tasks = state.letters.tasks.value
  const title = i18n.t('dashboard.sites.title')
  if (sites.length === 0) {
    return (
      <Page title={title}>
        <Empty
          icon={Globe}
          example={i18n.t('dashboard.sites.emptyText')}
          action={{ label: i18n.t('dashboard.sites.emptyGo'), onPress: () => go('/security') }}
        >
          {i18n.t('dashboard.sites.emptyTitle')}
        </Empty>
      </Page>
    )
  }
  return (
    <Page title={title} tools={<RevokeEverything state={state} />}>
      <p class="quiet">{i18n.t('dashboard.sites.intro')}</p>
      {tasks.length > 0 ? (
        <Section title={i18n.t('letter.tasks')} count={state.letters.waiting.value.open}>
          <TaskList state={state} tasks={tasks} />
        </Section>
      ) : null}
      <ul class="site-list">
        {sites.map((summary) => (
          <li key={summary.site.origin}>
            <SiteRow summary={summary} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

function SiteRow({ summary }: { readonly summary: SiteSummary }) {
  const { site, holdings } = summary
  const lockers = lockersOf(summary)
  const things = [
    valuesText(holdings),
    ageText(holdings),
    lockers > 0 ? i18n.t('locker.works', lockers, [numberText(lockers)]) : '',
  ].filter((text) => text !== null && text !== '')
  const old = new Set(holdings.filter((held) => !held.current).map((held) => held.record)).size
  return (
    <a class="site-row" href={`#/sites/${encodeURIComponent(site.origin)}`}>
      <span class="site-name">
        <OriginName site={site} />
      </span>
      <span class="site-state">
        <StateTag summary={summary} />
      </span>
      <span class="site-things">
        {things.length > 0 ? listText(things as string[]) : i18n.t('dashboard.sites.holdsNothing')}
        {old > 0 ? <span class="old-mark"> · {i18n.t('dashboard.data.old', old)}</span> : null}
      </span>
      <span class="site-when">
        <When at={summary.lastUsed} />
      </span>
    </a>
  )
}

/** Lockers in which the site may work now. */
function lockersOf({ grants }: SiteSummary): number {
  const open = grants.filter(({ state }) => state === 'granted')
  const names = open.flatMap(({ collections }) => (collections ?? []).map(({ collection }) => collection))
  return new Set(names.filter(isLocker)).size
}

function StateTag({ summary }: { readonly summary: SiteSummary }) {
  const live = summary.grants.filter((grant) => grant.state === 'granted').length
  if (live > 0) return <span class="tag">{i18n.t('dashboard.sites.live', live)}</span>
  if (summary.grants.some((grant) => grant.state === 'paused')) {
    return <span class="tag tag-caution">{i18n.t('dashboard.sites.paused')}</span>
  }
  if (summary.refusals.length > 0)
    return <span class="tag tag-quiet">{i18n.t('dashboard.sites.refused')}</span>
  return <span class="tag tag-quiet">{i18n.t('dashboard.sites.ended')}</span>
}
