import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import type { State } from '@/entrypoints/dashboard/state'

/** No vault is open that a file could come into: where to go for one. */
export function NoVault({ state }: { readonly state: State }) {
  return (
    <div class="stack">
      <p>{i18n.t('transfer.none.text')}</p>
      <div>
        <Button kind="primary" onPress={() => state.edges.openWelcome('#restore')}>
          {i18n.t('transfer.none.go')}
        </Button>
      </div>
    </div>
  )
}
