import { Check } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { OriginName } from '@/components/OriginName'
import { PART, Rich } from '@/components/rich'
import { whenText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { recordKey } from '@/entrypoints/dashboard/state/holding-counts'
import { HolderList } from '@/entrypoints/dashboard/views/who-has/HolderList'
import { OldHolders } from '@/entrypoints/dashboard/views/who-has/OldHolders'
import { plainLine } from '@/lib/base/text'
import type { Instant } from '@/lib/base/time'
import type { SiteView } from '@/lib/protocol/app'
import type { Provenance, RecordView } from '@/lib/records/record'
import { History } from './History'

/** Below the form: where the value came from, when it was last confirmed, who has it, what it was before. */
export function RecordFacts({ state, record }: { readonly state: State; readonly record: RecordView }) {
  const { myData, edges } = state
  const now = edges.now()
  return (
    <div class="facts">
      <div class="row facts-confirm">
        <span>
          {record.confirmed === null
            ? i18n.t('dashboard.record.neverConfirmed')
            : i18n.t('dashboard.record.confirmed', [whenText(record.confirmed, now)])}
        </span>
        <Button size="small" onPress={() => void myData.confirm(record)}>
          <Icon of={Check} size={16} />
          {i18n.t('dashboard.record.stillRight')}
        </Button>
      </div>
      {sourcesOf(record).map((source) => (
        <p class="quiet small" key={`${source.by}/${source.at}`}>
          <Source source={source} now={now} siteView={edges.siteView} />
        </p>
      ))}
      <SafeAt state={state} record={record} />
      <Holders state={state} record={record} />
      <History state={state} record={record} />
    </div>
  )
}

/** Different sources of the record's fields, each once. */
function sourcesOf(record: RecordView): readonly Provenance[] {
  const found = new Map<string, Provenance>()
  for (const source of Object.values(record.sources)) {
    const of = source.by === 'site' ? source.origin : source.by === 'file' ? source.name : ''
    const known = found.get(`${source.by}/${of}`)
    if (!known || known.at < source.at) found.set(`${source.by}/${of}`, source)
  }
  return [...found.values()]
}

function Source({
  source,
  now,
  siteView,
}: {
  readonly source: Provenance
  readonly now: Instant
  readonly siteView: (origin: string) => SiteView
}) {
  const when = whenText(source.at, now)
  if (source.by === 'person') return <>{i18n.t('dashboard.record.sourceYou', [when])}</>
  const part: ComponentChildren =
    source.by === 'site' ? <OriginName site={siteView(source.origin)} /> : <bdi>{plainLine(source.name)}</bdi>
  const text =
    source.by === 'site'
      ? i18n.t('dashboard.record.sourceSite', [PART[0], when])
      : i18n.t('dashboard.record.sourceFile', [PART[0], when])
  return <Rich text={text} parts={[part]} />
}

/** Whether its newest change would outlive this device. Nothing where there are no places, or it is not known. */
function SafeAt({ state, record }: { readonly state: State; readonly record: RecordView }) {
  const unsafe = state.sync.unsafe.value
  if (state.sync.places.value.length === 0 || !unsafe) return null
  const isUnsafe = unsafe.has(recordKey(record.collection, record.id))
  return <p class="quiet small">{i18n.t(isUnsafe ? 'places.record.unsafe' : 'places.record.safe')}</p>
}

function Holders({ state, record }: { readonly state: State; readonly record: RecordView }) {
  const held = state.myData.holders(record.collection, record.id)
  return (
    <div class="facts-part">
      <h3>{i18n.t('dashboard.record.who')}</h3>
      {held.length === 0 ? (
        <p class="quiet">{i18n.t('dashboard.record.whoNobody')}</p>
      ) : (
        <HolderList holdings={held} siteView={state.edges.siteView} now={state.edges.now()} />
      )}
      {held.some(({ current }) => !current) ? (
        <OldHolders state={state} only={new Set([recordKey(record.collection, record.id)])} />
      ) : null}
    </div>
  )
}
