import { i18n } from '#i18n'
import { localeTag } from '@/components/locale'
import type { LetterWords } from './letter'

/** The language of the page. Keys come from the letter, so that their types are those of no single text. */
export function interfaceWords(): LetterWords {
  const texts = i18n.t as unknown as (key: string, parts?: readonly string[]) => string
  return {
    tag: localeTag(),
    text(key, parts) {
      const text = parts && parts.length > 0 ? texts(key, parts) : texts(key)
      return text === '' ? null : text
    },
  }
}
