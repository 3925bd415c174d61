import { ChevronDown, Pause, Play } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { ClaimName } from '@/components/ClaimName'
import { Icon } from '@/components/Icon'
import { claimLabel, claimsInShort, formLabel, inSentence } from '@/components/labels'
import { QuotedLine } from '@/components/Quoted'
import { absoluteText, endText } from '@/components/time-text'
import type { Instant } from '@/lib/base/time'
import type { GrantView } from '@/lib/protocol/app'

export interface GrantProps {
  readonly grant: GrantView
  readonly now: Instant
  /** Null revokes the whole grant. */
  readonly onRevoke: (claim: string | null) => void
  readonly onPause: (paused: boolean) => void
}

/** One grant: what, until when, for what the site said; revoked at once, in whole or claim by claim. */
export function Grant({ grant, now, onRevoke, onPause }: GrantProps) {
  const { id, claims, ends, mode, purpose, state } = grant
  const paused = state === 'paused'
  const forms = [...new Set(claims.flatMap(({ form }) => (form === 'full' ? [] : [form])))]
  return (
    <article class="card grant" aria-labelledby={`grant-${id}`}>
      <h3 class="grant-claims" id={`grant-${id}`}>
        {claimsInShort(claims.map(({ claim }) => claim)).join(', ')}
        {forms.map((form) => (
          <span class="tag" key={form}>
            {formLabel(form, true)}
          </span>
        ))}
        {paused ? <span class="tag tag-caution">{i18n.t('popup.paused')}</span> : null}
      </h3>
      <p class="small quiet">
        {ends === null ? (
          mode === 'session' ? (
            i18n.t('popup.until_session')
          ) : (
            i18n.t('popup.until_revoked')
          )
        ) : (
          <time title={absoluteText(ends)}>{i18n.t('popup.until', [endText(ends, now)])}</time>
        )}
        {purpose === '' ? null : (
          <>
            {' · '}
            <QuotedLine text={purpose} />
          </>
        )}
      </p>
      {claims.length > 1 ? (
        <details class="one-by-one">
          <summary>
            <span>{i18n.t('popup.one_by_one')}</span>
            <Icon of={ChevronDown} size={14} />
          </summary>
          <ul class="claims">
            {claims.map(({ claim, form }) => (
              <li key={claim}>
                <span>
                  <ClaimName claim={claim} form={form} />
                </span>
                <Button
                  size="small"
                  kind="danger"
                  label={i18n.t('popup.revoke_one', [inSentence(claimLabel(claim))])}
                  onPress={() => onRevoke(claim)}
                >
                  {i18n.t('popup.revoke')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <div class="row grant-foot">
        <Button size="small" kind="danger" describedBy={`grant-${id}`} onPress={() => onRevoke(null)}>
          {i18n.t('popup.revoke')}
        </Button>
        <Button size="small" describedBy={`grant-${id}`} onPress={() => onPause(!paused)}>
          <Icon of={paused ? Play : Pause} size={14} />
          {paused ? i18n.t('popup.resume') : i18n.t('popup.pause')}
        </Button>
      </div>
    </article>
  )
}
