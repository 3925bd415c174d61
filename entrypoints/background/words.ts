import type { GeneratedI18nStructure } from '#i18n'
import { plainText } from '@/lib/platform/words'

/** One of the background's few texts. */
export const word = (key: keyof GeneratedI18nStructure): string => plainText(key)
