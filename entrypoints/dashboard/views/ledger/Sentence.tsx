import { i18n } from '#i18n'
import { collectionLabel } from '@/components/labels'
import { OriginName } from '@/components/OriginName'
import { dateText } from '@/components/time-text'
import { PART, Rich } from '@/entrypoints/dashboard/views/rich'
import { ageText, claimsText, valuesText } from '@/entrypoints/dashboard/views/words'
import type { Instant } from '@/lib/base/time'
import type { LedgerEntry } from '@/lib/ledger/entry'
import type { SiteView } from '@/lib/protocol/app'

/** One entry of the ledger as a plain sentence. */
export function Sentence({
  entry,
  siteView,
  now,
}: {
  readonly entry: LedgerEntry
  readonly siteView: (origin: string) => SiteView
  readonly now: Instant
}) {
  const site = 'origin' in entry ? <OriginName site={siteView(entry.origin)} /> : null
  const until = 'until' in entry && entry.until !== null ? dateText(entry.until, now) : null
  return (
    <>
      <Rich text={sentenceOf(entry)} parts={[site]} />
      {until ? <span class="quiet">, {i18n.t('dashboard.ledger.until', [until])}</span> : null}
    </>
  )
}

function sentenceOf(entry: LedgerEntry): string {
  const [site] = PART
  switch (entry.kind) {
    case 'disclosure': {
      const age = ageText(entry.values)
      const values = valuesText(entry.values)
      if (values === '') return i18n.t('dashboard.ledger.gotOver', [site, age ?? ''])
      const told =
        entry.way === 'read'
          ? i18n.t('dashboard.ledger.read', [site, values])
          : i18n.t('dashboard.ledger.got', [site, values])
      return age ? i18n.t('dashboard.list.and', [told, age]) : told
    }
    case 'worked':
      return i18n.t('locker.ledger.worked', [site, collectionLabel(entry.collection)])
    case 'written': {
      const into = collectionLabel(entry.collection)
      if (entry.grant === null) return i18n.t('locker.ledger.kept', [site, into])
      return entry.action === 'delete'
        ? i18n.t('locker.ledger.deleted', [site, into])
        : i18n.t('locker.ledger.written', [site, into])
    }
    case 'granted':
      return withClaims(entry.claims, 'dashboard.ledger.granted', 'dashboard.ledger.grantedBare')
    case 'revoked':
      return entry.by === 'site'
        ? withClaims(entry.claims, 'dashboard.ledger.gaveBack', 'dashboard.ledger.gaveBackBare')
        : withClaims(entry.claims, 'dashboard.ledger.revoked', 'dashboard.ledger.revokedBare')
    case 'paused':
      return i18n.t('dashboard.ledger.paused', [site])
    case 'resumed':
      return i18n.t('dashboard.ledger.resumed', [site])
    case 'shortened':
      return i18n.t('rules.ledger.shortened', [site])
    case 'picked':
      return i18n.t('rules.ledger.picked', [site, collectionLabel(entry.collection)])
    case 'refused':
      return withClaims(entry.claims, 'dashboard.ledger.refused', 'dashboard.ledger.refusedBare')
    case 'silenced':
      return i18n.t('dashboard.ledger.silenced', [site])
    case 'lifted':
      return i18n.t('dashboard.ledger.lifted', [site])
    case 'exported':
      return entry.encrypted
        ? i18n.t('dashboard.ledger.exported', entry.records)
        : i18n.t('dashboard.ledger.exportedPlain', entry.records)
    case 'imported':
      return i18n.t('dashboard.ledger.imported', entry.records)
    case 'restored':
      return i18n.t('dashboard.ledger.restored', entry.records)
  }
}

type TwoParts =
  | 'dashboard.ledger.granted'
  | 'dashboard.ledger.gaveBack'
  | 'dashboard.ledger.revoked'
  | 'dashboard.ledger.refused'
type OnePart =
  | 'dashboard.ledger.grantedBare'
  | 'dashboard.ledger.gaveBackBare'
  | 'dashboard.ledger.revokedBare'
  | 'dashboard.ledger.refusedBare'

function withClaims(claims: readonly string[], full: TwoParts, bare: OnePart): string {
  const [site] = PART
  return claims.length === 0 ? i18n.t(bare, [site]) : i18n.t(full, [site, claimsText(claims)])
}
