import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import type { State } from '@/entrypoints/dashboard/state'
import { numberText } from '@/entrypoints/dashboard/views/words'

/** That there are records with two versions, and the way to the first: it may stand far below. */
export function TwoNotice({ state, go }: { readonly state: State; readonly go: (path: string) => void }) {
  const records = state.twoVersions.records.value
  const [first] = records
  if (first === undefined) return null
  return (
    <Notice kind="caution" action={{ label: i18n.t('versions.see'), onPress: () => go(`/my-data/${first}`) }}>
      {i18n.t('versions.notice', records.size, [numberText(records.size)])}
    </Notice>
  )
}
