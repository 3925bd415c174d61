import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { Segmented } from '@/components/Segmented'
import { TextInput } from '@/components/TextInput'
import { endText } from '@/components/time-text'
import type { Instant } from '@/lib/base/time'
import type { Access } from '@/lib/grants/request'
import {
  askedEnd,
  isOffered,
  localDate,
  type TermChoice,
  type TermKind,
  type TermLimits,
  toTerm,
} from '../term'

export interface HowLongProps {
  readonly term: TermChoice
  readonly access: Access
  readonly now: Instant
  readonly limits: TermLimits
  readonly onChange: (term: TermChoice) => void
}

const SHORT = ['once', 'hour', 'month'] as const
type Segment = (typeof SHORT)[number] | 'custom'

function segmentOf(kind: TermKind): Segment {
  return SHORT.find((short) => short === kind) ?? 'custom'
}

/** What the chosen term means, in one sentence with its end. */
function meaning(term: TermChoice, access: Access, now: Instant, limits: TermLimits): string | null {
  const until = toTerm(term, access, now, limits)
  if (until === null) return null
  if (until.kind === 'once') return i18n.t('prompt.ends_once')
  if (until.kind === 'session') return i18n.t('prompt.ends_session')
  if (until.kind === 'revoked') return i18n.t('prompt.ends_revoked')
  return i18n.t('prompt.ends', [endText(until.at, now)])
}

export function HowLong({ term, access, now, limits, onChange }: HowLongProps) {
  const id = useId()
  const segment = segmentOf(term.kind)
  const sentence = meaning(term, access, now, limits)
  return (
    <section class="section">
      <h2 class="section-title" id={id}>
        {i18n.t('prompt.how_long')}
      </h2>
      <Segmented<Segment>
        label={i18n.t('prompt.how_long')}
        labelledBy={id}
        value={segment}
        onChange={(chosen) =>
          onChange(
            chosen === 'custom' ? { kind: 'date', date: localDate(now + 7 * 86_400_000) } : { kind: chosen },
          )
        }
        choices={[
          { value: 'once' as const, label: i18n.t('prompt.once') },
          { value: 'hour' as const, label: i18n.t('prompt.hour') },
          { value: 'month' as const, label: i18n.t('prompt.month') },
          { value: 'custom' as const, label: i18n.t('prompt.custom') },
        ].filter(({ value }) => value === 'custom' || isOffered(value, limits))}
      />
      {segment === 'custom' ? (
        <Custom term={term} access={access} now={now} limits={limits} onChange={onChange} />
      ) : null}
      <p class="small quiet" role="status">
        {sentence}
      </p>
    </section>
  )
}

function Custom({ term, access, now, limits, onChange }: HowLongProps) {
  const name = useId()
  const asked = askedEnd(access, now)
  const allowed = toTerm({ kind: 'asked' }, access, now, limits)
  const cut = asked !== null && allowed?.kind === 'until' && allowed.at < asked ? allowed.at : null
  const choices: readonly { readonly kind: TermKind; readonly label: string }[] = [
    ...(asked === null || asked <= now
      ? []
      : [
          {
            kind: 'asked' as const,
            label:
              cut === null
                ? i18n.t('prompt.until_asked', [endText(asked, now)])
                : i18n.t('asking.until_rule', [endText(cut, now)]),
          },
        ]),
    { kind: 'date', label: i18n.t('prompt.until_date') },
    { kind: 'session', label: i18n.t('prompt.session') },
    { kind: 'year', label: i18n.t('prompt.year') },
    { kind: 'revoked', label: i18n.t('prompt.revoked') },
  ]
  return (
    <fieldset class="custom">
      <legend class="unseen">{i18n.t('prompt.custom_how')}</legend>
      {choices.map(({ kind, label }) =>
        !isOffered(kind, limits) ? null : (
          <label class="check" key={kind}>
            <input
              class="box"
              type="radio"
              name={name}
              value={kind}
              checked={term.kind === kind}
              onChange={() =>
                onChange(kind === 'date' ? { kind, date: localDate(now + 7 * 86_400_000) } : { kind })
              }
            />
            <span>{label}</span>
          </label>
        ),
      )}
      {term.kind === 'date' ? (
        <TextInput
          label={i18n.t('prompt.day')}
          type="date"
          min={localDate(now)}
          value={term.date}
          error={toTerm(term, access, now, limits) === null ? i18n.t('prompt.date_past') : null}
          onInput={(date) => onChange({ kind: 'date', date })}
        />
      ) : null}
    </fieldset>
  )
}
