import { i18n } from '#i18n'
import {
  NewPassphrase,
  type PassphraseProblems,
  passphraseProblems,
  type TypedPassphrase,
} from '@/components/NewPassphrase'
import { PassphraseInput } from '@/components/PassphraseInput'

/** Which passphrase locks a file: the vault's, typed once more, or one of its own. */
export type FileLock = 'same' | 'own'

/**
 * What is wrong with what was typed; nothing where nothing is. The vault's passphrase must be the vault's: a slip of the finger would
 * lock the file for good. @param confirm whether this is it.
 */
export async function fileProblems(
  lock: FileLock,
  typed: TypedPassphrase,
  confirm: (passphrase: string) => Promise<boolean>,
): Promise<PassphraseProblems> {
  if (lock === 'own') return passphraseProblems(typed)
  if (typed.passphrase === '') return { passphrase: i18n.t('unlock.empty') }
  return (await confirm(typed.passphrase)) ? {} : { passphrase: i18n.t('unlock.wrong') }
}

/** Where it is typed. */
export function FilePassphrase({
  lock,
  sameHint,
  typed,
  onInput,
  problems,
}: {
  readonly lock: FileLock
  readonly sameHint: string
  readonly typed: TypedPassphrase
  readonly onInput: (typed: TypedPassphrase) => void
  readonly problems: PassphraseProblems
}) {
  if (lock === 'own') return <NewPassphrase typed={typed} onInput={onInput} problems={problems} />
  return (
    <PassphraseInput
      label={i18n.t('unlock.passphrase')}
      hint={sameHint}
      value={typed.passphrase}
      onInput={(passphrase) => onInput({ passphrase, repeat: '' })}
      error={problems.passphrase}
    />
  )
}
