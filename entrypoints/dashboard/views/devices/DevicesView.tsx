import './devices.css'
import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { State } from '@/entrypoints/dashboard/state'
import { Page } from '@/entrypoints/dashboard/views/Page'
import { Condense } from './Condense'
import { DevicesSection } from './DevicesSection'
import { HealthNotes } from './HealthNotes'
import { PlacesSection } from './PlacesSection'
import { Total } from './Total'

/** How often what is told relative to now is told anew. */
const TELL_EVERY = 15_000

/** Where copies of the vault lie, and which devices have it. */
export function DevicesView({ state }: { readonly state: State }) {
  const [editing, setEditing] = useState<string | null>(null)
  const [, tell] = useState(0)
  useEffect(() => {
    const life = new AbortController()
    state.edges.every(TELL_EVERY, () => tell((told) => told + 1), life.signal)
    return () => life.abort()
  }, [state])
  const hasPlaces = state.sync.places.value.length > 0
  return (
    <Page title={i18n.t('places.title')}>
      <div class="column devices">
        <p class="quiet">{i18n.t('places.lead')}</p>
        <Total state={state} />
        <HealthNotes state={state} />
        <PlacesSection state={state} editing={editing} onEdit={setEditing} />
        <DevicesSection state={state} onEditPlace={setEditing} />
        {hasPlaces ? <Condense state={state} /> : null}
      </div>
    </Page>
  )
}
