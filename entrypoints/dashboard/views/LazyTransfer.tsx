import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import { Spinner } from '@/components/Spinner'
import type { State } from '@/entrypoints/dashboard/state'

type View = FunctionComponent<{ readonly state: State }>

/** The Transfer page, loaded when the person goes there: what it needs is heavy. */
export function LazyTransfer({ state }: { readonly state: State }) {
  const [view, setView] = useState<{ readonly of: View } | 'failed' | null>(null)
  useEffect(() => {
    import('./transfer/Transfer').then(
      (module) => setView({ of: module.Transfer }),
      () => setView('failed'),
    )
  }, [])
  if (view === null) return <Spinner label={i18n.t('common.loading')} />
  if (view === 'failed') return <Notice kind="danger">{i18n.t('common.failed')}</Notice>
  const Transfer = view.of
  return <Transfer state={state} />
}
