import { LockKeyhole } from 'lucide-preact'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'
import { Lazy } from '@/components/Lazy'
import { Notice } from '@/components/Notice'
import { NoVault } from '@/components/NoVault'
import { Resembles } from '@/components/Resembles'
import { Spinner } from '@/components/Spinner'
import { UnlockForm } from '@/components/UnlockForm'
import type { FillView } from '@/lib/protocol/fill-app'
import type { Presses } from './presses'
import type { PreviewState } from './state'
import { Attach } from './views/Attach'
import { Done } from './views/Done'
import { Fields } from './views/Fields'
import { Foot } from './views/Foot'
import { Troubles } from './views/Troubles'
import { Who } from './views/Who'

const loadSave = async () => (await import('./views/Save')).Save

const ENDED = { replaced: 'fill.replaced', gone: 'fill.gone', over: 'fill.over' } as const

export interface AppProps {
  readonly state: PreviewState
  readonly presses: Presses
}

export function App({ state, presses }: AppProps) {
  const { phase, view } = state
  if (phase.value === 'broken') {
    return (
      <main class="prompt">
        <Notice
          kind="danger"
          live
          action={{ label: i18n.t('prompt.try_again'), onPress: () => void state.refresh() }}
        >
          {i18n.t('prompt.unreachable')}
        </Notice>
      </main>
    )
  }
  if (phase.value === 'loading') {
    return (
      <main class="prompt prompt-loading">
        <Spinner label={i18n.t('common.loading')} />
      </main>
    )
  }
  return (
    <>
      <main class="prompt">
        {view.value ? (
          <Opened state={state} view={view.value} />
        ) : (
          <Notice live>{i18n.t('fill.over')}</Notice>
        )}
      </main>
      <Foot state={state} presses={presses} />
    </>
  )
}

function Opened({ state, view }: { readonly state: PreviewState; readonly view: FillView }) {
  const { phase, filled, noVault } = state
  return (
    <>
      {view.resembles ? <Resembles site={view.site} resembles={view.resembles} /> : null}
      <Who view={view} />
      {filled.value ? (
        <Done state={state} filled={filled.value} site={view.site} />
      ) : phase.value === 'over' ? (
        <Notice kind="caution" live>
          {i18n.t(ENDED[view.ended ?? 'over'])}
        </Notice>
      ) : phase.value === 'no-vault' && noVault.value ? (
        <section class="card stack">
          <NoVault vault={noVault.value} onOpen={(page) => void state.openPage(page)} />
        </section>
      ) : phase.value === 'locked' ? (
        <section class="card stack">
          <p class="with-icon">
            <Icon of={LockKeyhole} />
            <span>{i18n.t('prompt.locked')}</span>
          </p>
          <UnlockForm focus onUnlock={state.unlock} onPhrase={() => void state.recover()} />
        </section>
      ) : (
        <>
          <Troubles state={state} />
          {view.wish === 'attach' ? (
            <Attach state={state} />
          ) : view.wish === 'save' ? (
            <Lazy load={loadSave} props={{ core: state.core }} />
          ) : (
            <Fields state={state} view={view} />
          )}
        </>
      )}
    </>
  )
}
