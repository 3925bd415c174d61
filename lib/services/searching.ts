/** Search over the person's records: an index in memory, made after the first paint and kept current by the vault. */
import type MiniSearch from 'minisearch'
import { COLLECTION_NAMES, collectionOf, isSensitiveField } from '@/lib/records/collections'
import { countryName } from '@/lib/records/country'
import type { RecordState, RecordView } from '@/lib/records/record'
import { summaryOf } from '@/lib/records/summary'
import { textOf } from '@/lib/records/view'
import type { Vault } from '@/lib/vault/vault'

export interface Searching {
  /** Records that hold every word of `text`, best first. Compares letter by letter until `prepare` is done. */
  search(text: string): readonly RecordView[]
  prepare(): Promise<void>
}

interface Entry {
  readonly id: string
  readonly label: string
  readonly text: string
}

type Index = MiniSearch<Entry>
type Key = { readonly collection: string; readonly id: string }

export function createSearching({
  vault,
  show,
}: {
  readonly vault: Vault
  readonly show: (state: RecordState) => RecordView
}): Searching {
  let index: Index | null = null
  let loading: Promise<void> | null = null

  vault.subscribe((changed) => {
    if (index) for (const key of changed) refresh(index, key)
  })

  function view({ collection, id }: Key): RecordView | null {
    const state = collectionOf(collection) ? vault.get(collection, id) : null
    const shown = state && show(state)
    return shown && shown.deleted === null ? shown : null
  }

  function refresh(into: Index, key: Key): void {
    const id = entryId(key)
    if (into.has(id)) into.discard(id)
    const shown = view(key)
    if (shown) into.add(entryOf(shown))
  }

  function everything(): readonly RecordView[] {
    return COLLECTION_NAMES.flatMap((collection) => vault.all(collection).map(show)).filter(
      (one) => one.deleted === null,
    )
  }

  async function build(): Promise<void> {
    const { default: Search } = await import('minisearch')
    // All in one step, so that nothing changes between reading and listening: 10,000 records take a fraction of a second.
    const made: Index = new Search<Entry>({
      fields: ['label', 'text'],
      tokenize: words,
      processTerm: (term) => term,
      searchOptions: {
        boost: { label: 3 },
        combineWith: 'AND',
        prefix: true,
        fuzzy: slips,
      },
    })
    made.addAll(everything().map(entryOf))
    index = made
  }

  function prepare(): Promise<void> {
    loading ??= build().catch((cause: unknown) => {
      loading = null
      throw cause
    })
    return loading
  }

  return {
    search(text) {
      const asked = words(text)
      if (asked.length === 0) return []
      if (index) return index.search(text).flatMap(({ id }) => view(keyOf(String(id))) ?? [])
      void prepare().catch(() => {})
      return everything().filter((one) => {
        const { label, text } = entryOf(one)
        const held = fold(`${label} ${text}`)
        return asked.every((word) => held.includes(word))
      })
    },
    prepare,
  }
}

/** Letters that may be wrong in a word: one from four letters on, two (a swap) from seven. In a number none. */
function slips(word: string): number | false {
  return word.length < 4 || /\d/.test(word) ? false : word.length < 7 ? 1 : 2
}

/** Words of a text without case and accents. Scripts that do not part words are cut into pairs of characters. */
export function words(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => {
    if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)) return [word]
    const characters = [...word]
    return characters.length < 3
      ? [word]
      : characters.slice(1).map((character, i) => `${characters[i]}${character}`)
  })
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}

/** What can be found: label and values, without what is sensitive; of a card its last digits, of a number all spellings. */
function entryOf(view: RecordView): Entry {
  const held = Object.entries(view.fields).flatMap(([field, value]) =>
    typeof value === 'string' && !isSensitiveField(view, field) && !field.startsWith('file/') ? [value] : [],
  )
  const country = textOf(view, 'country')
  const national = textOf(view, 'tel-national')?.replace(/ /g, '')
  const more = [...summaryOf(view), country === null ? '' : countryName(country), national ?? '']
  return { id: entryId(view), label: view.label, text: [...held, ...more].join('\n') }
}

function entryId({ collection, id }: Key): string {
  return `${collection}/${id}`
}

function keyOf(entry: string): Key {
  const cut = entry.indexOf('/')
  return { collection: entry.slice(0, cut), id: entry.slice(cut + 1) }
}
