import { newId, type RandomBytes } from '@/lib/base/ids'
import { canonicalJson, type Json } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import { type Clock, DAY } from '@/lib/base/time'
import { COLLECTION_NAMES, collectionOf } from '@/lib/records/collections'
import { cleanLine } from '@/lib/records/fields'
import { versionsOf } from '@/lib/records/merge'
import { type FieldProblems, type FieldValues, prepareFields } from '@/lib/records/prepare'
import type { FieldVersion, Provenance, RecordState, RecordView, Stamp } from '@/lib/records/record'
import { CONFIRMED, CREATED, DELETED, isOwnField, LABEL, textOf, viewOf } from '@/lib/records/view'
import { createSearching } from '@/lib/services/searching'
import type { Vault, VaultReader } from '@/lib/vault/vault'

export type { FieldProblem } from '@/lib/records/fields'
export type { FieldProblems } from '@/lib/records/prepare'

/** How long a deleted record can be restored. */
export const RESTORABLE = 30 * DAY

const MAX_LABEL = 60

/** The person's records, as the dashboard works on them. */
export interface Keeping {
  /** Current records of a collection, deleted ones left out, newest first. */
  list(collection: string): readonly RecordView[]
  /** The record, deleted or not; null when there is none or it was erased. */
  get(collection: string, id: string): RecordView | null
  /**
   * Keeps a new record. One that is there already is not kept twice: it is returned, with the new label where that differs.
   * What is wrong with the label stands under `~label`.
   */
  add(
    collection: string,
    label: string,
    fields: { readonly [field: string]: Json },
    from?: Provenance,
  ): Promise<Result<RecordView, FieldProblems>>
  /** Changes only the fields given; null empties one. @throws Error when there is no such record. */
  edit(
    collection: string,
    id: string,
    change: { readonly label?: string; readonly fields?: { readonly [field: string]: Json } },
  ): Promise<Result<RecordView, FieldProblems>>
  /** The person looked at it and says it is right. */
  confirm(collection: string, id: string): Promise<void>
  /** Restorable for 30 days by `restore`. */
  remove(collection: string, id: string): Promise<void>
  restore(collection: string, id: string): Promise<void>
  /** Newest deletion first. */
  deleted(): readonly RecordView[]
  /** Older versions of each field, newest first. */
  history(collection: string, id: string): { readonly [field: string]: readonly FieldVersion[] }
  eraseHistory(collection: string, id: string): Promise<void>
  /** At once and for good. */
  erase(collection: string, id: string): Promise<void>
  /** Erases what was deleted more than 30 days ago. @returns how many records. */
  purge(): Promise<number>
  /** Records whose label or values match, best first. */
  search(text: string): readonly RecordView[]
  /** Loads the search index; until then `search` compares letter by letter. */
  prepareSearch(): Promise<void>
}

export interface KeepingEdges {
  readonly vault: Vault
  readonly now: Clock
  readonly random: RandomBytes
  /** Where telephone numbers without a country are dialled, ISO 3166-1 alpha-2; else the country of the newest address. */
  readonly country?: () => string | null
}

/** Works on the records of an open vault. Everything is committed before it is reported done. */
export function createKeeping({ vault, now, random, country }: KeepingEdges): Keeping {
  const views = new WeakMap<RecordState, RecordView>()
  const texts = new WeakMap<RecordState, string>()
  const searching = createSearching({ vault, show })

  /** States are never changed in place, so each is turned into a view once. */
  function show(state: RecordState): RecordView {
    const known = views.get(state)
    if (known) return known
    const view = viewOf(state)
    views.set(state, view)
    return view
  }

  /** The values as one text, by which an import of thousands finds what is there already. */
  function textOfValues(state: RecordState): string {
    const known = texts.get(state)
    if (known !== undefined) return known
    const text = canonicalJson(show(state).fields)
    texts.set(state, text)
    return text
  }

  /** The record that holds exactly these values. */
  function twin(reader: VaultReader, collection: string, text: string): RecordView | null {
    const same = reader
      .all(collection)
      .find((state) => textOfValues(state) === text && show(state).deleted === null)
    return same ? show(same) : null
  }

  function all(collection: string): readonly RecordView[] {
    return collectionOf(collection) ? vault.all(collection).map(show) : []
  }

  function list(collection: string): readonly RecordView[] {
    return all(collection)
      .filter((view) => view.deleted === null)
      .sort((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1))
  }

  function get(collection: string, id: string): RecordView | null {
    const state = collectionOf(collection) ? vault.get(collection, id) : null
    return state && show(state)
  }

  function must(collection: string, id: string): RecordView {
    const view = get(collection, id)
    if (!view) throw new Error('no such record')
    return view
  }

  function dialledIn(): string | null {
    const own = country?.() ?? null
    if (own !== null) return own
    for (const view of list('addresses')) {
      const code = textOf(view, 'country')
      if (code !== null) return code
    }
    return null
  }

  /** Sets own fields of a record that is there; does nothing to one that is gone. */
  async function set(collection: string, id: string, values: FieldValues): Promise<void> {
    must(collection, id)
    await vault.commit((state) =>
      state.get(collection, id) ? [change(collection, id, values, vault.stamp())] : [],
    )
  }

  return {
    list,
    get,
    async add(collection, label, fields, from = { by: 'person', at: now() }) {
      const name = cleanLabel(label)
      const prepared = await prepareFields({
        collection,
        change: fields,
        before: {},
        label,
        country: dialledIn(),
      })
      if (!prepared.ok || name === null)
        return refused({ ...(prepared.ok ? {} : prepared.reason), ...labelProblem(label) })
      const values = withoutEmpty(prepared.value)
      const text = canonicalJson(values)
      const fresh = newId(random)
      let id = fresh
      await vault.commit((state) => {
        const same = twin(state, collection, text)
        id = same?.id ?? fresh
        if (same)
          return name === '' || name === same.label
            ? []
            : [change(collection, id, { [LABEL]: name }, vault.stamp())]
        const own = { [LABEL]: name, [CREATED]: now(), ...(from.by === 'person' && { [CONFIRMED]: from.at }) }
        return [change(collection, id, { ...values, ...own }, vault.stamp(), from)]
      })
      return ok(must(collection, id))
    },
    async edit(collection, id, { label, fields = {} }) {
      const before = must(collection, id)
      const name = label === undefined ? before.label : cleanLabel(label)
      const wish = {
        collection,
        change: fields,
        before: before.fields,
        label: name ?? '',
        country: dialledIn(),
      }
      const prepared = Object.keys(fields).length > 0 ? await prepareFields(wish) : ok<FieldValues>({})
      if (!prepared.ok || name === null)
        return refused({ ...(prepared.ok ? {} : prepared.reason), ...labelProblem(label ?? '') })
      await vault.commit((state) => {
        const current = state.get(collection, id)
        if (!current) return []
        const view = show(current)
        const values = differing(prepared.value, view.fields)
        const own: FieldValues = {
          ...(name !== view.label && label !== undefined && { [LABEL]: name }),
          ...(Object.keys(values).length > 0 && { [CONFIRMED]: now() }),
        }
        const changes = { ...values, ...own }
        return Object.keys(changes).length > 0
          ? [change(collection, id, changes, vault.stamp(), { by: 'person', at: now() })]
          : []
      })
      return ok(must(collection, id))
    },
    confirm: (collection, id) => set(collection, id, { [CONFIRMED]: now() }),
    remove: (collection, id) => set(collection, id, { [DELETED]: now() }),
    restore: (collection, id) => set(collection, id, { [DELETED]: null }),
    deleted: () =>
      COLLECTION_NAMES.flatMap(all)
        .filter((view) => view.deleted !== null)
        .sort((a, b) => (b.deleted ?? 0) - (a.deleted ?? 0)),
    history(collection, id) {
      const state = collectionOf(collection) ? vault.get(collection, id) : null
      if (!state) return {}
      const older = Object.keys(state.fields)
        .filter((field) => !isOwnField(field) || field === LABEL)
        .map((field) => [field, versionsOf(state, field).slice(1)] as const)
      return Object.fromEntries(older.filter(([, versions]) => versions.length > 0))
    },
    async eraseHistory(collection, id) {
      must(collection, id)
      await vault.commit((reader) => {
        const state = reader.get(collection, id)
        const floors = Object.keys(state?.fields ?? {}).flatMap((field) => {
          const [current, ...older] = state ? versionsOf(state, field) : []
          return current && older.length > 0 ? [[field, current.stamp] as const] : []
        })
        return floors.length > 0 ? [{ collection, id, fields: {}, floors: Object.fromEntries(floors) }] : []
      })
    },
    async erase(collection, id) {
      must(collection, id)
      await vault.commit(() => [{ collection, id, fields: {}, erased: vault.stamp() }])
    },
    async purge() {
      let gone = 0
      await vault.commit((reader) => {
        const due = COLLECTION_NAMES.flatMap((collection) => reader.all(collection).map(show)).filter(
          (view) => view.deleted !== null && now() - view.deleted > RESTORABLE,
        )
        gone = due.length
        return due.map(({ collection, id }) => ({ collection, id, fields: {}, erased: vault.stamp() }))
      })
      return gone
    },
    search: searching.search,
    prepareSearch: searching.prepare,
  }
}

/** A change that sets `values`, those of the collection with where they came from. */
function change(
  collection: string,
  id: string,
  values: FieldValues,
  stamp: Stamp,
  from?: Provenance,
): RecordState {
  const fields = Object.entries(values).map(([field, value]): [string, readonly FieldVersion[]] => [
    field,
    [from && !isOwnField(field) ? { value, stamp, from } : { value, stamp }],
  ])
  return { collection, id, fields: Object.fromEntries(fields) }
}

function withoutEmpty(values: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

function differing(values: FieldValues, current: FieldValues): FieldValues {
  const same = (field: string, value: Json) =>
    canonicalJson(value) === canonicalJson(Object.hasOwn(current, field) ? (current[field] ?? null) : null)
  return Object.fromEntries(Object.entries(values).filter(([field, value]) => !same(field, value)))
}

/** @returns null for a label that cannot be kept. */
function cleanLabel(label: string): string | null {
  const clean = cleanLine(label)
  return label.isWellFormed() && clean.length <= MAX_LABEL ? clean : null
}

function labelProblem(label: string): FieldProblems {
  if (cleanLabel(label) !== null) return {}
  return { [LABEL]: label.isWellFormed() ? 'too-long' : 'not-text' }
}
