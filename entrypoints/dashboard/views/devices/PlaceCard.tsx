import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { kindName } from '@/components/place-words'
import { moodOfStanding, type Standing } from '@/entrypoints/dashboard/state/standing'
import type { Instant } from '@/lib/base/time'
import type { Place } from '@/lib/replication/places'
import { standingText } from './standing-words'

export interface PlaceActions {
  readonly onPause: (isPaused: boolean) => void
  readonly onChange: () => void
  readonly onTry: () => void
  readonly onRemove: () => void
  /** First thing in the press. */
  readonly onAllow: () => void
}

/** One place: its name, how it stands in plain words, and what can be done. */
export function PlaceCard({
  place,
  standing,
  now,
  busy,
  actions,
}: {
  readonly place: Place
  readonly standing: Standing
  readonly now: Instant
  /** All places are being asked. */
  readonly busy: boolean
  readonly actions: PlaceActions
}) {
  const { says, todo } = standingText(standing, now)
  const isFolder = place.entered.kind === 'folder'
  const name = place.name || kindName(place.entered.kind)
  // A folder that is not there may have been moved: then it is picked anew.
  const isGone = isFolder && standing.is === 'problem' && standing.problem === 'no-place'
  const asks = standing.is === 'permission' || standing.is === 'handle' || isGone
  return (
    <article class="card place" aria-label={name}>
      <div class="place-head">
        <h3 dir="auto">{name}</h3>
        <span class="quiet small">{kindName(place.entered.kind)}</span>
      </div>
      <p>
        <span class={`dot dot-${moodOfStanding(standing)}`} aria-hidden="true" /> {says}
      </p>
      {todo ? <p class="quiet">{isGone ? i18n.t('places.todo.folder') : todo}</p> : null}
      <div class="row place-actions">
        {asks ? (
          <Button
            kind="primary"
            size="small"
            label={i18n.t(isGone ? 'places.action.chooseThis' : 'places.action.allowThis', [name])}
            onPress={actions.onAllow}
          >
            {i18n.t(isGone ? 'places.action.choose' : 'places.action.allow')}
          </Button>
        ) : null}
        {standing.is === 'problem' ? (
          <Button
            size="small"
            busy={busy}
            label={i18n.t('places.action.tryThis', [name])}
            onPress={actions.onTry}
          >
            {i18n.t('places.action.try')}
          </Button>
        ) : null}
        {isFolder ? null : (
          <Button size="small" label={i18n.t('places.action.changeThis', [name])} onPress={actions.onChange}>
            {i18n.t('places.action.change')}
          </Button>
        )}
        <Button
          size="small"
          label={i18n.t(place.isPaused ? 'places.action.resumeThis' : 'places.action.pauseThis', [name])}
          onPress={() => actions.onPause(!place.isPaused)}
        >
          {i18n.t(place.isPaused ? 'places.action.resume' : 'places.action.pause')}
        </Button>
        <Button
          size="small"
          kind="danger"
          label={i18n.t('places.action.removeThis', [name])}
          onPress={actions.onRemove}
        >
          {i18n.t('places.action.remove')}
        </Button>
      </div>
    </article>
  )
}
