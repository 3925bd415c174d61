import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { FormDialog } from '@/components/FormDialog'
import { TextInput } from '@/components/TextInput'
import { dayAhead, nearerEnd, PRESETS, presetsFor } from '@/entrypoints/dashboard/state/nearer-end'
import type { Instant } from '@/lib/base/time'
import { localDate } from '@/lib/services/local-date'

const WORDS = { today: 'rules.end.today', week: 'rules.end.week', month: 'rules.end.month' } as const

/** A nearer end for a grant: a day, or one of a few that are offered. */
export function EndDialog({
  ends,
  now,
  onEnd,
  onClose,
}: {
  readonly ends: Instant | null
  readonly now: Instant
  readonly onEnd: (at: Instant) => void
  readonly onClose: () => void
}) {
  const presets = presetsFor(now, ends)
  const [day, setDay] = useState(() => dayAhead(now, PRESETS[presets.at(-1) ?? 'today']))
  const [wrong, setWrong] = useState(false)
  const go = () => {
    const at = nearerEnd(day, now, ends)
    if (at === null) setWrong(true)
    else onEnd(at)
  }
  const last = ends === null ? {} : { max: localDate(ends) }
  return (
    <FormDialog title={i18n.t('rules.end.title')} action={i18n.t('rules.end.go')} onGo={go} onClose={onClose}>
      <p>{i18n.t('rules.end.text')}</p>
      <TextInput
        label={i18n.t('rules.end.day')}
        type="date"
        value={day}
        min={localDate(now)}
        {...last}
        onInput={(value) => {
          setDay(value)
          setWrong(false)
        }}
        error={wrong ? i18n.t('rules.end.past') : null}
      />
      <div class="row">
        {presets.map((preset) => (
          <Button key={preset} size="small" onPress={() => setDay(dayAhead(now, PRESETS[preset]))}>
            {i18n.t(WORDS[preset])}
          </Button>
        ))}
      </div>
    </FormDialog>
  )
}
