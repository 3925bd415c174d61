import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Dialog } from '@/components/Dialog'
import { FourWords } from '@/components/FourWords'
import { Notice } from '@/components/Notice'
import { Working } from '@/components/Working'
import type { DeviceActs, Inviting } from '@/entrypoints/dashboard/state/devices'
import { deviceName } from '@/entrypoints/dashboard/views/device-name'
import type { Clock } from '@/lib/base/time'
import { Invitation } from './Invitation'

/** Lets another device in: a picture and a text for it, four words to compare, and a yes. */
export function AddDevice({
  devices,
  now,
  onDone,
  onClose,
}: {
  readonly devices: DeviceActs
  readonly now: Clock
  readonly onDone: (name: string) => void
  readonly onClose: () => void
}) {
  const [inviting, setInviting] = useState<Inviting | null>(null)
  const [differ, setDiffer] = useState(false)
  const start = () => {
    setDiffer(false)
    setInviting(devices.invite())
  }
  useEffect(start, [devices])
  // Closed, or another one begun: this invitation is of no more use.
  useEffect(() => () => void inviting?.leave(), [inviting])
  const state = inviting?.state.value ?? null
  const again = (
    <div>
      <Button kind="primary" onPress={start}>
        {i18n.t('devices.invite.again')}
      </Button>
    </div>
  )

  return (
    <Dialog open title={i18n.t('devices.addTitle')} onClose={onClose}>
      <div class="stack" aria-live="polite">
        {differ ? (
          <>
            <Notice kind="danger">{i18n.t('devices.invite.differText')}</Notice>
            {again}
          </>
        ) : state === null || (state !== 'failed' && state.state === 'none') ? (
          <Working label={i18n.t('common.loading')} />
        ) : state === 'failed' ? (
          <>
            <Notice kind="danger">{i18n.t('devices.invite.failed')}</Notice>
            {again}
          </>
        ) : state.state === 'shown' ? (
          <Invitation invitation={state} now={now} />
        ) : state.state === 'comparing' ? (
          <>
            <p>{i18n.t('devices.invite.asks', [deviceName(state.name)])}</p>
            <h3>{i18n.t('devices.invite.compare')}</h3>
            <FourWords words={state.words} />
            <p class="quiet">{i18n.t('devices.invite.compareText')}</p>
            <div class="row">
              <Button kind="primary" onPress={() => void inviting?.admit()}>
                {i18n.t('devices.invite.match')}
              </Button>
              <Button
                kind="danger"
                onPress={() => {
                  void inviting?.leave()
                  setDiffer(true)
                }}
              >
                {i18n.t('devices.invite.differ')}
              </Button>
            </div>
          </>
        ) : state.state === 'admitting' ? (
          <Working label={i18n.t('devices.invite.letting')} />
        ) : state.state === 'admitted' ? (
          <>
            <Notice>{i18n.t('devices.invite.done', [deviceName(state.name)])}</Notice>
            <div>
              <Button kind="primary" onPress={() => onDone(deviceName(state.name))}>
                {i18n.t('common.done')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <Notice kind="caution">
              {i18n.t(state.problem === 'expired' ? 'devices.invite.over' : 'devices.invite.two')}
            </Notice>
            {again}
          </>
        )}
      </div>
    </Dialog>
  )
}
