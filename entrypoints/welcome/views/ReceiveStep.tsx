import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { localeTag } from '@/components/locale'
import { Notice } from '@/components/Notice'
import { Working } from '@/components/Working'
import type { Welcome } from '../state'

/** The vault is made here and fills itself from the places: how much is here, until all of it is. */
export function ReceiveStep({ welcome }: { readonly welcome: Welcome }) {
  const { receiving } = welcome
  useEffect(() => receiving.follow(), [receiving])
  const { records, isDone, isStuck } = receiving.progress.value
  const number = new Intl.NumberFormat(localeTag()).format(records)
  return (
    <div class="stack">
      <p>{i18n.t('join.receiveText')}</p>
      <div aria-live="polite">
        {isDone ? <Notice>{i18n.t('join.received', records, [number])}</Notice> : null}
        {isStuck ? <Notice kind="caution">{i18n.t('join.nothing')}</Notice> : null}
      </div>
      {isDone ? null : (
        <>
          <Working label={i18n.t('join.receiving')} />
          <p class="join-count">{number}</p>
        </>
      )}
      <div class="welcome-foot">
        <span />
        <Button kind="primary" onPress={welcome.next}>
          {i18n.t('welcome.continue')}
        </Button>
      </div>
    </div>
  )
}
