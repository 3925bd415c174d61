import {
  ArrowLeftRight,
  Database,
  Globe,
  type LucideIcon,
  Mail,
  MonitorSmartphone,
  Network,
  ScrollText,
  ShieldCheck,
} from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Mark } from '@/components/Mark'
import { whenText } from '@/components/time-text'
import { type HealthState, isMirrored } from '@/entrypoints/dashboard/state/health'
import type { Instant } from '@/lib/base/time'
import { ageInDays, numberText } from './words'

const PAGES = [
  { path: '/my-data', word: 'dashboard.nav.myData', icon: Database },
  { path: '/sites', word: 'dashboard.nav.sites', icon: Globe },
  { path: '/who-has-what', word: 'dashboard.nav.whoHas', icon: Network },
  { path: '/ledger', word: 'dashboard.nav.ledger', icon: ScrollText },
  { path: '/devices', word: 'places.nav', icon: MonitorSmartphone },
  { path: '/transfer', word: 'dashboard.nav.transfer', icon: ArrowLeftRight },
  { path: '/security', word: 'dashboard.nav.security', icon: ShieldCheck },
] as const satisfies readonly { path: string; word: string; icon: LucideIcon }[]

/** Pages at the side, a bar below on narrow screens; how the vault is at the foot. */
export function Navigation({
  path,
  sites,
  letters,
  health,
  needy,
  now,
  onLock,
}: {
  readonly path: string
  readonly sites: number
  readonly letters: { readonly open: number; readonly late: number }
  readonly health: HealthState
  /** How many places wait for something the person has to do. */
  readonly needy: number
  readonly now: Instant
  readonly onLock: () => void
}) {
  return (
    <header class="side">
      <div class="side-brand">
        <Mark size={22} />
        <span>{i18n.t('extension.name')}</span>
      </div>
      <nav class="side-nav" aria-label={i18n.t('dashboard.nav.label')}>
        <ul>
          {PAGES.map((page) => {
            const here =
              path === page.path ||
              path.startsWith(`${page.path}/`) ||
              (page.path === '/my-data' && path.startsWith('/lockers/'))
            const count = page.path === '/sites' && sites > 0 ? sites : null
            return (
              <li key={page.path}>
                <a class="side-link" href={`#${page.path}`} aria-current={here ? 'page' : undefined}>
                  <span class="side-icon">
                    <Icon of={page.icon} size={20} />
                  </span>
                  <span class="side-word">{i18n.t(page.word)}</span>
                  {page.path === '/sites' ? <Waiting letters={letters} /> : null}
                  {page.path === '/devices' ? <Needy places={needy} /> : null}
                  {count === null ? null : (
                    <span class="side-count">
                      <span aria-hidden="true">{numberText(count)}</span>
                      <span class="unseen">{i18n.t('dashboard.nav.sitesCount', count)}</span>
                    </span>
                  )}
                </a>
              </li>
            )
          })}
        </ul>
      </nav>
      <div class="side-foot">
        <HealthLines health={health} now={now} />
        <Button size="small" onPress={onLock}>
          {i18n.t('dashboard.nav.lock')}
        </Button>
      </div>
    </header>
  )
}

/** Places that are of no use until the person does something. */
function Needy({ places }: { readonly places: number }) {
  if (places === 0) return null
  const text = i18n.t('places.needs', places, [numberText(places)])
  return (
    <span class="tag tag-caution side-letters" title={text}>
      <span aria-hidden="true">{numberText(places)}</span>
      <span class="unseen">{text}</span>
    </span>
  )
}

/** Letters that wait for an answer, marked once one is overdue. */
function Waiting({
  letters: { open, late },
}: {
  readonly letters: { readonly open: number; readonly late: number }
}) {
  if (open === 0) return null
  const text =
    late > 0
      ? i18n.t('letter.late', late, [numberText(late)])
      : i18n.t('letter.waiting', open, [numberText(open)])
  return (
    <span class={late > 0 ? 'tag tag-caution side-letters' : 'tag tag-quiet side-letters'} title={text}>
      <Icon of={Mail} size={14} />
      <span aria-hidden="true">{numberText(late > 0 ? late : open)}</span>
      <span class="unseen">{text}</span>
    </span>
  )
}

function HealthLines({ health, now }: { readonly health: HealthState; readonly now: Instant }) {
  const found = health.health.value
  if (!found) return null
  const backup = health.backup.value
  const saved =
    found.damaged.length > 0
      ? i18n.t('dashboard.health.damaged', found.damaged.length)
      : isMirrored(found) && found.mirroredAt !== null
        ? i18n.t('dashboard.health.mirrored', [whenText(found.mirroredAt, now)])
        : i18n.t('dashboard.health.mirroring')
  return (
    <a class="side-health" href="#/security">
      <span class="unseen">{i18n.t('dashboard.health.more')}</span>
      <span>
        <span class={`dot dot-${health.mood.value}`} aria-hidden="true" /> {saved}
      </span>
      <span>
        {backup
          ? i18n.t('dashboard.health.backup', [ageInDays(backup.at, now)])
          : i18n.t('dashboard.health.noBackup')}
      </span>
    </a>
  )
}
