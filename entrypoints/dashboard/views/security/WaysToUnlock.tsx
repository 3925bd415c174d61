import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Notice } from '@/components/Notice'
import type { Toasts } from '@/components/toasts'
import type { Security } from '@/entrypoints/dashboard/state/security'
import { PassphraseDialog } from './PassphraseDialog'
import { PhraseDialog } from './PhraseDialog'

/** The passphrase and the recovery phrase, each with its way to be renewed. */
export function WaysToUnlock({ security, toasts }: { readonly security: Security; readonly toasts: Toasts }) {
  const [open, setOpen] = useState<'passphrase' | 'phrase' | null>(null)
  return (
    <div class="card stack">
      {security.slotsAltered.value ? (
        <Notice kind="danger">{i18n.t('dashboard.security.slotsAltered')}</Notice>
      ) : null}
      <div class="row">
        <div class="row-main">
          <strong>{i18n.t('dashboard.security.passphrase')}</strong>
          <p class="quiet small">{i18n.t('dashboard.security.passphraseText')}</p>
        </div>
        <Button onPress={() => setOpen('passphrase')}>{i18n.t('dashboard.security.change')}</Button>
      </div>
      <hr />
      <div class="row">
        <div class="row-main">
          <strong>{i18n.t('dashboard.security.phrase')}</strong>
          <p class="quiet small">{i18n.t('dashboard.security.phraseText')}</p>
        </div>
        <Button onPress={() => setOpen('phrase')}>{i18n.t('dashboard.security.replace')}</Button>
      </div>
      {open === 'passphrase' ? (
        <PassphraseDialog
          onChange={security.changePassphrase}
          onDone={() => {
            setOpen(null)
            toasts.show(i18n.t('dashboard.security.changed'))
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'phrase' ? (
        <PhraseDialog
          onReplace={security.replacePhrase}
          onDone={() => {
            setOpen(null)
            void security.wordsRight()
            toasts.show(i18n.t('dashboard.security.replaced'))
          }}
          onClose={() => setOpen(null)}
          onLeave={() => {
            setOpen(null)
            toasts.show(i18n.t('dashboard.security.phraseLeft'))
          }}
        />
      ) : null}
    </div>
  )
}
