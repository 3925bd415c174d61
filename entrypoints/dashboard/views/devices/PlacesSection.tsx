import { CloudUpload } from 'lucide-preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Empty } from '@/components/Empty'
import { kindName } from '@/components/place-words'
import { Section } from '@/components/Section'
import type { State } from '@/entrypoints/dashboard/state'
import { createPlaces } from '@/entrypoints/dashboard/state/places'
import { standingOf } from '@/entrypoints/dashboard/state/standing'
import { keepFocus } from '@/entrypoints/dashboard/views/Page'
import type { FolderPicks } from '@/lib/platform/folders'
import type { Place } from '@/lib/replication/places'
import { PlaceCard } from './PlaceCard'
import { PlaceDialog } from './PlaceDialog'

/** Where copies lie, a card each; to add, change, pause and remove. */
export function PlacesSection({
  state,
  editing,
  onEdit,
}: {
  readonly state: State
  /** Id of the place in the dialog, `new` for one to add, null for none. */
  readonly editing: string | null
  readonly onEdit: (id: string | null) => void
}) {
  const { sync, dashboard, edges, toasts } = state
  const [folders, setFolders] = useState<FolderPicks | null>(null)
  useEffect(() => void state.edges.folders().then(setFolders, () => undefined), [state])
  const places = useMemo(() => createPlaces(state, folders), [state, folders])
  const [trying, setTrying] = useState(false)
  const list = sync.places.value
  const report = sync.report.value
  const device = dashboard.opened.value?.vault.device ?? ''
  const edited = list.find(({ id }) => id === editing) ?? null

  const nameOf = (place: Place) => place.name || kindName(place.entered.kind)
  const failed = () => toasts.show(i18n.t('common.failed'))

  async function remove(place: Place): Promise<void> {
    const undo = await places.remove(place)
    toasts.show(i18n.t('places.removed', [nameOf(place)]), () => void undo().catch(failed))
    keepFocus()
  }

  async function pause(place: Place, isPaused: boolean): Promise<void> {
    await places.pause(place, isPaused)
    toasts.show(
      i18n.t(isPaused ? 'places.paused' : 'places.resumed', [nameOf(place)]),
      () => void places.pause(place, !isPaused).catch(failed),
    )
  }

  return (
    <Section
      title={i18n.t('places.heading')}
      aside={
        list.length > 0 ? (
          <Button size="small" onPress={() => onEdit('new')}>
            {i18n.t('places.add')}
          </Button>
        ) : null
      }
    >
      {list.length === 0 ? (
        <Empty
          icon={CloudUpload}
          example={i18n.t('places.emptyExample')}
          action={{ label: i18n.t('places.add'), onPress: () => onEdit('new') }}
        >
          {i18n.t('places.empty')} {i18n.t('places.emptyWhy')}
        </Empty>
      ) : (
        <ul class="places">
          {list.map((place) => {
            const of = report?.places.find(({ id }) => id === place.id) ?? null
            const standing = standingOf(place, of, device)
            return (
              <li key={place.id}>
                <PlaceCard
                  place={place}
                  standing={standing}
                  now={edges.now()}
                  busy={trying}
                  actions={{
                    onPause: (isPaused) => void pause(place, isPaused).catch(failed),
                    onChange: () => onEdit(place.id),
                    onTry: () => {
                      setTrying(true)
                      void sync.run().then(() => setTrying(false))
                    },
                    onRemove: () => void remove(place).catch(failed),
                    onAllow: () => void places.allow(place, standing.is === 'problem'),
                  }}
                />
              </li>
            )
          })}
        </ul>
      )}
      {editing === 'new' || edited ? (
        <PlaceDialog
          key={editing}
          place={edited}
          places={places}
          onClose={() => onEdit(null)}
          onDone={(called) => {
            onEdit(null)
            toasts.show(i18n.t(edited ? 'places.dialog.changed' : 'places.dialog.added', [called]))
            void sync.run()
          }}
        />
      ) : null}
    </Section>
  )
}
