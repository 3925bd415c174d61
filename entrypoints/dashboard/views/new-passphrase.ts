import { i18n } from '#i18n'

const SHORTEST = 12

/** What is wrong with a new passphrase typed twice; empty when nothing is. */
export function newPassphraseProblems(
  next: string,
  repeat: string,
): { readonly next?: string; readonly repeat?: string } {
  return {
    ...([...next].length < SHORTEST && { next: i18n.t('dashboard.unlock.short') }),
    ...(repeat !== next && { repeat: i18n.t('dashboard.unlock.differ') }),
  }
}
