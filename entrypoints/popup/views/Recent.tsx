import { i18n } from '#i18n'
import { claimsInShort, collectionLabel } from '@/components/labels'
import { listText } from '@/components/lists'
import { Section } from '@/components/Section'
import { When } from '@/components/When'
import type { Instant } from '@/lib/base/time'
import type { DisclosedValue, LedgerLine } from '@/lib/ledger/entry'

/** Claims in short, and collections of which records were given by their names. */
function whatText(values: readonly DisclosedValue[]): string {
  const claims = values.filter(({ claim, collection }) => claim !== collection)
  const seen = values.flatMap(({ claim, collection }) => (claim === collection ? [collection] : []))
  return listText([
    ...claimsInShort(claims.map(({ claim }) => claim)),
    ...[...new Set(seen)].map(collectionLabel),
  ])
}

/** The last disclosures to this site. */
export function Recent({ lines, now }: { readonly lines: readonly LedgerLine[]; readonly now: Instant }) {
  const disclosures = lines.flatMap(({ entry }) => (entry.kind === 'disclosure' ? [entry] : []))
  if (disclosures.length === 0) return null
  return (
    <Section title={i18n.t('popup.recent')}>
      <ul class="recent">
        {disclosures.map(({ id, at, values }) => (
          <li key={id}>
            <span>{whatText(values)}</span>
            <span class="small quiet">
              <When at={at} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
