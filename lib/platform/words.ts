import { browser } from '@/lib/platform/browser'

/**
 * A text without parts or numbers, in the browser's language; empty where there is none. What pages use (`#i18n`) knows more, and
 * weighs a kilobyte of what the background may.
 */
export function plainText(key: string): string {
  return browser.i18n.getMessage(key.replaceAll('.', '_'))
}
