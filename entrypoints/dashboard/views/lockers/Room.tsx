import { i18n } from '#i18n'
import { roomText } from '@/components/collection-words'
import type { LockerView } from '@/lib/services/locker-keeping'

/** How full a locker is, as a quiet bar and in numbers. The bar says what presses more: bytes or the number of documents. */
export function Room({ locker }: { readonly locker: LockerView }) {
  const { bytes, documents, quota } = locker
  const full = Math.min(1, Math.max(bytes / quota.bytes, documents / quota.records))
  return (
    <span class="room">
      <span class="room-bar" aria-hidden="true">
        <span
          class={full > 0.9 ? 'room-fill room-tight' : 'room-fill'}
          style={{ inlineSize: `${full === 0 ? 0 : Math.max(1, full * 100)}%` }}
        />
      </span>
      <span class="room-text">{i18n.t('locker.room', [roomText(bytes), roomText(quota.bytes)])}</span>
    </span>
  )
}
