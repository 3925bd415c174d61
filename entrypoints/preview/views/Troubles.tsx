import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import type { PreviewState } from '../state'

/** Why nothing was filled just now. */
export function Troubles({ state }: { readonly state: PreviewState }) {
  const trouble = state.trouble.value
  switch (trouble) {
    case null:
      return null
    case 'changed':
      return (
        <Notice kind="caution" live>
          {i18n.t('fill.changed')}
          {state.difference.value.removed > 0 ? (
            <> {i18n.t('fill.changed_gone', state.difference.value.removed)}</>
          ) : null}
        </Notice>
      )
    case 'gone':
      return (
        <Notice kind="caution" live>
          {i18n.t('fill.gone')}
        </Notice>
      )
    case 'lost':
      return (
        <Notice kind="danger" live>
          {i18n.t('fill.lost')}
        </Notice>
      )
    default:
      return (
        <Notice kind="danger" live>
          {i18n.t(trouble === 'storage-full' ? 'prompt.storage_full' : 'prompt.broken')}
        </Notice>
      )
  }
}
