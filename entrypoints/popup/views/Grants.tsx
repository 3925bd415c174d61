import { i18n } from '#i18n'
import { claimLabel, inSentence } from '@/components/labels'
import { Notice } from '@/components/Notice'
import { Section } from '@/components/Section'
import type { Instant } from '@/lib/base/time'
import type { GrantView } from '@/lib/protocol/app'
import type { Done } from '../state'
import { Grant } from './Grant'

export interface GrantsProps {
  readonly grants: readonly GrantView[]
  /** Origin of the site in front. */
  readonly site: string | null
  readonly done: Done
  readonly now: Instant
  readonly onRevoke: (grant: string, claim: string | null) => void
  readonly onPause: (grant: string, paused: boolean) => void
}

/** What was done to a grant, in words. */
function said(done: Done): string | null {
  if (done === null || done.kind === 'stopped') return null
  if (done.kind === 'paused') return i18n.t('popup.paused_said')
  return done.claim === null
    ? i18n.t('popup.revoked')
    : i18n.t('popup.revoked_claim', [inSentence(claimLabel(done.claim))])
}

/** What stands between the person and this site. What a revocation means is said where it was pressed. */
export function Grants({ grants, site, done, now, onRevoke, onPause }: GrantsProps) {
  const words = said(done)
  if (grants.length === 0 && words === null) return null
  return (
    <Section title={i18n.t('popup.grants')}>
      <div class="said" role="status">
        {words === null ? null : <Notice>{words}</Notice>}
      </div>
      {grants.map((grant) => (
        <Grant
          key={grant.id}
          grant={grant}
          site={site}
          now={now}
          onRevoke={(claim) => onRevoke(grant.id, claim)}
          onPause={(paused) => onPause(grant.id, paused)}
        />
      ))}
    </Section>
  )
}
