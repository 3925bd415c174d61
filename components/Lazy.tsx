import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import { Spinner } from '@/components/Spinner'

/** A view in a file of its own, shown when it has come. `load` must be the same function at every drawing. */
export function Lazy<Props extends object>({
  load,
  props,
}: {
  readonly load: () => Promise<FunctionComponent<Props>>
  readonly props: Props
}) {
  const [view, setView] = useState<{ readonly of: FunctionComponent<Props> } | 'failed' | null>(null)
  useEffect(() => {
    load().then(
      (of) => setView({ of }),
      () => setView('failed'),
    )
  }, [load])
  if (view === null) {
    return (
      <p class="door-wait" role="status">
        <Spinner label={i18n.t('common.loading')} />
      </p>
    )
  }
  if (view === 'failed') return <Notice kind="danger">{i18n.t('common.failed')}</Notice>
  const View = view.of
  return <View {...props} />
}
