import { Search } from 'lucide-preact'
import type { Ref } from 'preact'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'

/** Searches as the person types; Escape clears it. */
export function SearchBox({
  query,
  hits,
  inputRef,
  onQuery,
}: {
  readonly query: string
  readonly hits: number | null
  readonly inputRef: Ref<HTMLInputElement>
  readonly onQuery: (text: string) => void
}) {
  return (
    <search class="search">
      <Icon of={Search} size={16} />
      <input
        ref={inputRef}
        class="input"
        type="search"
        autocomplete="off"
        spellcheck={false}
        aria-label={i18n.t('dashboard.data.search')}
        aria-keyshortcuts="/"
        placeholder={i18n.t('dashboard.data.search')}
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onQuery('')
        }}
      />
      {hits === null ? <kbd>/</kbd> : null}
    </search>
  )
}
