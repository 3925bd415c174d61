import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { deviceName } from '@/entrypoints/dashboard/views/device-name'
import type { Instant } from '@/lib/base/time'
import type { DeviceReport } from '@/lib/protocol/sync-app'
import { deviceText } from './device-words'

/** One device: its name, what it has, and what can be done. A removed one stands there still, with its name. */
export function DeviceRow({
  device,
  now,
  onRename,
  onRemove,
}: {
  readonly device: DeviceReport
  readonly now: Instant
  readonly onRename: () => void
  readonly onRemove: () => void
}) {
  const name = deviceName(device.name)
  return (
    <li class="row-line">
      <span class="row-main">
        <strong dir="auto">{name}</strong>{' '}
        {device.isThis ? <span class="tag">{i18n.t('devices.this')}</span> : null}
        <span class="quiet small device-state">{deviceText(device, now)}</span>
      </span>
      {device.isRemoved ? null : (
        <span class="row">
          <Button size="small" label={i18n.t('devices.renameThis', [name])} onPress={onRename}>
            {i18n.t('devices.rename')}
          </Button>
          {device.isThis ? null : (
            <Button
              size="small"
              kind="danger"
              label={i18n.t('devices.removeThis', [name])}
              onPress={onRemove}
            >
              {i18n.t('devices.remove')}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
