import { Check } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { inSentence, kindLabel } from '@/components/labels'
import { Offer } from '@/components/Offer'
import { Spinner } from '@/components/Spinner'
import type { Core } from '../core'
import { createSave, type SaveItem, type SaveState } from '../save-state'

/** What was typed into the page, record by record beside what the vault has. */
export function Save({ core }: { readonly core: Core }) {
  const [save] = useState(() => createSave(core))
  const seen = core.view.value
  useEffect(() => {
    void save.read()
  }, [save, seen])
  const items = save.items.value
  if (items === null) {
    return (
      <p>
        <Spinner label={i18n.t('common.loading')} />
      </p>
    )
  }
  if (items.length === 0) return <p>{i18n.t('fill.save.nothing')}</p>
  return (
    <>
      <p class="small quiet">{i18n.t('fill.save.what')}</p>
      {items.map((item, place) => (
        <Item key={`${place}-${item.offer.collection}`} item={item} save={save} place={place} />
      ))}
    </>
  )
}

function Item({
  item,
  save,
  place,
}: {
  readonly item: SaveItem
  readonly save: SaveState
  readonly place: number
}) {
  const kind = kindLabel(item.offer.collection)
  if (item.kept) {
    return (
      <p class="with-icon" role="status">
        <Icon of={Check} />
        <span>{i18n.t('fill.save.kept', [kind])}</span>
      </p>
    )
  }
  if (item.offer.outcome === 'same') return <p class="quiet">{i18n.t('fill.save.same', [kind])}</p>
  return (
    <div class="card stack save-item">
      <Offer
        title={kind}
        offer={item.offer}
        draft={item.draft}
        onChange={(draft) => save.setDraft(place, draft)}
      />
      <Button
        kind="primary"
        busy={item.busy}
        inert={!save.canKeep(item)}
        label={i18n.t('fill.save.keep', [inSentence(kind)])}
        onPress={() => void save.keep(place)}
      >
        {i18n.t('asking.keep')}
      </Button>
    </div>
  )
}
