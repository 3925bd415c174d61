import { i18n } from '#i18n'
import { claimsInShort } from '@/components/labels'
import { listText } from '@/components/lists'
import { Section } from '@/components/Section'
import { When } from '@/components/When'
import type { Instant } from '@/lib/base/time'
import type { LedgerLine } from '@/lib/ledger/entry'

/** The last disclosures to this site. */
export function Recent({ lines, now }: { readonly lines: readonly LedgerLine[]; readonly now: Instant }) {
  const disclosures = lines.flatMap(({ entry }) => (entry.kind === 'disclosure' ? [entry] : []))
  if (disclosures.length === 0) return null
  return (
    <Section title={i18n.t('popup.recent')}>
      <ul class="recent">
        {disclosures.map(({ id, at, values }) => (
          <li key={id}>
            <span>{listText(claimsInShort(values.map(({ claim }) => claim)))}</span>
            <span class="small quiet">
              <When at={at} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
