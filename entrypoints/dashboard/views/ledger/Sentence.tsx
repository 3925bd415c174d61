import { i18n } from '#i18n'
import { collectionName } from '@/components/collection-words'
import { collectionLabel, inSentence } from '@/components/labels'
import { listText } from '@/components/lists'
import { OriginName } from '@/components/OriginName'
import { PART, Rich } from '@/components/rich'
import { dateText } from '@/components/time-text'
import { collectionText } from '@/entrypoints/dashboard/views/lockers/locker-words'
import { ageOf, ageText, claimsText, numberText, valuesText } from '@/entrypoints/dashboard/views/words'
import type { Instant } from '@/lib/base/time'
import { askableFields } from '@/lib/grants/askable'
import type { Grant } from '@/lib/grants/grant'
import type { LedgerEntry } from '@/lib/ledger/entry'
import type { SiteView } from '@/lib/protocol/app'
import { isLocker, parseLocker } from '@/lib/records/locker-name'

/** One entry of the ledger as a plain sentence. */
export function Sentence({
  entry,
  siteView,
  grantOf,
  now,
}: {
  readonly entry: LedgerEntry
  readonly siteView: (origin: string) => SiteView
  /** For what was given by a grant: entries of decisions hold only the names of claims. */
  readonly grantOf: (id: string) => Grant | null
  readonly now: Instant
}) {
  const site = 'origin' in entry ? <OriginName site={siteView(entry.origin)} /> : null
  const sendsTo = entry.kind === 'disclosure' ? entry.sendsTo : undefined
  const until = 'until' in entry && entry.until !== null ? dateText(entry.until, now) : null
  return (
    <>
      <Rich text={sentenceOf(entry, grantOf)} parts={[site]} />
      {sendsTo === undefined ? null : (
        <span class="quiet">
          {', '}
          <Rich
            text={i18n.t('fill.ledger.sends_to', [PART[0]])}
            parts={[<OriginName key="other" site={siteView(sendsTo)} />]}
          />
        </span>
      )}
      {until ? <span class="quiet">, {i18n.t('dashboard.ledger.until', [until])}</span> : null}
    </>
  )
}

function sentenceOf(entry: LedgerEntry, grantOf: (id: string) => Grant | null): string {
  const [site] = PART
  switch (entry.kind) {
    case 'disclosure': {
      if (entry.way === 'records')
        return recordsText('locker.ledger.got', entry.values[0]?.collection ?? '', entry.values.length)
      if (entry.way === 'attach') return i18n.t('fill.ledger.attached', entry.values.length, [site])
      if (entry.way === 'fill') {
        const filled = valuesText(entry.values)
        return filled === ''
          ? i18n.t('fill.ledger.filled_nothing', [site])
          : i18n.t('fill.ledger.filled', [site, filled])
      }
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
      return i18n.t('locker.ledger.worked', [site, collectionText(entry.collection, entry.origin)])
    case 'written': {
      if (entry.grant === null)
        return i18n.t('locker.ledger.kept', [site, collectionText(entry.collection, entry.origin)])
      return recordsText(WRITTEN[entry.action], entry.collection, entry.records.length)
    }
    case 'granted':
      return withForms(
        partsOf(entry.claims, grantOf(entry.grant)),
        'dashboard.ledger.granted',
        'dashboard.ledger.grantedBare',
        'dashboard.ledger.grantedOver',
      )
    case 'revoked':
      return entry.by === 'site'
        ? withForms(
            partsOf(entry.claims, grantOf(entry.grant)),
            'dashboard.ledger.gaveBack',
            'dashboard.ledger.gaveBackBare',
          )
        : withForms(
            partsOf(entry.claims, grantOf(entry.grant)),
            'dashboard.ledger.revoked',
            'dashboard.ledger.revokedBare',
          )
    case 'paused':
      return i18n.t('dashboard.ledger.paused', [site])
    case 'resumed':
      return i18n.t('dashboard.ledger.resumed', [site])
    case 'shortened':
      return i18n.t('rules.ledger.shortened', [site])
    case 'picked':
      return i18n.t('rules.ledger.picked', [site, collectionText(entry.collection, entry.origin)])
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

const WRITTEN = {
  create: 'locker.ledger.added',
  update: 'locker.ledger.written',
  delete: 'locker.ledger.deleted',
} as const

/** What a site did with so many records of one of the person's own collections. */
function recordsText(
  text: 'locker.ledger.got' | (typeof WRITTEN)[keyof typeof WRITTEN],
  collection: string,
  count: number,
): string {
  return i18n.t(text, count, [PART[0], collectionLabel(collection), numberText(count)])
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

/** What a grant gave or lost, in words: values by the form they were given in, and ages apart, which are no nouns. */
interface Parts {
  readonly nouns: readonly string[]
  readonly ages: string | null
}

function partsOf(names: readonly string[], grant: Grant | null): Parts {
  const given = names.flatMap((name) => grant?.claims.find(({ claim }) => claim === name) ?? [])
  const rest = names.filter((name) => !given.some(({ claim }) => claim === name))
  const nouns = [
    ...given.filter(({ form }) => ageOf(form) === null).map((value) => valuesText([value])),
    ...rest.map((name) =>
      isLocker(name)
        ? lockerText(name, grant)
        : askableFields(name) !== null
          ? inSentence(collectionLabel(name))
          : claimsText([name]),
    ),
  ]
  return { nouns: [...new Set(nouns)], ages: ageText(given) }
}

/** "locker notes"; one of another site with whose it is. */
function lockerText(name: string, grant: Grant | null): string {
  return parseLocker(name)?.origin === grant?.origin ? inSentence(collectionName(name)) : collectionText(name)
}

/** Without a sentence for ages, they are left out: a wrong noun would say more than was given. */
function withForms({ nouns, ages }: Parts, full: TwoParts, bare: OnePart, over?: OverParts): string {
  const [site] = PART
  if (nouns.length === 0) return ages !== null && over ? i18n.t(over, [site, ages]) : i18n.t(bare, [site])
  const told = i18n.t(full, [site, listText(nouns)])
  return ages !== null && over ? i18n.t('dashboard.list.and', [told, ages]) : told
}

type OverParts = 'dashboard.ledger.grantedOver'

function withClaims(claims: readonly string[], full: TwoParts, bare: OnePart): string {
  const [site] = PART
  return claims.length === 0 ? i18n.t(bare, [site]) : i18n.t(full, [site, claimsText(claims)])
}
