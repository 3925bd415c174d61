import { i18n } from '#i18n'
import { localeTag } from '@/components/locale'
import { PART, Rich } from '@/components/rich'
import { addDays, type Day, startOfDay } from '@/entrypoints/dashboard/state/days'
import { deviceName } from '@/entrypoints/dashboard/views/device-name'
import type { Instant } from '@/lib/base/time'
import type { Grant } from '@/lib/grants/grant'
import type { LedgerLine } from '@/lib/ledger/entry'
import { writtenEntry } from '@/lib/ledger/written'
import type { SiteView } from '@/lib/protocol/app'
import { Sentence } from './Sentence'

/** Entries under their days, newest first. */
export function DayList({
  days,
  siteView,
  grantOf,
  deviceOf,
  now,
}: {
  readonly days: readonly Day[]
  readonly siteView: (origin: string) => SiteView
  readonly grantOf: (id: string) => Grant | null
  /** Where it happened; null where there is nothing to tell apart. */
  readonly deviceOf: (id: string) => string | null
  readonly now: Instant
}) {
  return (
    <div class="days">
      {days.map(({ day, lines }) => (
        <section class="day" key={day} aria-label={dayText(day, now)}>
          <h2 class="day-title">{dayText(day, now)}</h2>
          <ol class="day-lines">
            {lines.map((line) => (
              <li class="entry" key={line.entry.id}>
                <time class="entry-time" dateTime={new Date(line.entry.at).toISOString()}>
                  {new Intl.DateTimeFormat(localeTag(), { timeStyle: 'short' }).format(line.entry.at)}
                </time>
                <span class="entry-text">
                  <Sentence entry={writtenEntry(line)} siteView={siteView} grantOf={grantOf} now={now} />
                  <OnDevice name={deviceOf(line.entry.id)} />
                </span>
                <Delivery line={line} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function OnDevice({ name }: { readonly name: string | null }) {
  if (name === null) return null
  return (
    <span class="entry-device quiet small">
      {' '}
      <Rich
        text={i18n.t('devices.onDevice', [PART[0]])}
        parts={[<bdi key="device">{deviceName(name)}</bdi>]}
      />
    </span>
  )
}

function Delivery({ line }: { readonly line: LedgerLine }) {
  // Whether each list of records came through is not asked: a site that works in a collection reads all the time.
  if (line.entry.kind !== 'disclosure' || line.entry.way === 'records') return null
  if (line.delivered === true)
    return <span class="entry-mark quiet">{i18n.t('dashboard.ledger.delivered')}</span>
  return (
    <span class="entry-mark tag tag-quiet">
      {i18n.t(line.delivered === false ? 'dashboard.ledger.notDelivered' : 'dashboard.ledger.unknown')}
    </span>
  )
}

function dayText(day: Instant, now: Instant): string {
  const today = startOfDay(now)
  if (day === today) return i18n.t('dashboard.ledger.today')
  if (day === addDays(today, -1)) return i18n.t('dashboard.ledger.yesterday')
  return new Intl.DateTimeFormat(localeTag(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(new Date(day).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
  }).format(day)
}
