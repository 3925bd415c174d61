import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Notice } from '@/components/Notice'
import { kindName } from '@/components/place-words'
import { Section } from '@/components/Section'
import type { State } from '@/entrypoints/dashboard/state'
import { createDeviceActs } from '@/entrypoints/dashboard/state/devices'
import { deviceName } from '@/entrypoints/dashboard/views/device-name'
import { TypedConfirm } from '@/entrypoints/dashboard/views/TypedConfirm'
import type { DeviceReport } from '@/lib/protocol/sync-app'
import { AddDevice } from './AddDevice'
import { DeviceRow } from './DeviceRow'
import { RenameDevice } from './RenameDevice'

/** The devices that have this vault; to add, name and remove. */
export function DevicesSection({
  state,
  onEditPlace,
}: {
  readonly state: State
  readonly onEditPlace: (id: string) => void
}) {
  const { sync, edges, toasts } = state
  const [devices] = useState(() => createDeviceActs(state))
  const [doing, setDoing] = useState<
    { readonly what: 'add' } | { readonly what: 'rename' | 'remove'; readonly device: DeviceReport } | null
  >(null)
  const [gone, setGone] = useState<string | null>(null)
  const list = sync.report.value?.devices ?? []
  const reachable = sync.places.value.filter(({ entered }) => entered.kind !== 'folder')
  const isFolderOnly = reachable.length === 0 && sync.places.value.length > 0
  const failed = () => toasts.show(i18n.t('common.failed'))
  const close = () => setDoing(null)

  async function remove(device: DeviceReport): Promise<void> {
    close()
    const name = deviceName(device.name)
    await devices.remove(device.id)
    toasts.show(i18n.t('devices.removed', [name]))
    if (reachable.length > 0) setGone(name)
  }

  return (
    <Section
      title={i18n.t('devices.heading')}
      aside={
        reachable.length > 0 ? (
          <Button size="small" onPress={() => setDoing({ what: 'add' })}>
            {i18n.t('devices.add')}
          </Button>
        ) : null
      }
    >
      <p class="quiet">
        {i18n.t(
          reachable.length > 0
            ? 'devices.lead'
            : isFolderOnly
              ? 'devices.addNeedsReach'
              : 'devices.addNeedsPlace',
        )}
      </p>
      {gone === null ? null : (
        <Notice
          kind="caution"
          live
          action={{ label: i18n.t('devices.credentialsDone'), onPress: () => setGone(null) }}
        >
          <p>{i18n.t('devices.credentials', [gone])}</p>
          <div class="row">
            {reachable.map((place) => (
              <Button key={place.id} size="small" onPress={() => onEditPlace(place.id)}>
                {i18n.t('places.action.changeThis', [place.name || kindName(place.entered.kind)])}
              </Button>
            ))}
          </div>
        </Notice>
      )}
      <ul class="rows">
        {list.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            now={edges.now()}
            onRename={() => setDoing({ what: 'rename', device })}
            onRemove={() => setDoing({ what: 'remove', device })}
          />
        ))}
      </ul>
      {doing?.what === 'rename' ? (
        <RenameDevice
          name={doing.device.name}
          onClose={close}
          onRename={(name) => {
            close()
            void devices
              .rename(doing.device.id, name)
              .then(() => toasts.show(i18n.t('devices.renamed', [name])))
              .catch(failed)
          }}
        />
      ) : null}
      {doing?.what === 'remove' ? (
        <TypedConfirm
          open
          title={i18n.t('devices.removeTitle', [deviceName(doing.device.name)])}
          text={i18n.t('devices.removeText')}
          word={i18n.t('devices.removeWord')}
          action={i18n.t('devices.removeTitle', [deviceName(doing.device.name)])}
          onConfirm={() => void remove(doing.device).catch(failed)}
          onClose={close}
        />
      ) : null}
      {doing?.what === 'add' ? (
        <AddDevice
          devices={devices}
          now={edges.now}
          onClose={close}
          onDone={() => {
            close()
            void sync.run()
          }}
        />
      ) : null}
    </Section>
  )
}
