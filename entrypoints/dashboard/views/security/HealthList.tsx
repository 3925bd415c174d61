import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { absoluteText, whenText } from '@/components/time-text'
import { BACKUP_OLD, type HealthState, isMirrored } from '@/entrypoints/dashboard/state/health'
import { totalOf } from '@/entrypoints/dashboard/state/standing'
import type { Sync } from '@/entrypoints/dashboard/state/sync'
import { totalText } from '@/entrypoints/dashboard/views/total-words'
import { ageInDays, numberText } from '@/entrypoints/dashboard/views/words'
import type { Instant } from '@/lib/base/time'
import type { Health, Repair } from '@/lib/vault/vault'

/** How the vault is, one plain line for each thing that can go wrong. */
export function HealthList({
  health: state,
  sync,
  now,
}: {
  readonly health: HealthState
  readonly sync: Sync
  readonly now: Instant
}) {
  const health = state.health.value
  const backup = state.backup.value
  const words = state.words.value
  if (!health) return null
  const damaged = health.damaged.length
  return (
    <dl class="card health">
      <Line mood="well" term={i18n.t('dashboard.security.saved')}>
        {health.savedAt === null
          ? numberText(health.generation)
          : i18n.t('dashboard.security.savedText', [
              numberText(health.generation),
              whenText(health.savedAt, now),
            ])}
      </Line>
      <Line mood={isMirrored(health) ? 'well' : 'watch'} term={i18n.t('dashboard.security.mirror')}>
        {mirrorText(health, now)}
      </Line>
      <PlacesLine sync={sync} />
      <Line
        mood={backup && now - backup.at <= BACKUP_OLD ? 'well' : 'watch'}
        term={i18n.t('dashboard.security.backup')}
        action={
          <a class="button button-small" href="#/transfer">
            {i18n.t('dashboard.security.backupGo')}
          </a>
        }
      >
        {backup ? (
          <span title={absoluteText(backup.at)}>
            {i18n.t(
              now - backup.at > BACKUP_OLD ? 'dashboard.security.backupOld' : 'dashboard.security.backupText',
              [ageInDays(backup.at, now)],
            )}
          </span>
        ) : (
          i18n.t('dashboard.security.backupNone')
        )}
      </Line>
      <Line mood={words === null ? 'watch' : 'well'} term={i18n.t('dashboard.security.words')}>
        {words === null ? (
          i18n.t('dashboard.security.wordsNone')
        ) : (
          <span title={absoluteText(words)}>
            {i18n.t('dashboard.security.wordsText', [whenText(words, now)])}
          </span>
        )}
      </Line>
      <StorageLine state={state} />
      <Line mood={damaged > 0 ? 'bad' : 'well'} term={i18n.t('dashboard.security.parts')}>
        {damaged > 0
          ? i18n.t('dashboard.security.partsDamaged', damaged)
          : i18n.t('dashboard.security.partsWell', health.segments, [numberText(health.segments)])}
      </Line>
      {health.repairs.length > 0 ? (
        <Line mood="well" term={i18n.t('dashboard.security.repairs')}>
          {health.repairs.map((repair) => (
            <span class="health-repair" key={JSON.stringify(repair)}>
              {repairText(repair)}
            </span>
          ))}
        </Line>
      ) : null}
    </dl>
  )
}

function Line({
  mood,
  term,
  action,
  children,
}: {
  readonly mood: 'well' | 'watch' | 'bad'
  readonly term: string
  readonly action?: ComponentChildren
  readonly children: ComponentChildren
}) {
  return (
    <div class="health-line">
      <dt>
        <span class={`dot dot-${mood}`} aria-hidden="true" /> {term}
      </dt>
      <dd>
        <span>{children}</span> {action}
      </dd>
    </div>
  )
}

/** Where else the vault lies, in one sentence, and the way there. */
function PlacesLine({ sync }: { readonly sync: Sync }) {
  const places = sync.places.value.length
  const report = sync.report.value
  const needy = sync.needy.value
  const text = totalText(totalOf(report, places)) ?? i18n.t('places.security.none')
  return (
    <Line
      mood={places === 0 ? 'watch' : sync.mood.value}
      term={i18n.t('places.security.term')}
      action={
        <a class="button button-small" href="#/devices">
          {i18n.t('places.security.go')}
        </a>
      }
    >
      {text}
      {needy > 0 ? ` · ${i18n.t('places.needs', needy, [numberText(needy)])}` : null}
    </Line>
  )
}

function StorageLine({ state }: { readonly state: HealthState }) {
  const [refused, setRefused] = useState(false)
  const kept = state.persisted.value
  if (kept === null) return null
  return (
    <Line
      mood={kept ? 'well' : 'watch'}
      term={i18n.t('dashboard.security.storage')}
      action={
        kept ? null : (
          <Button size="small" onPress={() => void state.persist().then((given) => setRefused(!given))}>
            {i18n.t('dashboard.security.storageAsk')}
          </Button>
        )
      }
    >
      {kept
        ? i18n.t('dashboard.security.storageYes')
        : i18n.t(refused ? 'dashboard.security.storageRefused' : 'dashboard.security.storageNo')}
    </Line>
  )
}

function mirrorText(health: Health, now: Instant): string {
  if (!health.mirrored) return i18n.t('dashboard.security.mirroredNo')
  if (health.unmirrored > 0)
    return i18n.t('dashboard.security.mirroredFiles', health.unmirrored, [numberText(health.unmirrored)])
  return health.mirroredAt === null
    ? i18n.t('dashboard.security.mirroredYes')
    : i18n.t('dashboard.security.mirroredAt', [whenText(health.mirroredAt, now)])
}

function repairText(repair: Repair): string {
  switch (repair.kind) {
    case 'database-left':
      return i18n.t('dashboard.security.repairDatabase')
    case 'refilled-from-mirror':
      return i18n.t('dashboard.security.repairRefilled', repair.segments)
    case 'segment-from-mirror':
      return i18n.t('dashboard.security.repairSegment', [numberText(repair.sequence)])
    case 'mirror-rewritten':
      return i18n.t('dashboard.security.repairMirror')
    case 'sentinel-rewritten':
      return i18n.t('dashboard.security.repairSentinel')
    case 'head-rebuilt':
      return i18n.t('dashboard.security.repairHead')
  }
}
