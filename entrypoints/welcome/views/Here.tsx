import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { UnlockForm } from '@/components/UnlockForm'
import type { Phase, Welcome } from '../state'
import { Frame } from './Frame'

type Found = Exclude<Phase, { at: 'step' } | { at: 'starting' }>

/** What was found on this device when it is not nothing: each with the one next step. */
export function Here({ welcome, phase }: { readonly welcome: Welcome; readonly phase: Found }) {
  const { edges } = welcome
  switch (phase.at) {
    case 'unusable':
      return (
        <Frame title={i18n.t('welcome.unusable.title')}>
          <p>{i18n.t('welcome.unusable.text')}</p>
          <p class="quiet">{i18n.t('welcome.unusable.do')}</p>
        </Frame>
      )
    case 'broken':
      return (
        <Frame title={i18n.t('welcome.broken.title')}>
          <p>{i18n.t('welcome.broken.text')}</p>
          <div>
            <Button kind="primary" onPress={() => void welcome.look()}>
              {i18n.t('welcome.broken.again')}
            </Button>
          </div>
        </Frame>
      )
    case 'locked':
      return (
        <Frame title={i18n.t(phase.resume ? 'welcome.locked.title' : 'welcome.present.title')}>
          <p>{i18n.t(phase.resume ? 'welcome.locked.text' : 'welcome.present.text')}</p>
          <UnlockForm onUnlock={welcome.unlock} focus />
          <div>
            <Button onPress={() => edges.openDashboard()}>{i18n.t('common.open_dashboard')}</Button>
          </div>
        </Frame>
      )
    case 'unfinished':
      return (
        <Frame title={i18n.t('welcome.unfinished.title', phase.missing.length)}>
          {phase.missing.includes('words') ? <p>{i18n.t('welcome.unfinished.words')}</p> : null}
          {phase.missing.includes('backup') ? <p>{i18n.t('welcome.unfinished.text')}</p> : null}
          <div class="welcome-foot">
            <Button onPress={() => edges.openDashboard()}>{i18n.t('common.open_dashboard')}</Button>
            <Button kind="primary" onPress={() => welcome.go(phase.next)}>
              {i18n.t('welcome.unfinished.go')}
            </Button>
          </div>
        </Frame>
      )
    case 'finished':
      return (
        <Frame title={i18n.t('welcome.finished.title')}>
          <p>{i18n.t('welcome.finished.text')}</p>
          <div class="welcome-foot">
            <Button onPress={() => welcome.go('asking')}>{i18n.t('welcome.finished.asking')}</Button>
            <Button kind="primary" onPress={() => edges.openDashboard()}>
              {i18n.t('common.open_dashboard')}
            </Button>
          </div>
        </Frame>
      )
  }
}
