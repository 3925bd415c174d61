import { i18n } from '#i18n'

/** Whether a site holds what the vault holds now, or something older. In words, never by colour alone. */
export function VersionMark({ current }: { readonly current: boolean }) {
  return (
    <span class={current ? 'tag tag-quiet' : 'tag tag-caution'}>
      {i18n.t(current ? 'dashboard.sites.current' : 'dashboard.sites.old')}
    </span>
  )
}
