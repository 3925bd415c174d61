import { ChevronDown, Pause, Play } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { ClaimName } from '@/components/ClaimName'
import { collectionName, mayText } from '@/components/collection-words'
import { Icon } from '@/components/Icon'
import { claimLabel, claimsInShort, formLabel, inSentence } from '@/components/labels'
import { listText } from '@/components/lists'
import { QuotedLine } from '@/components/Quoted'
import { absoluteText, endText } from '@/components/time-text'
import type { Instant } from '@/lib/base/time'
import type { GrantView } from '@/lib/protocol/app'
import { parseLocker } from '@/lib/records/locker-name'

export interface GrantProps {
  readonly grant: GrantView
  /** Origin of the site in front. */
  readonly site: string | null
  readonly now: Instant
  /** Null revokes the whole grant. */
  readonly onRevoke: (claim: string | null) => void
  readonly onPause: (paused: boolean) => void
}

/** A collection by its name; another site's locker with whose it is. */
function whose(collection: string, site: string | null): string {
  const owner = parseLocker(collection)?.origin ?? site
  const name = collectionName(collection)
  return owner === null || owner === site ? name : `${name} (\u2068${new URL(owner).host}\u2069)`
}

/** One grant: what, until when, for what the site said; revoked at once, in whole or claim by claim. */
export function Grant({ grant, site, now, onRevoke, onPause }: GrantProps) {
  const { id, claims, collections = [], ends, mode, purpose, state, pausedBy = 'person' } = grant
  const paused = state === 'paused'
  const forms = [...new Set(claims.flatMap(({ form }) => (form === 'full' ? [] : [form])))]
  return (
    <article class="card grant" aria-labelledby={`grant-${id}`}>
      <h3 class="grant-claims" id={`grant-${id}`}>
        {listText([
          ...claimsInShort(claims.map(({ claim }) => claim)),
          ...collections.map(({ collection }) => whose(collection, site)),
        ])}
        {forms.map((form) => (
          <span class="tag" key={form}>
            {formLabel(form, true)}
          </span>
        ))}
        {paused ? <span class="tag tag-caution">{i18n.t('popup.paused')}</span> : null}
      </h3>
      {paused && pausedBy !== 'person' ? (
        <p class="small caution-text">
          {pausedBy === 'budget' ? i18n.t('asking.budget_said') : i18n.t('asking.unused_said')}
        </p>
      ) : null}
      {collections.map(({ collection, actions }) => (
        <p class="small" key={collection}>
          {claims.length + collections.length > 1 ? `${whose(collection, site)} · ` : null}
          {mayText(actions)}
        </p>
      ))}
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
