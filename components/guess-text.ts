import { i18n } from '#i18n'
import { guessWords } from '@/components/guess-words'
import { localeTag } from '@/components/locale'

/** How long guessing takes, in words: "4.7 million years". */
export function guessText(seconds: number): string {
  const words = guessWords(seconds, localeTag())
  if (words === 'at-once') return i18n.t('transfer.guess.atOnce')
  return words === 'beyond' ? i18n.t('transfer.guess.beyond') : words
}
