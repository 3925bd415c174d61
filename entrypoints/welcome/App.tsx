import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { Spinner } from '@/components/Spinner'
import type { Welcome } from './state'
import { STEPS, type Step, type Way } from './state/steps'
import { AskingStep } from './views/AskingStep'
import { BackupStep } from './views/BackupStep'
import { DataStep } from './views/DataStep'
import { FileStep } from './views/FileStep'
import { Frame } from './views/Frame'
import { Here } from './views/Here'
import { JoinStep } from './views/JoinStep'
import { PassphraseStep } from './views/PassphraseStep'
import { PhraseStep } from './views/PhraseStep'
import { PlanStep } from './views/PlanStep'
import { ReceiveStep } from './views/ReceiveStep'

/** One screen at a time: what was found on this device, or one of five steps. */
export function App({ welcome }: { readonly welcome: Welcome }) {
  const phase = welcome.phase.value
  const { edges } = welcome

  useEffect(() => {
    let last = 0
    const touch = () => {
      if (!welcome.made.value || edges.now() - last < TOUCH_EVERY) return
      last = edges.now()
      void edges.callApp('session.touch', {}).catch(() => undefined)
    }
    const kinds = ['pointerdown', 'keydown'] as const
    for (const kind of kinds) window.addEventListener(kind, touch, { passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch)
    }
  }, [welcome, edges])

  if (phase.at === 'starting') {
    return (
      <main class="welcome">
        <Spinner label={i18n.t('common.loading')} />
      </main>
    )
  }
  if (phase.at !== 'step') return <Here welcome={welcome} phase={phase} />
  const View = VIEWS[phase.step]
  return (
    <Frame
      key={phase.step}
      title={i18n.t(titleOf(phase.step, welcome.way.value))}
      place={welcome.place.value}
      of={STEPS[welcome.way.value].length}
      back={welcome.back.value}
    >
      <View welcome={welcome} />
    </Frame>
  )
}

const TOUCH_EVERY = 30_000

const VIEWS = {
  passphrase: PassphraseStep,
  phrase: PhraseStep,
  data: DataStep,
  backup: BackupStep,
  file: FileStep,
  plan: PlanStep,
  join: JoinStep,
  receive: ReceiveStep,
  asking: AskingStep,
} as const

const TITLES = {
  passphrase: 'welcome.passphrase.title',
  phrase: 'welcome.phrase.title',
  data: 'welcome.data.title',
  backup: 'welcome.backup.title',
  file: 'welcome.file.title',
  plan: 'welcome.plan.title',
  join: 'join.title',
  receive: 'join.receiveTitle',
  asking: 'welcome.asking.title',
} as const satisfies { readonly [step in Step]: string }

function titleOf(step: Step, way: Way) {
  return way === 'join' && step === 'passphrase' ? ('join.passphraseTitle' as const) : TITLES[step]
}
