import { i18n } from '#i18n'
import { tagFor } from '@/components/locale-tag'

/**
 * Language tag for dates and numbers: the reader's own variant (`en-GB`) when it is of the language the page is
 * written in, else the page's, so that a date never speaks another language than the sentence around it.
 */
export function localeTag(): string {
  return tagFor(i18n.t('language.tag'), navigator.languages)
}

/** Sets language, direction and title of the document. Called once by every page. */
export function dressDocument(title: string): void {
  const root = document.documentElement
  root.lang = i18n.t('language.tag')
  root.dir = i18n.t('language.direction') === 'rtl' ? 'rtl' : 'ltr'
  document.title = title
}
