import { i18n } from '#i18n'
import { OriginName } from '@/components/OriginName'
import { QuotedLine } from '@/components/Quoted'
import { Section } from '@/components/Section'
import { When } from '@/components/When'
import type { State } from '@/entrypoints/dashboard/state'
import { lockerKey } from '@/entrypoints/dashboard/state/lockers'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { SiteView } from '@/lib/protocol/app'
import type { LockerView } from '@/lib/services/locker-keeping'
import { Room } from './Room'

/** What sites keep with the person, a card for each locker. */
export function LockerSection({ state }: { readonly state: State }) {
  const lockers = state.lockers.list.value
  return (
    <Section
      title={i18n.t('locker.title')}
      {...(lockers.length > 0 && { count: numberText(lockers.length) })}
    >
      {lockers.length === 0 ? (
        <p class="quiet">
          {i18n.t('locker.empty')} {i18n.t('locker.emptyExample')}
        </p>
      ) : (
        <ul class="cards">
          {lockers.map((locker) => (
            <li key={locker.collection}>
              <LockerCard
                locker={locker}
                owner={state.edges.siteView(locker.owner)}
                now={state.edges.now()}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function LockerCard({
  locker,
  owner,
  now,
}: {
  readonly locker: LockerView
  readonly owner: SiteView
  readonly now: number
}) {
  return (
    <a class="card card-link record" href={`#/lockers/${lockerKey(locker.collection)}`}>
      <span class="record-head">
        <span class="record-label">
          <OriginName site={owner} room={32} />
        </span>
        <span class="record-aside">
          <QuotedLine text={locker.name} />
        </span>
      </span>
      <Room locker={locker} />
      <span class="record-foot">
        <span>{i18n.t('locker.documents', locker.documents, [numberText(locker.documents)])}</span>
        {locker.changed === null ? null : (
          <span>
            <When at={locker.changed} now={now} />
          </span>
        )}
      </span>
    </a>
  )
}
