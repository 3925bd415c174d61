import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { draftOf, hasSomething, type OfferDraft, wishOf } from '@/components/offer-draft'
import { type Collected, collect, keepable, type TypedValue } from '@/lib/forms/collect'
import type { OfferView } from '@/lib/protocol/app'
import { MAX_READ } from '@/lib/protocol/fill'
import type { FillView } from '@/lib/protocol/fill-app'
import { isEqual, nearest } from '@/lib/records/nearest'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'
import type { Core } from './core'
import { inGroups } from './groups'

/** One record that could be kept, beside what the vault has. */
export interface SaveItem {
  readonly offer: OfferView
  readonly draft: OfferDraft
  readonly kept: boolean
  readonly busy: boolean
}

export interface SaveState {
  /** Null until the page has said what stands in it. */
  readonly items: ReadonlySignal<readonly SaveItem[] | null>
  /** Reads the page, once for each state of it. */
  read(): Promise<void>
  setDraft(place: number, draft: OfferDraft): void
  canKeep(item: SaveItem): boolean
  keep(place: number): Promise<void>
}

export function createSave({ id, edges, view, matches, trouble, refresh }: Core): SaveState {
  const items = signal<readonly SaveItem[] | null>(null)
  let read: FillView['page'] | null = null

  function change(place: number, part: Partial<SaveItem>): void {
    items.value = (items.value ?? []).map((item, index) => (index === place ? { ...item, ...part } : item))
  }

  async function readAll(controls: readonly number[]): Promise<readonly TypedValue[] | null> {
    const values: TypedValue[] = []
    for (const group of inGroups(controls, MAX_READ)) {
      const read = await edges.call('fill.read', { id, controls: [...group] }).catch(() => null)
      if (read === null) return null
      values.push(...read)
    }
    return values
  }

  return {
    items: computed(() => items.value),

    async read() {
      const seen = view.value
      if (!seen || seen.locked || seen.wish !== 'save' || read === seen.page) return
      read = seen.page
      const controls = keepable(seen.page, matches.value)
      const values = await readAll(controls)
      batch(() => {
        if (values === null) trouble.value = 'gone'
        const all = collect(seen.page, matches.value, values ?? [])
        const taken = new Set<string>()
        items.value = all.map((found) => {
          const others = all.filter((other) => other !== found && other.collection === found.collection)
          const isFree = (record: RecordView) =>
            record.collection !== found.collection ||
            holds(record, found.fields) ||
            (!taken.has(record.id) && !others.some(({ fields }) => holds(record, fields)))
          const offer = offerOf(found, { ...seen, records: seen.records.filter(isFree) })
          if (offer.beside) taken.add(offer.beside.record)
          return { offer, draft: draftOf(offer), kept: false, busy: false }
        })
      })
    },

    setDraft: (place, draft) => change(place, { draft }),
    canKeep: ({ offer, draft, kept, busy }) =>
      !kept && !busy && hasSomething(draft) && offer.outcome !== 'same',

    async keep(place) {
      const item = items.value?.[place]
      if (!item || item.kept || item.busy) return
      const { offer, draft } = item
      change(place, { busy: true })
      trouble.value = null
      const prepared = await edges.prepare(wishOf(offer, draft)).catch(() => null)
      if (!prepared?.ok) {
        change(place, { busy: false, draft: { ...draft, problems: prepared ? prepared.reason : {} } })
        if (!prepared) trouble.value = 'broken'
        return
      }
      const typed = Object.keys(draft.fields).filter(
        (field) => draft.fields[field] === String(offer.fields[field] ?? ''),
      )
      const record = draft.into === 'beside' ? (offer.beside?.record ?? null) : null
      const given = {
        id,
        collection: offer.collection,
        record,
        label: draft.label,
        fields: prepared.value,
        typed,
      }
      try {
        const { accepted } = await edges.call('fill.keep', given)
        change(place, { busy: false, kept: accepted })
        if (!accepted) trouble.value = 'gone'
      } catch (thrown) {
        change(place, { busy: false })
        const code = edges.codeOf(thrown)
        if (code === 'locked') await refresh()
        else trouble.value = code === 'storage-full' ? 'storage-full' : 'broken'
      }
    },
  }
}

const holds = (record: RecordView, fields: Collected['fields']): boolean =>
  Object.entries(fields).every(([name, value]) => isEqual(record, name, value))

/** @param view with the records that no other offer is about. */
function offerOf({ collection, fields }: Collected, { records, site }: FillView): OfferView {
  const known = records.filter((record) => record.collection === collection)
  const near = nearest(known, fields, site.origin)
  const isSame = near !== null && holds(near, fields)
  const country = records
    .filter((record) => record.collection === 'addresses')
    .sort((a, b) => b.changed - a.changed)
    .flatMap((record) => textOf(record, 'country') ?? [])[0]
  return {
    collection,
    fields,
    beside: near && { record: near.id, label: near.label, fields: near.fields },
    outcome: isSame ? 'same' : near ? 'changed' : 'new',
    dialledIn: fields.country ?? country ?? null,
  }
}
