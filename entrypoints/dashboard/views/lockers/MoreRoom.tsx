import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { roomText } from '@/components/collection-words'
import { FormDialog } from '@/components/FormDialog'
import { Select } from '@/components/Select'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { LockerQuota } from '@/lib/grants/request'
import type { LockerView } from '@/lib/services/locker-keeping'
import { ROOM } from '@/lib/services/locker-room'

/** Times the room that every locker has. */
const SIZES = [1, 2, 4, 10, 20]

/** How much room a locker may have. Less than what is in it only stops it from growing. */
export function MoreRoom({
  open,
  locker,
  name,
  onAllow,
  onClose,
}: {
  readonly open: boolean
  readonly locker: LockerView
  readonly name: string
  readonly onAllow: (quota: LockerQuota) => void
  readonly onClose: () => void
}) {
  const sizes = [...new Set([...SIZES, Math.ceil(locker.quota.bytes / ROOM.bytes)])].sort((a, b) => a - b)
  const current = String(Math.ceil(locker.quota.bytes / ROOM.bytes))
  const [chosen, setChosen] = useState<string | null>(null)
  const times = Number(chosen ?? current)
  return (
    <FormDialog
      open={open}
      title={i18n.t('locker.more')}
      action={i18n.t('locker.moreGo')}
      onGo={() => {
        setChosen(null)
        onAllow({ bytes: times * ROOM.bytes, records: times * ROOM.records })
      }}
      onClose={onClose}
    >
      <p>{i18n.t('locker.moreText', [name])}</p>
      <Select
        label={i18n.t('locker.moreLabel')}
        value={String(times)}
        choices={sizes.map((size) => ({
          value: String(size),
          label: i18n.t('locker.moreChoice', size * ROOM.records, [
            numberText(size * ROOM.records),
            roomText(size * ROOM.bytes),
          ]),
        }))}
        onChange={setChosen}
      />
    </FormDialog>
  )
}
