import { Plus } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Empty } from '@/components/Empty'
import { Icon } from '@/components/Icon'
import { kindLabel } from '@/components/labels'
import { Menu } from '@/components/Menu'
import type { State } from '@/entrypoints/dashboard/state'
import { NOBODY, recordKey } from '@/entrypoints/dashboard/state/holding-counts'
import { LockerSection } from '@/entrypoints/dashboard/views/lockers/LockerSection'
import { Page } from '@/entrypoints/dashboard/views/Page'
import { numberText } from '@/entrypoints/dashboard/views/words'
import { COLLECTION_NAMES } from '@/lib/records/collection-names'
import { Deleted } from './Deleted'
import { NewsNotice } from './NewsNotice'
import { RecordSection } from './RecordSection'
import { SearchBox } from './SearchBox'
import { TwoNotice } from './TwoNotice'

/** Everything the person keeps, by kind. `/` searches, `n` adds. */
export function MyDataView({ state, go }: { readonly state: State; readonly go: (path: string) => void }) {
  const { myData, edges, twoVersions } = state
  const search = useRef<HTMLInputElement>(null)
  const add = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '/') search.current?.focus()
      else if (event.key === 'n') {
        // With the focus, so that Escape gives it back here.
        const button = add.current?.querySelector('button')
        button?.focus()
        button?.click()
      } else return
      event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  const hits = myData.hits.value
  return (
    <Page
      title={i18n.t('dashboard.nav.myData')}
      tools={
        <>
          <SearchBox
            query={myData.query.value}
            hits={hits}
            inputRef={search}
            onQuery={(text) => {
              myData.query.value = text
            }}
          />
          <div ref={add} class="page-add">
            <Menu
              label={i18n.t('common.add')}
              buttonClass="button button-primary"
              items={COLLECTION_NAMES.map((kind) => ({
                label: singular(kind),
                onSelect: () => go(`/my-data/add/${kind}`),
              }))}
            >
              {i18n.t('common.add')}
            </Menu>
          </div>
        </>
      }
    >
      {myData.isEmpty.value ? (
        <Empty
          icon={Plus}
          example={i18n.t('dashboard.data.emptyExample')}
          action={{
            label: i18n.t('dashboard.data.addKind', [i18n.t('dashboard.noun.addresses')]),
            onPress: () => go('/my-data/add/addresses'),
          }}
        >
          {i18n.t('dashboard.data.emptyText')}
        </Empty>
      ) : null}
      {hits === null ? <TwoNotice state={state} go={go} /> : null}
      {hits === null ? (
        <NewsNotice
          state={state}
          news={myData.news.value}
          onSee={(key) => {
            state.whoHas.onlyValue.value = key
            state.whoHas.onlySite.value = null
            state.whoHas.onlyOld.value = true
            go('/who-has-what')
          }}
        />
      ) : null}
      {hits === 0 ? (
        <div class="row">
          <p>{i18n.t('dashboard.data.noHits', [myData.query.value.trim()])}</p>
          <Button
            size="small"
            onPress={() => {
              myData.query.value = ''
              search.current?.focus()
            }}
          >
            {i18n.t('dashboard.data.clearSearch')}
          </Button>
        </div>
      ) : null}
      {myData.sections.value.map((section) => (
        <RecordSection
          key={section.key}
          section={section}
          countOf={(record) => myData.counts.value.get(recordKey(record.collection, record.id)) ?? NOBODY}
          hasTwo={(record) => twoVersions.records.value.has(recordKey(record.collection, record.id))}
          now={edges.now()}
          onAll={() => myData.showAll(section.key)}
        />
      ))}
      {hits === null && !(myData.isEmpty.value && state.lockers.list.value.length === 0) ? (
        <LockerSection state={state} />
      ) : null}
      {hits === null && myData.emptyKinds.value.length > 0 ? (
        <div class="keep-too">
          <span class="quiet small">{i18n.t('dashboard.data.keepToo')}</span>
          {myData.emptyKinds.value.map((kind) => (
            <a
              key={kind}
              class="button button-small"
              href={`#/my-data/add/${kind}`}
              aria-label={i18n.t('dashboard.data.addKind', [singular(kind)])}
            >
              <Icon of={Plus} size={14} />
              {singular(kind)}
            </a>
          ))}
        </div>
      ) : null}
      {hits === null ? <Deleted state={state} /> : null}
      <span class="unseen" role="status">
        {hits === null ? '' : i18n.t('dashboard.data.hits', hits, [numberText(hits)])}
      </span>
    </Page>
  )
}

/** A prompt's row of dates is about birth dates; a person keeps any. */
function singular(kind: string): string {
  return kind === 'dates' ? i18n.t('dashboard.field.date') : kindLabel(kind)
}

function isTyping(target: EventTarget | null): boolean {
  return (
    document.querySelector('dialog[open]') !== null ||
    (target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
