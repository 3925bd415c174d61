import { CircleCheck } from 'lucide-preact'
import { i18n } from '#i18n'
import { totalText } from '@/components/archive-text'
import { Icon } from '@/components/Icon'
import { absoluteText } from '@/components/time-text'
import type { ArchiveSummary } from '@/lib/services/transfer'

/** A backup that was read back and holds everything. */
export function Proven({ summary }: { readonly summary: ArchiveSummary }) {
  return (
    <div class="proven" role="status">
      <Icon of={CircleCheck} size={24} />
      <div>
        <strong>{i18n.t('transfer.proven.title')}</strong>
        <p class="quiet">
          {i18n.t('transfer.proven.text', [
            totalText(summary.records),
            String(summary.generation),
            absoluteText(summary.created),
          ])}
        </p>
      </div>
    </div>
  )
}
