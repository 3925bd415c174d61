import { i18n } from '#i18n'

/**
 * Language tag for dates and numbers: the reader's own variant (`en-GB`) when it is of the language the page is
 * written in, else the page's, so that a date never speaks another language than the sentence around it. Digits and
 * calendar are fixed: counts inside sentences stand in these digits, and a site gets the date of this calendar.
 */
export function localeTag(): string {
  const tag = i18n.t('language.tag')
  const own = navigator.languages.find((candidate) => candidate.split('-')[0] === tag.split('-')[0])
  return new Intl.Locale(own ?? tag, { numberingSystem: 'latn', calendar: 'gregory' }).toString()
}

/** Sets language, direction and title of the document. Called once by every page. */
export function dressDocument(title: string): void {
  const root = document.documentElement
  root.lang = i18n.t('language.tag')
  root.dir = i18n.t('language.direction') === 'rtl' ? 'rtl' : 'ltr'
  document.title = title
}
