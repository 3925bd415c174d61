import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { localeTag } from '@/components/locale'

/** How far something is, with numbers: "1,204 of 10,000". Without `max` only that it goes on. */
export function Progress({
  label,
  value,
  max,
}: {
  readonly label: string
  readonly value?: number
  readonly max?: number
}) {
  const id = useId()
  const number = new Intl.NumberFormat(localeTag())
  return (
    <div class="progress">
      <div class="progress-head">
        <span id={id}>{label}</span>
        {value !== undefined && max !== undefined ? (
          <span>{i18n.t('common.count_of', [number.format(value), number.format(max)])}</span>
        ) : null}
      </div>
      <progress
        class="progress-bar"
        aria-labelledby={id}
        value={max === undefined ? undefined : value}
        max={max}
      />
    </div>
  )
}
