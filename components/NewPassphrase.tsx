import { i18n } from '#i18n'
import { guessText } from '@/components/guess-text'
import { PassphraseInput } from '@/components/PassphraseInput'
import { passphraseBytes } from '@/lib/crypto/kdf'
import { estimatePassphrase } from '@/lib/crypto/passphrase'

/** A new passphrase as it is being typed, twice. */
export interface TypedPassphrase {
  readonly passphrase: string
  readonly repeat: string
}

export type PassphraseProblems = { readonly passphrase?: string; readonly repeat?: string }

export const NOTHING_TYPED: TypedPassphrase = { passphrase: '', repeat: '' }

/** What keeps a new passphrase from being taken, each with what to do; empty when nothing does. */
export function passphraseProblems({ passphrase, repeat }: TypedPassphrase): PassphraseProblems {
  if (passphrase === '') return { passphrase: i18n.t('transfer.passphrase.empty') }
  if (!passphraseBytes(passphrase)) return { passphrase: i18n.t('transfer.passphrase.tooLong') }
  const { grade, seconds } = estimatePassphrase(passphrase)
  if (grade === 'weak') return { passphrase: i18n.t('transfer.passphrase.weak', [guessText(seconds)]) }
  return repeat === passphrase ? {} : { repeat: i18n.t('transfer.passphrase.differ') }
}

/** Two fields for a new passphrase, with an honest estimate of how long it takes to guess it. */
export function NewPassphrase({
  typed,
  onInput,
  problems,
  label,
}: {
  readonly typed: TypedPassphrase
  readonly onInput: (typed: TypedPassphrase) => void
  readonly problems: PassphraseProblems
  /** "Passphrase" when left out. */
  readonly label?: string
}) {
  return (
    <>
      <PassphraseInput
        label={label ?? i18n.t('transfer.passphrase.label')}
        value={typed.passphrase}
        onInput={(passphrase) => onInput({ ...typed, passphrase })}
        purpose="new-password"
        hint={problems.passphrase ? null : estimateText(typed.passphrase)}
        error={problems.passphrase}
      />
      <PassphraseInput
        label={i18n.t('transfer.passphrase.repeat')}
        value={typed.repeat}
        onInput={(repeat) => onInput({ ...typed, repeat })}
        purpose="new-password"
        error={problems.repeat}
      />
    </>
  )
}

/** What a well-equipped guesser needs, said as what it is. */
export function estimateText(passphrase: string): string {
  if (passphrase === '') return i18n.t('transfer.passphrase.hint')
  const { grade, seconds } = estimatePassphrase(passphrase)
  const time = guessText(seconds)
  return grade === 'weak'
    ? i18n.t('transfer.passphrase.estimateWeak', [time])
    : i18n.t('transfer.passphrase.estimate', [time])
}
