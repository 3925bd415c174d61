import { Check } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { OriginName } from '@/components/OriginName'
import { whenText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { PART, Rich } from '@/entrypoints/dashboard/views/rich'
import { VersionMark } from '@/entrypoints/dashboard/views/VersionMark'
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
    source.by === 'site' ? <OriginName site={siteView(source.origin)} /> : <bdi>{source.name}</bdi>
  const text =
    source.by === 'site'
      ? i18n.t('dashboard.record.sourceSite', [PART[0], when])
      : i18n.t('dashboard.record.sourceFile', [PART[0], when])
  return <Rich text={text} parts={[part]} />
}

function Holders({ state, record }: { readonly state: State; readonly record: RecordView }) {
  const bySite = new Map<string, boolean>()
  for (const held of state.myData.holders(record.collection, record.id)) {
    bySite.set(held.origin, (bySite.get(held.origin) ?? true) && held.current)
  }
  return (
    <div class="facts-part">
      <h3>{i18n.t('dashboard.record.who')}</h3>
      {bySite.size === 0 ? (
        <p class="quiet">{i18n.t('dashboard.record.whoNobody')}</p>
      ) : (
        <ul class="rows">
          {[...bySite].map(([origin, current]) => (
            <li class="row-line" key={origin}>
              <a class="row-main" href={`#/sites/${encodeURIComponent(origin)}`}>
                <OriginName site={state.edges.siteView(origin)} />
              </a>
              <VersionMark current={current} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
