import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { choiceText, fieldLabel } from '@/components/field-words'
import { whenText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { countryText } from '@/entrypoints/dashboard/views/record-text'
import { plainLine, plainText } from '@/lib/base/text'
import { isSensitiveField } from '@/lib/records/collections'
import type { FieldVersion, RecordView } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'
import { LABEL } from '@/lib/records/view'
import { masked } from './SensitiveField'

/** Both versions of what two devices wrote without knowing of each other, each with its device and time; one press decides. */
export function TwoVersions({
  state,
  record,
  onChosen,
}: {
  readonly state: State
  readonly record: RecordView
  /** The record is another one now: whoever shows it begins anew. */
  readonly onChosen: () => void
}) {
  const { twoVersions, toasts, edges } = state
  const differing = twoVersions.of(record)
  if (differing.length === 0) return null

  function chosen(done: Promise<boolean>): void {
    void done
      .catch(() => false)
      .then((well) => {
        toasts.show(i18n.t(well ? 'versions.chosen' : 'common.failed'))
        if (well) onChosen()
      })
  }

  return (
    <section class="two-versions" aria-labelledby="two-versions">
      <h3 id="two-versions">{i18n.t('versions.title')}</h3>
      <p>{i18n.t('versions.text')}</p>
      {differing.map(({ field, current, others }) => {
        const label = field === LABEL ? i18n.t('dashboard.record.label') : fieldLabel(field)
        return (
          <ul key={field} class="rows" aria-label={label}>
            {[current, ...others].map((version) => {
              const text = versionText(record, field, version)
              const isCurrent = version === current
              const device = plainLine(twoVersions.deviceOf(version)) || i18n.t('versions.otherDevice')
              return (
                <li class="row-line" key={version.stamp}>
                  <span class="row-main">
                    <span class="quiet small">{label}</span>
                    <br />
                    <bdi>{text}</bdi>{' '}
                    {isCurrent ? <span class="tag">{i18n.t('versions.counts')}</span> : null}
                    <br />
                    <span class="quiet small">
                      {i18n.t('versions.from', [device, whenText(stampTime(version.stamp), edges.now())])}
                    </span>
                  </span>
                  {isCurrent ? null : (
                    <Button
                      size="small"
                      label={i18n.t('versions.takeThis', [text, label])}
                      onPress={() => chosen(twoVersions.take(record, field, version))}
                    >
                      {i18n.t('versions.take')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        )
      })}
      <div>
        <Button onPress={() => chosen(twoVersions.keep(record).then(() => true))}>
          {i18n.t('versions.keep')}
        </Button>
      </div>
    </section>
  )
}

function versionText(record: RecordView, field: string, { value }: FieldVersion): string {
  if (typeof value === 'object' && value !== null) return fieldLabel(field)
  const text = value === null ? '' : plainText(String(value))
  if (text === '') return i18n.t('versions.empty')
  if (field === LABEL) return text
  if (isSensitiveField(record, field)) return masked(text)
  if (field === 'kind') return choiceText(text)
  return field === 'country' ? countryText(text) : text
}
