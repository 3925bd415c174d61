import './chooser.css'
import { Check } from 'lucide-preact'
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { countText } from '@/components/collection-words'
import { Icon } from '@/components/Icon'
import { localeTag } from '@/components/locale'
import { type ChooserRow, drawn, found, moved, ROW_HEIGHT, scrolledTo } from '@/components/long-list'
import { Spinner } from '@/components/Spinner'
import { TextInput } from '@/components/TextInput'

export interface ChooserProps {
  readonly collection: string
  /** Null until they are there. */
  readonly rows: readonly ChooserRow[] | null
  readonly picked: ReadonlySet<string>
  /** So many at most; however many where it is not said. */
  readonly most?: number
  readonly onPick: (ids: readonly string[], on: boolean) => void
}

/** People are looked for by name; everything else stands newest first, as it comes. */
function ordered(collection: string, rows: readonly ChooserRow[]): readonly ChooserRow[] {
  if (collection !== 'contacts' && collection !== 'names') return rows
  const collator = new Intl.Collator(localeTag(), { numeric: true })
  return [...rows].sort((a, b) => collator.compare(a.text || a.label, b.text || b.label))
}

/** Which records: a list with a search, of which only what is seen is drawn, however long it is. */
export function Chooser({ collection, rows, picked, most = Number.POSITIVE_INFINITY, onPick }: ChooserProps) {
  const [query, setQuery] = useState('')
  const all = useMemo(() => (rows ? ordered(collection, rows) : []), [collection, rows])
  const shown = useMemo(() => found(all, query), [all, query])
  if (rows === null) {
    return (
      <p class="chooser-none">
        <Spinner label={i18n.t('common.loading')} />
      </p>
    )
  }
  if (rows.length === 0) return <p class="small quiet">{i18n.t('asking.none_there')}</p>
  const areAll = shown.length > 0 && shown.every(({ id }) => picked.has(id))
  const count: [string] = [countText(shown.length)]
  return (
    <div class="chooser">
      {rows.length > 6 ? (
        <TextInput label={i18n.t('asking.search')} type="search" value={query} onInput={setQuery} />
      ) : null}
      <div class="chooser-head">
        <span class="small quiet" role="status">
          {i18n.t('asking.chosen', [countText(picked.size), countText(rows.length)])}
        </span>
        {shown.length === 0 || shown.length > most || most === 1 ? null : (
          <button
            type="button"
            class="link"
            onClick={() =>
              onPick(
                shown.map(({ id }) => id),
                !areAll,
              )
            }
          >
            {areAll
              ? i18n.t('asking.deselect_shown', shown.length, count)
              : i18n.t('asking.select_shown', shown.length, count)}
          </button>
        )}
      </div>
      {shown.length === 0 ? (
        <p class="small quiet chooser-none">{i18n.t('asking.none_found')}</p>
      ) : (
        <List rows={shown} picked={picked} single={most === 1} onPick={onPick} />
      )}
    </div>
  )
}

/** The list keeps the focus itself and names the row it is at, so that drawing and undrawing rows never loses it. */
function List({
  rows,
  picked,
  single,
  onPick,
}: Pick<ChooserProps, 'picked' | 'onPick'> & {
  readonly rows: readonly ChooserRow[]
  readonly single: boolean
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ top: 0, height: ROW_HEIGHT * 6 })
  const [active, setActive] = useState(0)
  const at = Math.min(active, rows.length - 1)
  const { from, to } = drawn(rows.length, place.top, place.height)

  function look(): void {
    const { current } = list
    if (current) setPlace({ top: current.scrollTop, height: current.clientHeight })
  }
  useEffect(look, [rows])

  function go(index: number): void {
    const { current } = list
    setActive(index)
    if (!current) return
    current.scrollTop = scrolledTo(index, current.scrollTop, current.clientHeight)
    look()
  }

  function toggle(index: number): void {
    const row = rows[index]
    if (row) onPick([row.id], !picked.has(row.id))
  }

  function onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(place.height / ROW_HEIGHT) - 1)
    const next = moved(event.key, at, rows.length, page)
    const isAll = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)
    if (next !== null) go(next)
    else if (event.key === ' ' || event.key === 'Enter') toggle(at)
    else if (isAll && !single)
      onPick(
        rows.map((row) => row.id),
        true,
      )
    else return
    event.preventDefault()
  }

  return (
    <>
      <div
        ref={list}
        class={single ? 'chooser-list chooser-single' : 'chooser-list'}
        role="listbox"
        tabIndex={0}
        aria-multiselectable={!single}
        aria-label={i18n.t('asking.list')}
        aria-describedby={`${id}-keys`}
        aria-activedescendant={at >= from && at < to ? `${id}-${at}` : undefined}
        onScroll={look}
        onKeyDown={onKey}
      >
        <div class="chooser-room" role="presentation" style={{ blockSize: `${rows.length * ROW_HEIGHT}px` }}>
          {rows.slice(from, to).map((row, index) => {
            const number = from + index
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys of the row it is at
              // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the row it is at
              <div
                key={row.id}
                id={`${id}-${number}`}
                class={number === at ? 'chooser-row chooser-at' : 'chooser-row'}
                role="option"
                aria-selected={picked.has(row.id)}
                aria-setsize={rows.length}
                aria-posinset={number + 1}
                style={{ insetBlockStart: `${number * ROW_HEIGHT}px` }}
                onClick={() => {
                  setActive(number)
                  toggle(number)
                }}
              >
                <span class="chooser-box" aria-hidden="true">
                  <Icon of={Check} size={14} />
                </span>
                <Words row={row} />
              </div>
            )
          })}
        </div>
      </div>
      <p class="unseen" id={`${id}-keys`}>
        {i18n.t('asking.keys')}
      </p>
    </>
  )
}

function Words({ row: { label, text, more = '', sensitive } }: { readonly row: ChooserRow }) {
  const name = text || label || i18n.t('asking.unnamed')
  const beside = [text && label ? label : '', more, sensitive ? i18n.t('asking.passphrase') : ''].filter(
    Boolean,
  )
  return (
    <span class="chooser-words">
      <bdi class="chooser-name" dir="auto">
        {name}
      </bdi>
      {beside.length > 0 ? <span class="chooser-beside">{beside.join(' · ')}</span> : null}
    </span>
  )
}
