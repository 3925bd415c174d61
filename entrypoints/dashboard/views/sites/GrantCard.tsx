import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { ClaimName } from '@/components/ClaimName'
import { claimLabel } from '@/components/labels'
import { Quoted } from '@/components/Quoted'
import { absoluteText, dateText, durationText, whenText } from '@/components/time-text'
import { listText } from '@/entrypoints/dashboard/views/words'
import type { Instant } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'

/** One grant: for what, until when, and each claim with its own way back. */
export function GrantCard({
  standing,
  name,
  now,
  onRevoke,
  onPause,
  onPolicy,
}: {
  readonly standing: StandingGrant
  /** The site's name, for buttons that stand more than once on the page. */
  readonly name: string
  readonly now: Instant
  readonly onRevoke: (claim?: string) => void
  readonly onPause: (paused: boolean) => void
  readonly onPolicy: (url: string) => void
}) {
  const { grant, state, claims } = standing
  const live = state === 'granted' || state === 'paused'
  const allowed = dateText(grant.created, now)
  const policy = grant.purpose.policy
  const retention = grant.retention ? durationText(grant.retention) : null
  return (
    <article class="card grant" aria-label={i18n.t('dashboard.grant.created', [allowed])}>
      <div class="grant-head">
        <strong>{endText(standing, now)}</strong>
        <span class="quiet small" title={absoluteText(grant.created)}>
          {i18n.t('dashboard.grant.created', [allowed])}
          {' · '}
          {standing.lastUsed === null
            ? i18n.t('dashboard.grant.never')
            : i18n.t('dashboard.grant.used', [whenText(standing.lastUsed, now)])}
        </span>
      </div>
      <Quoted text={grant.purpose.text}>
        {retention || policy ? (
          <p class="small quiet">
            {retention ? i18n.t('dashboard.grant.retention', [retention]) : null}{' '}
            {policy ? (
              <button type="button" class="link" title={policy} onClick={() => onPolicy(policy)}>
                {i18n.t('dashboard.grant.policy')}
              </button>
            ) : null}
          </p>
        ) : null}
      </Quoted>
      <ul class="grant-claims">
        {(live ? claims : grant.claims).map(({ claim, form }) => (
          <li key={claim}>
            <span>
              <ClaimName claim={claim} form={form} />
            </span>
            {live && claims.length > 1 ? (
              <Button
                size="small"
                kind="plain"
                label={i18n.t('dashboard.grant.revokeClaim', [claimLabel(claim)])}
                onPress={() => onRevoke(claim)}
              >
                {i18n.t('dashboard.grant.revoke')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {grant.withheld.length > 0 ? (
        <p class="small quiet">
          {i18n.t('dashboard.grant.withheld', [listText(grant.withheld.map(claimLabel))])}
        </p>
      ) : null}
      {live ? (
        <div class="row">
          <Button
            kind="danger"
            label={i18n.t('dashboard.grant.revokeThis', [allowed])}
            onPress={() => onRevoke()}
          >
            {i18n.t('dashboard.grant.revoke')}
          </Button>
          <Button
            label={
              state === 'paused'
                ? i18n.t('dashboard.grant.resumeThis', [name])
                : i18n.t('dashboard.grant.pauseThis', [name])
            }
            onPress={() => onPause(state !== 'paused')}
          >
            {i18n.t(state === 'paused' ? 'dashboard.grant.resume' : 'dashboard.grant.pause')}
          </Button>
        </div>
      ) : null}
    </article>
  )
}

function endText({ grant, state, revoked, paused }: StandingGrant, now: Instant): string {
  if (state === 'revoked') return i18n.t('dashboard.grant.revoked', [whenText(revoked ?? grant.created, now)])
  if (state === 'expired')
    return i18n.t('dashboard.grant.expired', [whenText(grant.ends ?? grant.created, now)])
  if (state === 'paused') return i18n.t('dashboard.grant.paused', [whenText(paused ?? grant.created, now)])
  if (grant.mode === 'once') return i18n.t('dashboard.grant.once')
  if (grant.mode === 'session') return i18n.t('dashboard.grant.session')
  return grant.ends === null
    ? i18n.t('dashboard.grant.untilRevoked')
    : i18n.t('dashboard.grant.until', [dateText(grant.ends, now)])
}
