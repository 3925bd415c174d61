import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { localeTag } from '@/components/locale'
import { Notice } from '@/components/Notice'
import { testText } from '@/components/place-words'
import { TextArea } from '@/components/TextArea'
import { fitsPicture } from '@/entrypoints/dashboard/state/drawn-code'
import { type Clock, type Instant, MINUTE, SECOND } from '@/lib/base/time'
import type { InvitingState } from '@/lib/protocol/meeting-app'
import { QrCode } from './QrCode'

/** An invitation as it is shown: picture, text, for how long, and to whom not. */
export function Invitation({
  invitation: { text, expires, problem },
  now,
}: {
  readonly invitation: Extract<InvitingState, { readonly state: 'shown' }>
  readonly now: Clock
}) {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <p>{i18n.t('devices.invite.text')}</p>
      {problem ? <Notice kind="danger">{testText(problem)}</Notice> : null}
      <Notice kind="caution">{i18n.t('devices.invite.secret')}</Notice>
      {fitsPicture(text) ? <QrCode text={text} /> : <p>{i18n.t('devices.invite.tooLong')}</p>}
      <TextArea
        label={i18n.t('devices.invite.text_label')}
        value={text}
        rows={3}
        mono
        readOnly
        spellcheck={false}
        onInput={() => undefined}
      />
      <div class="row">
        <Button
          onPress={() =>
            void navigator.clipboard
              .writeText(text)
              .then(() => setCopied(true))
              .catch(() => null)
          }
        >
          {i18n.t(copied ? 'devices.invite.copied' : 'devices.invite.copy')}
        </Button>
        <TimeLeft until={expires} now={now} />
      </div>
      <p class="quiet">{i18n.t('devices.invite.waiting')}</p>
    </>
  )
}

/** For how long it is good, in words; by the second in the last minute. */
function TimeLeft({ until, now }: { readonly until: Instant; readonly now: Clock }) {
  const [at, setAt] = useState(now())
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), SECOND)
    return () => clearInterval(timer)
  }, [now])
  return <span class="quiet">{i18n.t('devices.invite.lasts', [leftText(until - at)])}</span>
}

function leftText(milliseconds: number): string {
  const left = Math.max(0, milliseconds)
  const [count, unit] =
    left > MINUTE
      ? ([Math.floor(left / MINUTE), 'minute'] as const)
      : ([Math.floor(left / SECOND), 'second'] as const)
  return new Intl.NumberFormat(localeTag(), { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
