import { i18n } from '#i18n'
import type { Total } from '@/entrypoints/dashboard/state/standing'
import { numberText } from './words'

/** Null where the empty page says it. */
export function totalText(total: Total): string | null {
  switch (total.is) {
    case 'none':
      return null
    case 'removed':
      return i18n.t('places.total.removed')
    case 'unknown':
      return i18n.t('places.total.unknown')
    case 'unasked':
      return i18n.t('places.total.unasked')
    case 'single':
      return i18n.t('places.total.single')
    case 'safe':
      return i18n.t('places.total.safe')
    case 'unsafe':
      return i18n.t('places.total.unsafe', total.changes, [numberText(total.changes)])
    case 'unproven':
      return i18n.t('places.total.unproven', total.changes, [numberText(total.changes)])
    case 'only-here':
      return i18n.t('places.total.onlyHere', total.changes, [numberText(total.changes)])
  }
}
