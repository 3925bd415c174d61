import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { FormDialog } from '@/components/FormDialog'
import type { State } from '@/entrypoints/dashboard/state'
import { keepFocus } from '@/entrypoints/dashboard/views/Page'
import { isOpen } from '@/lib/services/narrowing'

/** Ends every grant of every site, after one question; nothing is there to press while no site has any. */
export function RevokeEverything({ state }: { readonly state: State }) {
  const { sites, toasts } = state
  const [asked, setAsked] = useState(false)
  const isAny = sites.list.value.some(({ grants }) => grants.some(isOpen))
  if (!isAny) {
    // Ended elsewhere: the question does not come back by itself.
    if (asked) setAsked(false)
    return null
  }
  return (
    <>
      <Button kind="danger" label={i18n.t('dashboard.sites.revokeEverything')} onPress={() => setAsked(true)}>
        {i18n.t('dashboard.sites.revokeAll')}
      </Button>
      <FormDialog
        open={asked}
        title={i18n.t('dashboard.sites.revokeEverythingAsk')}
        action={i18n.t('dashboard.sites.revokeAll')}
        kind="danger"
        onGo={() => {
          setAsked(false)
          void sites
            .revokeEverything()
            .then(() => toasts.show(i18n.t('dashboard.sites.revokedEverything')))
            .then(keepFocus)
        }}
        onClose={() => setAsked(false)}
      >
        <p>{i18n.t('dashboard.sites.revokeEverythingText')}</p>
      </FormDialog>
    </>
  )
}
