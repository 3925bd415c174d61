import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { ClaimName } from '@/components/ClaimName'
import { claimLabel } from '@/components/labels'
import { listText } from '@/components/lists'
import { Quoted } from '@/components/Quoted'
import { absoluteText, dateText, durationText, whenText } from '@/components/time-text'
import { presetsFor } from '@/entrypoints/dashboard/state/nearer-end'
import { collectionText } from '@/entrypoints/dashboard/views/part-words'
import type { Instant } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'
import { parseClaim } from '@/lib/records/claims'
import type { RecordView } from '@/lib/records/record'
import { GrantCollection } from './GrantCollection'

export interface GrantActions {
  /** A claim, a collection, a field or an action; the whole grant without one. */
  readonly onRevoke: (part?: string) => void
  readonly onPause: (paused: boolean) => void
  readonly onPolicy: (url: string) => void
  /** Which records of a collection the site sees. */
  readonly onChoose: (collection: string) => void
  readonly onEnd: () => void
}

const WHY = {
  person: 'rules.grant.byPerson',
  unused: 'rules.grant.byUnused',
  budget: 'rules.grant.byBudget',
} as const

/** One grant: for what, until when, and each claim, collection, field and action with its own way back. */
export function GrantCard({
  standing,
  name,
  now,
  recordsOf,
  actions,
}: {
  readonly standing: StandingGrant
  /** The site's name, for buttons that stand more than once on the page. */
  readonly name: string
  readonly now: Instant
  readonly recordsOf: (collection: string) => readonly RecordView[]
  readonly actions: GrantActions
}) {
  const { grant, state } = standing
  const live = state === 'granted' || state === 'paused'
  const claims = live ? standing.claims : grant.claims
  const collections = (live ? standing.collections : grant.collections) ?? []
  const several = claims.length + collections.length > 1
  const allowed = dateText(grant.created, now)
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
      {state === 'paused' ? <p class="grant-why">{i18n.t(WHY[standing.pausedBy ?? 'person'])}</p> : null}
      <Purpose standing={standing} onPolicy={actions.onPolicy} />
      {claims.length > 0 ? (
        <ul class="grant-claims">
          {claims.map(({ claim, form }) => (
            <li key={claim}>
              <span>
                <ClaimName claim={claim} form={form} />
              </span>
              {live && several ? (
                <Button
                  size="small"
                  kind="plain"
                  label={i18n.t('dashboard.grant.revokeClaim', [claimLabel(claim)])}
                  onPress={() => actions.onRevoke(claim)}
                >
                  {i18n.t('dashboard.grant.revoke')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {collections.map((granted) => (
        <GrantCollection
          key={granted.collection}
          granted={granted}
          site={grant.origin}
          records={recordsOf(granted.collection)}
          onRevoke={live ? actions.onRevoke : null}
          onChoose={() => actions.onChoose(granted.collection)}
        />
      ))}
      {grant.withheld.length > 0 ? (
        <p class="small quiet">
          {i18n.t('dashboard.grant.withheld', [listText(grant.withheld.map(nameOf))])}
        </p>
      ) : null}
      {live ? <Foot standing={standing} name={name} now={now} actions={actions} /> : null}
    </article>
  )
}

function Purpose({
  standing: { grant },
  onPolicy,
}: {
  readonly standing: StandingGrant
  readonly onPolicy: (url: string) => void
}) {
  const policy = grant.purpose.policy
  const retention = grant.retention ? durationText(grant.retention) : null
  const more =
    retention || policy ? (
      <p class="small quiet">
        {retention ? i18n.t('dashboard.grant.retention', [retention]) : null}{' '}
        {policy ? (
          <button type="button" class="link" title={policy} onClick={() => onPolicy(policy)}>
            {i18n.t('dashboard.grant.policy')}
          </button>
        ) : null}
      </p>
    ) : null
  return grant.purpose.text === '' ? (
    <>
      <p class="quiet">{i18n.t('picker.no_reason')}</p>
      {more}
    </>
  ) : (
    <Quoted text={grant.purpose.text}>{more}</Quoted>
  )
}

function Foot({
  standing: { grant, state },
  name,
  now,
  actions,
}: {
  readonly standing: StandingGrant
  readonly name: string
  readonly now: Instant
  readonly actions: GrantActions
}) {
  const paused = state === 'paused'
  return (
    <div class="row">
      <Button
        kind="danger"
        label={i18n.t('dashboard.grant.revokeThis', [dateText(grant.created, now)])}
        onPress={() => actions.onRevoke()}
      >
        {i18n.t('dashboard.grant.revoke')}
      </Button>
      <Button
        label={
          paused ? i18n.t('dashboard.grant.resumeThis', [name]) : i18n.t('dashboard.grant.pauseThis', [name])
        }
        onPress={() => actions.onPause(!paused)}
      >
        {i18n.t(paused ? 'dashboard.grant.resume' : 'dashboard.grant.pause')}
      </Button>
      {presetsFor(now, grant.ends).length > 0 ? (
        <Button label={i18n.t('rules.grant.endThis', [name])} onPress={actions.onEnd}>
          {i18n.t('rules.grant.end')}
        </Button>
      ) : null}
    </div>
  )
}

/** What was kept back is a claim or a collection. */
function nameOf(name: string): string {
  return parseClaim(name) ? claimLabel(name) : collectionText(name)
}

function endText({ grant, state, revoked, paused }: StandingGrant, now: Instant): string {
  if (state === 'revoked') return i18n.t('dashboard.grant.revoked', [whenText(revoked ?? grant.created, now)])
  if (state === 'expired')
    return i18n.t('dashboard.grant.expired', [whenText(grant.ends ?? grant.created, now)])
  if (state === 'paused') return i18n.t('dashboard.grant.paused', [whenText(paused ?? grant.created, now)])
  if (grant.mode === 'once') return i18n.t('dashboard.grant.once')
  if (grant.ends !== null) return i18n.t('dashboard.grant.until', [dateText(grant.ends, now)])
  return i18n.t(grant.mode === 'session' ? 'dashboard.grant.session' : 'dashboard.grant.untilRevoked')
}
