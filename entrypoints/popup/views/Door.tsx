import { LockKeyhole } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { NoVault } from '@/components/NoVault'
import type { VaultState } from '@/lib/protocol/app'

export interface DoorProps {
  readonly vault: Exclude<VaultState, 'unlocked'>
  /** There is a site in front that the popup could speak of. */
  readonly site: boolean
  readonly onOpen: (page: 'dashboard' | 'welcome', hash?: string) => void
}

/** No vault, a locked one, or one that cannot be read: one sentence and the one next step. Never a passphrase here. */
export function Door({ vault, site, onOpen }: DoorProps) {
  if (vault !== 'locked')
    return (
      <div class={vault === 'none' ? 'door door-first' : 'door card'}>
        <NoVault vault={vault} onOpen={onOpen} />
      </div>
    )
  return (
    <div class="door card">
      <p class="with-icon">
        <Icon of={LockKeyhole} />
        <span>
          {i18n.t('popup.locked')} {site ? <span class="quiet">{i18n.t('popup.locked_more')}</span> : null}
        </span>
      </p>
      <Button kind="primary" onPress={() => onOpen('dashboard', '#/unlock')}>
        {i18n.t('popup.unlock')}
      </Button>
    </div>
  )
}
