import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Holding } from '@/lib/ledger/entry'
import { COLLECTION_NAMES } from '@/lib/records/collection-names'
import type { FieldVersion, RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'
import type { Dashboard } from './dashboard'
import { createDraft, type Draft } from './draft'
import { countHolders, type HolderCount, type OldNews, oldestNews } from './holding-counts'
import { homeCountry } from './home-country'
import { isKind, type Kind, SECTIONS, type SectionKey } from './kinds'

export interface ShownSection {
  readonly key: SectionKey
  readonly total: number
  /** What is on the page: all, or the first of them. */
  readonly records: readonly RecordView[]
}

export interface MyData {
  readonly query: Signal<string>
  /** Kinds that hold something (or, during a search, a hit), in order. */
  readonly sections: ReadonlySignal<readonly ShownSection[]>
  readonly emptyKinds: ReadonlySignal<readonly Kind[]>
  readonly isEmpty: ReadonlySignal<boolean>
  readonly hits: ReadonlySignal<number | null>
  readonly counts: ReadonlySignal<ReadonlyMap<string, HolderCount>>
  readonly news: ReadonlySignal<(OldNews & { readonly view: RecordView }) | null>
  readonly deleted: ReadonlySignal<readonly RecordView[]>
  showAll(key: SectionKey): void
  record(collection: string, id: string): RecordView | null
  holders(collection: string, id: string): readonly Holding[]
  history(collection: string, id: string): { readonly [field: string]: readonly FieldVersion[] }
  confirm(record: RecordView): Promise<void>
  remove(record: RecordView): Promise<void>
  restore(record: RecordView): Promise<void>
  eraseHistory(record: RecordView): Promise<void>
  erase(record: RecordView): Promise<void>
  /** A form for a record, or for a new one where `id` is null; null when there is no such record or kind. */
  draftOf(collection: string, id: string | null): Draft | null
  /** Gives a draft back that was put away unfinished: the next `draftOf` for it returns it. */
  keepDraft(draft: Draft): void
}

/** How many of a section are on the page before the person asks for all. */
export const FIRST = 24

/** People are looked for by name; everything else stands as it comes. */
function inOrder(kind: Kind, records: readonly RecordView[]): readonly RecordView[] {
  if (kind !== 'contacts') return records
  const collator = new Intl.Collator(undefined, { numeric: true })
  const nameOf = (record: RecordView) => textOf(record, 'name') ?? record.label
  return [...records].sort((a, b) => collator.compare(nameOf(a), nameOf(b)))
}

export function createMyData(dashboard: Dashboard, languages: readonly string[]): MyData {
  const query = signal('')
  const wide = signal<ReadonlySet<SectionKey>>(new Set())
  const keeping = () => dashboard.opened.value?.keeping ?? null
  let putAway: Draft | null = null

  // What was typed or searched does not outlive the open vault.
  effect(() => {
    if (dashboard.opened.value) return
    putAway = null
    query.value = ''
  })

  const byKind = computed(() => {
    dashboard.tick.value
    const service = keeping()
    return new Map(COLLECTION_NAMES.map((kind) => [kind, inOrder(kind, service?.list(kind) ?? [])] as const))
  })
  const found = computed(() => {
    const text = query.value.trim()
    if (text === '') return null
    dashboard.tick.value
    return keeping()?.search(text) ?? []
  })
  const sections = computed(() => {
    const hits = found.value
    const shown: ShownSection[] = []
    for (const { key, kinds } of SECTIONS) {
      const of: readonly string[] = kinds
      const records = hits
        ? hits.filter((record) => of.includes(record.collection))
        : kinds.flatMap((kind) => byKind.value.get(kind) ?? [])
      if (records.length === 0) continue
      const whole = wide.value.has(key) || records.length <= FIRST
      shown.push({ key, total: records.length, records: whole ? records : records.slice(0, FIRST) })
    }
    return shown
  })
  const emptyKinds = computed(() => COLLECTION_NAMES.filter((kind) => byKind.value.get(kind)?.length === 0))
  const counts = computed(() => {
    dashboard.tick.value
    return countHolders(dashboard.opened.value?.sharing.holdings() ?? [])
  })
  const news = computed(() => {
    const found = oldestNews(counts.value)
    const view = found && keeping()?.get(found.collection, found.record)
    return found && view && view.deleted === null ? { ...found, view } : null
  })

  return {
    query,
    sections,
    emptyKinds,
    isEmpty: computed(() => emptyKinds.value.length === COLLECTION_NAMES.length),
    hits: computed(() => found.value?.length ?? null),
    counts,
    news,
    deleted: computed(() => {
      dashboard.tick.value
      return keeping()?.deleted() ?? []
    }),
    showAll(key) {
      wide.value = new Set([...wide.value, key])
    },
    record(collection, id) {
      dashboard.tick.value
      return keeping()?.get(collection, id) ?? null
    },
    holders(collection, id) {
      dashboard.tick.value
      return dashboard.opened.value?.sharing.holders(collection, id) ?? []
    },
    history(collection, id) {
      dashboard.tick.value
      return keeping()?.history(collection, id) ?? {}
    },
    confirm: async (record) => keeping()?.confirm(record.collection, record.id),
    remove: async (record) => keeping()?.remove(record.collection, record.id),
    restore: async (record) => keeping()?.restore(record.collection, record.id),
    eraseHistory: async (record) => keeping()?.eraseHistory(record.collection, record.id),
    erase: async (record) => keeping()?.erase(record.collection, record.id),
    draftOf(collection, id) {
      const kept = putAway
      putAway = null
      if (kept?.collection === collection && (kept.record?.id ?? null) === id) return kept
      if (!isKind(collection)) return null
      const record = id === null ? null : (keeping()?.get(collection, id) ?? null)
      if (id !== null && !record) return null
      const country = homeCountry(byKind.peek().get('addresses') ?? [], languages)
      return createDraft(keeping, {
        collection,
        record,
        phoneCountry: country,
        ...(collection === 'addresses' && country !== null && { values: { country } }),
      })
    },
    keepDraft(draft) {
      putAway = draft
    },
  }
}
