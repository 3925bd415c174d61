import type { Language } from './texts'

/** Texts that are the same words in English, by language: looked at, not left over. */
export const SAME_AS_ENGLISH: { readonly [language in Exclude<Language, 'en'>]: readonly string[] } = {
  de: ['Passphrase', 'Name', 'Fax', 'Form', 'Text', 'Debit', 'Transfer', '$1 MiB', '$1 KiB'],
  fr: [
    ...['E-mail', 'Dates', 'Documents', 'Document', 'Notes', 'Note', 'Contacts', 'Contact', 'Photo', 'alias'],
    ...['Pages', 'Sites', 'Site', '1 site', '$1 sites', 'date', 'document', 'contact', 'note', 'Version'],
    ...['1 minute', '$1 minutes', 'Date', 'Visa', 'Mobile', 'Fax', '1 date', '$1 dates'],
    ...['1 document', '$1 documents', '1 note', '$1 notes', '1 contact', '$1 contacts'],
    ...['1 document, $2', '$1 documents, $2', '2 versions'],
  ],
  es: ['Fax', 'alias', 'Legal', 'Idea', 'No', '$1 MiB', '$1 KiB'],
  pt: [
    'E-mail',
    'Fax',
    'Pager',
    'alias',
    'Sites',
    'Site',
    '1 site',
    '$1 sites',
    'Backup',
    'Legal',
    '$1 MiB',
    '$1 KiB',
  ],
  ja: ['$1 MiB', '$1 KiB'],
  ar: [],
}
