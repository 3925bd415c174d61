import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import type { VaultState } from '@/lib/protocol/app'

/** There is no vault to speak of: why, and the one next step. */
export function NoVault({
  vault,
  onOpen,
}: {
  readonly vault: Exclude<VaultState, 'locked' | 'unlocked'>
  readonly onOpen: (page: 'dashboard' | 'welcome') => void
}) {
  if (vault === 'unusable') return <p>{i18n.t('popup.unusable')}</p>
  const isLost = vault === 'lost'
  return (
    <>
      <p>{i18n.t(isLost ? 'popup.lost' : 'popup.no_vault')}</p>
      <Button kind="primary" onPress={() => onOpen(isLost ? 'dashboard' : 'welcome')}>
        {i18n.t(isLost ? 'popup.see_way_back' : 'popup.make_vault')}
      </Button>
    </>
  )
}
