import type { GeneratedI18nStructure } from '#i18n'
import { browser } from '@/lib/platform/browser'

/**
 * A text without parts or numbers, in the browser's language. What pages use (`#i18n`) knows those too, and weighs a kilobyte of
 * what the background may.
 */
export function plainText(key: keyof GeneratedI18nStructure): string {
  return browser.i18n.getMessage(key.replaceAll('.', '_'))
}
