import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Spinner } from '@/components/Spinner'
import type { Phase } from '@/entrypoints/dashboard/state/dashboard'
import { Door } from './Door'
import { RecoveryView } from './RecoveryView'
import { UnlockView } from './UnlockView'

export interface DoorActions {
  readonly onUnlock: (passphrase: string) => Promise<boolean>
  readonly onPhrase: (words: string, next: string) => Promise<boolean>
  readonly onLeft: () => Promise<void>
  readonly onLook: () => void
  readonly onWelcome: () => void
  readonly onRestore: () => void
  readonly onEmpty: () => Promise<void>
}

/** The view for each way in which the vault is not open. */
export function Doors({
  phase,
  actions,
}: {
  readonly phase: Exclude<Phase, { at: 'open' }>
  readonly actions: DoorActions
}) {
  switch (phase.at) {
    case 'starting':
      return (
        <main class="door">
          <p class="door-wait" role="status">
            <Spinner /> {i18n.t('dashboard.starting')}
          </p>
        </main>
      )
    case 'locked':
      return <UnlockView found={phase.found} onUnlock={actions.onUnlock} onPhrase={actions.onPhrase} />
    case 'lost':
      return <RecoveryView found={phase.found} actions={actions} />
    case 'unusable':
      return (
        <Door title={i18n.t('dashboard.unusable.title')}>
          <p>{i18n.t('dashboard.unusable.text')}</p>
          <p>{i18n.t('dashboard.unusable.do')}</p>
        </Door>
      )
    case 'none':
      return (
        <Door title={i18n.t('dashboard.none.title')}>
          <p>{i18n.t('dashboard.none.text')}</p>
          <div>
            <Button kind="primary" onPress={actions.onWelcome}>
              {i18n.t('dashboard.none.go')}
            </Button>
          </div>
        </Door>
      )
    case 'broken':
      return (
        <Door title={i18n.t('dashboard.broken.title')}>
          <p>{i18n.t('dashboard.broken.text')}</p>
          <div>
            <Button kind="primary" onPress={actions.onLook}>
              {i18n.t('dashboard.broken.again')}
            </Button>
          </div>
        </Door>
      )
  }
}
